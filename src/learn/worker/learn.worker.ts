import { expose } from 'comlink'
import type { LearnApi } from './contract.ts'
import { createLearnApi } from './learn-api.ts'

// The runtimes are a megabyte of code: a worker that is only started should not wait for them.
const browser = () => import('./browser-runtime.ts')

expose(
  createLearnApi({
    openEncoder: async (...request) => (await browser()).openInBrowser(...request),
    runtime: async () => (await browser()).ort,
  }) satisfies LearnApi,
)
