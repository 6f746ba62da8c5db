import type { JudgedUtterance } from '#domain/training-details.ts'
import type { TrainingRow } from '#domain/intent-model.ts'
import { familiarityToProbability, type Detector, type Familiarity } from '../model/detector.ts'
import { candidateShares } from './calibrate.ts'
import type { Ranked } from './report-curves.ts'
import { argmax } from './statistics.ts'
import type { TrainingSet } from './training-set.ts'

/** A row as a head saw it that was not fitted to it; cross-validated, held out or general. */
export interface Sighting extends TrainingRow {
  readonly logits: Float32Array
  readonly familiarity: Familiarity | null
}

/** By what sightings are read. */
export interface Calibration {
  readonly temperature: number
  readonly detector: Pick<Detector, 'intercept' | 'slope'>
  /** See `belongingIn`: what the out-of-scope threshold is compared with. */
  readonly belongs: (actual: number, logits: Float32Array, familiarity: number) => number
}

/** A sighting in calibrated probabilities. `shares[i]` is the command `labels[i]`. */
export interface Read extends Ranked {
  readonly sighting: Sighting
  readonly shares: Float64Array
  readonly actual: number
  readonly predicted: number
  /**
   * Where its command is offered, or for what is outside, where all are; 0 where "out of scope"
   * itself is likeliest; `null` where it was not compared.
   */
  readonly inScope: number | null
}

export function readSighting(
  sighting: Sighting,
  { labels, outside }: Pick<TrainingSet, 'labels' | 'outside'>,
  { temperature, detector, belongs }: Calibration,
): Read {
  const { logits, familiarity, label } = sighting
  const shares = candidateShares(logits, temperature)
  const actual = labels.indexOf(label)
  const predicted = argmax(shares)
  const own = shares[actual] ?? 0
  let rank = 0
  let second = 0
  shares.forEach((share, i) => {
    if (share > own || (share === own && i < actual)) rank++
    if (i !== predicted) second = Math.max(second, share)
  })
  const first = shares[predicted] ?? 0
  const isForeign = argmax(logits) === outside
  const inScope = (of: Familiarity): number =>
    isForeign ? 0 : belongs(actual, logits, familiarityToProbability(detector, of))
  return {
    ...{ sighting, shares, actual, predicted, rank, first },
    lead: first - second,
    inScope: familiarity === null ? null : inScope(familiarity),
  }
}

/** Beyond these a report would grow with the rows; the surest mistakes are the ones to look at. */
const MOST_WRONG = 3000
const MOST_NEAR = 200
const LONGEST_RANKING = 20

/**
 * The rows that are worth looking at: all that went wrong (the surest first where they are too
 * many), those that were right by the smallest lead, and those that come nearest to being refused.
 */
export function notable(reads: readonly Read[], labels: TrainingSet['labels']): JudgedUtterance[] {
  const wrong = reads.filter(({ rank }) => rank > 0).sort((a, b) => b.first - a.first)
  const close = reads.filter(({ rank }) => rank === 0).sort((a, b) => a.lead - b.lead)
  const strange = reads
    .filter(({ inScope }) => inScope !== null)
    .sort((a, b) => (a.inScope ?? 0) - (b.inScope ?? 0))
  const kept = new Set([
    ...wrong.slice(0, MOST_WRONG),
    ...close.slice(0, MOST_NEAR),
    ...strange.slice(0, MOST_NEAR),
  ])
  return [...kept].map((read) => judgedUtterance(read, labels))
}

export function judgedUtterance(read: Read, labels: TrainingSet['labels']): JudgedUtterance {
  const { sighting, shares, actual, rank, inScope } = read
  const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]! || a - b)
  const length = Math.max(2, rank + 1)
  const shown =
    length > LONGEST_RANKING
      ? [...order.slice(0, LONGEST_RANKING - 1), actual]
      : order.slice(0, length)
  return {
    text: sighting.text,
    actual: sighting.label,
    ranking: shown.map((label) => ({ command: labels[label]!, probability: shares[label]! })),
    inScope,
  }
}
