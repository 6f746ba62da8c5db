import { seededRandom, shuffled } from '../train/random.ts'
import { beginOf, insideOf, marginals, OUTSIDE } from './chain.ts'
import type { CommandLabels } from './label-space.ts'
import type { LexicalFeatures } from './lexical.ts'
import { LIKENESSES, Prototypes, ROLES, roleOf } from './prototypes.ts'
import {
  chainScores,
  placeOf,
  placeOfMove,
  TABLE_SIZE,
  WINDOW,
  type TaggerWeights,
} from './scores.ts'

/** A text of which is known what its words are. */
export interface TaughtText {
  readonly command: CommandLabels
  /** words × dimension, centred. */
  readonly vectors: Float32Array
  readonly features: readonly LexicalFeatures[]
  /** Labels of the command's chain, one for each word. */
  readonly labels: Int32Array
}

export interface FitInput {
  readonly dimension: number
  readonly center: Float32Array
  readonly texts: readonly TaughtText[]
  /** By kind: a centred unit vector of its name. */
  readonly names: readonly Float32Array[]
  readonly seed: number
}

/** Measured in `README.md`. */
const RATE = { dense: 0.1, sparse: 0.05, likeness: 0.3 }
const FIRST_LIKENESS = 8
const HIDDEN_WORDS = 0.4
const SHRINK = 1e-5
/** So many words are read in all; few texts are read more often than many. */
const WORDS_TO_READ = 60_000
const PASSES = { least: 2, most: 12 }

/**
 * Fits a linear chain (a conditional random field) by AdaGrad, one text at a time. The same texts,
 * in the same order, with the same seed give the same weights.
 */
export async function fitTagger(
  input: FitInput,
  pause: () => Promise<void>,
): Promise<TaggerWeights> {
  const fit = new TaggerFit(input)
  const random = seededRandom(input.seed)
  const words = input.texts.reduce((sum, { labels }) => sum + labels.length, 0)
  const passes = Math.min(
    PASSES.most,
    Math.max(PASSES.least, Math.ceil(WORDS_TO_READ / Math.max(1, words))),
  )
  for (let pass = 0; pass < passes; pass++) {
    const rate = 1 - (0.9 * pass) / passes
    for (const text of shuffled(input.texts, random)) {
      fit.learn(text, rate, random)
      await pause()
    }
  }
  return fit.weights()
}

/** Weights under way, with the squares AdaGrad scales its steps by. */
class TaggerFit {
  readonly #weights: TaggerWeights
  readonly #denseSquares: Float32Array
  readonly #sparseSquares: Float32Array
  readonly #likeness = new Float32Array(ROLES * LIKENESSES)
  readonly #likenessSquares = new Float32Array(ROLES * LIKENESSES).fill(1e-6)
  readonly #prototypes: Prototypes
  readonly #gradient: Float32Array
  readonly #labels: number

  constructor({ dimension, center, texts, names }: FitInput) {
    this.#labels = 1 + 2 * names.length
    const size = this.#labels * WINDOW.length * dimension
    this.#weights = {
      dimension,
      center,
      dense: new Float32Array(size),
      bias: new Float32Array(this.#labels),
      sparse: new Float32Array(TABLE_SIZE),
    }
    this.#denseSquares = new Float32Array(size).fill(1e-6)
    this.#sparseSquares = new Float32Array(TABLE_SIZE).fill(1e-6)
    for (let role = 0; role < ROLES; role++) this.#likeness[role * LIKENESSES] = FIRST_LIKENESS
    this.#gradient = new Float32Array(WINDOW.length * dimension)
    this.#prototypes = new Prototypes(this.#labels, dimension, names)
    for (const text of texts) this.#prototypes.add(sharedLabels(text))
  }

  /** One step towards a text's labels. */
  learn(text: TaughtText, rate: number, random: () => number): void {
    const { command, vectors, features, labels } = text
    const words = labels.length
    if (words === 0) return
    const count = command.shared.length
    const hidden = features.map(() => random() < HIDDEN_WORDS)
    const own = sharedLabels(text)
    this.#prototypes.add(own, -1)
    const likenesses = this.#prototypes.likenesses(command.shared, vectors, words)
    this.#prototypes.add(own)
    const scores = chainScores(this.#weights, command.shared, text, (word) => hidden[word]!)
    this.#addLikeness(scores.states, command.shared, likenesses)
    const { states, moves } = marginals(scores)
    for (let word = 0; word < words; word++) {
      states[word * count + labels[word]!]! -= 1
      if (word > 0) moves[labels[word - 1]! * count + labels[word]!]! -= 1
    }
    for (let label = 0; label < count; label++) {
      this.#stepLabel(text, label, states, hidden, rate)
      this.#stepLikeness(command.shared, label, states, likenesses, rate)
    }
    this.#stepMoves(command.shared, moves, rate)
  }

  #addLikeness(states: Float64Array, shared: Int32Array, likenesses: Float32Array): void {
    for (let state = 0; state < states.length; state++) {
      const role = roleOf(shared[state % shared.length]!)
      for (let which = 0; which < LIKENESSES; which++)
        states[state]! +=
          this.#likeness[role * LIKENESSES + which]! * likenesses[state * LIKENESSES + which]!
    }
  }

