import type { Document } from '#domain/document.ts'
import type { CommandQuality, TrainingReport } from '#domain/training-report.ts'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { CHOICE_NAMES } from './progress-text.ts'
import { judgedOf, qualityWithin, type ReportScope } from './scope-quality.ts'
import { byteSize, count, duration, percent, plural } from '../ui/format.ts'

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
      'Of its own utterances, how many are wrongly refused where everything is offered',
    ),
    ...heldOutFigures(report),
    {
      name: 'Rows',
      value: count(report.rows),
      meaning: `Utterances and corrections it learned from; the model is ${byteSize(report.modelBytes)}, beside the encoder that all workflows share`,
    },
    {
      name: 'Time',
      value: duration(report.totalMs),
      meaning: `${duration(report.embedMs)} to read the texts, ${duration(report.fitMs)} to fit, on ${backendName(report.backend)}`,
    },
  ]
}

/** Beside the cross-validated figures: what the finished model makes of what it never saw. */
function heldOutFigures({ details }: TrainingReport): Figure[] {
  if (!details?.heldOut) return []
  const { rows, accuracy, refused } = details.heldOut
  const also = refused === null ? '' : `; ${percent(refused, 1)} refused`
  return [
    {
      name: 'Held out',
      value: percent(accuracy, 1),
      meaning: `Right command first, of ${plural(rows, 'utterance')} kept from training${also}`,
    },
  ]
}

/** A report may come from elsewhere, on a back end this studio does not know. */
const backendName = (backend: string): string =>
  new Map<string, string>(Object.entries(CHOICE_NAMES)).get(backend) ?? backend

export interface CommandRow extends CommandQuality {
  readonly title: string
  readonly place: string
  /** How many of its rows were judged. */
  readonly support: number
  /** Share of its held-out utterances that were right; `null` without any. */
  readonly heldOut: number | null
}

export type CommandColumn =
  'title' | 'place' | 'utterances' | 'support' | 'precision' | 'recall' | 'f1' | 'heldOut'

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
  scope: ReportScope = null,
): CommandRow[] {
  const { column, isDescending } = sorting
  const sign = isDescending ? -1 : 1
  const heldOut = new Map(
    report.details?.heldOut?.commands.map((it) => [it.command, it.right / it.rows]),
  )
  return qualityWithin(report, scope)
    .map((quality) => ({
      ...quality,
      title: commandTitle(document, quality.command),
      place: commandPlace(document, quality.command),
      support: judgedOf(quality),
      heldOut: heldOut.get(quality.command) ?? null,
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
