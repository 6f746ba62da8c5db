import type { Risk } from '#domain/document.ts'
import type { CommandId, ContextId, ParameterId } from '#domain/ids.ts'
import type { WireError } from '#shared/app-error.ts'
import { groupBy } from '#shared/group-by.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import type { ScopeState } from '../ports.ts'
import type {
  ActionProblem,
  JournalEntry,
  MessagePart,
  Misunderstood,
  PartPlace,
  Question,
  TurnEvent,
  TurnOutcome,
  UndoableRun,
  ValueSource,
} from './events.ts'
import { asFirstAsked } from './question-leads.ts'

export interface TurnValue {
  readonly parameter: ParameterId
  readonly name: string
  readonly value: Json
  readonly source: ValueSource
}

/** Something a handler asked of the world. */
export interface TurnEffect {
  readonly key: string
  readonly request: Json
  /** What it gave; left out while that is not known. */
  readonly result?: Json
}

/** What a turn has come to, whatever stands next. */
export interface TurnFacts {
  /** What was said; '' for a command that was run without words. Of several requests, this one. */
  readonly text: string
  readonly scope: ScopeState
  /** `person`, unless it was what a conversation begins with, or a program's call. */
  readonly by: 'person' | 'startup' | 'call'
  /** Where it stands in a message of several requests; `null` for the first, and for one alone. */
  readonly part: PartPlace | null
  /** The requests of the message that come after this one. */
  readonly rest: readonly MessagePart[]
  readonly decision: Decision | null
  /** The turn before that was put right here: its words are the ones that are read for values. */
  readonly misunderstood: Misunderstood | null
  readonly command: { readonly id: CommandId; readonly level: number } | null
  /** The latest value of each parameter of the command, in the order in which they came. */
  readonly values: readonly TurnValue[]
  /** Parameters that are to be left out. */
  readonly skipped: readonly ParameterId[]
  /** Questions so far; `answer` is `null` for one that is open or was dropped. */
  readonly exchanges: readonly { readonly question: Question; readonly answer: string | null }[]
  /** How often its question has stood again after something else. */
  readonly resumed: number
  /** What a dry run of the command with these values answered. */
  readonly rehearsal: { readonly reply: string; readonly output: Json } | null
  /** What was started last: with it, `seq` tells one execution from another. */
  readonly started: Started | null
  readonly effects: readonly TurnEffect[]
  readonly execution: {
    readonly reply: string
    readonly output: Json
    readonly logs: readonly string[]
    readonly durationMs: number
    readonly undoTicket: string | null
  } | null
  /** Where the command led, if anywhere. */
  readonly entered: ScopeState | null
  /** What this turn takes back, and what was said when it was. */
  readonly undo: (UndoableRun & { readonly reply: string | null }) | null
  readonly error: WireError | null
}

export interface Started {
  /** Of the event that says so. */
  readonly seq: number
  /** `null` for what is part of Espalier itself, and for taking back. */
  readonly risk: Risk | null
  readonly values: Readonly<Record<string, Json>>
}

export type TurnState = TurnFacts &
  (
    | { readonly status: 'deciding' }
    /** The command is chosen and its values are being read. */
    | { readonly status: 'filling' }
    | { readonly status: 'waiting'; readonly question: Question }
    /** Its question will stand again once something else has ended. */
    | { readonly status: 'suspended'; readonly question: Question }
    /** The handler runs; a turn that is left so was interrupted, and must not be repeated unasked. */
    | { readonly status: 'running' }
    | {
        readonly status: 'ended'
        readonly outcome: TurnOutcome
        readonly reply: string
        readonly problems: readonly ActionProblem[]
      }
  )

/** The level of the scope at which the command of a turn is run. */
export const levelOf = ({ command }: Pick<TurnFacts, 'command'>): number => command?.level ?? 0

const UNSTARTED: TurnState = {
  status: 'deciding',
  text: '',
  scope: { levels: [] },
  by: 'person',
  part: null,
  rest: [],
  decision: null,
  misunderstood: null,
  command: null,
  values: [],
  skipped: [],
  exchanges: [],
  resumed: 0,
  rehearsal: null,
  started: null,
  effects: [],
  execution: null,
  entered: null,
  undo: null,
  error: null,
}

/**
 * A turn is a function of its events: in the chat, in the trace, on the canvas, after a reload.
 * Total: a journal that was cut short or damaged folds to what it still says.
 */
export function turnState(events: readonly TurnEvent[]): TurnState {
  return events.reduce(nextState, UNSTARTED)
}

