import { groupBy } from '#shared/group-by.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import {
  THIN_BELOW,
  type CommandQuality,
  type Confusion,
  type ContextQuality,
} from '#domain/training-report.ts'
import { accuracyOf, macroF1Of, qualityOf, type Judged } from './classification.ts'
import type { JudgedRow } from './cross-validate.ts'
import type { TrainingSet } from './training-set.ts'

export interface Scope {
  readonly context: ContextId
  readonly commands: readonly CommandId[]
}

/** The part of a report that is read off the cross-validated rows. */
export interface Quality {
  readonly accuracy: number | null
  readonly macroF1: number | null
  readonly contexts: readonly ContextQuality[]
  readonly commands: readonly CommandQuality[]
  readonly confusions: readonly Confusion[]
}

/**
 * Quality of the commands among themselves: refusing is measured apart, so a row is compared with
 * the commands only.
 */
export function qualityReport(
  set: TrainingSet,
  judgedRows: readonly JudgedRow[],
  scopes: readonly Scope[],
): Quality {
  const { labels, outside, problem } = set
  const rows = judgedRows.filter(({ actual }) => actual !== outside)
  const everything = new Set([...labels.keys()].filter((label) => label !== outside))
  const judged = rows.map((row) => judgeWithin(row, everything))
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  const utterances = groupBy(problem.labels.keys(), (row) => problem.labels[row]!)

  return {
    accuracy: accuracyOf(judged),
    macroF1: macroF1Of(judged),
    contexts: scopes.map(({ context, commands }) => {
      const scope = new Set(commands.flatMap((command) => indexOf.get(command) ?? []))
      const within = rows
        .filter(({ actual }) => scope.has(actual))
        .map((row) => judgeWithin(row, scope))
      return {
        context,
        rows: within.length,
        accuracy: accuracyOf(within),
        macroF1: macroF1Of(within),
      }
    }),
    commands: [...everything].map((label) => {
      const count = utterances.get(label)?.length ?? 0
      return {
        command: labels[label]!,
        utterances: count,
        judged: judged.filter(({ actual }) => actual === label).length,
        ...qualityOf(judged, label),
        thin: count < THIN_BELOW,
      }
    }),
    confusions: confusions(set, rows, judged),
  }
}

/** The label with the highest logit among those of a scope. */
function judgeWithin({ actual, logits }: JudgedRow, scope: ReadonlySet<number>): Judged {
  let predicted = -1
  for (const label of scope)
    if (predicted < 0 || logits[label]! > logits[predicted]!) predicted = label
  return { actual, predicted }
}

function confusions(
  { labels, rows: texts }: TrainingSet,
  rows: readonly JudgedRow[],
  judged: readonly Judged[],
): Confusion[] {
  const wrong = judged.flatMap(({ actual, predicted }, i) =>
    actual === predicted ? [] : [{ actual, predicted, text: texts[rows[i]!.row]!.text }],
  )
  const pairs = groupBy(wrong, ({ actual, predicted }) => `${actual} ${predicted}`)
  return [...pairs.values()]
    .map((items) => ({
      actual: labels[items[0]!.actual]!,
      predicted: labels[items[0]!.predicted]!,
      texts: items.map(({ text }) => text),
    }))
    .sort((a, b) => b.texts.length - a.texts.length)
}
