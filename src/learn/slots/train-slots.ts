import type { SlotModel } from '#domain/intent-model.ts'
import type { SlotLesson, TaughtParameter } from '#domain/slot-lesson.ts'
import type { SlotRow } from '#domain/slot-row.ts'
import { chainLabels, fitTagger, type TaughtText } from './fit-tagger.ts'
import { kindsOf, labelsByCommand, type CommandLabels } from './label-space.ts'
import { lexicalFeatures } from './lexical.ts'
import { packWeights } from './packed-weights.ts'
import { centered } from './scores.ts'
import { askedKinds } from './tagger.ts'
import { TRAITS, withPromisedTraits, withTraits } from './traits.ts'
import { toUnit, type WordReading } from './words.ts'

export interface SlotPorts {
  /** A text as the encoder reads it. */
  readonly read: (text: string) => Promise<WordReading>
  readonly dimension: number
  readonly seed: number
  /** Between steps: yields, and throws when the job was cancelled. */
  readonly pause: () => Promise<void>
}

/** Makes a tagger of what a workflow teaches; `null` where it teaches no value. */
export async function trainSlots(
  { rows, parameters }: SlotLesson,
  { read, dimension, seed, pause }: SlotPorts,
): Promise<SlotModel | null> {
  if (!rows.some(({ slots }) => slots.length > 0)) return null
  const kinds = kindsOf(parameters)
  const known = parameters.map(({ id, command, kind }) => ({
    id,
    command,
    kind: kinds.indexOf(kind),
  }))
  const commands = labelsByCommand(known)
  const taught = [...rows, ...valueRows(parameters)]
  const readings: WordReading[] = []
  for (const { text } of taught) {
    readings.push(await read(text))
    await pause()
  }
  const size = dimension + TRAITS
  const center = meanVector(readings, size)
  const texts = taught.flatMap((row, i) =>
    taughtText(row, readings[i]!, commands.get(row.command), center),
  )
  const names: Float32Array[] = []
  for (const kind of kinds) {
    const words = parameters.find((parameter) => parameter.kind === kind)?.words ?? ''
    names.push(nameVector(await read(words), center))
  }
  const weights = await fitTagger({ dimension: size, center, texts, names, seed }, pause)
  return { format: 1, parameters: known, weights: packWeights(weights) }
}

interface TaughtRow extends SlotRow {
  readonly isAnswer?: boolean
}

/** A value by itself, as it is said when it is asked for. */
const valueRows = (parameters: readonly TaughtParameter[]): TaughtRow[] =>
  parameters.flatMap(({ id, command, values }) =>
    values.map((text) => ({
      text,
      command,
      slots: [{ parameter: id, start: 0, end: text.length }],
      isAnswer: true,
    })),
  )

function taughtText(
  { slots, isAnswer = false }: TaughtRow,
  reading: WordReading,
  command: CommandLabels | undefined,
  center: Float32Array,
): TaughtText[] {
  if (!command || reading.words.length === 0) return []
  const asked = isAnswer ? slots.map(({ parameter }) => parameter) : []
  return [
    {
      command,
      vectors: centered(withTraits(reading), center),
      features: lexicalFeatures(reading.words, askedKinds(command, asked)),
      labels: chainLabels(reading.places, slots, command),
    },
  ]
}

function meanVector(readings: readonly WordReading[], size: number): Float32Array {
  const sum = new Float64Array(size)
  let words = 0
  for (const reading of readings) {
    const vectors = withTraits(reading)
    words += reading.words.length
    for (let i = 0; i < vectors.length; i++) sum[i % size]! += vectors[i]!
  }
  return Float32Array.from(sum, (value) => value / Math.max(1, words))
}

function nameVector(reading: WordReading, center: Float32Array): Float32Array {
  const mean = new Float32Array(center.length)
  const words = centered(withPromisedTraits(reading), center)
  for (let i = 0; i < words.length; i++) mean[i % center.length]! += words[i]!
  toUnit(mean)
  return mean
}
