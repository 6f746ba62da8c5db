import type { Thresholds } from '#domain/intent-model.ts'
import { argmax, logShare, softmax } from './statistics.ts'

/**
 * Logits of one row from a head that never saw it, and which of them was meant. The last logit is
 * that of "out of scope": it takes its share of the probability, as it does when routing, but is
 * no candidate.
 */
export interface JudgedLogits {
  readonly logits: Float32Array
  readonly actual: number
}

/** Of the few-shot heads measured in `learn/README.md`; for workflows too small to measure. */
export const TYPICAL_TEMPERATURE = 0.55
export const TYPICAL_THRESHOLDS: Pick<Thresholds, 'route' | 'gap'> = { route: 0.5, gap: 0.15 }

const COOLEST = 0.05
const WARMEST = 5
/** Where a handful of rows are all told apart, likelihood alone would call every guess certain. */
const PRIOR_STRENGTH = 15

/**
 * The temperature of least negative log-likelihood, pulled towards the typical one; found by
 * golden-section search in its logarithm, in which it has one minimum.
 */
export function fitTemperature(judged: readonly JudgedLogits[]): number {
  const loss = (logTemperature: number): number => {
    const temperature = Math.exp(logTemperature)
    let total = PRIOR_STRENGTH * (logTemperature - Math.log(TYPICAL_TEMPERATURE)) ** 2
    for (const { logits, actual } of judged) total -= logShare(logits, temperature, actual)
    return total
  }
  const golden = (Math.sqrt(5) - 1) / 2
  let low = Math.log(COOLEST)
  let high = Math.log(WARMEST)
  for (let step = 0; step < 24; step++) {
    const a = high - golden * (high - low)
    const b = low + golden * (high - low)
    if (loss(a) < loss(b)) high = b
    else low = a
  }
  return Math.exp((low + high) / 2)
}

/**
 * However good the model is on the whole, less than the lowest of these is a guess about the
 * message at hand, and a question is better.
 */
const ROUTES = [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
const GAPS = [0.15, 0.2, 0.25, 0.3, 0.4]
const TOO_FEW_TO_TUNE = 30
/** Of what is run unasked; a question costs a click, a wrong command may cost an order. */
export const TARGET_PRECISION = 0.95

/**
 * The pair of thresholds that routes the most rows without asking while at least
 * `targetPrecision` of those are right; the most precise pair where none reaches that.
 */
export function fitThresholds(
  judged: readonly JudgedLogits[],
  temperature: number,
  targetPrecision = TARGET_PRECISION,
): Pick<Thresholds, 'route' | 'gap'> {
  if (judged.length < TOO_FEW_TO_TUNE) return TYPICAL_THRESHOLDS
  const rows = judged.map(({ logits, actual }) => {
    const shares = candidateShares(logits, temperature)
    return { ...lead(shares), right: argmax(shares) === actual }
  })
  let best = { route: 0.9, gap: 0.4, routed: 0, precision: 0 }
  for (const route of ROUTES) {
    for (const gap of GAPS) {
      const routed = rows.filter((row) => row.first >= route && row.lead >= gap)
      const right = routed.filter((row) => row.right).length
      const candidate = { route, gap, routed: routed.length, precision: right / routed.length }
      if (routed.length > 0 && isBetter(candidate, best, targetPrecision)) best = candidate
    }
  }
  return { route: best.route, gap: best.gap }
}

/** Probability of each command. */
export function candidateShares(logits: Float32Array, temperature: number): Float64Array {
  return softmax(logits, temperature).subarray(0, -1)
}

interface Tried {
  readonly routed: number
  readonly precision: number
}

function isBetter(a: Tried, b: Tried, target: number): boolean {
  const reachesA = a.precision >= target
  const reachesB = b.precision >= target
  if (reachesA !== reachesB) return reachesA
  return reachesA ? a.routed > b.routed : a.precision > b.precision
}

function lead(shares: Float64Array): { first: number; lead: number } {
  let first = 0
  let second = 0
  for (const share of shares) {
    if (share > first) {
      second = first
      first = share
    } else if (share > second) second = share
  }
  return { first, lead: first - second }
}
