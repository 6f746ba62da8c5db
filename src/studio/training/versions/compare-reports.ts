import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { judgedOf } from '../scope-quality.ts'

/** One figure of two trainings, 0–1. */
export interface FigureChange {
  readonly name: string
  readonly before: number | null
  readonly after: number | null
  /** More is better, or less is. */
  readonly better: 'more' | 'less'
}

export interface CommandChange {
  readonly command: CommandId
  readonly title: string
  /** F1; `null` where it was not measured, or not there. */
  readonly before: number | null
  readonly after: number | null
}

/** A row of both trainings that one got right and the other did not. */
export interface Flip {
  readonly text: string
  readonly actual: CommandId
  /** What the one that was wrong took it for. */
  readonly mistaken: CommandId
}

export interface RowChanges {
  readonly added: number
  readonly removed: number
  readonly fixed: readonly Flip[]
  readonly broken: readonly Flip[]
}

export function figureChanges(before: TrainingReport, after: TrainingReport): FigureChange[] {
  const figure = (
    name: string,
    of: (report: TrainingReport) => number | null | undefined,
    better: FigureChange['better'],
  ): FigureChange => ({ name, before: of(before) ?? null, after: of(after) ?? null, better })
  return [
    figure('Accuracy', (it) => it.accuracy, 'more'),
    figure('Macro-F1', (it) => it.macroF1, 'more'),
    figure('Calibration error', (it) => it.calibrationError, 'less'),
    figure('Out-of-scope recall', (it) => it.outOfScopeRecall, 'more'),
    figure('False refusals', (it) => it.falseRefusal, 'less'),
    figure('Held-out accuracy', (it) => it.details?.heldOut?.accuracy, 'more'),
  ].filter((it) => it.before !== null || it.after !== null)
}

/** Whether a change is for the better; `null` when nothing changed or nothing can be compared. */
export function isBetter({ before, after, better }: FigureChange): boolean | null {
  if (before === null || after === null || before === after) return null
  return better === 'more' ? after > before : after < before
}

/** The commands whose F1 changed, those that changed most first. */
export function commandChanges(
  document: Document,
  before: TrainingReport,
  after: TrainingReport,
): CommandChange[] {
  const earlier = new Map(before.commands.map((it) => [it.command, it.f1]))
  const later = new Map(after.commands.map((it) => [it.command, it.f1]))
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((command) => ({
      command,
      title: commandTitle(document, command),
      before: earlier.get(command) ?? null,
      after: later.get(command) ?? null,
    }))
    .filter((it) => it.before !== it.after)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || a.title.localeCompare(b.title))
}

const sizeOf = ({ before, after }: CommandChange): number => Math.abs((after ?? 0) - (before ?? 0))

/** What a model was trained on. */
export interface RowsOfModel {
  readonly labels: IntentModel['labels']
  readonly examples: Pick<IntentModel['examples'], 'texts' | 'labels'>
}

/**
 * Which rows changed between two trainings. Only rows that both were trained on and both judged are
 * compared: a new row that is wrong is not a row that broke.
 */
export function rowChanges(
  before: { readonly report: TrainingReport; readonly model: RowsOfModel },
  after: { readonly report: TrainingReport; readonly model: RowsOfModel },
): RowChanges {
  const rowsBefore = keysOf(before.model)
  const rowsAfter = keysOf(after.model)
  const wrongBefore = mistakesOf(before.report)
  const wrongAfter = mistakesOf(after.report)
  const wereJudged = [judgedCommands(before.report), judgedCommands(after.report)]
  const isCompared = ({ actual, text }: Flip): boolean =>
    wereJudged.every((judged) => judged.has(actual)) &&
    rowsBefore.has(keyOf(actual, text)) &&
    rowsAfter.has(keyOf(actual, text))
  const onlyIn = (one: ReadonlyMap<string, Flip>, other: ReadonlyMap<string, Flip>): Flip[] =>
    [...one].flatMap(([key, flip]) => (!other.has(key) && isCompared(flip) ? [flip] : []))
  return {
    added: [...rowsAfter].filter((key) => !rowsBefore.has(key)).length,
    removed: [...rowsBefore].filter((key) => !rowsAfter.has(key)).length,
    fixed: onlyIn(wrongBefore, wrongAfter),
    broken: onlyIn(wrongAfter, wrongBefore),
  }
}

const keyOf = (command: string, text: string): string => `${command}\n${text}`

function keysOf({ labels, examples }: RowsOfModel): ReadonlySet<string> {
  return new Set(
    examples.texts.map((text, i) => keyOf(labels[examples.labels[i] ?? -1] ?? '', text)),
  )
}

function mistakesOf({ confusions }: TrainingReport): Map<string, Flip> {
  return new Map(
    confusions.flatMap(({ actual, predicted, texts }) =>
      texts.map((text) => [keyOf(actual, text), { text, actual, mistaken: predicted }]),
    ),
  )
}

const judgedCommands = ({ commands }: TrainingReport): ReadonlySet<CommandId> =>
  new Set(commands.filter((it) => judgedOf(it) > 0).map(({ command }) => command))
