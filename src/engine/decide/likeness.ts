import type { IntentModel } from '#domain/intent-model.ts'

/**
 * How much a message is like a corrected one, in measures that do not depend on the encoder: some
 * spread texts over all cosines, some press them together between .5 and 1. A distance (1 − cosine)
 * is told as a share of that between two texts of the workflow taken at random.
 */
export interface Likeness {
  /** From the message to the corrected one; 0 for the same words. */
  readonly distance: number
  /** From the message to the nearest text that is known to mean something else. */
  readonly rival: number
  /** By how much the model holds something else for likelier, in log odds; `null` without a model. */
  readonly lead: number | null
}

/**
 * Logistic regression of "it means what the correction says" over pairs of a message and the
 * nearest of 200 corrections, on training rows of CLINC150 that ten-shot models had not seen, with
 * two encoders at once; see `README.md`.
 */
const OWN = 3.2
const RIVAL = 2.3
const MODEL = 0.77

/** No two texts are so near that they could not differ: keeps the logarithm finite. */
const LEAST_DISTANCE = 1e-3

/** Log odds that the message means what the correction says. */
export function logOddsOf({ distance, rival, lead }: Likeness): number {
  const near = (value: number): number => -Math.log(Math.max(value, LEAST_DISTANCE))
  return OWN * near(distance) - RIVAL * near(rival) - MODEL * (lead ?? 0)
}

/** Within this, and clearly nearer than to anything else, the model is not asked any more. */
const NEAR = 0.2
/** Without a model there are few texts to compare with: it must be almost the same words. */
const NEAR_WITHOUT_MODEL = 0.1
const CLEARLY = 0.8

export function isNear({ distance, rival, lead }: Likeness): boolean {
  return distance <= (lead === null ? NEAR_WITHOUT_MODEL : NEAR) && distance < CLEARLY * rival
}

const spreads = new WeakMap<Float32Array, number>()

/** Mean distance of two of a model's training texts: what other distances are measured by. */
export function spreadOf({ vectors }: IntentModel['examples'], dimension: number): number {
  const known = spreads.get(vectors)
  if (known !== undefined) return known
  const sum = new Float64Array(dimension)
  vectors.forEach((value, at) => (sum[at % dimension] = (sum[at % dimension] ?? 0) + value))
  const spread = meanDistance(sum, vectors.length / dimension)
  spreads.set(vectors, spread)
  return spread
}

/** The same of a few vectors. */
export function spreadOfVectors(vectors: readonly Float32Array[]): number {
  const sum = new Float64Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) vector.forEach((value, d) => (sum[d] = (sum[d] ?? 0) + value))
  return meanDistance(sum, vectors.length)
}

/** Of n unit vectors with this sum: 1 − the squared length of their mean, without pairs of itself. */
function meanDistance(sum: Float64Array, count: number): number {
  if (count < 2) return 1
  const squares = sum.reduce((total, value) => total + value * value, 0)
  const spread = 1 - (squares - count) / (count * (count - 1))
  // Texts that are all the same would make every distance infinite.
  return Math.max(spread, 0.05)
}

/** Of unit vectors; 0 where one is missing. */
export function cosineOf(a: Float32Array, b: Float32Array | undefined): number {
  if (b?.length !== a.length) return 0
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0)
  return asCosine(sum)
}

/** Vectors that are kept in few bits are of unit length but for a thousandth: none is nearer than 1. */
export const asCosine = (product: number): number => Math.max(-1, Math.min(1, product))
