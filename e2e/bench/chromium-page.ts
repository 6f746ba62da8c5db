import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { readEnvironment } from '../../server/environment.ts'
import { listen } from '../../server/listen.ts'
import { findChromium } from '../chromium.mjs'

const PROJECT = join(import.meta.dirname, '../..')
const PORT = '41730'
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export interface BenchPageHandle {
  readonly page: Page
  /** Loads the page anew, with what the browser has kept of it. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** Builds a page of this folder and serves it as the product is, and opens it in a Chromium of its own. */
export async function openChromiumPage(
  html: string,
  /** What the page puts into its window when it is ready. */
  global: string,
  moreFlags: readonly string[] = [],
): Promise<BenchPageHandle> {
  const outDir = join(PROJECT, 'node_modules/.cache/espalier-bench/page')
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    publicDir: join(PROJECT, 'public'),
    worker: { format: 'es' },
    build: {
      target: 'esnext',
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(import.meta.dirname, html) },
    },
  })
  const server = await listen(readEnvironment({ PORT }), outDir)
  // With a profile, as a person has one: a private window keeps no compiled code.
  const profile = await mkdtemp(join(tmpdir(), 'espalier-bench-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...FLAGS, ...moreFlags],
  })
  const close = async (): Promise<void> => {
    await browser.close()
    server.close()
    await rm(profile, { recursive: true, force: true })
  }
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error))
    const reopen = async (): Promise<void> => {
      await page.goto(`${server.address}${html}`)
      await page.waitForFunction((name) => name in window, global)
    }
    await reopen()
    return { page, reopen, close }
  } catch (error) {
    await close()
    throw error
  }
}
