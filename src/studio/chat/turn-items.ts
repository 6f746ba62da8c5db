import type { CommandId, ContextId } from '#domain/ids.ts'
import type { RefusalReason } from '#engine/decide/decision.ts'
import type { ActionProblem, JournalEntry, Question, TurnEvent } from '#engine/turn/events.ts'
import { turnState, type Turn, type TurnFacts, type TurnState } from '#engine/turn/turn-state.ts'
import type { WireError } from '#shared/app-error.ts'

/** What the person said, or did with a button or a form. */
export interface MessageItem {
  readonly kind: 'message'
  readonly key: string
  /** '' when no words were said. */
  readonly text: string
  /** The command that was run directly, or chosen by a button. */
  readonly command: CommandId | null
  /** The command that a button took back. */
  readonly undoes: CommandId | null
  /** Who: what a conversation begins with is said by nobody. */
  readonly by: TurnFacts['by']
}

export type AnswerBody =
  | { readonly kind: 'question'; readonly question: Question; readonly isOpen: boolean }
  | { readonly kind: 'reply'; readonly text: string }
  | {
      readonly kind: 'refused'
      readonly text: string
      readonly reason: RefusalReason | null
      /** What was wrong with the values of a form. */
      readonly problems: readonly ActionProblem[]
    }
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

/** One request of a message of several. */
export interface AnswerPart {
  /** From 1. */
  readonly number: number
  readonly total: number
  readonly text: string
}

export interface AnswerItem {
  readonly kind: 'answer'
  readonly key: string
  /** The words this answers: the first message of the turn, or the answer to a question before. */
  readonly heard: string
  readonly body: AnswerBody
  readonly turn: SaidTurn
  readonly isLatestOfTurn: boolean
  /** A question that stands again, after something else came between. */
  readonly isResumed: boolean
  /** `null` for a message of one request. */
  readonly part: AnswerPart | null
  /** After "you misunderstood me": the turn before, which is the one to put right. Else `null`. */
  readonly misunderstood: SaidTurn | null
}

export type TranscriptItem = MessageItem | AnswerItem

/** An item, and the entry that it is read from: its place among those of other turns. */
export interface PlacedItem {
  readonly entry: JournalEntry
  readonly item: TranscriptItem
}

interface TurnPlace {
  readonly isLast: boolean
  readonly isUnderWay: boolean
}

/** The messages and answers of one turn. */
export function turnItems(turn: Turn, place: TurnPlace): PlacedItem[] {
  const reader = { heard: '', items: [] as PlacedItem[] }
  turn.entries.forEach((entry, index) => {
    const message = messageIn(turn, entry, index)
    if (message) {
      reader.heard = message.text
      // The person said it all at once: later requests of a message are answers only.
      if (!isLaterPart(entry.event)) reader.items.push({ entry, item: message })
    }
    const body = bodyAt(turn, index, place)
    if (body) reader.items.push({ entry, item: answerItem(turn, index, reader.heard, body) })
  })
  const latest = reader.items.findLastIndex(({ item }) => item.kind === 'answer')
  return reader.items.map(({ entry, item }, index) => ({
    entry,
    item: index === latest && item.kind === 'answer' ? { ...item, isLatestOfTurn: true } : item,
  }))
}

const isLaterPart = (event: TurnEvent): boolean =>
  event.type === 'turn-started' && event.part !== undefined

function messageIn(
  { runId, state }: Turn,
  { event }: JournalEntry,
  index: number,
): MessageItem | null {
  if (event.type !== 'turn-started' && event.type !== 'person-answered') return null
  const { text } = event
  const isWordless = text === ''
  return {
    kind: 'message',
    key: `${runId}:${String(index)}`,
    text,
    command: isWordless ? (state.command?.id ?? null) : null,
    undoes: isWordless ? (state.undo?.command ?? null) : null,
    by: event.type === 'turn-started' ? (event.by ?? 'person') : 'person',
  }
}

function bodyAt(turn: Turn, index: number, { isLast, isUnderWay }: TurnPlace): AnswerBody | null {
  const { entries } = turn
  const event = entries[index]?.event
  const isEnd = index === entries.length - 1
  switch (event?.type) {
    case 'person-asked':
      return { kind: 'question', question: event.question, isOpen: isLast && isEnd }
    case 'turn-resumed': {
      const state = stateAt(turn, index)
      // Put off once more without an answer, it stands where it stands again, and only there.
      const isPutOff = entries[index + 1]?.event.type === 'turn-suspended'
      return state.status === 'waiting' && !isPutOff
        ? { kind: 'question', question: state.question, isOpen: isLast && isEnd }
        : null
    }
    case 'turn-suspended':
    case undefined:
      return null
    case 'turn-ended':
      return endOf(stateAt(turn, index))
    default:
      return isEnd && !isUnderWay ? { kind: 'interrupted' } : null
  }
}

const stateAt = ({ entries }: Turn, index: number): TurnState =>
  turnState(entries.slice(0, index + 1).map(({ event }) => event))

function answerItem(turn: Turn, index: number, heard: string, body: AnswerBody): AnswerItem {
  const { runId, at: startedAt, context, entries } = turn
  const state = stateAt(turn, index)
  const isResumed = entries[index]?.event.type === 'turn-resumed'
  return {
    kind: 'answer',
    key: isResumed
      ? `${runId}:resumed:${String(state.exchanges.length)}`
      : `${runId}:${String(index)}:answer`,
    heard,
    body,
    turn: { ...state, runId, startedAt, context },
    isLatestOfTurn: false,
    isResumed,
    part: partOf(state),
    misunderstood: null,
  }
}

function partOf({ part, rest, text }: TurnFacts): AnswerPart | null {
  const before = part?.index ?? 0
  const total = before + 1 + rest.length
  return total > 1 ? { number: before + 1, total, text } : null
}

function endOf(state: TurnState): AnswerBody {
  if (state.status !== 'ended') throw new Error(`An end that left the turn ${state.status}`)
  const { outcome, reply: text, decision, error, problems } = state
  switch (outcome) {
    case 'done':
      return { kind: 'reply', text }
    case 'refused':
      return { kind: 'refused', text, reason: decision?.refusal ?? null, problems }
    case 'failed':
      return { kind: 'failed', text, error }
    case 'cancelled':
      return { kind: 'cancelled', text }
  }
}
