import type { Encoder } from '../model/encoder.ts'
import { normalizeText } from '../text.ts'
import { wordReading, type WordReading } from './words.ts'

/** Reads a text as words, with what the encoder makes of each. */
export type WordReader = (text: string) => Promise<WordReading>

/** So many words are kept, 1.5 kB each: the utterances of a workflow, from one training to the next. */
const KEPT_WORDS = 16_000

/**
 * Reads by an encoder, and remembers what was read last. `null` for an encoder that does not tell
 * its tokens.
 */
export function wordReader(encoder: Encoder): WordReader | null {
  if (!encoder.read) return null
  const known = new Map<string, WordReading>()
  let words = 0

  function keep(text: string, reading: WordReading): void {
    known.set(text, reading)
    words += reading.words.length
    for (const [oldest, { words: gone }] of known) {
      if (words <= KEPT_WORDS) return
      known.delete(oldest)
      words -= gone.length
    }
  }

  return async (text) => {
    const before = known.get(text)
    if (before) return before
    const tokens = await encoder.read?.(normalizeText(text))
    if (!tokens) throw new Error('The encoder told its tokens before')
    const reading = wordReading(text, tokens, encoder.dimension)
    keep(text, reading)
    return reading
  }
}
