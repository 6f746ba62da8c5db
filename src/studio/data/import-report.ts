import type { ImportReading } from '#bundle/interop/read-import.ts'
import { FORMAT_NAMES } from '#bundle/interop/formats.ts'
import type { ImportPlan, PlannedRow } from '#domain/import/import-plan.ts'
import { count, plural } from '../ui/format.ts'

/** What an import does, in one sentence: for the button's side, the live region and the report. */
export function importSummary(plan: ImportPlan): string {
  const parts = [
    plural(plan.added, 'new utterance'),
    plan.newCommands > 0 ? plural(plan.newCommands, 'new command') : '',
    plan.newParameters > 0 ? plural(plan.newParameters, 'new parameter') : '',
    plan.moved > 0 ? `${plural(plan.moved, 'utterance')} moved` : '',
    plan.gainedSlots > 0 ? `${plural(plan.gainedSlots, 'utterance')} marked` : '',
    plan.heldOut > 0 ? `${count(plan.heldOut)} held out` : '',
    plan.outOfScope.length > 0 ? `${plural(plan.outOfScope.length, 'text')} out of scope` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

export const changesAnything = (plan: ImportPlan): boolean =>
  plan.utterances.length + plan.commands.length + plan.outOfScope.length > 0

/** Why a row of the file does not become an utterance; '' when it does. */
export function reasonLeftOut({ result }: PlannedRow): string {
  switch (result.outcome) {
    case 'new':
      return ''
    case 'duplicate':
      return result.gainsSlots ? '' : 'It is there already.'
    case 'conflict':
      return result.isTaken ? '' : `${result.other} has the same text.`
    case 'left-out':
      return 'Its intent was left out.'
  }
}

/** All that was done and what was not, and why: text to keep beside the file. */
export function importReport(reading: ImportReading, plan: ImportPlan): string {
  const left = plan.rows
    .map((planned) => ({ planned, why: reasonLeftOut(planned) }))
    .filter(({ why }) => why !== '')
  const lines = [
    'Import of utterances',
    ...reading.files.map(({ name, format }) => `${name || 'Pasted text'}: ${FORMAT_NAMES[format]}`),
    '',
    `Done: ${importSummary(plan)}.`,
    ...reading.notes.map((note) => `Note: ${note}`),
    '',
    `Not readable (${reading.skipped.length}):`,
    ...reading.skipped.map(({ where, why }) => `  ${[where, why].filter(Boolean).join(': ')}`),
    '',
    `Left out (${left.length}):`,
    ...left.map(
      ({ planned: { row }, why }) => `  ${row.where}: ${row.intent} “${row.text}”: ${why}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
