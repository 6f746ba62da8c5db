import { OUTSIDE } from './chain.ts'
import { WINDOW } from './scores.ts'

/** Words of a name count as much as so many values. */
const NAME_WEIGHT = 1
/** Likeness to each side of the window, likeness to the name, and being a parameter at all. */
export const LIKENESSES = WINDOW.length + 2
const NAME = WINDOW.length
const ANY = WINDOW.length + 1
/** Labels of one kind share how much likeness counts: no value, its first word, a later one. */
export const ROLES = 3
export const roleOf = (label: number): number => (label === OUTSIDE ? 0 : label % 2 === 1 ? 1 : 2)

/** The words of one text with their labels, for the mean words of a label. */
export interface LabelledWords {
  /** words × dimension, centred. */
  readonly vectors: Float32Array
  /** Shared labels, one for each word. */
  readonly labels: Int32Array
}

/**
 * The mean word of each label, and of those at both sides of it; the name of a parameter counts as
 * one of its words. What a few utterances cannot teach each label by itself, they teach all labels
 * together: how much it counts to be like the words that had the label before.
 */
export class Prototypes {
  readonly #sums: Float32Array
  readonly #counts: Int32Array
  readonly #names: readonly Float32Array[]
  readonly #dimension: number

  /** `names[kind]` is a centred vector of what the parameters of a kind are called. */
  constructor(labels: number, dimension: number, names: readonly Float32Array[]) {
    this.#dimension = dimension
    this.#names = names
    this.#sums = new Float32Array(labels * WINDOW.length * dimension)
    this.#counts = new Int32Array(labels * WINDOW.length)
  }

  add({ vectors, labels }: LabelledWords, sign: 1 | -1 = 1): void {
    const dimension = this.#dimension
    labels.forEach((label, word) => {
      WINDOW.forEach((offset, side) => {
        const neighbour = word + offset
        if (neighbour < 0 || neighbour >= labels.length) return
        const slot = label * WINDOW.length + side
        this.#counts[slot]! += sign
        for (let d = 0; d < dimension; d++)
          this.#sums[slot * dimension + d]! += sign * vectors[neighbour * dimension + d]!
      })
    })
  }

  /** Writes the unit vector of a label's side to `out`; `false` where nothing is known of it. */
  mean(label: number, side: number, out: Float32Array): boolean {
    const dimension = this.#dimension
    const slot = label * WINDOW.length + side
    const name = side === 0 ? this.nameOf(label) : null
    if (this.#counts[slot]! <= 0 && !name) return false
    let squares = 0
    for (let d = 0; d < dimension; d++) {
      const value = this.#sums[slot * dimension + d]! + (name ? NAME_WEIGHT * name[d]! : 0)
      out[d] = value
      squares += value * value
    }
    if (squares < 1e-9) return false
    const scale = 1 / Math.sqrt(squares)
    for (let d = 0; d < dimension; d++) out[d]! *= scale
    return true
  }

  nameOf(label: number): Float32Array | null {
    return label === OUTSIDE ? null : (this.#names[(label - 1) >> 1] ?? null)
  }

  /**
   * Likenesses of each word to each label: words × labels × `LIKENESSES`. A text is not compared
   * with itself: take it out before, and put it back after.
   */
  likenesses(shared: Int32Array, vectors: Float32Array, words: number): Float32Array {
    const dimension = this.#dimension
    const labels = shared.length
    const out = new Float32Array(words * labels * LIKENESSES)
    const mean = new Float32Array(dimension)
    const dot = (word: number, other: Float32Array): number => {
      let sum = 0
      for (let d = 0; d < dimension; d++) sum += vectors[word * dimension + d]! * other[d]!
      return sum
    }
    for (let label = 0; label < labels; label++) {
      const id = shared[label]!
      const put = (word: number, which: number, value: number): void => {
        out[(word * labels + label) * LIKENESSES + which] = value
      }
      WINDOW.forEach((offset, side) => {
        if (!this.mean(id, side, mean)) return
        for (let word = 0; word < words; word++) {
          const neighbour = word + offset
          if (neighbour >= 0 && neighbour < words) put(word, side, dot(neighbour, mean))
        }
      })
      const name = this.nameOf(id)
      for (let word = 0; word < words; word++) {
        if (name) put(word, NAME, dot(word, name))
        put(word, ANY, 1)
      }
    }
    return out
  }

  /** The weights of likeness as weights of the words themselves, added to those of a label. */
  foldInto(label: number, likeness: Float32Array, dense: Float32Array, bias: Float32Array): void {
    const dimension = this.#dimension
    const mean = new Float32Array(dimension)
    const weight = (which: number): number => likeness[roleOf(label) * LIKENESSES + which]!
    WINDOW.forEach((_, side) => {
      if (!this.mean(label, side, mean)) return
      const at = (label * WINDOW.length + side) * dimension
      for (let d = 0; d < dimension; d++) dense[at + d]! += weight(side) * mean[d]!
    })
    const name = this.nameOf(label)
    const at = label * WINDOW.length * dimension
    if (name) for (let d = 0; d < dimension; d++) dense[at + d]! += weight(NAME) * name[d]!
    bias[label]! += weight(ANY)
  }
}
