import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IntentModel, TrainingRow, Understanding } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import type { JobScope } from '#engine/decide/scope-commands.ts'
import { nativeRuntime } from '#host/node-learn.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { detectorOf } from '#learn/model/detector.ts'
import { embedAll } from '#learn/model/encoder.ts'
import { openSentenceEncoder, requireEncoder } from '#learn/model/sentence-encoder.ts'
import { understanding } from '#learn/model/understand.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { openHead } from '#learn/onnx/runtime.ts'
import { normalizeText } from '#learn/text.ts'
import { runJob } from '#learn/train/run-job.ts'
import { openVectorFile } from './vector-file.ts'

const MODELS = join(import.meta.dirname, '../../public/models')

type Understand = (text: string) => Promise<Understanding>

/** A model that was trained, and what understands messages by it until it is closed. */
export interface Trained {
  readonly model: IntentModel
  readonly report: TrainingReport
  /** By the vectors of the file, where it has them: for measuring what, not how fast. */
  readonly understand: Understand
  /** Each message embedded anew. */
  readonly understandAnew: Understand
  close(): Promise<void>
}

/** The learn layer in Node with one encoder, its vectors kept in a file between benches. */
export interface NodeLearner {
  readonly encoder: string
  train(job: {
    readonly rows: readonly TrainingRow[]
    readonly seed: number
    readonly scopes?: readonly JobScope[]
  }): Promise<Trained>
  /** Fills the file, so that understanding these texts takes no encoder. */
  embed(texts: readonly string[]): Promise<Float32Array[]>
  close(): Promise<void>
}

export async function openNodeLearner(encoderId: string): Promise<NodeLearner> {
  const spec = requireEncoder(encoderId)
  const files = await readEncoderFiles(spec, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const encoder = await openSentenceEncoder(spec, files, 'cpu')
  const ort = nativeRuntime()
  const cache = await openVectorFile()
  const { signal } = new AbortController()
  const embed = (texts: readonly string[]) => embedAll(encoder, texts, { cache })

  return {
    encoder: spec.id,
    embed,
    async train({ rows, seed, scopes = [] }) {
      const { model, report } = await runJob(
        { rows, seed, scopes },
        {
          encoder,
          cache,
          openLoss: (problem) => openLoss(ort, problem),
          backend: 'onnxruntime-node',
        },
        () => {},
        signal,
      )
      const shape = { dimension: spec.dimension, labels: model.labels.length }
      const head = await openHead(ort, model.head, shape)
      const detector = detectorOf(model)
      const understandBy =
        (embedOne: (text: string) => Promise<Float32Array>): Understand =>
        async (text) => {
          const embedding = await embedOne(text)
          const logits = await head.run(embedding)
          return { ...understanding(model, detector, embedding, logits), embedMs: 0, headMs: 0 }
        }
      return {
        model,
        report,
        understand: understandBy(async (text) => (await embed([text]))[0]!),
        understandAnew: understandBy((text) => encoder.embed(normalizeText(text))),
        close: () => head.dispose(),
      }
    },
    close: () => encoder.dispose(),
  }
}
