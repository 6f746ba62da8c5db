import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { isolationHeaders } from '../../vite.config.ts'
import { findChromium } from '../chromium.mjs'

const PROJECT = join(import.meta.dirname, '../..')
const FIRST_PORT = 41_730
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export interface BenchPageHandle {
  readonly page: Page
  close(): Promise<void>
}

/** Builds a page of this folder as the product ships, and opens it in a Chromium of its own. */
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
  const server = await preview({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    build: { outDir },
    preview: { host: '127.0.0.1', port: FIRST_PORT, headers: isolationHeaders },
  })
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...FLAGS, ...moreFlags],
  })
  const close = async (): Promise<void> => {
    await browser.close()
    await server.close()
  }
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${html}`)
    await page.waitForFunction((name) => name in window, global)
    return { page, close }
  } catch (error) {
    await close()
    throw error
  }
}
