import type { CorrectionRecord, Document, Edit, UtteranceRecord } from '#domain/document.ts'
import { inOrder, change } from '#domain/edits/change.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { moveUtterances, setHeldOut } from '#domain/edits/utterances.ts'
import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { correctionsOf, recordById, utterancesOf } from '#domain/queries.ts'
import { nameRow } from '#domain/training-rows.ts'

/**
 * The records a training text came from: utterances of the command, and corrections towards it.
 * Empty for the utterances of core commands, and for what was changed since the training.
 */
export function recordsOfText(
  document: Document,
  command: CommandId,
  text: string,
): readonly (UtteranceRecord | CorrectionRecord)[] {
  const isSame = (other: string): boolean => isSameText(other, text)
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

/** Why nothing can be done about a text of the report. */
export interface Untouchable {
  readonly because: string
  /** It does not train any more; else it never could be edited. */
  readonly isGone: boolean
}

/** `null` for a text that can be moved, held out or deleted. */
export function untouchable(
  document: Document,
  command: CommandId,
  text: string,
): Untouchable | null {
  const records = recordsOfText(document, command, text)
  if (records.length === 0) {
    const record = recordById(document, 'command', command)
    if (!record) return { because: 'Its command is built in', isGone: false }
    return isSameText(nameRow(record.name, command).text, text)
      ? { because: 'It is the name of the command', isGone: false }
      : { because: 'It is not an utterance of that command any more', isGone: true }
  }
  return records.every((record) => record.kind === 'utterance' && record.heldOut)
    ? { because: 'It is held out: the next training measures by it', isGone: true }
    : null
}

/** Gives texts to the command they were taken for: whoever wrote them there was mistaken. */
export function moveTexts(actual: CommandId, predicted: CommandId, texts: readonly string[]): Edit {
  return (document) => {
    const records = texts.flatMap((text) => recordsOfText(document, actual, text))
    const corrections = records.filter((record) => record.kind === 'correction')
    return inOrder(
      moveUtterances(utteranceIds(records), predicted),
      ...corrections.map(
        ({ id }): Edit =>
          (current) =>
            change(current, 'correction', id, (correction) => ({
              ...correction,
              meant: predicted,
            })),
      ),
    )(document)
  }
}

/** Keeps texts from training, to measure by. Corrections stay: they are the last word of a person. */
export function holdOutTexts(actual: CommandId, texts: readonly string[]): Edit {
  return (document) =>
    setHeldOut(
      utteranceIds(texts.flatMap((text) => recordsOfText(document, actual, text))),
      true,
    )(document)
}

export function deleteTexts(actual: CommandId, texts: readonly string[]): Edit {
  return (document) =>
    removeRecords(
      texts.flatMap((text) => recordsOfText(document, actual, text).map(({ id }) => id)),
    )(document)
}

const utteranceIds = (records: ReturnType<typeof recordsOfText>) =>
  records.flatMap((record) => (record.kind === 'utterance' ? [record.id] : []))

/** As training compares texts. */
function isSameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
