import type { Document, Risk } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'
import type { AskedModel } from '../decide/rung.ts'
import type { Checkpoint, EnginePorts } from '../ports.ts'
import type { ActionProblem, JournalEntry, Question, TurnOutcome, UndoableRun } from './events.ts'

/** How the conversation stands after a message: the turn ended, or it waits for an answer. */
export type TurnResult = Told & (Ended | Waiting)

interface Told {
  /**
   * Turns that ended on the way to this one, in order: an earlier request of the same message, a
   * question that was dropped.
   */
  readonly earlier: readonly EndedTurn[]
}

interface Ended extends EndedTurn {
  /** The question that stands again now, of the turn that this one came between. */
  readonly resumed: OpenQuestion | null
}

interface Waiting extends OpenQuestion {
  readonly status: 'waiting'
}

export interface OpenQuestion {
  readonly runId: string
  readonly question: Question
}

/** A turn that is over. */
export interface EndedTurn {
  readonly status: 'ended'
  readonly runId: string
  readonly outcome: TurnOutcome
  readonly reply: string
  /** What the command gave for programs; `null` where none was run. */
  readonly output: Json
  /** The command that was run, and what with; `null` where none was. */
  readonly ran: Ran | null
  /** Why an action was refused; empty for anything else. */
  readonly problems: readonly ActionProblem[]
}

export interface Ran {
  readonly command: CommandId
  /** `null` for what is part of Espalier itself. */
  readonly risk: Risk | null
  readonly values: Readonly<Record<string, Json>>
  /** `Session.undo` takes the run back. */
  readonly isUndoable: boolean
}

/** A direct call that needs no understanding: a button, a form, a script. */
export interface DirectAction {
  readonly command: CommandId
  /** By parameter name. */
  readonly values: Readonly<Record<string, Json>>
}

/** An action of a program, which cannot be asked anything. */
export interface Call extends DirectAction {
  /** Consent to what would be asked about first: without it such a call is refused as `unconfirmed`. */
  readonly confirmed?: boolean
}

/**
 * One person's conversation with one workflow. Messages are taken one at a time: a call made while
 * another is under way waits for it.
 *
 * A message that is no answer to the open question is a turn of its own; the question stands again
 * once that has ended, unless it was about an instance that one is not in any more.
 */
export interface Session {
  /**
   * Begins: with what the workflow starts with in a new conversation (`null` where that is nothing),
   * or with what was interrupted in one that is resumed. Anything else does the latter, too.
   */
  start(signal?: AbortSignal): Promise<TurnResult | null>
  /** A message: the answer to the open question if there is one, a new turn otherwise. */
  say(text: string, signal?: AbortSignal): Promise<TurnResult>
  /** Runs a command with these values; what is missing or wrong is asked for. For forms and buttons. */
  act(action: DirectAction, signal?: AbortSignal): Promise<TurnResult>
  /** Runs a command with exactly these values or not at all; leaves the open question as it is. */
  call(action: Call, signal?: AbortSignal): Promise<EndedTurn>
  /** Takes back what a run did. Refused for a run that is not among `undoable`. */
  undo(runId: string, signal?: AbortSignal): Promise<EndedTurn>
  /** Drops the open question, if any, and then those that wait behind it if `all`. */
  cancel(all?: boolean): Promise<void>
  /** The question that waits for an answer. */
  readonly question: Question | null
  /** Questions that will stand again when the open one is done with, the next one last. */
  readonly suspended: readonly OpenQuestion[]
  /** Runs that can be taken back, the latest last. */
  readonly undoable: readonly UndoableRun[]
}

/** What a session reads anew at each message, so that an edit or a training takes effect at once. */
export interface SessionSource {
  readonly document: () => Document
  /** `null` while untrained: thresholds and the classifier rung need it. Only its data is read here. */
  readonly model: () => AskedModel | null
}

export type CreateSession = (
  ports: EnginePorts,
  source: SessionSource,
  /** The journal so far: open questions stand again, and what was interrupted is taken up. */
  resume?: readonly JournalEntry[],
  /** What the application's state was kept with: tells an interrupted command from one that is done. */
  checkpoint?: Checkpoint | null,
) => Session
