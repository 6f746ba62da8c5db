import type { IntentModel } from '#domain/intent-model.ts'
import { dotProduct } from '../dot-product.ts'
import { unrelatedCosine } from '../encoders.ts'

/**
 * What tells how familiar a message is to a label: the head's `logit` for it, the `margin` by which
 * that lies above the out-of-scope logit, and `similarity`, how near the message is to the label's
 * training texts: to their mean and to the nearest few, in equal parts, on a scale on which texts
 * that have nothing to do with each other come to 0 and equal ones to 1. The mean is steadier, the
 * few bear with a command that is said in very different ways.
 */
export interface Familiarity {
  readonly logit: number
  readonly margin: number
  readonly similarity: number
}

/** probability = logistic(intercept + slope · `familiarityScore`) */
export interface Detector {
  readonly intercept: number
  readonly slope: number
  /** How many of a label's nearest texts count. */
  readonly neighbours: number
  /** Mean cosine of unrelated texts, as the encoder has it. */
  readonly unrelated: number
}

export const NEIGHBOURS = 3

/** As measured on few-shot data: where a workflow is too small to calibrate its own. */
export const TYPICAL_DETECTOR: Omit<Detector, 'unrelated'> = {
  intercept: -6.8,
  slope: 12.5,
  neighbours: NEIGHBOURS,
}

const LOGIT_WEIGHT = 0.04
const MARGIN_WEIGHT = 0.005

/**
 * One number of the three. The weights are chosen by the area under the ROC curve on validation
 * rows (see `learn/README.md`) and not fitted to a workflow: what general messages it happens to be
 * compared with say too little of what its people will say.
 */
export function familiarityScore({ logit, margin, similarity }: Familiarity): number {
  return similarity + LOGIT_WEIGHT * logit + MARGIN_WEIGHT * margin
}

export function familiarityToProbability(
  { intercept, slope }: Pick<Detector, 'intercept' | 'slope'>,
  familiarity: Familiarity,
): number {
  return 1 / (1 + Math.exp(-(intercept + slope * familiarityScore(familiarity))))
}

/** A cosine on a scale on which unrelated texts come to 0, whatever the encoder. */
export function relatedness(cosine: number, unrelated: number): number {
  return (cosine - unrelated) / (1 - unrelated)
}

/** What of a model the detector needs, read from its JSON once. */
export interface ModelDetector extends Detector {
  /** See `labelLengths`. */
  readonly lengths: ArrayLike<number>
}

export function detectorOf(
  model: Pick<IntentModel, 'detector' | 'examples' | 'encoder' | 'labels'>,
): ModelDetector {
  const { detector, examples, encoder, labels } = model
  const number = (name: keyof Detector, otherwise: number): number => {
    const value = detector[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
  }
  const { lengths } = detector
  return {
    intercept: number('intercept', TYPICAL_DETECTOR.intercept),
    slope: number('slope', TYPICAL_DETECTOR.slope),
    neighbours: number('neighbours', NEIGHBOURS),
    unrelated: number('unrelated', unrelatedCosine(encoder.id)),
    lengths:
      typeof lengths === 'object' && lengths.length === labels.length
        ? lengths
        : labelLengths(examples.vectors, examples.labels, labels.length, encoder.dimension),
  }
}

type Skip = (row: number) => boolean
const skipNone: Skip = () => false

/**
 * Length of the sum of each label's vectors; `labels[i]` is the label of row i. It turns a sum of
 * cosines into the cosine to the mean, so that no means need to be kept.
 */
export function labelLengths(
  vectors: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  dimension: number,
  skip: Skip = skipNone,
): number[] {
  const sums = new Float32Array(classes * dimension)
  for (let row = 0; row < vectors.length / dimension; row++) {
    if (skip(row)) continue
    const to = labels[row]! * dimension
    for (let d = 0; d < dimension; d++) sums[to + d]! += vectors[row * dimension + d]!
  }
  return Array.from({ length: classes }, (_, label) =>
    Math.hypot(...sums.subarray(label * dimension, (label + 1) * dimension)),
  )
}

/**
 * For each label the cosine of a message to its mean and to its nearest texts, in equal parts, given
 * the cosines to all training texts; −1 for a label without texts. Rows for which `skip` holds are
 * left out.
 */
export function cosineByLabel(
  cosines: Float32Array,
  labels: ArrayLike<number>,
  lengths: ArrayLike<number>,
  neighbours: number,
  skip: Skip = skipNone,
): Float32Array {
  const classes = lengths.length
  const sums = new Float32Array(classes)
  // A small sorted run for each label, highest first.
  const best = new Float32Array(classes * neighbours).fill(-Infinity)
  for (let row = 0; row < cosines.length; row++) {
    if (skip(row)) continue
    const value = cosines[row]!
    const label = labels[row]!
    sums[label]! += value
    const end = (label + 1) * neighbours
    if (value <= best[end - 1]!) continue
    let at = end - 1
    for (; at > end - neighbours && best[at - 1]! < value; at--) best[at] = best[at - 1]!
    best[at] = value
  }
  return sums.map((sum, label) => {
    const run = best
      .subarray(label * neighbours, (label + 1) * neighbours)
      .filter((value) => value !== -Infinity)
    if (run.length === 0) return -1
    const toNearest = run.reduce((a, b) => a + b, 0) / run.length
    const length = lengths[label]!
    return length > 0 ? (toNearest + sum / length) / 2 : toNearest
  })
}

/** Cosines of a unit vector to the rows of a matrix of unit vectors. */
export function cosinesTo(vectors: Float32Array, vector: Float32Array): Float32Array {
  const dimension = vector.length
  const cosines = new Float32Array(vectors.length / dimension)
  for (let row = 0; row < cosines.length; row++)
    cosines[row] = dotProduct(vectors, vector, row * dimension)
  return cosines
}
