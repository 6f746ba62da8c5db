import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { understandable } from '../decide/message.ts'
import { comparable } from '../parameters/words.ts'

/*
 * Words about the conversation itself. They count only as whole messages, and only where they are
 * no utterance or correction of the workflow.
 */

const phrases = (text: string): ReadonlySet<string> =>
  new Set(text.split(', ').map((phrase) => comparable(phrase)))

const CANCEL_ALL = phrases(
  'cancel everything, cancel all, cancel it all, cancel all of it, forget everything, forget it all, ' +
    'forget all of it, drop everything, drop it all, stop everything, abort everything, ' +
    'never mind all of it, never mind all of that, cancel all of that, forget all of that',
)
const UNDO = phrases(
  'undo, undo that, undo it, undo this, undo the last one, take that back, take it back, ' +
    'take this back, reverse that, reverse it, revert that, revert it',
)
/** One question is about one thing: the latest comes first. */
const UNDO_SEVERAL = phrases(
  'undo both, undo both of them, undo both of those, undo both of these, undo them, undo them both, ' +
    'undo those, undo these, undo all of that, undo all of it, undo it all, undo all, undo everything, ' +
    'take both back, take them back, take them both back, take all of that back, take it all back, ' +
    'take everything back, revert both, revert all of that, revert everything, reverse both',
)
const MISUNDERSTOOD = new Set([
  ...NOT_WHAT_I_MEANT.utterances.map(comparable),
  ...phrases(
    "that's not what I meant, that is not what I wanted, that's not what I wanted, " +
      'not what I meant, you misunderstood, i meant something else, wrong one',
  ),
])

const COURTESY = /^(?:please |(?:can|could|would) you |actually |now )+|(?: please| now| again)+$/g

export type Control = 'cancel-all' | 'undo' | 'misunderstood'

/** What a message says about the conversation; `null` for any other. */
export function controlIn(message: string, document: Document): Control | null {
  const said = comparable(understandable(message))
  const control = controlOf(said)
  return control && !isTaught(said, document) ? control : null
}

export const isUndo = (message: string, document: Document): boolean =>
  controlIn(message, document) === 'undo'

/** "Undo both": more than the latest. */
export const isUndoOfSeveral = (message: string): boolean =>
  UNDO_SEVERAL.has(withoutCourtesy(comparable(understandable(message))))

const withoutCourtesy = (said: string): string => said.replaceAll(',', '').replaceAll(COURTESY, '')

function controlOf(said: string): Control | null {
  if (CANCEL_ALL.has(said)) return 'cancel-all'
  const bare = withoutCourtesy(said)
  if (UNDO.has(bare) || UNDO_SEVERAL.has(bare)) return 'undo'
  return MISUNDERSTOOD.has(said) ? 'misunderstood' : null
}

const isTaught = (said: string, document: Document): boolean =>
  [...recordsOf(document, 'utterance'), ...recordsOf(document, 'correction')].some(
    ({ text }) => comparable(text) === said,
  ) || recordsOf(document, 'command').some(({ name }) => comparable(name) === said)
