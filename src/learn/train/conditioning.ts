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

/** a [m, k] · b [k, n] → [m, n], all row-major. */
export type Product = (
  a: Float32Array,
  b: Float32Array,
  sizes: { readonly m: number; readonly k: number; readonly n: number },
) => Promise<Float32Array>

/** So many rows tell the covariance well enough: it decides how fast the fit is, not where it ends. */
const MOST_ROWS = 800
/** Added to the diagonal, relative to its mean: directions without any variation are left alone. */
const FLOOR = 0.3

export async function conditioningOf(
  { features, labels, dimension }: Problem,
  product: Product,
): Promise<Conditioning> {
  const stride = Math.max(1, Math.ceil(labels.length / MOST_ROWS))
  const rows = Array.from({ length: Math.ceil(labels.length / stride) }, (_, i) => i * stride)
  const mean = meanOf(features, rows, dimension)
  const factor = cholesky(await covarianceOf(features, rows, mean, product), dimension)
  return { mean, factor, basis: inverseTransposed(factor, dimension) }
}

function meanOf(features: Float32Array, rows: readonly number[], dimension: number): Float32Array {
  const mean = new Float32Array(dimension)
  for (const row of rows)
    for (let d = 0; d < dimension; d++) mean[d]! += features[row * dimension + d]! / rows.length
  return mean
}

/** The covariance, with the floor on its diagonal. */
async function covarianceOf(
  features: Float32Array,
  rows: readonly number[],
  mean: Float32Array,
  product: Product,
): Promise<Float32Array> {
  const size = mean.length
  const drawn = new Float32Array(rows.length * size)
  const across = new Float32Array(rows.length * size)
  const scale = 1 / Math.sqrt(rows.length)
  rows.forEach((row, i) => {
    for (let d = 0; d < size; d++) {
      const value = (features[row * size + d]! - mean[d]!) * scale
      drawn[i * size + d] = value
      across[d * rows.length + i] = value
    }
  })
  const covariance = await product(across, drawn, { m: size, k: rows.length, n: size })
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

/** From biases over features less their mean to those over features as they are (-1), or back (1). */
function shiftedBias(
  bias: Float32Array,
  weights: Float32Array,
  { mean }: Conditioning,
  sign: 1 | -1,
): Float32Array {
  const classes = bias.length
  const moved = Float32Array.from(bias)
  mean.forEach((value, d) => {
    for (let c = 0; c < classes; c++) moved[c]! += sign * value * weights[d * classes + c]!
  })
  return moved
}

/** The head that coordinates and biases stand for, over features as they are. */
export async function headOf(
  theta: Float32Array,
  conditioning: Conditioning,
  classes: number,
  product: Product,
): Promise<Head> {
  const dimension = conditioning.mean.length
  const size = dimension * classes
  const sizes = { m: dimension, k: dimension, n: classes }
  const weights = await product(conditioning.basis, theta.slice(0, size), sizes)
  const bias = shiftedBias(theta.subarray(size), weights, conditioning, -1)
  return { weights, bias, dimension, classes }
}

/** The coordinates of a head: where a fit of nearly the same rows may begin. */
export async function coordinatesOf(
  { weights, bias, dimension, classes }: Head,
  conditioning: Conditioning,
  product: Product,
): Promise<Float32Array> {
  const theta = new Float32Array((dimension + 1) * classes)
  const sizes = { m: dimension, k: dimension, n: classes }
  theta.set(await product(transposed(conditioning.factor, dimension), weights, sizes))
  theta.set(shiftedBias(bias, weights, conditioning, 1), dimension * classes)
  return theta
}

/** A square matrix with its rows and columns exchanged. */
export function transposed(matrix: Float32Array, size: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % size) * size + Math.floor(i / size)]!)
}
