import type { BackendChoice, EncoderStatus } from '#learn/worker/contract.ts'
import { startLearnWorker } from '#learn/worker/learn-client.ts'
import { ask } from './ask.ts'
import type { BenchJob, BenchRun } from './bench-runtime.ts'
import { benchWorkflow } from './bench-workflow.ts'

/** What the driver outside calls. */
export interface BenchPage {
  run(job: BenchJob, encoder: string, backend: BackendChoice): Promise<BenchRun>
  status(encoder: string, backend: BackendChoice): Promise<EncoderStatus>
}

declare global {
  interface Window {
    bench: BenchPage
  }
}

const vectors = new Map<string, Float32Array>()
const learn = startLearnWorker({
  read: async (_, texts) => texts.map((text) => vectors.get(text) ?? null),
  write: async (_, texts, fresh) => texts.forEach((text, i) => vectors.set(text, fresh[i]!)),
})

window.bench = {
  status: (encoder, backend) => learn.loadEncoder(encoder, backend),

  async run({ train, messages, seed, oosLabel }, encoder, backend) {
    const workflow = benchWorkflow(train, oosLabel)
    const { signal } = new AbortController()
    // Each run pays for its own embeddings, so that the time to embed is that of a first training.
    vectors.clear()
    const trained = await learn.train(
      {
        id: `seed-${seed}`,
        encoder,
        backend,
        seed,
        rows: workflow.rows,
        scopes: [],
      },
      { onProgress: () => {}, signal },
    )
    if (trained.outcome === 'cancelled') throw new Error('Nobody cancelled this')
    await learn.loadModel(trained.model)
    const asked = await ask(workflow, trained.model, (text) => learn.understand(text), messages)
    return { report: trained.report, asked, messageMs: asked.map(({ ms }) => ms) }
  },
}
