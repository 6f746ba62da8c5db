import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nativeRuntime } from '#host/node-learn.ts'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { detectorOf } from '#learn/model/detector.ts'
import { embedAll } from '#learn/model/encoder.ts'
import { openSentenceEncoder, requireEncoder } from '#learn/model/sentence-encoder.ts'
import { understanding } from '#learn/model/understand.ts'
import { openHead, openLoss } from '#learn/onnx/runtime.ts'
import { normalizeText } from '#learn/text.ts'
import { runJob } from '#learn/train/run-job.ts'
import { ask } from './ask.ts'
import type { BenchRuntime } from './bench-runtime.ts'
import { benchWorkflow } from './bench-workflow.ts'
import { openVectorFile } from './vector-file.ts'

const MODELS = join(import.meta.dirname, '../../public/models')
const TIMED_MESSAGES = 200

/** The learn layer and the ladder in Node, on the native runtime that transformers.js brings. */
export async function openNodeRuntime(): Promise<BenchRuntime> {
  const spec = requireEncoder(DEFAULT_ENCODER)
  const files = await readEncoderFiles(spec, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const encoder = await openSentenceEncoder(spec, files, 'cpu')
  const ort = nativeRuntime()
  const cache = await openVectorFile()

  return {
    async run({ train, messages, seed, oosLabel }) {
      const workflow = benchWorkflow(train, oosLabel)
      const { signal } = new AbortController()
      const { model, report } = await runJob(
        { rows: workflow.rows, seed, scopes: [] },
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
      const understandWith =
        (embed: (text: string) => Promise<Float32Array>) => async (text: string) => {
          const embedding = await embed(normalizeText(text))
          const logits = await head.run(embedding)
          return { ...understanding(model, detector, embedding, logits), embedMs: 0, headMs: 0 }
        }
      await embedAll(encoder, messages, { cache })
      const fromFile = understandWith(
        async (text) => (await embedAll(encoder, [text], { cache }))[0]!,
      )
      const anew = understandWith((text) => encoder.embed(text))
      const asked = await ask(workflow, model, fromFile, messages)
      const timed = await ask(workflow, model, anew, messages.slice(0, TIMED_MESSAGES))
      await head.dispose()
      return { report, asked, messageMs: timed.map(({ ms }) => ms) }
    },
    close: () => encoder.dispose(),
  }
}
