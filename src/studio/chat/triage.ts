import { addUtterances, cleanUtterance, UTTERANCE_LIMIT } from '#domain/edits/utterances.ts'
import type { Document } from '#domain/document.ts'
import type { Studio } from '../session/studio.ts'
import { commandTitle } from '../session/command-titles.ts'
import { takeBack } from '../session/take-back.ts'
import type { HeardMessage } from './correction-state.ts'

type Services = Pick<Studio, 'document' | 'ui'>

/** What a key does with the message under the cursor; the keys of annotation tools. */
export type TriageMove =
  'accept' | 'pick-other' | 'out-of-scope' | 'take-back' | 'next' | 'previous'

const KEYS: Readonly<Record<string, TriageMove>> = {
  a: 'accept',
  x: 'pick-other',
  o: 'out-of-scope',
  Backspace: 'take-back',
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
}

export const triageMove = (key: string): TriageMove | undefined => KEYS[key]

/** Why a message cannot be accepted as an utterance of what it went to; `null` when it can. */
export function whyNotAccept(
  document: Document,
  { turn, takenFor, verdict }: HeardMessage,
): string | null {
  if (takenFor === null) return 'It went to no command'
  if (document[takenFor]?.kind !== 'command') return 'This command is built in'
  if (verdict.kind === 'corrected') return 'It was corrected; take that back first'
  if (verdict.kind === 'accepted') return 'It is accepted already'
  const text = cleanUtterance(turn.text)
  if (text.length > UTTERANCE_LIMIT) return 'It is too long for an utterance'
  return text === '' ? 'It has no words' : null
}

/** Adds the message to the utterances of what it went to. */
export function accept({ document, ui }: Services, message: HeardMessage): void {
  const { takenFor, turn } = message
  if (takenFor === null) return
  document.edit(
    'Accept a message',
    addUtterances(takenFor, [cleanUtterance(turn.text)], 'corrected'),
  )
  ui.announce('Accepted')
}

/** Takes back what was made of the message, whatever it was. */
export function undoVerdict(studio: Services, { verdict }: HeardMessage): void {
  if (verdict.kind === 'accepted')
    takeBack(studio, 'Take back an accepted message', verdict.utterance.id)
  else if (verdict.kind === 'corrected')
    takeBack(studio, 'Take back a correction', verdict.correction.id)
  else return
  studio.ui.announce('Taken back')
}

/** What became of a message, in words. */
export function verdictText(document: Document, { verdict }: HeardMessage): string {
  switch (verdict.kind) {
    case 'none':
      return ''
    case 'accepted':
      return 'Accepted'
    case 'corrected':
      return verdict.correction.meant === null
        ? 'Out of scope'
        : `Means ${commandTitle(document, verdict.correction.meant)}`
  }
}
