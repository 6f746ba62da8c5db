import type {
  CalibrationBin,
  OutOfScopeCurve,
  OutOfScopePoint,
  OutsideMessage,
  RoutingCurve,
  RoutingPoint,
} from '#domain/training-details.ts'
import { areaUnderRoc, mean, type Sureness } from './statistics.ts'

const STEPS = 100
/** So many choices a question offers at most. */
const OFFERED = 3
const NEAREST_LISTED = 50

/** 0, 0.01 … 1: written as whole parts, so that a threshold is found again by its value. */
const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS)

/** Where stated and real sureness stand in each bin of equal width. */
export function calibrationBins(predictions: readonly Sureness[], bins = 15): CalibrationBin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const within = predictions.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    )
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      rows: within.length,
      stated: mean(within.map(({ probability }) => probability)) ?? 0,
      right: mean(within.map(({ right }) => (right ? 1 : 0))) ?? 0,
    }
  }).filter(({ rows }) => rows > 0)
}

/**
 * `own`, `outside` and `heldOut` are in-scope probabilities, 0 for what the head itself takes for
 * out of scope. `null` without an own row: there is nothing a threshold could spoil.
 */
export function outOfScopeCurve(
  own: readonly number[],
  outside: readonly OutsideMessage[],
  heldOut: readonly number[],
): OutOfScopeCurve | null {
  if (own.length === 0) return null
  const outsideScores = outside.map(({ inScope }) => inScope)
  const ownRefused = refusedShares(own)
  const outsideRefused = refusedShares(outsideScores)
  const heldOutRefused = refusedShares(heldOut)
  return {
    own: own.length,
    outside: outside.length,
    heldOut: heldOut.length,
    auroc: areaUnderRoc(own, outsideScores),
    points: THRESHOLDS.map((threshold, step): OutOfScopePoint => ({
      threshold,
      ownRefused: ownRefused[step]!,
      outsideRefused: outsideRefused[step]!,
      heldOutRefused: heldOut.length > 0 ? heldOutRefused[step]! : null,
    })),
    nearest: [...outside].sort((a, b) => b.inScope - a.inScope).slice(0, NEAREST_LISTED),
  }
}

/** For each threshold the share of scores below it; one that is 0 counts as below every one. */
function refusedShares(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => a - b)
  let below = 0
  return THRESHOLDS.map((threshold) => {
    while (below < sorted.length && (sorted[below]! < threshold || sorted[below] === 0)) below++
    return sorted.length === 0 ? 0 : below / sorted.length
  })
}

/** How a row would be answered: its first probability, the lead, and the place of the right one. */
export interface Ranked {
  readonly first: number
  readonly lead: number
  /** 0 where the first is right. */
  readonly rank: number
}

export function routingCurve(rows: readonly Ranked[], gap: number): RoutingCurve | null {
  if (rows.length === 0) return null
  const points = THRESHOLDS.map((threshold): RoutingPoint => {
    const counts = { routedRight: 0, routedWrong: 0, askedWithRight: 0, askedWithout: 0 }
    for (const { first, lead, rank } of rows) {
      if (first >= threshold && lead >= gap) counts[rank === 0 ? 'routedRight' : 'routedWrong']++
      else counts[rank < OFFERED ? 'askedWithRight' : 'askedWithout']++
    }
    return {
      threshold,
      routedRight: counts.routedRight / rows.length,
      routedWrong: counts.routedWrong / rows.length,
      askedWithRight: counts.askedWithRight / rows.length,
      askedWithout: counts.askedWithout / rows.length,
    }
  })
  return { rows: rows.length, gap, points }
}
