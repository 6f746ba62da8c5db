import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { teachable } from '#domain/corrections-in-force.ts'
import type { Document } from '#domain/document.ts'
import type { IntentModel, SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { workflowOf } from '#domain/queries.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { heldOutRows, trainingRows } from '#domain/training-rows.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { misfitOf } from '#learn/encoders.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { detectorOf } from '#learn/model/detector.ts'
import { rememberingLast } from '#learn/model/encoder.ts'
import { openSentenceEncoder, requireEncoder } from '#learn/model/sentence-encoder.ts'
import { understanding } from '#learn/model/understand.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { openHead, type OnnxRuntime } from '#learn/onnx/runtime.ts'
import { openTagger } from '#learn/slots/tagger.ts'
import { wordReader } from '#learn/slots/word-reader.ts'
import { normalizeText } from '#learn/text.ts'
import { runJob } from '#learn/train/run-job.ts'
import { AppError } from '#shared/app-error.ts'

const MODELS = join(import.meta.dirname, '../../public/models')
/** The studio's own seed, so that both make the same model of the same rows. */
const SEED = 1

/** Encoder, training and understanding in Node, on the native runtime transformers.js brings. */
export interface NodeLearn {
  train(document: Document): Promise<{ model: IntentModel; report: TrainingReport }>
  /** Opens the model's head; gives what understands messages by it. */
  open(model: IntentModel): Promise<(text: string) => Promise<Understanding>>
  /** What finds the values of a command in a text, by the model's tagger. */
  openSpans(model: IntentModel): (request: SpanRequest) => Promise<TaggedSpan[] | null>
  embed(texts: readonly string[]): Promise<Float32Array[]>
  close(): Promise<void>
}

export async function openNodeLearn(document: Document): Promise<NodeLearn> {
  const spec = requireEncoder(workflowOf(document).encoder)
  const files = await readEncoderFiles(spec, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const opened = await openSentenceEncoder(spec, files, 'cpu')
  const encoder = rememberingLast(opened)
  const readWords = wordReader(encoder)
  const ort = nativeRuntime()
  const embed = (text: string) => encoder.embed(normalizeText(text))

  return {
    train(document) {
      const source = teachable(document, Date.now())
      return runJob(
        {
          rows: trainingRows(source),
          slots: slotLesson(source),
          heldOut: heldOutRows(source),
          seed: SEED,
          scopes: jobScopes(source),
        },
        {
          encoder,
          cache: null,
          readWords,
          openLoss: (problem) => openLoss(ort, problem),
          backend: 'onnxruntime-node',
        },
        () => undefined,
        new AbortController().signal,
      )
    },

    async open(model) {
      if (misfitOf(model, spec.id))
        throw new AppError('learn/not-trained', 'The model belongs to another encoder')
      const shape = { dimension: spec.dimension, labels: model.labels.length }
      const head = await openHead(ort, model.head, shape)
      const detector = detectorOf(model)
      return async (text) => {
        const from = performance.now()
        const embedding = await embed(text)
        const embedded = performance.now()
        const logits = await head.run(embedding)
        const understood = understanding(model, detector, embedding, logits)
        return { ...understood, embedMs: embedded - from, headMs: performance.now() - embedded }
      }
    },

    openSpans(model) {
      const tagger = model.slots ? openTagger(model.slots, spec.dimension) : null
      return async ({ text, command, asked }) =>
        tagger?.knows(command) && readWords
          ? tagger.find(await readWords(text), command, asked)
          : null
    },

    async embed(texts) {
      const vectors: Float32Array[] = []
      for (const text of texts) vectors.push(await embed(text))
      return vectors
    },

    close: () => opened.dispose(),
  }
}

/**
 * Not a dependency of ours: what transformers.js has in Node, resolved from where it is. Its types
 * are those of onnxruntime-web, less what is for browsers.
 */
export function nativeRuntime(): OnnxRuntime {
  const fromTransformers = createRequire(import.meta.resolve('@huggingface/transformers'))
  return fromTransformers('onnxruntime-node') as OnnxRuntime
}
