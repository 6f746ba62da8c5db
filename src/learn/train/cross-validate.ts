import {
  cosineByLabel,
  cosinesTo,
  familiarityScore,
  labelLengths,
  NEIGHBOURS,
  relatedness,
  type Familiarity,
} from '../model/detector.ts'
import type { Folds } from './folds.ts'
import { seededRandom, shuffled } from './random.ts'
import { headLogits, type Head } from './softmax-loss.ts'
import type { TrainingSet } from './training-set.ts'

/** A row as seen by a head, and compared with rows, of which it was none. */
export interface JudgedRow {
  readonly row: number
  readonly actual: number
  /** For all labels, the out-of-scope one included. */
  readonly logits: Float32Array
  /** Of the label it is most familiar to; only for the rows that were drawn for the detector. */
  readonly familiarity: Familiarity | null
}

/** Fits a head to the given rows of the problem. */
export type Fit = (rows: readonly number[]) => Promise<Head>

/** Comparing each row with each other is quadratic; so many are enough to calibrate by. */
const MOST_COMPARED = 2000

/** Judges each row of a fold by a head fitted to the other folds. */
export async function crossValidate(
  set: TrainingSet,
  folds: Folds,
  { fit, pause, seed }: { fit: Fit; pause: () => Promise<void>; seed: number },
): Promise<JudgedRow[]> {
  const { problem } = set
  const allRows = [...problem.labels.keys()]
  const compared = new Set(shuffled(allRows, seededRandom(seed)).slice(0, MOST_COMPARED))
  const judged: JudgedRow[] = []
  for (let fold = 0; fold < folds.count; fold++) {
    const head = await fit(allRows.filter((row) => folds.of[row] !== fold))
    const held = allRows.filter((row) => folds.of[row] === fold)
    const logits = headLogits(head, problem.features, Int32Array.from(held))
    const isOfFold = (row: number): boolean => folds.of[row] === fold
    const lengths = ownLengths(set, isOfFold)
    for (const [i, row] of held.entries()) {
      await pause()
      const own = logits.slice(i * problem.classes, (i + 1) * problem.classes)
      judged.push({
        row,
        actual: problem.labels[row]!,
        logits: own,
        familiarity: compared.has(row)
          ? bestFamiliarity(set, lengths, own, vectorOf(set, row), isOfFold)
          : null,
      })
    }
  }
  return judged
}

/**
 * How familiar a message is to the label it is most familiar to. General messages have no say in
 * the similarity: they are not among the examples a model carries.
 */
export function bestFamiliarity(
  { problem, rows, outside, unrelated }: TrainingSet,
  lengths: readonly number[],
  logits: Float32Array,
  vector: Float32Array,
  skip: (row: number) => boolean = () => false,
): Familiarity {
  const own = problem.features.subarray(0, rows.length * problem.dimension)
  const near = cosineByLabel(cosinesTo(own, vector), problem.labels, lengths, NEIGHBOURS, skip)
  let best: Familiarity | null = null
  for (const [label, logit] of logits.entries()) {
    if (label === outside) continue
    const margin = logit - logits[outside]!
    const familiarity = { logit, margin, similarity: relatedness(near[label]!, unrelated) }
    if (!best || familiarityScore(familiarity) > familiarityScore(best)) best = familiarity
  }
  if (!best) throw new Error('A problem has a command to learn')
  return best
}

/** `labelLengths` of the rows a person gave. */
export function ownLengths(
  { problem, rows }: TrainingSet,
  skip: (row: number) => boolean = () => false,
): number[] {
  const { features, labels, classes, dimension } = problem
  const own = features.subarray(0, rows.length * dimension)
  return labelLengths(own, labels, classes, dimension, skip)
}

function vectorOf({ problem }: TrainingSet, row: number): Float32Array {
  const { features, dimension } = problem
  return features.subarray(row * dimension, (row + 1) * dimension)
}
