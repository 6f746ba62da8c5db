import { mayFollow, type ChainScores } from './chain.ts'
import type { LexicalFeatures } from './lexical.ts'

/** A word is judged by itself and by the words at both of its sides. */
export const WINDOW = [0, -1, 1] as const

/** Sparse weights lie in one table, by a hash of feature and label. */
const TABLE_BITS = 20
export const TABLE_SIZE = 1 << TABLE_BITS

/** What tells labels apart; labels are those that all commands share. */
export interface TaggerWeights {
  readonly dimension: number
  /** Mean of the word vectors that were taught: what all words have in common. */
  readonly center: Float32Array
  /** labels × window × dimension. */
  readonly dense: Float32Array
  readonly bias: Float32Array
  /** By `placeOf`. */
  readonly sparse: Float32Array
}

/** Where the weight of a feature for a label lies. */
export function placeOf(feature: number, label: number): number {
  let mixed = Math.imul(feature ^ Math.imul(label + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & (TABLE_SIZE - 1)
}

/** Where the weight of one label following another lies. */
export const placeOfMove = (from: number, to: number): number => placeOf(0x777 + from, to)

/** Unit vectors of what is particular to each word. */
export function centered(vectors: Float32Array, center: Float32Array): Float32Array {
  const out = new Float32Array(vectors.length)
  const dimension = center.length
  for (let at = 0; at < vectors.length; at += dimension) {
    let squares = 0
    for (let d = 0; d < dimension; d++) {
      const value = vectors[at + d]! - center[d]!
      out[at + d] = value
      squares += value * value
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let d = 0; d < dimension; d++) out[at + d]! *= scale
  }
  return out
}

/** A text ready to be scored. */
export interface ScoredText {
  /** words × dimension, centred. */
  readonly vectors: Float32Array
  readonly features: readonly LexicalFeatures[]
}

/** How well each label of a command suits each word. `hidesWord` leaves a word's own form out. */
export function chainScores(
  { dense, bias, sparse, dimension }: TaggerWeights,
  shared: Int32Array,
  { vectors, features }: ScoredText,
  hidesWord: (word: number) => boolean = () => false,
): ChainScores {
  const words = features.length
  const labels = shared.length
  const states = new Float64Array(words * labels)
  for (let word = 0; word < words; word++) {
    const { around, own } = features[word]!
    const isHidden = hidesWord(word)
    for (let label = 0; label < labels; label++) {
      const id = shared[label]!
      let sum = bias[id]! + windowScore(dense, id, vectors, word, words, dimension)
      for (const feature of around) sum += sparse[placeOf(feature, id)]!
      if (!isHidden) for (const feature of own) sum += sparse[placeOf(feature, id)]!
      states[word * labels + label] = sum
    }
  }
  return { words, labels, states, moves: moveScores(sparse, shared) }
}

function windowScore(
  dense: Float32Array,
  label: number,
  vectors: Float32Array,
  word: number,
  words: number,
  dimension: number,
): number {
  let sum = 0
  for (let side = 0; side < WINDOW.length; side++) {
    const neighbour = word + WINDOW[side]!
    if (neighbour < 0 || neighbour >= words) continue
    const weights = (label * WINDOW.length + side) * dimension
    const vector = neighbour * dimension
    for (let d = 0; d < dimension; d++) sum += dense[weights + d]! * vectors[vector + d]!
  }
  return sum
}

function moveScores(sparse: Float32Array, shared: Int32Array): Float64Array {
  const labels = shared.length
  const moves = new Float64Array(labels * labels)
  for (let from = 0; from < labels; from++)
    for (let to = 0; to < labels; to++)
      if (mayFollow(from, to))
        moves[from * labels + to] = sparse[placeOfMove(shared[from]!, shared[to]!)]!
  return moves
}
