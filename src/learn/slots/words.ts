import type { TokenReading } from '../model/encoder.ts'
import { normalizeText } from '../text.ts'

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** A text as a tagger sees it: its words, and what the encoder made of each where it stands. */
export interface WordReading {
  /** In the text as it was given. */
  readonly places: readonly Place[]
  readonly words: readonly string[]
  /** words × dimension, row-major; each row a unit vector. */
  readonly vectors: Float32Array
}

/** A run of letters and digits, or one sign: values begin and end where one of these does. */
const WORD = /[\p{L}\p{N}\p{M}]+|[^\s]/gu

export const wordPlaces = (text: string): Place[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }))

/** Words that the encoder did not read, because the text is too long for it, are left out. */
export function wordReading(
  text: string,
  { tokens, hidden }: TokenReading,
  dimension: number,
): WordReading {
  const clean = normalizeText(text)
  const asTyped = typedOffsets(text, clean)
  const read = tokens.at(-1)?.end ?? 0
  const places = asTyped ? wordPlaces(clean).filter(({ end }) => end <= read) : []
  const vectors = new Float32Array(places.length * dimension)
  let token = 0
  places.forEach(({ start, end }, word) => {
    const row = vectors.subarray(word * dimension, (word + 1) * dimension)
    while (token < tokens.length && tokens[token]!.end <= start) token++
    for (let at = token; at < tokens.length && tokens[at]!.start < end; at++)
      for (let d = 0; d < dimension; d++) row[d]! += hidden[at * dimension + d]!
    toUnit(row)
  })
  return {
    places: places.map(({ start, end }) => ({
      start: asTyped!(start).start,
      end: asTyped!(end - 1).end,
    })),
    words: places.map(({ start, end }) => clean.slice(start, end)),
    vectors,
  }
}

/** Divides by its length; a vector of zeros stays as it is. */
export function toUnit(vector: Float32Array): void {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return
  const scale = 1 / Math.sqrt(squares)
  for (let d = 0; d < vector.length; d++) vector[d]! *= scale
}

/**
 * Where each character of the normalised text stands in the typed one; `null` where the two cannot
 * be laid beside each other.
 */
export function typedOffsets(typed: string, clean: string): ((at: number) => Place) | null {
  if (typed === clean) return (at) => ({ start: at, end: at + 1 })
  const places: Place[] = []
  for (const { 0: chunk, index } of typed.matchAll(/[^\s\p{Cc}\p{Cf}\p{Cs}]+/gu)) {
    if (places.length >= clean.length) break
    if (places.length > 0) places.push({ start: index - 1, end: index })
    const composed = chunk.normalize('NFC')
    const offset = (at: number): number =>
      index + (composed === chunk ? at : lengthOfComposed(chunk, at))
    for (let at = 0; at < composed.length; at++)
      places.push({ start: offset(at), end: offset(at + 1) })
  }
  const isWhole = places.length >= clean.length
  return isWhole ? (at) => places[at] ?? { start: typed.length, end: typed.length } : null
}

/** How much of a chunk makes up its first `count` composed characters. */
function lengthOfComposed(chunk: string, count: number): number {
  for (let length = 0; length < chunk.length; length++)
    if (chunk.slice(0, length + 1).normalize('NFC').length > count) return length
  return chunk.length
}