/** `seq` is the event's place in its turn. */
export function nextState(state: TurnState, event: TurnEvent, seq: number): TurnState {
  switch (event.type) {
    case 'turn-started':
      return startOf(event)
    case 'message-split': {
      const [first, ...rest] = event.parts
      return { ...state, text: first?.text ?? state.text, rest }
    }
    case 'decision-made':
      return { ...state, decision: event.decision }
    case 'misunderstanding-told':
      return { ...state, misunderstood: event.misunderstood }
    case 'command-chosen': {
      const { command: id, level } = event
      const command = { id, level }
      return { ...factsOf(state), status: 'filling', command, values: [], skipped: [] }
    }
    case 'value-extracted':
      return {
        ...state,
        values: withValue(state.values, event),
        skipped: state.skipped.filter((id) => id !== event.parameter),
        rehearsal: null,
      }
    case 'value-skipped':
      return {
        ...state,
        values: state.values.filter(({ parameter }) => parameter !== event.parameter),
        skipped: [...state.skipped, event.parameter],
        rehearsal: null,
      }
    case 'command-rehearsed':
      return { ...state, rehearsal: { reply: event.reply, output: event.output } }
    case 'person-asked': {
      const { question } = event
      const exchanges = [...state.exchanges, { question, answer: null }]
      return { ...factsOf(state), status: 'waiting', question, exchanges }
    }
    case 'person-answered':
      return { ...factsOf(state), ...answered(state, event.text) }
    case 'turn-suspended':
      return state.status === 'waiting' ? { ...state, status: 'suspended' } : state
    case 'turn-resumed': {
      const { scope, level } = event
      const command = state.command && { ...state.command, level }
      const resumed = { ...state, scope, command }
      return resumed.status === 'suspended'
        ? {
            ...resumed,
            status: 'waiting',
            question: asFirstAsked(resumed.question),
            resumed: resumed.resumed + 1,
          }
        : resumed
    }
    case 'turn-ended': {
      const { outcome, reply, problems = [] } = event
      return { ...factsOf(state), status: 'ended', outcome, reply, problems }
    }
    default:
      return whileRunning(state, event, seq)
  }
}

type RunningEvent = Extract<
  TurnEvent,
  {
    type:
      | 'command-started'
      | 'effect-intended'
      | 'effect-done'
      | 'context-entered'
      | 'command-ended'
      | 'command-failed'
      | `undo-${string}`
      | 'command-undone'
  }
>

/** What happens from the start of a command, or of taking one back, to its end. */
function whileRunning(state: TurnState, event: RunningEvent, seq: number): TurnState {
  switch (event.type) {
    case 'command-started': {
      const { command: id, level, values, risk = null } = event
      const started = { seq, risk, values }
      return { ...factsOf(state), status: 'running', command: { id, level }, started }
    }
    case 'effect-intended':
      return { ...state, effects: withEffect(state.effects, event) }
    case 'effect-done': {
      const request = state.effects.find(({ key }) => key === event.key)?.request ?? null
      return { ...state, effects: withEffect(state.effects, { ...event, request }) }
    }
    case 'context-entered':
      return { ...state, entered: event.scope }
    case 'command-ended': {
      const { reply, output, logs, durationMs, undoTicket = null } = event
      return { ...state, execution: { reply, output, logs, durationMs, undoTicket } }
    }
    case 'command-failed':
      return { ...state, error: event.error }
    case 'undo-chosen':
      return { ...state, undo: { ...event.undo, reply: null } }
    case 'undo-started': {
      const started = { seq, risk: null, values: state.undo?.values ?? {} }
      return { ...factsOf(state), status: 'running', started }
    }
    case 'command-undone':
      return { ...state, undo: state.undo && { ...state.undo, reply: event.reply } }
    default:
      // Of a later version: what it means is not known here, and what the others say still holds.
      event satisfies never
      return state
  }
}

function startOf(event: Extract<TurnEvent, { type: 'turn-started' }>): TurnState {
  const { text, scope, by = 'person', part = null } = event
  return { ...UNSTARTED, text, scope, by, part, rest: part?.rest ?? [] }
}

function answered(
  { exchanges, command }: TurnState,
  answer: string,
): Pick<TurnState, 'exchanges'> & { readonly status: 'filling' | 'deciding' } {
  const last = exchanges.length - 1
  return {
    status: command ? 'filling' : 'deciding',
    exchanges: exchanges.map((each, i) => (i === last ? { ...each, answer } : each)),
  }
}

/** The facts without what belongs to the status, so that none of it lingers. */
function factsOf(state: TurnState): TurnFacts {
  const facts: TurnFacts & Partial<Record<'question' | 'outcome' | 'reply' | 'problems', unknown>> =
    { ...state }
  delete facts.question
  delete facts.outcome
  delete facts.reply
  delete facts.problems
  return facts
}

const withEffect = (effects: readonly TurnEffect[], effect: TurnEffect): TurnEffect[] => {
  const { key, request } = effect
  const next =
    effect.result === undefined ? { key, request } : { key, request, result: effect.result }
  return [...effects.filter((each) => each.key !== key), next]
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
    const state = turnState(inOrder.map(({ event }) => event))
    return inOrder
      .slice(0, 1)
      .map(({ at, context }) => ({ runId, at, context, entries: inOrder, state }))
  })
}
