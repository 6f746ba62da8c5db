import type { RoutingCurve } from '#domain/training-details.ts'
import { mean } from '#learn/train/statistics.ts'
import type { Asked } from './ask.ts'
import type { LabelledRow } from './rows.ts'

/** A route threshold that was chosen for a precision, and what became of it on unseen messages. */
export interface KeptPromise {
  readonly target: number
  /** Right, of what the threshold routes: cross-validated within the training rows. */
  readonly promised: number
  /** The same of messages that took no part in the training. */
  readonly kept: number | null
  /** Share of the unseen messages that it routes. */
  readonly routed: number
}

export const TARGETS = [0.9, 0.95, 0.98] as const

/**
 * Chooses the least threshold that promises each precision by the training's own curve, and applies
 * it to the messages. A target that no threshold promises is left out.
 */
export function promises(
  { points, gap }: RoutingCurve,
  test: readonly LabelledRow[],
  asked: readonly Asked[],
): KeptPromise[] {
  return TARGETS.flatMap((target): KeptPromise[] => {
    const point = points.find(
      ({ routedRight, routedWrong }) =>
        routedRight > 0 && routedRight / (routedRight + routedWrong) >= target,
    )
    if (!point) return []
    const routed = asked
      .map((answer, i) => ({ ...answer, label: test[i]!.label }))
      .filter(({ probability, lead }) => probability >= point.threshold && lead >= gap)
    return [
      {
        target,
        promised: point.routedRight / (point.routedRight + point.routedWrong),
        kept: mean(routed.map(({ predicted, label }) => (predicted === label ? 1 : 0))),
        routed: routed.length / Math.max(1, asked.length),
      },
    ]
  })
}
