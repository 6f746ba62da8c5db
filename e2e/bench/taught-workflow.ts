import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import type { EnginePorts } from '#engine/ports.ts'
import { nativeRuntime } from '#host/node-learn.ts'
import { detectorOf } from '#learn/model/detector.ts'
import { embedAll } from '#learn/model/encoder.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { openSentenceEncoder, requireEncoder } from '#learn/model/sentence-encoder.ts'
import { understanding } from '#learn/model/understand.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { openHead } from '#learn/onnx/runtime.ts'
import { openTagger } from '#learn/slots/tagger.ts'
import { wordReader } from '#learn/slots/word-reader.ts'
import { runJob } from '#learn/train/run-job.ts'
import { openVectorFile } from './vector-file.ts'

const MODELS = join(import.meta.dirname, '../../public/models')

/** What a session asks of a model: intents and values, both taught. */
export interface TaughtWorkflow extends Required<
  Pick<EnginePorts, 'understand' | 'findSpans' | 'embed'>
> {
  readonly model: IntentModel
}

/** Whole workflows taught as the studio teaches them, their vectors kept in a file between benches. */
export interface WorkflowTeacher {
  teach(document: Document, seed?: number): Promise<TaughtWorkflow>
  close(): Promise<void>
}

export async function openWorkflowTeacher(encoderId: string): Promise<WorkflowTeacher> {
  const spec = requireEncoder(encoderId)
  const files = await readEncoderFiles(spec, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const encoder = await openSentenceEncoder(spec, files, 'cpu')
  const readWords = wordReader(encoder)
  const ort = nativeRuntime()
  const cache = await openVectorFile()
  const embed = (texts: readonly string[]) => embedAll(encoder, texts, { cache })

  return {
    async teach(document, seed = 1) {
      const { model } = await runJob(
        {
          rows: trainingRows(document),
          slots: slotLesson(document),
          seed,
          scopes: jobScopes(document),
        },
        {
          encoder,
          cache,
          readWords,
          openLoss: (problem) => openLoss(ort, problem),
          backend: 'node',
        },
        () => undefined,
        new AbortController().signal,
      )
      const shape = { dimension: spec.dimension, labels: model.labels.length }
      const head = await openHead(ort, model.head, shape)
      const detector = detectorOf(model)
      const tagger = model.slots ? openTagger(model.slots, spec.dimension) : null
      return {
        model,
        embed,
        async understand(text) {
          const [embedding] = await embed([text])
          if (!embedding) throw new Error('A text was not embedded')
          const logits = await head.run(embedding)
          return { ...understanding(model, detector, embedding, logits), embedMs: 0, headMs: 0 }
        },
        findSpans: async ({ text, command, asked }) =>
          tagger?.knows(command) && readWords
            ? tagger.find(await readWords(text), command, asked)
            : null,
      }
    },
    close: () => encoder.dispose(),
  }
}
