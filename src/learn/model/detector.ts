import type { IntentModel } from '#domain/intent-model.ts'

/**
 * What tells how familiar a message is to a label: `margin`, the label's logit above the
 * out-of-scope one, and `similarity`, the mean cosine to the label's nearest training texts.
 */
export interface Familiarity {
  readonly margin: number
  readonly similarity: number
}

/** probability = logistic(intercept + margin · its weight + similarity · its weight) */
export interface Detector {
  readonly intercept: number
  readonly margin: number
  readonly similarity: number
  /** How many of a label's nearest texts count. */
  readonly neighbours: number
}

export const NEIGHBOURS = 3

/** As measured on few-shot data: where a workflow is too small to calibrate its own. */
export const TYPICAL_DETECTOR: Detector = {
  intercept: -4.5,
  margin: 1.4,
  similarity: 9,
  neighbours: NEIGHBOURS,
}

export function familiarityToProbability(
  { intercept, margin, similarity }: Detector,
  familiarity: Familiarity,
): number {
  const score = intercept + margin * familiarity.margin + similarity * familiarity.similarity
  return 1 / (1 + Math.exp(-score))
}

export function detectorOf({ detector }: Pick<IntentModel, 'detector'>): Detector {
  const number = (name: keyof Detector): number => {
    const value = detector[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : TYPICAL_DETECTOR[name]
  }
  return {
    intercept: number('intercept'),
    margin: number('margin'),
    similarity: number('similarity'),
    neighbours: number('neighbours'),
  }
}

/**
 * For each label the mean of its `neighbours` highest cosines, and −1 for a label without any.
 * `labels[i]` is the label of `cosines[i]`; rows for which `skip` holds are left out.
 */
export function nearestByLabel(
  cosines: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  neighbours: number,
  skip: (row: number) => boolean = () => false,
): Float32Array {
  // A small sorted run for each label, highest first.
  const best = new Float32Array(classes * neighbours).fill(-Infinity)
  for (let row = 0; row < cosines.length; row++) {
    const value = cosines[row]!
    const end = (labels[row]! + 1) * neighbours
    if (value <= best[end - 1]! || skip(row)) continue
    let at = end - 1
    for (; at > end - neighbours && best[at - 1]! < value; at--) best[at] = best[at - 1]!
    best[at] = value
  }
  return Float32Array.from({ length: classes }, (_, label) => {
    const run = best
      .subarray(label * neighbours, (label + 1) * neighbours)
      .filter((value) => value !== -Infinity)
    return run.length === 0 ? -1 : run.reduce((a, b) => a + b, 0) / run.length
  })
}

/** Cosines of a unit vector to the rows of a matrix of unit vectors. */
export function cosinesTo(vectors: Float32Array, vector: Float32Array): Float32Array {
  const dimension = vector.length
  const cosines = new Float32Array(vectors.length / dimension)
  for (let row = 0, at = 0; row < cosines.length; row++) {
    let sum = 0
    for (let d = 0; d < dimension; d++) sum += vectors[at++]! * vector[d]!
    cosines[row] = sum
  }
  return cosines
}
