import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandRecord, Document } from '#domain/document.ts'
import { OUT_OF_SCOPE, type IntentModel, type SlotModel } from '#domain/intent-model.ts'
import { recordById } from '#domain/queries.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { extract } from '#engine/parameters/extract.ts'
import { nativeRuntime } from '#host/node-learn.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { embedAll } from '#learn/model/encoder.ts'
import { openSentenceEncoder, requireEncoder } from '#learn/model/sentence-encoder.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { openHead } from '#learn/onnx/runtime.ts'
import { openTagger, type Tagger } from '#learn/slots/tagger.ts'
import { trainSlots } from '#learn/slots/train-slots.ts'
import { wordReading, type WordReading } from '#learn/slots/words.ts'
import { normalizeText } from '#learn/text.ts'
import { runJob } from '#learn/train/run-job.ts'
import { openVectorFile } from '../vector-file.ts'
import { commandOf, parameterOf, slotDocument, type SlotMessage } from './slot-data.ts'
import { scoreSpans, type JudgedMessage, type SpanScores } from './span-score.ts'

const MODELS = join(import.meta.dirname, '../../../public/models')

export interface SpanJob {
  /** Names of the parameters of each command. */
  readonly names: ReadonlyMap<string, readonly string[]>
  readonly taught: readonly SlotMessage[]
  readonly asked: readonly SlotMessage[]
  readonly seed: number
}

export interface SpanRun extends SpanScores {
  readonly fitMs: number
  /** Of the tagger alone. */
  readonly bytes: number
}

/** Trains and asks in Node, on one encoder; what it read once is not read again. */
export interface SpanBench {
  readonly encoder: string
  run(job: SpanJob): Promise<SpanRun>
  close(): Promise<void>
}

export async function openSpanBench(id: string): Promise<SpanBench> {
  const spec = requireEncoder(id)
  const files = await readEncoderFiles(spec, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const encoder = await openSentenceEncoder(spec, files, 'cpu')
  const { dimension } = spec
  const ort = nativeRuntime()
  const cache = await openVectorFile()
  const readings = new Map<string, WordReading>()
  /** One pass gives both: what was read is not embedded again. */
  const embeddings = new Map<string, Float32Array>()
  const known = (text: string) => encoder.known?.(text) ?? embeddings.get(text)
  const sentences = { ...encoder, known }

  async function read(text: string): Promise<WordReading> {
    const before = readings.get(text)
    if (before) return before
    const clean = normalizeText(text)
    const tokens = await encoder.read?.(clean)
    if (!tokens) throw new Error('The encoder tells no tokens')
    const reading = wordReading(text, tokens, dimension)
    readings.set(text, reading)
    embeddings.set(clean, tokens.embedding)
    return reading
  }

  /** Which command each message is for, by the head; of one command there is nothing to learn. */
  async function routes(document: Document, { names, asked, seed }: SpanJob): Promise<string[]> {
    const [only, ...others] = names.keys()
    if (only !== undefined && others.length === 0) return asked.map(() => only)
    const { signal } = new AbortController()
    const { model } = await runJob(
      { rows: trainingRows(document), seed, scopes: [] },
      { encoder: sentences, cache, openLoss: (problem) => openLoss(ort, problem), backend: 'node' },
      () => undefined,
      signal,
    )
    const head = await openHead(ort, model.head, { dimension, labels: model.labels.length })
    const texts = asked.map(({ text }) => text)
    const found: string[] = []
    for (const vector of await embedAll(sentences, texts, { cache }))
      found.push(likeliest(model, await head.run(vector)))
    await head.dispose()
    return found
  }

  return {
    encoder: spec.id,
    async run(job) {
      const document = slotDocument(job.names, job.taught)
      const lesson = slotLesson(document)
      for (const { text } of [...lesson.rows, ...job.asked]) await read(text)
      const from = performance.now()
      const pause = () => Promise.resolve()
      const slots = await trainSlots(lesson, { read, dimension, seed: job.seed, pause })
      const fitMs = performance.now() - from
      const routed = await routes(document, job)
      const judged: JudgedMessage[] = []
      for (const [i, message] of job.asked.entries()) {
        const command = recordById(document, 'command', routed[i] ?? null)
        const isRouted = command?.id === commandOf(message.label)
        const found = command ? await valuesIn(message, command, document, slots, read) : []
        judged.push({ wanted: message.slots, found, isRouted })
      }
      return { ...scoreSpans(judged), fitMs, bytes: slots?.weights.length ?? 0 }
    },
    close: () => encoder.dispose(),
  }
}

/** Of the workflow's own commands; the general ones have no part in a data set. */
function likeliest({ labels }: IntentModel, logits: Float32Array): string {
  let best = -1
  labels.forEach((label, i) => {
    if (label === OUT_OF_SCOPE || label.startsWith('core/')) return
    if (best < 0 || (logits[i] ?? 0) > (logits[best] ?? 0)) best = i
  })
  return labels[best] ?? ''
}

const taggers = new WeakMap<SlotModel, Tagger | null>()

function taggerOf(slots: SlotModel, dimension: number): Tagger | null {
  if (!taggers.has(slots)) taggers.set(slots, openTagger(slots, dimension))
  return taggers.get(slots) ?? null
}

/** The values the engine takes from a message, given what the tagger sees in it. */
async function valuesIn(
  { text, label, asked }: SlotMessage,
  command: CommandRecord,
  document: Document,
  slots: SlotModel | null,
  read: (text: string) => Promise<WordReading>,
): Promise<JudgedMessage['found']> {
  const reading = await read(text)
  const tagger =
    slots && taggerOf(slots, reading.vectors.length / Math.max(1, reading.words.length))
  const prompted = asked.map((name) => parameterOf(label, name))
  const { values } = extract({
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: spokenUtterances(document, command),
    spans: tagger?.find(reading, command.id, prompted) ?? null,
    now: Date.UTC(2026, 0, 1),
    existing: new Map(),
  })
  return values.flatMap(({ parameter, span }) =>
    span ? [{ name: parameter.id.slice(parameter.id.indexOf('.') + 1), ...span }] : [],
  )
}
