import type { Document } from '#domain/document.ts'
import {
  addUtterances,
  cleanUtterance,
  setHeldOut,
  UTTERANCE_LIMIT,
} from '#domain/edits/utterances.ts'
import { inOrder } from '#domain/edits/change.ts'
import type { CommandId } from '#domain/ids.ts'
import { utterancesOf } from '#domain/queries.ts'
import type { Studio } from '../../session/studio.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { takeBack } from '../../session/take-back.ts'
import type { Verdict } from '../correction-state.ts'
import type { PastMessage } from './past-messages.ts'

type Services = Pick<Studio, 'document' | 'ui' | 'corrections'>

/** What a key does with the message under the cursor; the keys of annotation tools. */
export type TriageMove =
  | { readonly kind: 'suggestion'; readonly index: number }
  | {
      readonly kind:
        | 'pick-other'
        | 'out-of-scope'
        | 'skip'
        | 'undo'
        | 'next'
        | 'previous'
        | 'first'
        | 'last'
        | 'page-down'
        | 'page-up'
        | 'search'
        | 'help'
    }

const KEYS: Readonly<Record<string, TriageMove>> = {
  Enter: { kind: 'suggestion', index: 0 },
  a: { kind: 'suggestion', index: 0 },
  x: { kind: 'pick-other' },
  o: { kind: 'out-of-scope' },
  s: { kind: 'skip' },
  u: { kind: 'undo' },
  Backspace: { kind: 'undo' },
  j: { kind: 'next' },
  ArrowDown: { kind: 'next' },
  k: { kind: 'previous' },
  ArrowUp: { kind: 'previous' },
  Home: { kind: 'first' },
  End: { kind: 'last' },
  PageDown: { kind: 'page-down' },
  PageUp: { kind: 'page-up' },
  '/': { kind: 'search' },
  '?': { kind: 'help' },
}

export const triageMove = (key: string): TriageMove | undefined =>
  /^[1-5]$/.test(key) ? { kind: 'suggestion', index: Number(key) - 1 } : KEYS[key]

/** What a message that was misunderstood becomes; what went right always becomes an utterance. */
export const KEEP_AS = [
  { value: 'correction', label: 'As corrections, at once' },
  { value: 'utterance', label: 'As utterances, to train on' },
  { value: 'held-out', label: 'Held out, to measure by' },
] as const
export type KeepAs = (typeof KEEP_AS)[number]['value']

/** Why a message cannot become an utterance of this command; `null` when it can. */
function whyNoUtterance(document: Document, text: string, command: CommandId): string | null {
  if (document[command]?.kind !== 'command') return 'This command is built in'
  const clean = cleanUtterance(text)
  if (clean.length > UTTERANCE_LIMIT) return 'It is too long for an utterance'
  if (clean === '') return 'It has no words'
  return utterancesOf(document, command).some((utterance) => utterance.text === clean)
    ? 'It is an utterance of this command already'
    : null
}

/** What was made of a message: the record that undoing takes away, or why nothing was. */
export type Judged =
  | { readonly outcome: 'kept'; readonly record: string; readonly said: string }
  | { readonly outcome: 'nothing'; readonly because: string }

/**
 * Says what a message means. What it went to already becomes an utterance of that; anything else
 * what `keepAs` says. A built-in command, and nothing at all, can only be a correction.
 */
export function judge(
  services: Services,
  { turn, takenFor }: PastMessage,
  meant: CommandId | null,
  keepAs: KeepAs,
): Judged {
  const { document, corrections } = services
  const current = document.state.getState().document
  const because = meant === null ? null : whyNoUtterance(current, turn.text, meant)
  const isRight = meant !== null && meant === takenFor
  if (isRight && because !== null) return { outcome: 'nothing', because }
  const isBuiltIn = meant !== null && current[meant]?.kind !== 'command'
  if (meant === null || isBuiltIn || (keepAs === 'correction' && !isRight)) {
    const words = { text: turn.text, context: turn.context, taken: takenFor }
    const said = meant === null ? 'Out of scope' : `Means ${commandTitle(current, meant)}`
    return { outcome: 'kept', record: corrections.keep(words, meant), said }
  }
  if (because !== null) return { outcome: 'nothing', because }
  const record = addUtterance(services, turn.text, meant, keepAs === 'held-out')
  return { outcome: 'kept', record, said: `Utterance of ${commandTitle(current, meant)}` }
}

function addUtterance(
  { document }: Services,
  text: string,
  command: CommandId,
  heldOut: boolean,
): string {
  const clean = cleanUtterance(text)
  const find = (records: Document) =>
    utterancesOf(records, command).find((utterance) => utterance.text === clean)
  const add = addUtterances(command, [clean], 'corrected')
  document.edit(
    'Accept a message',
    inOrder(add, (records) => {
      const added = find(records)
      return heldOut && added ? setHeldOut([added.id], true)(records) : records
    }),
  )
  return find(document.state.getState().document)?.id ?? ''
}

/** Takes back what was made of a message, whatever it was. */
export function undoVerdict(services: Pick<Services, 'document'>, verdict: Verdict): void {
  if (verdict.kind === 'accepted')
    takeBack(services, 'Take back an accepted message', verdict.utterance.id)
  else if (verdict.kind === 'corrected')
    takeBack(services, 'Take back a correction', verdict.correction.id)
}

/** What became of a message, in words. */
export function verdictText(document: Document, verdict: Verdict): string {
  switch (verdict.kind) {
    case 'none':
      return ''
    case 'accepted': {
      const title = commandTitle(document, verdict.utterance.command)
      return verdict.utterance.heldOut ? `Held out: ${title}` : `Utterance: ${title}`
    }
    case 'corrected':
      return verdict.correction.meant === null
        ? 'Out of scope'
        : `Means ${commandTitle(document, verdict.correction.meant)}`
  }
}
