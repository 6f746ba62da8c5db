import { groupBy } from '#shared/group-by.ts'
import { CORE_COMMANDS } from './core-commands.ts'
import type { Document, UtteranceRecord } from './document.ts'
import { OUT_OF_SCOPE, type TrainingRow } from './intent-model.ts'
import { titleOf } from './names.ts'
import { correctionsOf, recordById, recordsOf, utterancesOf } from './queries.ts'
import { hasPlaceholder, templateRows } from './utterance-templates.ts'

/**
 * What was misunderstood is seldom a usual way to say it. With the say of an utterance, corrections
 * spoil more of what had been right, and put hardly more right than memory does (see
 * `learn/README.md`).
 */
const CORRECTION_WEIGHT = 0.5

/**
 * What a workflow is trained on: its utterances that are not held out, its corrections (a
 * correction to nothing is an out-of-scope row), each command's own name as one more example, and
 * the utterances of the core commands. Where a text has two labels a correction wins, latest last:
 * it is the newest word of a person about that very text.
 * A correction counts less than an utterance, unless its text was one.
 */
export function trainingRows(document: Document): TrainingRow[] {
  const rows: TrainingRow[] = [
    ...recordsOf(document, 'command').map(({ name, id }) => nameRow(name, id)),
    ...recordsOf(document, 'utterance')
      .filter(({ heldOut, command }) => !heldOut && recordById(document, 'command', command))
      .map((utterance) => ({ text: spokenText(document, utterance), label: utterance.command })),
    ...CORE_COMMANDS.flatMap(({ id, utterances }) =>
      utterances.map((text) => ({ text, label: id })),
    ),
  ]
  const said = new Set(rows.map(({ text }) => keyOf(text)))
  const corrections = correctionsOf(document)
    .filter(({ meant }) => meant === null || isCommand(document, meant))
    .map(({ text, meant }): TrainingRow => {
      const row = { text, label: meant ?? OUT_OF_SCOPE }
      return said.has(keyOf(text)) ? row : { ...row, weight: CORRECTION_WEIGHT }
    })
  const latest = new Map(corrections.map((row) => [keyOf(row.text), row]))
  const kept = rows.filter(({ text }) => !latest.has(keyOf(text)))
  return distinct([...kept, ...latest.values()])
}

/**
 * Utterances to measure by. One whose text is trained on as well (it stands elsewhere without being
 * held out, or a correction has it) would only measure memory, and is left out.
 */
export function heldOutRows(document: Document): TrainingRow[] {
  const trained = new Set(trainingRows(document).map(({ text }) => keyOf(text)))
  const rows = recordsOf(document, 'utterance')
    .filter(({ heldOut, command }) => heldOut && recordById(document, 'command', command))
    .filter(({ text }) => !trained.has(keyOf(text)))
    .map(({ text, command }) => ({ text, label: command }))
  return distinct(rows)
}

/** A template as it is said with the first of the values that are known. */
function spokenText(document: Document, utterance: UtteranceRecord): string {
  const command = recordById(document, 'command', utterance.command)
  if (!command || !hasPlaceholder(utterance.text)) return utterance.text
  const [row] = templateRows(utterance, command, utterancesOf(document, command.id))
  return row?.text ?? utterance.text
}

/** The command's own name in words: the cheapest example there is, and always there. */
export function nameRow(name: string, label: TrainingRow['label']): TrainingRow {
  return { text: titleOf(name).toLowerCase(), label }
}

/** A short key that changes when and only when the rows do; tells whether a model is stale. */
export function rowsKey(rows: readonly TrainingRow[]): string {
  // FNV-1a, 53 bits by two lanes: not for security, only to notice a change.
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (const { label, text } of rows) {
    for (const char of `${label}\u0000${text}\u0001`) {
      const code = char.codePointAt(0) ?? 0
      low = Math.imul(low ^ code, 0x01000193) >>> 0
      high = Math.imul(high ^ (code + 0x9e37), 0x85ebca6b) >>> 0
    }
  }
  return `${rows.length}-${high.toString(36)}${low.toString(36)}`
}

const keyOf = (text: string): string => text.trim().toLowerCase()

const isCommand = (document: Document, id: string): boolean =>
  id.startsWith('core/') || recordById(document, 'command', id) !== undefined

function distinct(rows: readonly TrainingRow[]): TrainingRow[] {
  const filled = rows.filter(({ text }) => text.trim() !== '')
  const byKey = groupBy(filled, ({ label, text }) => `${label}\n${keyOf(text)}`)
  return [...byKey.values()].flatMap(([first]) =>
    first ? [{ ...first, text: first.text.trim() }] : [],
  )
}
