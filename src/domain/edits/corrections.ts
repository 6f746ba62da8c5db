import type { z } from 'zod'
import { correctionSchema, type CorrectionRecord, type Document, type Edit } from '../document.ts'
import type { CorrectionId } from '../ids.ts'
import { correctionsOf } from '../queries.ts'
import { change, put } from './change.ts'
import { removeRecords } from './remove.ts'

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
