import type { Head, Problem } from './softmax-loss.ts'

/**
 * Coordinates in which a softmax loss over sentence embeddings is about equally curved in all
 * directions. Embeddings share a large common part and vary in a few directions far more than in
 * others; by the gradient alone, a fit takes three to four times the steps.
 *
 * weights = `basis` · coordinates, over features less their `mean`.
 */
export interface Conditioning {
  /** d */
  readonly mean: Float32Array
  /** d × d, row-major; upper triangular. The inverse of `factor` transposed. */
  readonly basis: Float32Array
  /** d × d, row-major; lower triangular. Its product with itself transposed is the covariance. */
  readonly factor: Float32Array
}

/** So many rows tell the covariance well enough: it decides how fast the fit is, not where it ends. */
const MOST_ROWS = 800
/** Added to the diagonal, relative to its mean: directions without any variation are left alone. */
const FLOOR = 0.3

export function conditioningOf({ features, labels, dimension }: Problem): Conditioning {
  const stride = Math.max(1, Math.ceil(labels.length / MOST_ROWS))
  const rows = Array.from({ length: Math.ceil(labels.length / stride) }, (_, i) => i * stride)
  const mean = meanOf(features, rows, dimension)
  const factor = cholesky(covarianceOf(features, rows, mean), dimension)
  return { mean, factor, basis: inverseTransposed(factor, dimension) }
}

function meanOf(features: Float32Array, rows: readonly number[], dimension: number): Float32Array {
  const mean = new Float32Array(dimension)
  for (const row of rows)
    for (let d = 0; d < dimension; d++) mean[d]! += features[row * dimension + d]! / rows.length
  return mean
}

/** Lower triangle of the covariance, with the floor on its diagonal. */
function covarianceOf(
  features: Float32Array,
  rows: readonly number[],
  mean: Float32Array,
): Float32Array {
  const size = mean.length
  const covariance = new Float32Array(size * size)
  const centred = new Float32Array(size)
  for (const row of rows) {
    for (let d = 0; d < size; d++) centred[d] = features[row * size + d]! - mean[d]!
    for (let i = 0; i < size; i++) {
      const value = centred[i]! / rows.length
      const at = i * size
      for (let j = 0; j <= i; j++) covariance[at + j]! += value * centred[j]!
    }
  }
  let trace = 0
  for (let i = 0; i < size; i++) trace += covariance[i * size + i]!
  const floor = FLOOR * (trace / size) + 1e-12
  for (let i = 0; i < size; i++) covariance[i * size + i]! += floor
  return covariance
}

/** The lower triangular L with L·Lᵀ = the matrix whose lower triangle is given. */
function cholesky(matrix: Float32Array, size: number): Float32Array {
  const factor = new Float32Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!
    }
  }
  return factor
}

/** (L⁻¹)ᵀ of a lower triangular L. */
function inverseTransposed(factor: Float32Array, size: number): Float32Array {
  const inverse = new Float32Array(size * size)
  for (let column = 0; column < size; column++) {
    // Column by column of L⁻¹, which is a row of its transpose.
    const out = inverse.subarray(column * size, (column + 1) * size)
    out[column] = 1 / factor[column * size + column]!
    for (let i = column + 1; i < size; i++) {
      let sum = 0
      for (let k = column; k < i; k++) sum -= factor[i * size + k]! * out[k]!
      out[i] = sum / factor[i * size + i]!
    }
  }
  return inverse
}

/** The features less their mean. */
export function centred({ features, dimension }: Problem, { mean }: Conditioning): Float32Array {
  return features.map((value, i) => value - mean[i % dimension]!)
}

/** A head for features as they are, given weights and bias for centred ones. */
export function uncentred(
  weights: Float32Array,
  bias: Float32Array,
  { mean }: Conditioning,
): Pick<Head, 'weights' | 'bias'> {
  const classes = bias.length
  const moved = Float32Array.from(bias)
  mean.forEach((value, d) => {
    for (let c = 0; c < classes; c++) moved[c]! -= value * weights[d * classes + c]!
  })
  return { weights, bias: moved }
}

/** The coordinates of a head: where a fit of nearly the same rows may begin. */
export function coordinatesOf(
  { weights, bias, dimension, classes }: Head,
  { mean, factor }: Conditioning,
): Float32Array {
  const theta = new Float32Array((dimension + 1) * classes)
  // Lᵀ · weights, L being lower triangular.
  for (let k = 0; k < dimension; k++) {
    for (let d = 0; d <= k; d++) {
      const value = factor[k * dimension + d]!
      for (let c = 0; c < classes; c++) theta[d * classes + c]! += value * weights[k * classes + c]!
    }
  }
  theta.set(bias, dimension * classes)
  mean.forEach((value, d) => {
    for (let c = 0; c < classes; c++)
      theta[dimension * classes + c]! += value * weights[d * classes + c]!
  })
  return theta
}
