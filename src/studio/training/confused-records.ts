import type { CorrectionRecord, Document, Edit, UtteranceRecord } from '#domain/document.ts'
import { inOrder, change } from '#domain/edits/change.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { moveUtterances } from '#domain/edits/utterances.ts'
import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { correctionsOf, recordById, utterancesOf } from '#domain/queries.ts'

/**
 * The records a training text came from: utterances of the command, and corrections towards it.
 * Empty for the utterances of core commands, and for what was changed since the training.
 */
export function recordsOfText(
  document: Document,
  command: CommandId,
  text: string,
): readonly (UtteranceRecord | CorrectionRecord)[] {
  const isSame = (other: string): boolean =>
    other.trim().toLowerCase() === text.trim().toLowerCase()
  return [
    ...utterancesOf(document, command).filter((utterance) => isSame(utterance.text)),
    ...correctionsOf(document).filter(
      (correction) => (correction.meant ?? OUT_OF_SCOPE) === command && isSame(correction.text),
    ),
  ]
}

/** Why a text cannot be given to another command; `null` when it can. */
export function whyNotMove(document: Document, predicted: CommandId): string | null {
  return recordById(document, 'command', predicted) ? null : 'That command is built in'
}

/** Gives the text to the command it was taken for: whoever wrote it there was mistaken. */
export function moveText(
  document: Document,
  actual: CommandId,
  predicted: CommandId,
  text: string,
): Edit {
  const records = recordsOfText(document, actual, text)
  const utterances = records.filter((record) => record.kind === 'utterance').map(({ id }) => id)
  const corrections = records.filter((record) => record.kind === 'correction')
  return inOrder(
    moveUtterances(utterances, predicted),
    ...corrections.map(
      ({ id }): Edit =>
        (current) =>
          change(current, 'correction', id, (correction) => ({ ...correction, meant: predicted })),
    ),
  )
}

export function deleteText(document: Document, actual: CommandId, text: string): Edit {
  return removeRecords(recordsOfText(document, actual, text).map(({ id }) => id))
}
