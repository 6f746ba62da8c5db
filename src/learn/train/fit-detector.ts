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
 * detector. Newton's method: three weights, a few rounds.
 */
export function fitDetector(
  inside: readonly Familiarity[],
  outside: readonly Familiarity[],
): Detector {
  if (inside.length < TOO_FEW_TO_FIT || outside.length < TOO_FEW_TO_FIT) return TYPICAL_DETECTOR
  const prior = [TYPICAL_DETECTOR.intercept, TYPICAL_DETECTOR.margin, TYPICAL_DETECTOR.similarity]
  let weights = prior
  const total = inside.length + outside.length
  const rows = [
    ...inside.map((at) => ({ at, target: 1, weight: total / (2 * inside.length) })),
    ...outside.map((at) => ({ at, target: 0, weight: total / (2 * outside.length) })),
  ]
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, i) => PRIOR * (weight - prior[i]!))
    const hessian = weights.map((_, i) => weights.map((_, j) => (i === j ? PRIOR : 0)))
    for (const { at, target, weight } of rows) {
      const x = [1, at.margin, at.similarity]
      const p = familiarityToProbability(toDetector(weights), at)
      for (let i = 0; i < 3; i++) {
        gradient[i]! += weight * (p - target) * x[i]!
        for (let j = 0; j < 3; j++) hessian[i]![j]! += weight * p * (1 - p) * x[i]! * x[j]!
      }
    }
    const step = solve(hessian, gradient)
    weights = weights.map((value, i) => value - step[i]!)
    if (Math.max(...step.map(Math.abs)) < 1e-6) break
  }
  // More familiar must never mean less in scope, whatever a handful of rows says.
  const [intercept, margin, similarity] = weights
  const usable = weights.every(Number.isFinite) && margin! >= 0 && similarity! >= 0
  return usable ? toDetector([intercept!, margin!, similarity!]) : TYPICAL_DETECTOR
}

const MOST_FALSE_REFUSALS = 0.04
const TYPICAL_REFUSAL = 0.4

/** The threshold that refuses at most 4 % of what is in scope. */
export function fitRefusal(inScopeOfInside: readonly number[]): number {
  if (inScopeOfInside.length < TOO_FEW_TO_FIT) return TYPICAL_REFUSAL
  const threshold = quantile(inScopeOfInside, MOST_FALSE_REFUSALS)
  return Math.min(0.9, Math.max(0.05, threshold))
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
