import { CORE_COMMANDS } from './core-commands.ts'
import type { Document } from './document.ts'
import { OUT_OF_SCOPE, type TrainingRow } from './intent-model.ts'
import { correctionsOf, recordById, recordsOf } from './queries.ts'

/**
 * What a workflow is trained on: its utterances that are not held out, its corrections (a
 * correction to nothing is an out-of-scope row), and the utterances of the core commands.
 * A text that occurs twice for one label counts once.
 */
export function trainingRows(document: Document): TrainingRow[] {
  const rows: TrainingRow[] = []
  const seen = new Set<string>()
  const add = (text: string, label: TrainingRow['label']): void => {
    const key = `${label}\n${text.trim().toLowerCase()}`
    if (text.trim() === '' || seen.has(key)) return
    seen.add(key)
    rows.push({ text: text.trim(), label })
  }
  for (const utterance of recordsOf(document, 'utterance')) {
    if (!utterance.heldOut && recordById(document, 'command', utterance.command))
      add(utterance.text, utterance.command)
  }
  for (const { text, meant } of correctionsOf(document)) add(text, meant ?? OUT_OF_SCOPE)
  for (const { id, utterances } of CORE_COMMANDS) for (const text of utterances) add(text, id)
  return rows
}