  #stepLabel(
    { command, vectors, features }: TaughtText,
    label: number,
    errors: Float64Array,
    hidden: readonly boolean[],
    rate: number,
  ): void {
    const { dimension } = this.#weights
    const id = command.shared[label]!
    const gradient = this.#gradient.fill(0)
    const words = features.length
    let isWrong = false
    for (let word = 0; word < words; word++) {
      const error = errors[word * command.shared.length + label]!
      if (Math.abs(error) < 1e-4) continue
      isWrong = true
      for (let side = 0; side < WINDOW.length; side++) {
        const neighbour = word + WINDOW[side]!
        if (neighbour < 0 || neighbour >= words) continue
        const from = neighbour * dimension
        const to = side * dimension
        for (let d = 0; d < dimension; d++) gradient[to + d]! += error * vectors[from + d]!
      }
      const { around, own } = features[word]!
      for (const feature of around) this.#stepSparse(placeOf(feature, id), error, rate)
      if (!hidden[word])
        for (const feature of own) this.#stepSparse(placeOf(feature, id), error, rate)
    }
    if (isWrong) this.#stepDense(id, gradient, rate)
  }

  #stepDense(id: number, gradient: Float32Array, rate: number): void {
    const { dense } = this.#weights
    const squares = this.#denseSquares
    const from = id * gradient.length
    const step = RATE.dense * rate
    for (let i = 0; i < gradient.length; i++) {
      const slope = gradient[i]! + SHRINK * dense[from + i]!
      squares[from + i]! += slope * slope
      dense[from + i]! -= (step * slope) / Math.sqrt(squares[from + i]!)
    }
  }

  #stepSparse(place: number, error: number, rate: number): void {
    const { sparse } = this.#weights
    const slope = error + SHRINK * sparse[place]!
    this.#sparseSquares[place]! += slope * slope
    sparse[place]! -= (RATE.sparse * rate * slope) / Math.sqrt(this.#sparseSquares[place]!)
  }

  #stepLikeness(
    shared: Int32Array,
    label: number,
    errors: Float64Array,
    likenesses: Float32Array,
    rate: number,
  ): void {
    const role = roleOf(shared[label]!)
    for (let which = 0; which < LIKENESSES; which++) {
      let slope = 0
      for (let state = label; state < errors.length; state += shared.length)
        slope += errors[state]! * likenesses[state * LIKENESSES + which]!
      const at = role * LIKENESSES + which
      this.#likenessSquares[at]! += slope * slope
      this.#likeness[at]! -= (RATE.likeness * rate * slope) / Math.sqrt(this.#likenessSquares[at]!)
    }
  }

  #stepMoves(shared: Int32Array, errors: Float64Array, rate: number): void {
    for (let from = 0; from < shared.length; from++)
      for (let to = 0; to < shared.length; to++) {
        const error = errors[from * shared.length + to]!
        if (Math.abs(error) >= 1e-4)
          this.#stepSparse(placeOfMove(shared[from]!, shared[to]!), error, rate)
      }
  }

  /** As they are used: what likeness counts is part of each label's own weights. */
  weights(): TaggerWeights {
    const dense = this.#weights.dense.slice()
    const bias = this.#weights.bias.slice()
    for (let label = 0; label < this.#labels; label++)
      this.#prototypes.foldInto(label, this.#likeness, dense, bias)
    return { ...this.#weights, dense, bias }
  }
}

const sharedLabels = ({ command, vectors, labels }: TaughtText) => ({
  vectors,
  labels: labels.map((label) => command.shared[label]!),
})

/** Labels of a chain for values that stand at the given places. */
export function chainLabels(
  words: readonly { readonly start: number; readonly end: number }[],
  slots: readonly { readonly parameter: string; readonly start: number; readonly end: number }[],
  { parameters }: CommandLabels,
): Int32Array {
  const labels = new Int32Array(words.length)
  for (const slot of slots) {
    const parameter = parameters.findIndex(({ id }) => id === slot.parameter)
    if (parameter < 0) continue
    let isFirst = true
    words.forEach(({ start, end }, word) => {
      if (start >= slot.end || end <= slot.start || labels[word] !== OUTSIDE) return
      labels[word] = isFirst ? beginOf(parameter) : insideOf(parameter)
      isFirst = false
    })
  }
  return labels
}
