import { promisedClasses, WORD_CLASSES, wordClasses } from './word-classes.ts'
import type { WordReading } from './words.ts'

/** A large first letter, a small one, a digit, a sign: of a word, and of the word before it. */
const FORMS = 4
const SIGN = 3
/** So many numbers stand beside the encoder's: what everyone knows of a word. */
export const TRAITS = WORD_CLASSES.length + FORMS * FORMS

/** Beside an encoder's vector, whose length is 1; measured in `README.md`. */
const CLASS_WEIGHT = 0.8
const FORM_WEIGHT = 0.2

/** What the encoder and what everyone knows of each word: words × (dimension + `TRAITS`). */
export function withTraits(reading: WordReading): Float32Array {
  const classes = wordClasses(reading.words)
  const forms = reading.words.map(formOf)
  return joined(reading, (word, traits) => {
    const known = classes[word]
    if (known) traits[WORD_CLASSES.indexOf(known)] = CLASS_WEIGHT
    const before = forms[word - 1] ?? SIGN
    traits[WORD_CLASSES.length + before * FORMS + forms[word]!] = FORM_WEIGHT
  })
}

/** As `withTraits`, for the name of a parameter: what its values are, as far as it says. */
export const withPromisedTraits = (reading: WordReading): Float32Array =>
  joined(reading, (word, traits) => {
    for (const promised of promisedClasses(reading.words[word]!))
      traits[WORD_CLASSES.indexOf(promised)] = CLASS_WEIGHT
  })

function joined(
  { words, vectors }: WordReading,
  write: (word: number, traits: Float32Array) => void,
): Float32Array {
  const dimension = vectors.length / Math.max(1, words.length)
  const out = new Float32Array(words.length * (dimension + TRAITS))
  words.forEach((_, word) => {
    const from = word * (dimension + TRAITS)
    out.set(vectors.subarray(word * dimension, (word + 1) * dimension), from)
    write(word, out.subarray(from + dimension, from + dimension + TRAITS))
  })
  return out
}

function formOf(word: string): number {
  if (/^\p{Lu}/u.test(word)) return 0
  if (/^\p{L}/u.test(word)) return 1
  return /^\p{N}/u.test(word) ? 2 : SIGN
}
