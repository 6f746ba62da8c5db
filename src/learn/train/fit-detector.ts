import {
  familiarityScore,
  TYPICAL_DETECTOR,
  type Detector,
  type Familiarity,
} from '../model/detector.ts'
import { quantile } from './statistics.ts'

type Curve = Pick<Detector, 'intercept' | 'slope'>

/** Below this many messages on either side, the typical curve is better than a fitted one. */
const TOO_FEW_TO_FIT = 10
/** How many rows the typical curve weighs: a small workflow moves it only a little. */
const PRIOR = 10
const ROUNDS = 25

/**
 * The logistic curve from familiarity to the probability of being inside, each side having the same
 * say, pulled towards the typical curve. Newton's method, damped.
 */
export function fitDetector(
  inside: readonly Familiarity[],
  outside: readonly Familiarity[],
): Curve {
  const { intercept, slope } = TYPICAL_DETECTOR
  const typical = { intercept, slope }
  if (inside.length < TOO_FEW_TO_FIT || outside.length < TOO_FEW_TO_FIT) return typical
  const total = inside.length + outside.length
  const rows = [
    ...inside.map((at) => ({ x: familiarityScore(at), target: 1, weight: total / inside.length })),
    ...outside.map((at) => ({
      x: familiarityScore(at),
      target: 0,
      weight: total / outside.length,
    })),
    ...priorRows(typical, total / PRIOR),
  ]
  let curve: Curve = typical
  let loss = lossOf(curve, rows)
  for (let round = 0; round < ROUNDS; round++) {
    const step = newtonStep(curve, rows)
    let next = curve
    let nextLoss = Infinity
    // Where the two sides are told apart with ease a full step would overshoot.
    for (let scale = 1; scale > 1e-4 && !(nextLoss < loss); scale /= 2) {
      next = {
        intercept: curve.intercept - scale * step.intercept,
        slope: curve.slope - scale * step.slope,
      }
      nextLoss = lossOf(next, rows)
    }
    if (!(nextLoss < loss - 1e-9)) break
    curve = next
    loss = nextLoss
  }
  // More familiar must never mean less in scope, whatever a handful of rows says.
  return curve.slope > 0 ? curve : typical
}

interface WeightedRow {
  readonly x: number
  /** 0–1: what the curve should say there. */
  readonly target: number
  readonly weight: number
}

const PRIOR_PLACES = [0.1, 0.3, 0.5, 0.7, 0.9]

/** What the typical curve says, as rows: a prior in the terms of what is measured. */
function priorRows(typical: Curve, weight: number): WeightedRow[] {
  return PRIOR_PLACES.map((x) => ({ x, target: probabilityAt(typical, x), weight }))
}

const probabilityAt = ({ intercept, slope }: Curve, x: number): number =>
  1 / (1 + Math.exp(-(intercept + slope * x)))

function lossOf(curve: Curve, rows: readonly WeightedRow[]): number {
  let loss = 0
  for (const { x, target, weight } of rows) {
    const p = probabilityAt(curve, x)
    loss -= weight * (target * Math.log(p + 1e-12) + (1 - target) * Math.log(1 - p + 1e-12))
  }
  return loss
}

/** Inverse Hessian times gradient of the loss. */
function newtonStep(curve: Curve, rows: readonly WeightedRow[]): Curve {
  let [gradient0, gradient1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6]
  for (const { x, target, weight } of rows) {
    const p = probabilityAt(curve, x)
    const error = weight * (p - target)
    const bend = weight * p * (1 - p)
    gradient0 += error
    gradient1 += error * x
    h00 += bend
    h01 += bend * x
    h11 += bend * x * x
  }
  const determinant = h00 * h11 - h01 * h01
  return {
    intercept: (h11 * gradient0 - h01 * gradient1) / determinant,
    slope: (h00 * gradient1 - h01 * gradient0) / determinant,
  }
}

const MOST_FALSE_REFUSALS = 0.02
const TYPICAL_REFUSAL = 0.4
/** So many rows weigh as much as what is typical: the lowest of few rows says little of the next. */
const PRIOR_ROWS = 50
const MOST_REFUSAL = 0.75

/**
 * The threshold that refuses about 2 % of what is in scope. Of what it lets pass, the ladder still asks
 * about what is doubtful.
 */
export function fitRefusal(inScopeOfInside: readonly number[]): number {
  const rows = inScopeOfInside.length
  const measured = quantile(inScopeOfInside, MOST_FALSE_REFUSALS)
  const pulled = (rows * measured + PRIOR_ROWS * TYPICAL_REFUSAL) / (rows + PRIOR_ROWS)
  return Math.min(MOST_REFUSAL, Math.max(0.05, pulled))
}
