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
      start: asTyped!(start),
      end: asTyped!(end - 1) + 1,
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
 * Where a character of the normalised text stands in the typed one; `null` where the two cannot be
 * laid beside each other.
 */
export function typedOffsets(typed: string, clean: string): ((at: number) => number) | null {
  if (typed === clean) return (at) => at
  const offsets: number[] = []
  let isFirst = true
  for (const { 0: chunk, index } of typed.matchAll(/[^\s\p{Cc}\p{Cf}\p{Cs}]+/gu)) {
    if (!isFirst) offsets.push(index - 1)
    isFirst = false
    const composed = chunk.normalize('NFC')
    for (let at = 0; at < composed.length; at++)
      offsets.push(index + (composed === chunk ? at : typedOffsetIn(chunk, at)))
    if (offsets.length >= clean.length) break
  }
  return offsets.length >= clean.length ? (at) => offsets[at] ?? typed.length : null
}

/** The first character of a chunk by whose end there are more than `at` composed ones. */
function typedOffsetIn(chunk: string, at: number): number {
  for (let length = 1; length <= chunk.length; length++)
    if (chunk.slice(0, length).normalize('NFC').length > at) return length - 1
  return chunk.length - 1
}
