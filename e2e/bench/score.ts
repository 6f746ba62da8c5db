import { accuracyOf, macroF1Of } from '#learn/train/classification.ts'
import { areaUnderRoc, expectedCalibrationError, mean, quantile } from '#learn/train/statistics.ts'
import type { Asked } from './ask.ts'
import type { LabelledRow } from './rows.ts'

/** Shares are 0–1; `null` where the test rows have nothing to measure it by. */
export interface Scores {
  /** In-scope messages whose right command came first. */
  readonly accuracy: number | null
  readonly macroF1: number | null
  /** How well `inScope` tells in-scope from out-of-scope messages. */
  readonly oosAuroc: number | null
  /** Out-of-scope messages refused by the threshold that refuses 5 % of the in-scope ones. */
  readonly oosRecallAt5: number | null
  readonly ece: number | null
  /** In-scope messages that were routed without asking, and how many of those were right. */
  readonly routed: number | null
  readonly routedPrecision: number | null
  /** Refused with the thresholds that training found. */
  readonly oosRefused: number | null
  readonly falseRefusal: number | null
  /** In-scope messages whose right command comes first and is not refused by that of 5 %. */
  readonly accuracyAt5: number | null
  readonly ladder: Ladder
}

/** What becomes of the in-scope messages, as shares that add up to 1. */
export interface Ladder {
  readonly right: number
  /** Asked which of a few is meant, the right one being among them, or not. */
  readonly askedWith: number
  readonly askedWithout: number
  readonly wrong: number
  readonly refused: number
}

export function score(
  test: readonly LabelledRow[],
  asked: readonly Asked[],
  oosLabel: string,
): Scores {
  const pairs = test.map(({ label }, i) => ({ label, ...asked[i]! }))
  const inside = pairs.filter(({ label }) => label !== oosLabel)
  const outside = pairs.filter(({ label }) => label === oosLabel)
  const index = indexer()
  const judged = inside.map(({ label, predicted }) => ({
    actual: index(label),
    predicted: index(predicted),
  }))
  const routed = inside.filter(({ outcome }) => outcome === 'route')
  const atFive = quantile(
    inside.map(({ inScope }) => inScope),
    0.05,
  )
  return {
    accuracy: accuracyOf(judged),
    macroF1: macroF1Of(judged),
    oosAuroc: areaUnderRoc(
      inside.map(({ inScope }) => inScope),
      outside.map(({ inScope }) => inScope),
    ),
    oosRecallAt5: share(outside, ({ inScope }) => inScope < atFive),
    ece: expectedCalibrationError(
      inside.map(({ probability, predicted, label }) => ({
        probability,
        right: predicted === label,
      })),
    ),
    routed: share(inside, ({ outcome }) => outcome === 'route'),
    routedPrecision: share(routed, ({ predicted, label }) => predicted === label),
    oosRefused: share(outside, ({ outcome }) => outcome === 'refuse'),
    falseRefusal: share(inside, ({ outcome }) => outcome === 'refuse'),
    accuracyAt5: share(
      inside,
      ({ inScope, predicted, label }) => inScope >= atFive && predicted === label,
    ),
    ladder: ladderOf(inside),
  }
}

/** Where each in-scope message went. */
export function ladderOf(inside: readonly (Asked & { readonly label: string })[]): Ladder {
  const shareOf = (holds: (message: Asked & { readonly label: string }) => boolean) =>
    share(inside, holds) ?? 0
  const isShown = ({ shown, label }: Asked & { readonly label: string }) => shown.includes(label)
  return {
    right: shareOf((message) => message.outcome === 'route' && isShown(message)),
    askedWith: shareOf((message) => message.outcome === 'ask' && isShown(message)),
    askedWithout: shareOf((message) => message.outcome === 'ask' && !isShown(message)),
    wrong: shareOf((message) => message.outcome === 'route' && !isShown(message)),
    refused: shareOf((message) => message.outcome === 'refuse'),
  }
}

export const share = <T>(items: readonly T[], holds: (item: T) => boolean): number | null =>
  mean(items.map((item) => (holds(item) ? 1 : 0)))

/** Numbers names in the order they come. */
function indexer(): (name: string) => number {
  const known = new Map<string, number>()
  return (name) => {
    const index = known.get(name) ?? known.size
    known.set(name, index)
    return index
  }
}
