/** Labelled points in a row-major matrix: point i is `features[i·dimension …]`. */
export interface Problem {
  readonly features: Float32Array
  readonly labels: Int32Array
  readonly dimension: number
  readonly classes: number
  /** How much each row counts beside the others of its label; all the same where left out. */
  readonly importance?: Float32Array
}

/** A linear classifier: `logits = features · weights + bias`; `weights` is [dimension, classes]. */
export interface Head {
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly dimension: number
  readonly classes: number
}

/**
 * A function to minimise: gives the value at `theta` and writes the gradient.
 * `theta` holds the weights [dimension, classes], then the bias.
 */
export type Objective = (theta: Float32Array, gradient: Float32Array) => number | Promise<number>

const BLOCK = 64

/**
 * Weighted mean cross-entropy of a softmax regression over the rows whose weight is not zero.
 * The weights must add up to 1. Four rows go through a matrix at a time, which is what keeps it
 * near memory speed without SIMD.
 */
export function softmaxLoss(problem: Problem, rowWeights: Float32Array): Objective {
  const { features, labels, dimension, classes } = problem
  const rows = Int32Array.from(labels.keys()).filter((row) => rowWeights[row] !== 0)
  const scores = new Float32Array(BLOCK * classes)

  return (theta, gradient) => {
    const weights = theta.subarray(0, dimension * classes)
    const bias = theta.subarray(dimension * classes)
    const gradientOfWeights = gradient.subarray(0, dimension * classes)
    const gradientOfBias = gradient.subarray(dimension * classes)
    gradient.fill(0)
    let loss = 0
    for (let start = 0; start < rows.length; start += BLOCK) {
      const block = rows.subarray(start, start + BLOCK)
      multiply(features, block, dimension, weights, bias, scores)
      for (let i = 0; i < block.length; i++) {
        const row = block[i]!
        const z = scores.subarray(i * classes, (i + 1) * classes)
        loss += residual(z, labels[row]!, rowWeights[row]!)
        for (let c = 0; c < classes; c++) gradientOfBias[c]! += z[c]!
      }
      accumulate(features, block, dimension, classes, scores, gradientOfWeights)
    }
    return loss
  }
}

/** Logits of the given rows, in order, [rows, classes]. */
export function headLogits(head: Head, features: Float32Array, rows: Int32Array): Float32Array {
  const logits = new Float32Array(rows.length * head.classes)
  multiply(features, rows, head.dimension, head.weights, head.bias, logits)
  return logits
}

/** Turns logits into weight·(softmax − one-hot), in place; gives weight·cross-entropy. */
function residual(z: Float32Array, label: number, weight: number): number {
  let most = -Infinity
  for (const value of z) if (value > most) most = value
  let total = 0
  for (let c = 0; c < z.length; c++) {
    const e = Math.exp(z[c]! - most)
    z[c] = e
    total += e
  }
  const scale = weight / total
  const share = z[label]! / total
  for (let c = 0; c < z.length; c++) z[c]! *= scale
  z[label]! -= weight
  return -weight * Math.log(share + 1e-30)
}

/** out[i] = features[rows[i]] · weights + bias */
function multiply(
  features: Float32Array,
  rows: Int32Array,
  dimension: number,
  weights: Float32Array,
  bias: Float32Array,
  out: Float32Array,
): void {
  const classes = bias.length
  for (let i = 0; i < rows.length; i++) out.set(bias, i * classes)
  let i = 0
  for (; i + 4 <= rows.length; i += 4) {
    const x0 = rows[i]! * dimension
    const x1 = rows[i + 1]! * dimension
    const x2 = rows[i + 2]! * dimension
    const x3 = rows[i + 3]! * dimension
    const z0 = i * classes
    const z1 = z0 + classes
    const z2 = z1 + classes
    const z3 = z2 + classes
    for (let d = 0; d < dimension; d++) {
      const a = features[x0 + d]!
      const b = features[x1 + d]!
      const e = features[x2 + d]!
      const f = features[x3 + d]!
      const w = d * classes
      for (let c = 0; c < classes; c++) {
        const value = weights[w + c]!
        out[z0 + c]! += a * value
        out[z1 + c]! += b * value
        out[z2 + c]! += e * value
        out[z3 + c]! += f * value
      }
    }
  }
  for (; i < rows.length; i++) {
    const x = rows[i]! * dimension
    const z = i * classes
    for (let d = 0; d < dimension; d++) {
      const a = features[x + d]!
      const w = d * classes
      for (let c = 0; c < classes; c++) out[z + c]! += a * weights[w + c]!
    }
  }
}

/** gradient += featuresᵀ · residuals, over the given rows. */
function accumulate(
  features: Float32Array,
  rows: Int32Array,
  dimension: number,
  classes: number,
  residuals: Float32Array,
  gradient: Float32Array,
): void {
  let i = 0
  for (; i + 4 <= rows.length; i += 4) {
    const x0 = rows[i]! * dimension
    const x1 = rows[i + 1]! * dimension
    const x2 = rows[i + 2]! * dimension
    const x3 = rows[i + 3]! * dimension
    const z0 = i * classes
    const z1 = z0 + classes
    const z2 = z1 + classes
    const z3 = z2 + classes
    for (let d = 0; d < dimension; d++) {
      const a = features[x0 + d]!
      const b = features[x1 + d]!
      const e = features[x2 + d]!
      const f = features[x3 + d]!
      const w = d * classes
      for (let c = 0; c < classes; c++)
        gradient[w + c]! +=
          a * residuals[z0 + c]! +
          b * residuals[z1 + c]! +
          e * residuals[z2 + c]! +
          f * residuals[z3 + c]!
    }
  }
  for (; i < rows.length; i++) {
    const x = rows[i]! * dimension
    const z = i * classes
    for (let d = 0; d < dimension; d++) {
      const a = features[x + d]!
      const w = d * classes
      for (let c = 0; c < classes; c++) gradient[w + c]! += a * residuals[z + c]!
    }
  }
}
