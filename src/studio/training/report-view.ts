import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { CommandQuality, Confusion, TrainingReport } from '#domain/training-report.ts'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { CHOICE_NAMES } from './progress-text.ts'
import { byteSize, count, duration, percent } from '../ui/format.ts'

/** One headline of the report: the number, and what it says in one line. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

const TOO_FEW = 'Not measured: every command needs a few utterances first.'

/** What training measured, most telling first. A figure that was not measured says why. */
export function headlineFigures(report: TrainingReport): Figure[] {
  const share = (name: string, value: number | null, meaning: string): Figure => ({
    name,
    value: percent(value, 1),
    meaning: value === null ? TOO_FEW : meaning,
  })
  return [
    share(
      'Accuracy',
      report.accuracy,
      `Right command first, in ${count(report.folds)}-fold cross-validation`,
    ),
    share(
      'Macro-F1',
      report.macroF1,
      'The same with every command counting alike, however many utterances it has',
    ),
    share(
      'Calibration error',
      report.calibrationError,
      'How far the stated probability is from how often it is right',
    ),
    share(
      'Out-of-scope recall',
      report.outOfScopeRecall,
      'Of messages meant for no workflow, how many are refused',
    ),
    share(
      'False refusals',
      report.falseRefusal,
      'Of its own utterances, how many are wrongly refused',
    ),
    {
      name: 'Rows',
      value: count(report.rows),
      meaning: 'Utterances and corrections it learned from',
    },
    {
      name: 'Time',
      value: duration(report.totalMs),
      meaning: `${duration(report.embedMs)} to read the texts, ${duration(report.fitMs)} to fit, on ${backendName(report.backend)}`,
    },
    {
      name: 'Model',
      value: byteSize(report.modelBytes),
      meaning: 'Beside the encoder, which all workflows share',
    },
  ]
}

/** A report may come from elsewhere, on a back end this studio does not know. */
const backendName = (backend: string): string =>
  new Map<string, string>(Object.entries(CHOICE_NAMES)).get(backend) ?? backend

export interface CommandRow extends CommandQuality {
  readonly title: string
  readonly place: string
}

export type CommandColumn = 'title' | 'place' | 'utterances' | 'precision' | 'recall' | 'f1'

export interface Sorting {
  readonly column: CommandColumn
  readonly isDescending: boolean
}

/** The worst first: that is where a few more utterances help most. */
export const WORST_FIRST: Sorting = { column: 'f1', isDescending: false }

/** The commands of the report in the order asked for; what was not measured stays at the end. */
export function commandRows(
  document: Document,
  report: TrainingReport,
  sorting: Sorting,
): CommandRow[] {
  const { column, isDescending } = sorting
  const sign = isDescending ? -1 : 1
  return report.commands
    .map((quality) => ({
      ...quality,
      title: commandTitle(document, quality.command),
      place: commandPlace(document, quality.command),
    }))
    .sort((a, b) => {
      const [left, right] = [a[column], b[column]]
      if (left === null || right === null) return Number(left === null) - Number(right === null)
      const order =
        typeof left === 'string' ? left.localeCompare(String(right)) : left - Number(right)
      return sign * order || a.title.localeCompare(b.title)
    })
}

/** How the same header, chosen again, turns the order around. */
export function nextSorting(current: Sorting, column: CommandColumn): Sorting {
  if (current.column === column) return { column, isDescending: !current.isDescending }
  return { column, isDescending: false }
}

/** A square of the commands that are mistaken for each other; the rest would be empty rows. */
export interface ConfusionMatrix {
  readonly commands: readonly {
    readonly id: CommandId
    readonly title: string
    readonly recall: number | null
  }[]
  /** `cells[actual][predicted]`; `null` where nothing was confused (and on the diagonal). */
  readonly cells: readonly (readonly (Confusion | null)[])[]
  /** The most that any cell holds, to shade by. */
  readonly most: number
  /** Confusions that did not fit in. */
  readonly leftOut: number
}

export function confusionMatrix(
  document: Document,
  report: TrainingReport,
  size = 12,
): ConfusionMatrix {
  const weights = new Map<CommandId, number>()
  for (const { actual, predicted, texts } of report.confusions)
    for (const id of [actual, predicted]) weights.set(id, (weights.get(id) ?? 0) + texts.length)
  const ids = [...weights.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, size)
    .map(([id]) => id)
  const shown = new Set(ids)
  const find = (actual: CommandId, predicted: CommandId): Confusion | null =>
    report.confusions.find((it) => it.actual === actual && it.predicted === predicted) ?? null
  return {
    commands: ids.map((id) => ({
      id,
      title: commandTitle(document, id),
      recall: report.commands.find(({ command }) => command === id)?.recall ?? null,
    })),
    cells: ids.map((actual) => ids.map((predicted) => find(actual, predicted))),
    most: Math.max(0, ...report.confusions.map(({ texts }) => texts.length)),
    leftOut: report.confusions.filter((it) => !shown.has(it.actual) || !shown.has(it.predicted))
      .length,
  }
}
