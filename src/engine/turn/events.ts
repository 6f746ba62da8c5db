import type { Risk } from '#domain/document.ts'
import type { CommandId, ContextId, ParameterId } from '#domain/ids.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import type { ScopeLevel, ScopeState } from '../scope-state.ts'

/** Where a value came from, as the trace and the chips in the chat say it. */
export type ValueSource =
  | 'inline'
  | 'slot'
  | 'typed'
  | 'quoted'
  | 'choice'
  | 'pattern'
  | 'tagger'
  | 'lookup'
  | 'answer'
  | 'default'
  | 'form'
  /** Of a request before it, in the same message ("cancel it and tell her") or in the conversation. */
  | 'before'

/** Why a value cannot be used: `code` for programs, `text` a sentence for people. */
export interface ValueProblem {
  readonly code:
    | 'missing'
    | 'type'
    | 'choice'
    | 'pattern'
    | 'range'
    | 'length'
    | 'lookup'
    | 'surplus'
    /** By itself it would do, but not together with the others, or not now. */
    | 'together'
  readonly text: string
  /** Where within a value of parts, from the parameter's name: `items[2].quantity`. */
  readonly path?: string
}

/** What the person is asked. One at a time; the answer may be typed, clicked or given as data. */
export type Question =
  | {
      readonly kind: 'which-command'
      readonly candidates: readonly CommandId[]
      readonly text: string
    }
  | {
      readonly kind: 'value'
      readonly command: CommandId
      readonly parameter: ParameterId
      /** The part that is asked for, from the parameter's name: `items[2].quantity`. */
      readonly path?: string
      readonly text: string
      readonly problem: ValueProblem
      /** Values that would be accepted; buttons in the chat. At most 8. */
      readonly suggestions: readonly { readonly value: string; readonly label: string }[]
    }
  /** The values do not go together: which of them is to be changed? */
  | {
      readonly kind: 'which-value'
      readonly command: CommandId
      readonly parameters: readonly ParameterId[]
      readonly text: string
      readonly problem: ValueProblem
    }
  | {
      readonly kind: 'confirm'
      readonly command: CommandId
      readonly values: Readonly<Record<string, Json>>
      readonly text: string
      /**
       * What a yes is to: running the command (left out), running one again that was interrupted
       * nobody knows where, or taking back what one did.
       */
      readonly about?: 'again' | 'undo'
      /** What it would answer, where a dry run told. In `text`, too. */
      readonly wouldSay?: string
    }

export type ConfirmQuestion = Extract<Question, { kind: 'confirm' }>

export type TurnOutcome = 'done' | 'refused' | 'failed' | 'cancelled'

/**
 * Everything that happens in a turn, in order, written before it has effect. The list is the only
 * record of it: the chat, the trace, the canvas overlay and a resumed turn are folds over it.
 * Plain data, past tense, discriminated by `type`.
 */
