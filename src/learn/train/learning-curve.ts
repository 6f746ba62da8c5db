import { groupBy } from '#shared/group-by.ts'
import { AppError } from '#shared/app-error.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import type { LearningCurve, LearningPoint } from '#domain/training-details.ts'
import { accuracyOf, macroF1Of, qualityOf, type Judged } from './classification.ts'
import { fitHead } from './fit-head.ts'
import { stratifiedFolds, type Folds } from './folds.ts'
import { seededRandom, shuffled } from './random.ts'
import { headLogits, type Head } from './softmax-loss.ts'
import { argmax } from './statistics.ts'
import { WORTH_A_RUNTIME, type TrainingPorts } from './train-model.ts'
import { foreignTo, trainingSet, type EmbeddedRows, type TrainingSet } from './training-set.ts'

export const SHARES = [0.25, 0.5, 0.75, 1] as const
const FOLDS = 3

export interface CurveInput extends EmbeddedRows {
  readonly seed: number
  /** General messages; all of them are taught at every share, for they cost the person nothing. */
  readonly taught: readonly Float32Array[]
}

/**
 * The same folds, each judged by heads that were fitted to a growing share of the other folds' rows.
 * Shares are nested and taken of each command alike, so that a step shows what more rows bring, not
 * which rows they were. Throws `learn/not-enough-utterances` where no row can be judged.
 */
export async function measureLearningCurve(
  input: CurveInput,
  { openLoss, pause, onFitted }: Omit<TrainingPorts, 'now'>,
): Promise<LearningCurve> {
  const set = trainingSet(input, foreignTo(input, input.taught))
  const { problem } = set
  const folds = stratifiedFolds(
    { labels: ownLabels(set), texts: input.rows.map(({ text }) => text) },
    input.seed,
    FOLDS,
  )
  if (folds.count === 0)
    throw new AppError('learn/not-enough-utterances', 'No command has two utterances', {
      details: { rows: input.rows.length },
    })
  const order = shuffled([...input.rows.keys()], seededRandom(input.seed))
  const size = problem.labels.length * problem.dimension * problem.classes
  const space = size > WORTH_A_RUNTIME ? await openLoss?.(problem) : undefined
  const total = SHARES.length * folds.count
  const points: LearningPoint[] = []
  let fitted = 0
  try {
    await onFitted(0, total)
    for (const share of SHARES) {
      const judgedByFold: Judged[][] = []
      let rows = 0
      for (let fold = 0; fold < folds.count; fold++) {
        const own = shareOf(set, folds, fold, order, share)
        rows += own.length / folds.count
        const head = await fitHead(problem, [...own, ...generalRows(set)], pause, { space })
        judgedByFold.push(judgeFold(set, folds, fold, head))
        await onFitted(++fitted, total)
      }
      points.push(pointOf(set, share, rows, judgedByFold))
    }
  } finally {
    await space?.dispose()
  }
  return { folds: folds.count, points }
}

const ownLabels = ({ problem, rows }: TrainingSet): Int32Array =>
  problem.labels.subarray(0, rows.length)

const generalRows = ({ problem, rows }: TrainingSet): number[] =>
  [...problem.labels.keys()].slice(rows.length)

/** The share of each label's rows outside the fold, at least one, always the same ones first. */
function shareOf(
  set: TrainingSet,
  folds: Folds,
  fold: number,
  order: readonly number[],
  share: number,
): number[] {
  const training = order.filter((row) => folds.of[row] !== fold)
  const byLabel = groupBy(training, (row) => set.problem.labels[row]!)
  return [...byLabel.values()].flatMap((rows) => rows.slice(0, Math.ceil(rows.length * share)))
}

/** The fold's rows of commands, judged among the commands. */
function judgeFold(
  { problem, rows, outside }: TrainingSet,
  folds: Folds,
  fold: number,
  head: Head,
): Judged[] {
  const held = rows.flatMap(({ label }, row) =>
    folds.of[row] === fold && label !== OUT_OF_SCOPE ? [row] : [],
  )
  const logits = headLogits(head, problem.features, Int32Array.from(held))
  return held.map((row, i) => ({
    actual: problem.labels[row]!,
    predicted: argmax(logits.subarray(i * problem.classes, i * problem.classes + outside)),
  }))
}

function pointOf(
  { labels, outside }: TrainingSet,
  share: number,
  rows: number,
  judgedByFold: readonly (readonly Judged[])[],
): LearningPoint {
  const judged = judgedByFold.flat()
  const accuracies = judgedByFold.flatMap((fold) => accuracyOf(fold) ?? [])
  return {
    share,
    rows,
    accuracy: accuracyOf(judged) ?? 0,
    macroF1: macroF1Of(judged) ?? 0,
    lowest: Math.min(...accuracies),
    highest: Math.max(...accuracies),
    recall: labels.slice(0, outside).flatMap((command, label) => {
      const { recall } = qualityOf(judged, label)
      return recall === null ? [] : [{ command, recall }]
    }),
  }
}
