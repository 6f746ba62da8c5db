import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import type { BackendChoice } from '#learn/worker/contract.ts'
import { isolationHeaders } from '../../vite.config.ts'
import { findChromium } from '../chromium.mjs'
import type { BenchRuntime } from './bench-runtime.ts'

const PROJECT = join(import.meta.dirname, '../..')
const BUILT = join(PROJECT, 'node_modules/.cache/espalier-bench/page')
const FIRST_PORT = 41_730
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The product's learn worker and ladder, built as it ships, in a Chromium of its own. */
export async function openChromiumRuntime(
  encoder: string,
  backend: BackendChoice,
): Promise<BenchRuntime> {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    publicDir: join(PROJECT, 'public'),
    worker: { format: 'es' },
    build: {
      target: 'esnext',
      outDir: BUILT,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(import.meta.dirname, 'page.html') },
    },
  })
  const server = await preview({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    build: { outDir: BUILT },
    preview: { host: '127.0.0.1', port: FIRST_PORT, headers: isolationHeaders },
  })
  // A GPU that is only simulated is there when asked for by name, and only then.
  const args = backend === 'webgpu' ? [...FLAGS, '--enable-unsafe-webgpu'] : FLAGS
  const browser = await chromium.launch({ executablePath: await findChromium(), args })
  const close = async (): Promise<void> => {
    await browser.close()
    await server.close()
  }
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}page.html`)
    await page.waitForFunction(() => 'bench' in window)
    const status = await page.evaluate(([id, choice]) => window.bench.status(id, choice), [
      encoder,
      backend,
    ] as const)
    for (const { backend: other, because } of status.passedOver)
      console.error(`${other}: ${because}`)
    return {
      run: (job) =>
        page.evaluate(([given, id, choice]) => window.bench.run(given, id, choice), [
          job,
          encoder,
          backend,
        ] as const),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