export type TurnEvent =
  | {
      readonly type: 'turn-started'
      /** '' for an action. */
      readonly text: string
      readonly scope: ScopeState
      /** Left out for a person: what a conversation begins with, or a program's call. */
      readonly by?: 'startup' | 'call'
      /** Where it stands in a message of several requests; left out for the first of them. */
      readonly part?: PartPlace
    }
  /** The message holds several requests: this turn is the first, the others follow if it is done. */
  | { readonly type: 'message-split'; readonly parts: readonly MessagePart[] }
  | { readonly type: 'decision-made'; readonly decision: Decision }
  /** The words were taken for something else before: that turn's words are read anew. */
  | { readonly type: 'misunderstanding-told'; readonly misunderstood: Misunderstood }
  | { readonly type: 'command-chosen'; readonly command: CommandId; readonly level: number }
  | {
      readonly type: 'value-extracted'
      readonly command: CommandId
      readonly parameter: ParameterId
      readonly name: string
      readonly value: Json
      readonly source: ValueSource
    }
  /** It is to be left out. */
  | { readonly type: 'value-skipped'; readonly command: CommandId; readonly parameter: ParameterId }
  /** It was tried, and all of it taken back. */
  | {
      readonly type: 'command-rehearsed'
      readonly command: CommandId
      readonly values: Readonly<Record<string, Json>>
      readonly reply: string
      readonly output: Json
    }
  | { readonly type: 'person-asked'; readonly question: Question }
  | { readonly type: 'person-answered'; readonly text: string }
  /** Something else comes first; the question stands again when that has ended. */
  | { readonly type: 'turn-suspended' }
  /** Its question stands again: at this level of this scope, where its instance is by now. */
  | { readonly type: 'turn-resumed'; readonly scope: ScopeState; readonly level: number }
  | {
      readonly type: 'command-started'
      readonly command: CommandId
      readonly level: number
      readonly values: Readonly<Record<string, Json>>
      /** Left out for what is part of Espalier itself. */
      readonly risk?: Risk
    }
  /** The handler asks something of the world, and is about to get it. */
  | {
      readonly type: 'effect-intended'
      /** `runId/…`: the same for the same request of the same run. */
      readonly key: string
      readonly kind: 'fetch'
      readonly request: Json
    }
  | { readonly type: 'effect-done'; readonly key: string; readonly result: Json }
  | { readonly type: 'context-entered'; readonly scope: ScopeState }
  | {
      readonly type: 'command-ended'
      readonly command: CommandId
      readonly reply: string
      readonly output: Json
      readonly logs: readonly string[]
      readonly durationMs: number
      /** What takes it back; left out where nothing does. */
      readonly undoTicket?: string
    }
  | { readonly type: 'command-failed'; readonly command: CommandId; readonly error: WireError }
  /** What a command did is to be taken back. */
  | { readonly type: 'undo-chosen'; readonly undo: UndoableRun }
  | { readonly type: 'undo-started' }
  | {
      readonly type: 'command-undone'
      /** The run whose command it was. */
      readonly run: string
      readonly command: CommandId
      readonly reply: string
      readonly durationMs: number
    }
  | {
      readonly type: 'turn-ended'
      readonly outcome: TurnOutcome
      readonly reply: string
      /** What was wrong with the values of an action, by their paths. */
      readonly problems?: readonly ActionProblem[]
    }

/** One request of a message of several, and what it means by itself. */
export interface MessagePart {
  readonly text: string
  readonly decision: Decision
  /** It means this wherever the request before it leads; left out where its words are read anew. */
  readonly isSettled?: boolean
}

/** Where a request stands in a message of several. */
export interface PartPlace {
  /** The turn that the message began with. */
  readonly of: string
  /** From 1. */
  readonly index: number
  /** What that one did: "it" and "her" may be among its values. */
  readonly before: {
    readonly command: CommandId
    readonly values: Readonly<Record<string, Json>>
  }
  /** Those after it, in order. */
  readonly rest: readonly MessagePart[]
}

/** A turn that was not what the person meant. */
export interface Misunderstood {
  readonly run: string
  readonly text: string
  readonly decision: Decision
  /** What the words were taken for so far. */
  readonly rejected: readonly CommandId[]
}

/** Something of the workflow's own that was done: "no, I meant Ben" may be about it. */
export interface DoneRun {
  readonly run: string
  readonly command: CommandId
  readonly values: Readonly<Record<string, Json>>
  /** What it gave for programs. */
  readonly output: Json
  /** The instance that it ran on. */
  readonly on: ScopeLevel
}

/** A run whose command can be taken back. */
export interface UndoableRun {
  readonly run: string
  readonly command: CommandId
  readonly values: Readonly<Record<string, Json>>
  /** How the instance was called that it ran on; '' for the root. */
  readonly label: string
  readonly ticket: string
}

/** Why an action was not done, and where in what was given: `items[2].quantity`; '' for all of it. */
export interface ActionProblem {
  readonly path: string
  readonly code: ValueProblem['code'] | 'unknown' | 'unconfirmed' | 'not-offered'
  readonly text: string
}

/** An event with its place: `runId` is the turn's, `seq` counts from 0 within it, `at` is Unix ms. */
export interface JournalEntry {
  readonly runId: string
  readonly seq: number
  readonly at: number
  readonly context: ContextId
  readonly event: TurnEvent
}

/**
 * Where events go. `append` resolves once the entry is kept. The next may be appended before: they
 * are kept in the order of the calls, and none whose forerunner could not be kept.
 */
export interface Journal {
  append(entry: JournalEntry): Promise<void>
}
