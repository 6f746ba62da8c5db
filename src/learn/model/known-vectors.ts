import { CORE_COMMANDS } from '#domain/core-commands.ts'
import { BACKGROUND_MESSAGES } from '../background.ts'
import { normalizeText } from '../text.ts'
import type { EncoderFiles } from './encoder-files.ts'

/** Where they lie in the folder of an encoder: a list of texts, and n × d float32 numbers. */
export const KNOWN_TEXTS_PATH = 'known/texts.json'
export const KNOWN_VECTORS_PATH = 'known/vectors.f32'

/**
 * What every training embeds, whatever the workflow: general messages and what is said for core
 * commands. Their vectors ship with each encoder, so that a first training has the person's own
 * texts to wait for and no others. Written by `npm run write-known-vectors`.
 */
export function textsToKnow(): string[] {
  const said = CORE_COMMANDS.flatMap(({ utterances }) => utterances)
  return [...new Set([...BACKGROUND_MESSAGES, ...said].map(normalizeText))]
}

/** The shipped vectors by their normalised text; none where the files are not among those given. */
export function knownVectors(
  files: EncoderFiles,
  dimension: number,
): ReadonlyMap<string, Float32Array> {
  const list = files.get(KNOWN_TEXTS_PATH)
  const bytes = files.get(KNOWN_VECTORS_PATH)
  if (!list || !bytes) return new Map()
  const texts = JSON.parse(new TextDecoder().decode(list)) as readonly string[]
  // A copy begins at a multiple of four, which a view of numbers must.
  const numbers = new Float32Array(bytes.slice().buffer)
  return new Map(
    texts.map((text, i) => [text, numbers.subarray(i * dimension, (i + 1) * dimension)]),
  )
}
