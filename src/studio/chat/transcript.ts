import { ROOT_CONTEXT, type CommandId, type ContextId } from '#domain/ids.ts'
import type { Decision, RefusalReason } from '#engine/decide/decision.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { JournalEntry, Question, TurnEvent } from '#engine/turn/events.ts'
import type { WireError } from '#shared/app-error.ts'
import { groupBy } from '#shared/group-by.ts'
import type { Json } from '#shared/json.ts'

export type ExtractedValue = Omit<Extract<TurnEvent, { type: 'value-extracted' }>, 'type'>

/** What the person said, or did with a form. */
export interface MessageItem {
  readonly kind: 'message'
  readonly key: string
  readonly runId: string
  readonly at: number
  /** '' when a command was run directly, without words. */
  readonly text: string
}

export type AnswerBody =
  | { readonly kind: 'question'; readonly question: Question; readonly isOpen: boolean }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string; readonly reason: RefusalReason | null }
  | { readonly kind: 'failed'; readonly text: string; readonly error: WireError | null }
  | { readonly kind: 'cancelled'; readonly text: string }
  /** The page was closed in the middle: nobody will answer this any more. */
  | { readonly kind: 'interrupted' }

/** What a turn has come to so far, for the line under an answer and its details. */
export interface TurnFacts {
  readonly runId: string
  readonly startedAt: number
  /** Where it was said. */
  readonly context: ContextId
  /** The message the turn began with. */
  readonly text: string
  readonly scope: ScopeState
  readonly decision: Decision | null
  readonly command: { readonly id: CommandId; readonly level: number } | null
  /** The latest value of each parameter, by command. */
  readonly values: readonly ExtractedValue[]
  readonly execution: {
    readonly logs: readonly string[]
    readonly output: Json
    readonly durationMs: number
  } | null
  /** Where the command led, if it led anywhere. */
  readonly entered: ScopeState | null
  readonly error: WireError | null
}

export interface AnswerItem {
  readonly kind: 'answer'
  readonly key: string
  readonly at: number
  /** The words this answers: the first message of the turn, or the answer to a question before. */
  readonly heard: string
  readonly body: AnswerBody
  readonly facts: TurnFacts
}

export type TranscriptItem = MessageItem | AnswerItem

/**
 * A conversation as it is read: messages and answers in order. A fold over the journal.
 * `isBusy` says whether the last turn is still under way; an unfinished one otherwise is lost.
 */
export function transcriptOf(entries: readonly JournalEntry[], isBusy: boolean): TranscriptItem[] {
  const turns = [...groupBy(entries, ({ runId }) => runId).values()]
  return turns.flatMap((turn, index) =>
    turnItems(turn, { isLast: index === turns.length - 1, isBusy }),
  )
}

/** Where the turn under way is, in words; for the line that stands in place of an answer. */
export function workingOn(
  entries: readonly JournalEntry[],
  title: (command: CommandId) => string,
): string {
  const event = entries.at(-1)?.event
  if (event?.type === 'command-started') return `Running ${title(event.command)}…`
  if (event?.type === 'decision-made' || event?.type === 'command-chosen')
    return 'Reading the values…'
  return 'Working out what you mean…'
}

function turnItems(
  entries: readonly JournalEntry[],
  { isLast, isBusy }: { isLast: boolean; isBusy: boolean },
): TranscriptItem[] {
  const items: TranscriptItem[] = []
  let facts = noFacts(entries[0])
  let heard = ''
  const message = (entry: JournalEntry, text: string): void => {
    heard = text
    items.push({ kind: 'message', key: keyOf(entry), runId: entry.runId, at: entry.at, text })
  }
  const answer = (entry: JournalEntry, body: AnswerBody): void => {
    items.push({ kind: 'answer', key: `${keyOf(entry)}:answer`, at: entry.at, heard, body, facts })
  }

  entries.forEach((entry, index) => {
    const { event } = entry
    facts = withEvent(facts, event)
    if (event.type === 'turn-started' || event.type === 'person-answered')
      message(entry, event.text)
    else if (event.type === 'person-asked') {
      const isOpen = isLast && index === entries.length - 1
      answer(entry, { kind: 'question', question: event.question, isOpen })
    } else if (event.type === 'turn-ended') answer(entry, endOf(event, facts))
  })

  const last = entries.at(-1)
  const isSettled = last?.event.type === 'turn-ended' || last?.event.type === 'person-asked'
  if (last && !isSettled && !(isLast && isBusy)) answer(last, { kind: 'interrupted' })
  return items
}

const keyOf = ({ runId, seq }: JournalEntry): string => `${runId}:${String(seq)}`

function noFacts(first: JournalEntry | undefined): TurnFacts {
  return {
    runId: first?.runId ?? '',
    startedAt: first?.at ?? 0,
    context: first?.context ?? ROOT_CONTEXT,
    text: '',
    scope: { levels: [] },
    decision: null,
    command: null,
    values: [],
    execution: null,
    entered: null,
    error: null,
  }
}

function withEvent(facts: TurnFacts, event: TurnEvent): TurnFacts {
  switch (event.type) {
    case 'turn-started':
      return { ...facts, text: event.text, scope: event.scope }
    case 'decision-made':
      return { ...facts, decision: event.decision }
    case 'command-chosen':
    case 'command-started':
      return { ...facts, command: { id: event.command, level: event.level } }
    case 'value-extracted': {
      const { type: _type, ...value } = event
      const others = facts.values.filter(
        (it) => it.command !== value.command || it.parameter !== value.parameter,
      )
      return { ...facts, values: [...others, value] }
    }
    case 'context-entered':
      return { ...facts, entered: event.scope }
    case 'command-ended': {
      const { logs, output, durationMs } = event
      return { ...facts, execution: { logs, output, durationMs } }
    }
    case 'command-failed':
      return { ...facts, error: event.error }
    case 'person-asked':
    case 'person-answered':
    case 'turn-ended':
      return facts
  }
}

function endOf(
  { outcome, reply }: Extract<TurnEvent, { type: 'turn-ended' }>,
  { decision, error }: TurnFacts,
): AnswerBody {
  switch (outcome) {
    case 'done':
      return { kind: 'reply', text: reply }
    case 'refused':
      return { kind: 'refused', text: reply, reason: decision?.refusal ?? null }
    case 'failed':
      return { kind: 'failed', text: reply, error }
    case 'cancelled':
      return { kind: 'cancelled', text: reply }
  }
}
