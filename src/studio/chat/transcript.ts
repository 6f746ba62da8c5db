import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import type { RefusalReason } from '#engine/decide/decision.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { JournalEntry, Question } from '#engine/turn/events.ts'
import {
  turnsOf,
  turnState,
  type Turn,
  type TurnFacts,
  type TurnState,
} from '#engine/turn/turn-state.ts'
import type { WireError } from '#shared/app-error.ts'

/** What the person said, or did with a button or a form. */
export interface MessageItem {
  readonly kind: 'message'
  readonly key: string
  /** '' when no words were said. */
  readonly text: string
  /** The command that was run directly, or chosen by a button. */
  readonly command: CommandId | null
}

export type AnswerBody =
  | { readonly kind: 'question'; readonly question: Question; readonly isOpen: boolean }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string; readonly reason: RefusalReason | null }
  | { readonly kind: 'failed'; readonly text: string; readonly error: WireError | null }
  | { readonly kind: 'cancelled'; readonly text: string }
  /** The page was closed in the middle: nobody will answer this any more. */
  | { readonly kind: 'interrupted' }

/** What a turn had come to when an answer was given, and which turn it was. */
export interface SaidTurn extends TurnFacts {
  readonly runId: string
  /** Unix ms. */
  readonly startedAt: number
  /** Where it was said. */
  readonly context: ContextId
}

export interface AnswerItem {
  readonly kind: 'answer'
  readonly key: string
  /** The words this answers: the first message of the turn, or the answer to a question before. */
  readonly heard: string
  readonly body: AnswerBody
  readonly turn: SaidTurn
  readonly isLatestOfTurn: boolean
  /** After "you misunderstood me": the turn before, which is the one to put right. Else `null`. */
  readonly misunderstood: SaidTurn | null
}

export type TranscriptItem = MessageItem | AnswerItem

/**
 * A conversation as it is read: messages and answers in order. A fold over the journal.
 * `isBusy` says whether the last turn is still under way; an unfinished one otherwise is lost.
 */
export function transcriptOf(entries: readonly JournalEntry[], isBusy: boolean): TranscriptItem[] {
  const turns = turnsOf(entries)
  const items: TranscriptItem[] = []
  let before: SaidTurn | null = null
  for (const turn of turns) {
    const isLast = turn === turns.at(-1)
    const own = rememberedItems(turn, { isLast, isUnderWay: isLast && isBusy })
    items.push(...withMisunderstood(own, turn, before))
    before = own.findLast((item) => item.kind === 'answer')?.turn ?? before
  }
  return items
}

function withMisunderstood(
  items: readonly TranscriptItem[],
  { state }: Turn,
  misunderstood: SaidTurn | null,
): readonly TranscriptItem[] {
  if (state.command?.id !== NOT_WHAT_I_MEANT.id) return items
  return items.map((item) => (item.kind === 'answer' ? { ...item, misunderstood } : item))
}

/**
 * The items of a turn, by its last event: turns that are over keep theirs, so that a long
 * conversation is not drawn anew at each event.
 */
const remembered = new WeakMap<JournalEntry, TurnPlace & { items: readonly TranscriptItem[] }>()

function rememberedItems(turn: Turn, place: TurnPlace): readonly TranscriptItem[] {
  const last = turn.entries.at(-1)
  if (!last) return []
  const known = remembered.get(last)
  const { isLast, isUnderWay } = place
  if (known?.isLast === isLast && known.isUnderWay === isUnderWay) return known.items
  const items = turnItems(turn, place)
  remembered.set(last, { ...place, items })
  return items
}

const placeOf = ({ levels }: ScopeState): string =>
  JSON.stringify(levels.map(({ context, label }) => [context, label]))

/** Where the turn led, if elsewhere: what is available may also change where one is. */
export const movedTo = ({ scope, entered }: TurnFacts): ScopeState | null =>
  entered && placeOf(entered) !== placeOf(scope) ? entered : null

/** Where the turn under way is, in words; for the line that stands in place of an answer. */
export function workingOn(
  entries: readonly JournalEntry[],
  title: (command: CommandId) => string,
): string {
  const event = entries.at(-1)?.event
  switch (event?.type) {
    case 'command-started':
      return `Running ${title(event.command)}…`
    case 'decision-made':
    case 'command-chosen':
    case 'value-extracted':
      return 'Reading the values…'
    default:
      return 'Working out what you mean…'
  }
}

interface TurnPlace {
  readonly isLast: boolean
  readonly isUnderWay: boolean
}

function turnItems(turn: Turn, { isLast, isUnderWay }: TurnPlace): TranscriptItem[] {
  const items: TranscriptItem[] = []
  const { runId, at: startedAt, context, entries } = turn
  let heard = ''

  const answer = (index: number, body: (state: TurnState) => AnswerBody): void => {
    const state = turnState(entries.slice(0, index + 1).map(({ event }) => event))
    const said = { ...state, runId, startedAt, context }
    const key = `${runId}:${String(index)}:answer`
    const later = { isLatestOfTurn: false, misunderstood: null }
    items.push({ kind: 'answer', key, heard, body: body(state), turn: said, ...later })
  }

  entries.forEach(({ event }, index) => {
    const isEnd = index === entries.length - 1
    if (event.type === 'turn-started' || event.type === 'person-answered') {
      heard = event.text
      const command = heard === '' ? (turn.state.command?.id ?? null) : null
      items.push({ kind: 'message', key: `${runId}:${String(index)}`, text: heard, command })
    }
    if (event.type === 'person-asked') {
      const { question } = event
      answer(index, () => ({ kind: 'question', question, isOpen: isLast && isEnd }))
    } else if (event.type === 'turn-ended') answer(index, endOf)
    else if (isEnd && !isUnderWay) answer(index, () => ({ kind: 'interrupted' }))
  })
  const latest = items.findLastIndex(({ kind }) => kind === 'answer')
  return items.map((item, index) =>
    index === latest && item.kind === 'answer' ? { ...item, isLatestOfTurn: true } : item,
  )
}

function endOf(state: TurnState): AnswerBody {
  if (state.status !== 'ended') throw new Error(`An end that left the turn ${state.status}`)
  const { outcome, reply: text, decision, error } = state
  switch (outcome) {
    case 'done':
      return { kind: 'reply', text }
    case 'refused':
      return { kind: 'refused', text, reason: decision?.refusal ?? null }
    case 'failed':
      return { kind: 'failed', text, error }
    case 'cancelled':
      return { kind: 'cancelled', text }
  }
}
