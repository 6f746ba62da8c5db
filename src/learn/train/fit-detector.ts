import {
  familiarityToProbability,
  TYPICAL_DETECTOR,
  type Detector,
  type Familiarity,
} from '../model/detector.ts'
import { quantile } from './statistics.ts'

/** Below this many messages on either side, the typical detector is better than a fitted one. */
const TOO_FEW_TO_FIT = 10
/** Ridge towards the typical weights, in rows: a small workflow moves them only a little. */
const PRIOR = 2
const ROUNDS = 25

/**
 * Logistic regression on familiarity, each side having the same say, pulled towards the typical
 * detector. Damped Newton's method: three weights, a few rounds.
 */
export function fitDetector(
  inside: readonly Familiarity[],
  outside: readonly Familiarity[],
): Detector {
  if (inside.length < TOO_FEW_TO_FIT || outside.length < TOO_FEW_TO_FIT) return TYPICAL_DETECTOR
  const total = inside.length + outside.length
  const rows = [
    ...inside.map((at) => ({ at, target: 1, weight: total / (2 * inside.length) })),
    ...outside.map((at) => ({ at, target: 0, weight: total / (2 * outside.length) })),
  ]
  let weights = PRIOR_WEIGHTS
  let loss = lossOf(weights, rows)
  for (let round = 0; round < ROUNDS; round++) {
    const step = newtonStep(weights, rows)
    let scale = 1
    let next = weights
    let nextLoss = Infinity
    // Where the two sides are told apart with ease a full step would overshoot.
    for (; scale > 1e-4 && !(nextLoss < loss); scale /= 2) {
      next = weights.map((value, i) => value - scale * step[i]!)
      nextLoss = lossOf(next, rows)
    }
    if (!(nextLoss < loss - 1e-9)) break
    weights = next
    loss = nextLoss
  }
  // More familiar must never mean less in scope, whatever a handful of rows says.
  const [, margin, similarity] = weights
  return margin! >= 0 && similarity! >= 0 ? toDetector(weights) : TYPICAL_DETECTOR
}

interface WeightedRow {
  readonly at: Familiarity
  readonly target: number
  readonly weight: number
}

const PRIOR_WEIGHTS: readonly number[] = [
  TYPICAL_DETECTOR.intercept,
  TYPICAL_DETECTOR.margin,
  TYPICAL_DETECTOR.similarity,
]

function lossOf(weights: readonly number[], rows: readonly WeightedRow[]): number {
  const detector = toDetector(weights)
  let loss = 0
  weights.forEach((weight, i) => (loss += (PRIOR / 2) * (weight - PRIOR_WEIGHTS[i]!) ** 2))
  for (const { at, target, weight } of rows) {
    const p = familiarityToProbability(detector, at)
    loss -= weight * Math.log((target === 1 ? p : 1 - p) + 1e-12)
  }
  return loss
}

/** Inverse Hessian times gradient of the loss. */
function newtonStep(weights: readonly number[], rows: readonly WeightedRow[]): number[] {
  const detector = toDetector(weights)
  const gradient = weights.map((weight, i) => PRIOR * (weight - PRIOR_WEIGHTS[i]!))
  const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? PRIOR : 0)))
  for (const { at, target, weight } of rows) {
    const x = [1, at.margin, at.similarity]
    const p = familiarityToProbability(detector, at)
    x.forEach((xi, i) => {
      gradient[i]! += weight * (p - target) * xi
      x.forEach((xj, j) => (hessian[i]![j]! += weight * p * (1 - p) * xi * xj))
    })
  }
  return solve(hessian, gradient)
}

const MOST_FALSE_REFUSALS = 0.04
const TYPICAL_REFUSAL = 0.4
/** So many rows weigh as much as what is typical: the lowest of few rows says little of the next. */
const PRIOR_ROWS = 50
const MOST_REFUSAL = 0.75

/** The threshold that refuses about 4 % of what is in scope. */
export function fitRefusal(inScopeOfInside: readonly number[]): number {
  const rows = inScopeOfInside.length
  const measured = quantile(inScopeOfInside, MOST_FALSE_REFUSALS)
  const pulled = (rows * measured + PRIOR_ROWS * TYPICAL_REFUSAL) / (rows + PRIOR_ROWS)
  return Math.min(MOST_REFUSAL, Math.max(0.05, pulled))
}

function toDetector(weights: readonly number[]): Detector {
  return {
    ...TYPICAL_DETECTOR,
    intercept: weights[0]!,
    margin: weights[1]!,
    similarity: weights[2]!,
  }
}

/** Gaussian elimination; the matrix is positive definite, so that no pivot is zero. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let column = 0; column < size; column++) {
    const pivot = rows[column]!
    for (let r = column + 1; r < size; r++) {
      const row = rows[r]!
      const factor = row[column]! / pivot[column]!
      for (let k = column; k <= size; k++) row[k]! -= factor * pivot[k]!
    }
  }
  const out = new Array<number>(size).fill(0)
  for (let r = size - 1; r >= 0; r--) {
    let sum = rows[r]![size]!
    for (let k = r + 1; k < size; k++) sum -= rows[r]![k]! * out[k]!
    out[r] = sum / rows[r]![r]!
  }
  return out
}
