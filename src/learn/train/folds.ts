import { groupBy } from '#shared/group-by.ts'
import { fingerprint } from '#shared/fingerprint.ts'
import { seededRandom } from './random.ts'

const MOST_FOLDS = 5

/** In no fold: a row that is alone with its label always trains, and is never judged. */
export const ALWAYS_TRAINS = -1

export interface Folds {
  readonly count: number
  /** For each row its fold, or `ALWAYS_TRAINS`. */
  readonly of: Int32Array
}

/**
 * Divides rows for cross-validation so that each label is spread evenly over the folds. No label
 * can be judged in more folds than it has rows; without a label of two rows there are no folds.
 *
 * Where a row goes depends on its text and the seed, hardly on the other rows: who adds utterances
 * and trains again compares two measurements of the same folds, not two throws of the dice.
 */
export function stratifiedFolds(
  rows: { readonly labels: Int32Array; readonly texts?: readonly string[] },
  seed: number,
  most = MOST_FOLDS,
): Folds {
  const { labels } = rows
  const byLabel = groupBy(labels.keys(), (row) => labels[row]!)
  const largest = Math.max(0, ...Array.from(byLabel.values(), (own) => own.length))
  const count = largest < 2 ? 0 : Math.min(most, largest)
  const of = new Int32Array(labels.length).fill(ALWAYS_TRAINS)
  if (count === 0) return { count, of }
  const lots = Array.from(labels.keys(), (row) => lotOf(rows.texts?.[row] ?? `row ${row}`, seed))
  for (const own of byLabel.values()) if (own.length > 1) deal(own, lots, count, of)
  return { count, of }
}

/** Each row to the fold its lot says, or, where that has its share, to the next one. */
function deal(rows: readonly number[], lots: readonly number[], count: number, of: Int32Array) {
  const share = Math.ceil(rows.length / count)
  const taken = new Int32Array(count)
  for (const row of [...rows].sort((a, b) => lots[a]! - lots[b]! || a - b)) {
    let fold = lots[row]! % count
    while (taken[fold]! >= share) fold = (fold + 1) % count
    taken[fold]!++
    of[row] = fold
  }
}

/** A repeatable throw of the dice for a text: 32 bits. */
function lotOf(text: string, seed: number): number {
  const bits = Number.parseInt(fingerprint(`${seed} ${text}`).slice(-8), 16)
  return Math.floor(seededRandom(bits)() * 4_294_967_296)
}
