import type { CommandId, ContextId, ParameterId } from '#domain/ids.ts'
import type { WireError } from '#shared/app-error.ts'
import { groupBy } from '#shared/group-by.ts'
import { assertNever } from '#shared/result.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import type { ScopeState } from '../ports.ts'
import type { JournalEntry, Question, TurnEvent, TurnOutcome, ValueSource } from './events.ts'

export interface TurnValue {
  readonly parameter: ParameterId
  readonly name: string
  readonly value: Json
  readonly source: ValueSource
}

/** What a turn has come to, whatever stands next. */
export interface TurnFacts {
  /** What was said; '' for a command that was run without words. */
  readonly text: string
  readonly scope: ScopeState
  readonly decision: Decision | null
  readonly command: { readonly id: CommandId; readonly level: number } | null
  /** The latest value of each parameter of the command, in the order in which they came. */
  readonly values: readonly TurnValue[]
  /** Questions so far; `answer` is `null` for one that is open or was dropped. */
  readonly exchanges: readonly { readonly question: Question; readonly answer: string | null }[]
  readonly execution: {
    readonly reply: string
    readonly output: Json
    readonly logs: readonly string[]
    readonly durationMs: number
  } | null
  /** Where the command led, if anywhere. */
  readonly entered: ScopeState | null
  readonly error: WireError | null
}

export type TurnState = TurnFacts &
  (
    | { readonly status: 'deciding' }
    /** The command is chosen and its values are being read. */
    | { readonly status: 'filling' }
    | { readonly status: 'waiting'; readonly question: Question }
    /** The handler runs; a turn that is left so was interrupted, and must not be repeated unasked. */
    | { readonly status: 'running' }
    | { readonly status: 'ended'; readonly outcome: TurnOutcome; readonly reply: string }
  )

const UNSTARTED: TurnState = {
  status: 'deciding',
  text: '',
  scope: { levels: [] },
  decision: null,
  command: null,
  values: [],
  exchanges: [],
  execution: null,
  entered: null,
  error: null,
}

/**
 * A turn is a function of its events: in the chat, in the trace, on the canvas, after a reload.
 * Total: a journal that was cut short or damaged folds to what it still says.
 */
export function turnState(events: readonly TurnEvent[]): TurnState {
  return events.reduce(step, UNSTARTED)
}

function step(state: TurnState, event: TurnEvent): TurnState {
  switch (event.type) {
    case 'turn-started':
      return { ...UNSTARTED, text: event.text, scope: event.scope }
    case 'decision-made':
      return { ...state, decision: event.decision }
    case 'command-chosen': {
      const { command: id, level } = event
      return { ...factsOf(state), status: 'filling', command: { id, level }, values: [] }
    }
    case 'value-extracted':
      return { ...state, values: withValue(state.values, event) }
    case 'person-asked': {
      const { question } = event
      const exchanges = [...state.exchanges, { question, answer: null }]
      return { ...factsOf(state), status: 'waiting', question, exchanges }
    }
    case 'person-answered': {
      const exchanges = state.exchanges.map((each, i) =>
        i === state.exchanges.length - 1 ? { ...each, answer: event.text } : each,
      )
      return { ...factsOf(state), status: state.command ? 'filling' : 'deciding', exchanges }
    }
    case 'command-started':
      return {
        ...factsOf(state),
        status: 'running',
        command: { id: event.command, level: event.level },
      }
    case 'context-entered':
      return { ...state, entered: event.scope }
    case 'command-ended': {
      const { reply, output, logs, durationMs } = event
      return { ...state, execution: { reply, output, logs, durationMs } }
    }
    case 'command-failed':
      return { ...state, error: event.error }
    case 'turn-ended':
      return {
        ...factsOf(state),
        status: 'ended',
        outcome: event.outcome,
        reply: event.reply,
      }
    default:
      return assertNever(event)
  }
}

/** The facts without what belongs to the status, so that none of it lingers. */
function factsOf(state: TurnState): TurnFacts {
  const { text, scope, decision, command, values, exchanges, execution, entered, error } = state
  return { text, scope, decision, command, values, exchanges, execution, entered, error }
}

function withValue(
  values: readonly TurnValue[],
  { parameter, name, value, source }: TurnValue,
): TurnValue[] {
  return [
    ...values.filter((each) => each.parameter !== parameter),
    { parameter, name, value, source },
  ]
}

/** One turn of a conversation, as its journal has it. */
export interface Turn {
  readonly runId: string
  /** Unix milliseconds of its first event. */
  readonly at: number
  readonly context: ContextId
  readonly entries: readonly JournalEntry[]
  readonly state: TurnState
}

/** The turns of a journal, in the order in which they began. */
export function turnsOf(entries: readonly JournalEntry[]): Turn[] {
  return [...groupBy(entries, ({ runId }) => runId)].flatMap(([runId, unordered]) => {
    const inOrder = [...unordered].sort((a, b) => a.seq - b.seq)
    const [first] = inOrder
    if (!first) return []
    const state = turnState(inOrder.map(({ event }) => event))
    return [{ runId, at: first.at, context: first.context, entries: inOrder, state }]
  })
}
