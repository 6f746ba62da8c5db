import type { BackendChoice } from '#learn/worker/contract.ts'
import type { BenchRuntime } from './bench-runtime.ts'
import { openChromiumPage } from './chromium-page.ts'

/** The product's learn worker and ladder, built as it ships, in a Chromium of its own. */
export async function openChromiumRuntime(
  encoder: string,
  backend: BackendChoice,
): Promise<BenchRuntime> {
  // A GPU that is only simulated is there when asked for by name, and only then.
  const flags = backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : []
  const { page, close } = await openChromiumPage('page.html', 'bench', flags)
  try {
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
