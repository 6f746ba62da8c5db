import { groupBy } from '#shared/group-by.ts'
import { seededRandom, shuffled } from './random.ts'

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
 */
export function stratifiedFolds(labels: Int32Array, seed: number, most = MOST_FOLDS): Folds {
  const byLabel = groupBy(labels.keys(), (row) => labels[row]!)
  const largest = Math.max(0, ...Array.from(byLabel.values(), (rows) => rows.length))
  const count = largest < 2 ? 0 : Math.min(most, largest)
  const of = new Int32Array(labels.length).fill(ALWAYS_TRAINS)
  const random = seededRandom(seed)
  let next = 0
  for (const label of [...byLabel.keys()].sort((a, b) => a - b)) {
    const rows = byLabel.get(label)!
    if (count === 0 || rows.length < 2) continue
    for (const row of shuffled(rows, random)) of[row] = next++ % count
  }
  return { count, of }
}
