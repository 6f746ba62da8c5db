import type { z } from 'zod'
import { correctionSchema, type CorrectionRecord, type Document, type Edit } from '../document.ts'
import type { CommandId, ContextId, CorrectionId } from '../ids.ts'
import { correctionsOf } from '../queries.ts'
import { change, inOrder, put } from './change.ts'
import { addCommand, updateCommand } from './commands.ts'
import { removeRecords } from './remove.ts'
import { addUtterances, cleanUtterance } from './utterances.ts'

/** Where, by whom and which words: what two corrections of the same thing have in common. */
type CorrectedWords = Pick<CorrectionRecord, 'text' | 'context' | 'person'>

/**
 * Keeps what a message should have meant. An earlier correction of the same words in the same
 * context is replaced, if it was the same person's: the last word counts.
 */
export function addCorrection(draft: Omit<z.input<typeof correctionSchema>, 'kind'>): Edit {
  return (document) => {
    const correction = correctionSchema.parse({ kind: 'correction', ...draft })
    const replaced = earlierOf(document, correction).map(({ id }) => id)
    return put(removeRecords(replaced)(document), correction)
  }
}

/** From when on these corrections hold no longer; `null` makes them last. */
export function setExpiry(ids: readonly CorrectionId[], expiresAt: number | null): Edit {
  return (document) =>
    ids.reduce(
      (current, id) =>
        change(current, 'correction', id, (correction) =>
          correction.expiresAt === expiresAt ? correction : { ...correction, expiresAt },
        ),
      document,
    )
}

/**
 * Gives a correction to one person, or with `null` to everyone. One of the same words that they
 * have already goes: two could not both hold.
 */
export function setPerson(id: CorrectionId, person: string | null): Edit {
  return (document) => {
    const correction = correctionsOf(document).find((record) => record.id === id)
    if (!correction || correction.person === person) return document
    const given = { ...correction, person }
    const replaced = earlierOf(document, given).map((record) => record.id)
    return put(removeRecords(replaced)(document), given)
  }
}

const earlierOf = (document: Document, words: CorrectedWords & { readonly id: string }) =>
  correctionsOf(document).filter(
    ({ id, text, context, person }) =>
      id !== words.id &&
      text === words.text &&
      context === words.context &&
      person === words.person,
  )

export interface LearnedCommand {
  readonly id: CommandId
  readonly context: ContextId
  /** As typed. */
  readonly name: string
  /** What it answers until it gets a handler. */
  readonly reply: string
  /** The message that asked for it. */
  readonly correction: Omit<z.input<typeof correctionSchema>, 'kind' | 'meant'>
}

/**
 * Makes a command of a message that no command was meant for: it answers at once, has the message
 * as its first utterance, and memory sends the same words, and such as are near, there already.
 */
export function learnCommand({ id, context, name, reply, correction }: LearnedCommand): Edit {
  return inOrder(
    addCommand(id, context, name),
    updateCommand(id, { handler: { kind: 'reply', template: reply } }),
    addUtterances(id, [cleanUtterance(correction.text)], 'corrected'),
    addCorrection({ ...correction, meant: id }),
  )
}
