import type {
  JudgedUtterance,
  OutOfScopeCurve,
  OutOfScopePoint,
  OutsideMessage,
  ReportDetails,
  RoutingCurve,
  RoutingPoint,
} from '#domain/training-details.ts'
import { percent, plural } from '../../ui/format.ts'

/** The measured point nearest to a threshold. */
export function pointAt<Point extends { readonly threshold: number }>(
  { points }: { readonly points: readonly Point[] },
  threshold: number,
): Point | undefined {
  return points.reduce<Point | undefined>(
    (best, point) =>
      best && Math.abs(best.threshold - threshold) <= Math.abs(point.threshold - threshold)
        ? best
        : point,
    undefined,
  )
}

/** A threshold as it is shown and kept: two places, as the curve is measured. */
export const rounded = (threshold: number): number =>
  Math.round(Math.min(1, Math.max(0, threshold)) * 100) / 100

export function refusalSentence(curve: OutOfScopeCurve, point: OutOfScopePoint): string {
  const refused = `refuses ${percent(point.ownRefused, 1)} of your own messages`
  if (curve.outside === 0) return refused
  return `${refused} and ${percent(point.outsideRefused, 1)} of those that nothing here is meant for`
}

/** Share of what is routed that is right; `null` where nothing is routed. */
export function precisionOf({ routedRight, routedWrong }: RoutingPoint): number | null {
  const routed = routedRight + routedWrong
  return routed > 0 ? routedRight / routed : null
}

export function routingSentence(point: RoutingPoint): string {
  const routed = point.routedRight + point.routedWrong
  const asked = point.askedWithRight + point.askedWithout
  const parts = [`acts on ${percent(routed)} at once`]
  const precision = precisionOf(point)
  if (precision !== null) parts.push(`${percent(precision, 1)} of it right`)
  if (asked > 0)
    parts.push(
      `asks about ${percent(asked)}, the right command among the choices in ${percent(point.askedWithRight / asked)}`,
    )
  return parts.join(', ')
}

/** What the two curves rest on, in a sentence. */
export function evidenceOf({ own, outside, heldOut }: OutOfScopeCurve): string {
  const parts = [plural(own, 'message of your own', 'messages of your own')]
  if (heldOut > 0) parts.push(plural(heldOut, 'held-out one'))
  parts.push(`${plural(outside, 'message')} nothing here is meant for`)
  return `Measured on ${parts.join(', ')}; none of them was seen by the head that judged it. Your own are judged where their command is offered and least else is: there most is taken for foreign.`
}

/** Own messages that a threshold refuses, the strangest first. */
export function refusedAt(
  { judged }: ReportDetails,
  threshold: number,
): readonly (JudgedUtterance & { readonly inScope: number })[] {
  return judged
    .flatMap((row) => (row.inScope === null ? [] : [{ ...row, inScope: row.inScope }]))
    .filter(({ inScope }) => inScope === 0 || inScope < threshold)
    .sort((a, b) => a.inScope - b.inScope)
}

/** Outside messages that a threshold lets pass, the most familiar first. */
export const acceptedAt = ({ nearest }: OutOfScopeCurve, threshold: number): OutsideMessage[] =>
  nearest.filter(({ inScope }) => inScope > 0 && inScope >= threshold)

/** Every tenth point: the curve as a table. */
export const tenths = <Point>({ points }: { readonly points: readonly Point[] }): Point[] =>
  points.filter((_, index) => index % 10 === 0)

/** Whether a curve says anything about routing: with one command there is nothing to mistake. */
export const isTelling = ({ points }: RoutingCurve): boolean =>
  points.some(({ routedRight }) => routedRight < 1)
