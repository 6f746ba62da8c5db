import type { CommandId } from '#domain/ids.ts'
import type { SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import type { Json } from '#shared/json.ts'
import type { ScopeLevel, ScopeState } from './scope-state.ts'
import type { Journal } from './turn/events.ts'

export type { ScopeLevel, ScopeState }

/**
 * What the engine needs from the world. The studio gives it two workers and a database, a
 * headless host gives it Node, and a test gives it a few lines; the engine cannot tell which.
 */
export interface EnginePorts {
  /** Unix time in milliseconds. */
  readonly now: () => number
  /** The person's IANA zone: whose day "tomorrow" is. Left out, it is the machine's. */
  readonly timeZone?: () => string
  readonly newRunId: () => string
  /**
   * What the trained model makes of a message; `null` while nothing is trained (the exact and
   * fuzzy rungs still work then).
   */
  readonly understand: (text: string, signal: AbortSignal) => Promise<Understanding | null>
  /**
   * Where a trained tagger sees values of a command in a text; `null`, or left out, where none was
   * taught the command: the typed extractors and the utterances then tell alone.
   */
  readonly findSpans?: (
    request: SpanRequest,
    signal: AbortSignal,
  ) => Promise<readonly TaggedSpan[] | null>
  /** L2-normalised embeddings of short texts, by the workflow's encoder. For the memory rung. */
  readonly embed: (
    texts: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly Float32Array[]>
  readonly application: ApplicationPort
  readonly journal: Journal
  /**
   * Keeps the application's state together with what the command gave, in one write, before the
   * command counts as ended: after a crash a command is either done, with its state, or not.
   * Left out where no state outlives the session.
   */
  readonly checkpoint?: (checkpoint: Checkpoint) => Promise<void>
}

/** Which command's effect a kept state holds already, and what that command gave. */
export interface Checkpoint {
  readonly runId: string
  /** `seq` of its `command-started`. */
  readonly seq: number
  readonly result: HandlerResult
}

/**
 * The running application: its object graph and where in it the person is. Lives in the sandbox;
 * everything that crosses is JSON.
 */
export interface ApplicationPort {
  /** Where the person is, from the current instance outwards; the last level is always the root `*`. */
  scope(): Promise<ScopeState>
  /**
   * Runs a command's handler on the instance at `level` (0 is the current one).
   * Rejects with an `AppError` of `sandbox/*` when the handler fails; state is then as before.
   * What it asks of the world (`fetch`) goes through `effects`; refused where that is left out.
   */
  execute(call: HandlerCall, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult>
  /** Runs the handler and takes back all it changed; whatever it asks of the world is refused. */
  rehearse(call: HandlerCall, signal: AbortSignal): Promise<HandlerResult>
  /** What the command's own validation says is wrong with these values together. */
  validate(call: HandlerCall): Promise<readonly ValidationProblem[]>
  /** Whether `undo` would take this ticket now: to be known before a person is asked. */
  isUndoable(ticket: string): Promise<boolean>
  /**
   * Takes back what an execution did. Rejects with `sandbox/cannot-undo` when the state has gone on
   * since (`restore`), or the ticket is not known any more.
   */
  undo(ticket: string, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult>
  /** The values a parameter's lookup offers at this moment. */
  lookup(command: CommandId, parameter: string, level: number): Promise<readonly LookupValue[]>
  /** Moves to the container of the current instance, or to the outermost one. */
  goUp(): Promise<ScopeState>
  goToTop(): Promise<ScopeState>
}

export interface HandlerCall {
  readonly command: CommandId
  readonly values: Readonly<Record<string, Json>>
  readonly level: number
}

export interface HandlerResult {
  /** What to say; '' when the handler gave nothing to say. */
  readonly reply: string
  /** What the handler returned beside the reply, as data for programs. */
  readonly output: Json
  /** What it printed with `log(...)`, in order. */
  readonly logs: readonly string[]
  /** Where the person is afterwards: handlers may `workflow.enter(instance)`. */
  readonly scope: ScopeState
  readonly durationMs: number
  /** What `undo` takes; `null` for a command that does not declare how it is undone. */
  readonly undoTicket: string | null
}

/** One thing a handler asks of the world. */
export interface Effect {
  /** The same for the same request of the same execution, however often it is tried. */
  readonly key: string
  readonly kind: 'fetch'
  readonly request: Json
}

/** Writes down what handlers do to the world: intended before it happens, done after. */
export interface EffectLog {
  /** What the effect of this key gave when it was done before; `undefined` to go and do it. */
  intend(effect: Effect): Promise<Json | undefined>
  done(effect: Effect, result: Json): Promise<void>
}

/** A sentence about one value, or, with `parameter: null`, about all of them together. */
export interface ValidationProblem {
  /** Name of the parameter, or the path of a field in one: `address.zip`. */
  readonly parameter: string | null
  readonly text: string
}

export interface LookupValue {
  readonly value: string
  /** Words people use for it, the value itself included when there is nothing better. */
  readonly label: string
}
