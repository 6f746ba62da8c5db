import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'
import type { AskedModel } from '../decide/rung.ts'
import type { EnginePorts } from '../ports.ts'
import type { JournalEntry, Question, TurnOutcome } from './events.ts'

/** How a turn stands after a message: ended, or waiting for an answer. */
export type TurnResult =
  | {
      readonly status: 'ended'
      readonly runId: string
      readonly outcome: TurnOutcome
      readonly reply: string
    }
  | { readonly status: 'waiting'; readonly runId: string; readonly question: Question }

/** A direct call that needs no understanding: a button, a form, a script. */
export interface DirectAction {
  readonly command: CommandId
  readonly values: Readonly<Record<string, Json>>
}

/**
 * One person's conversation with one workflow. Messages are taken one at a time: a call made while
 * another is under way waits for it.
 */
export interface Session {
  /** A message: the answer to the open question if there is one, a new turn otherwise. */
  say(text: string, signal?: AbortSignal): Promise<TurnResult>
  /** Runs a command with these values, through the same validation and confirmation. */
  act(action: DirectAction, signal?: AbortSignal): Promise<TurnResult>
  /** Drops the open question, if any. */
  cancel(): Promise<void>
  /** The question that waits for an answer. */
  readonly question: Question | null
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
  /** Entries of an unfinished turn, to go on with its question after a reload. */
  resume?: readonly JournalEntry[],
) => Session
