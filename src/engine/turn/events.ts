import type { CommandId, ContextId, ParameterId } from '#domain/ids.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import type { ScopeState } from '../scope-state.ts'

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

/** Why a value cannot be used: `code` for programs, `text` a sentence for people. */
export interface ValueProblem {
  readonly code:
    'missing' | 'type' | 'choice' | 'pattern' | 'range' | 'length' | 'lookup' | 'surplus'
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
  | {
      readonly kind: 'confirm'
      readonly command: CommandId
      readonly values: Readonly<Record<string, Json>>
      readonly text: string
    }

export type TurnOutcome = 'done' | 'refused' | 'failed' | 'cancelled'

/**
 * Everything that happens in a turn, in order, written before it has effect. The list is the only
 * record of it: the chat, the trace, the canvas overlay and a resumed turn are folds over it.
 * Plain data, past tense, discriminated by `type`.
 */
export type TurnEvent =
  | { readonly type: 'turn-started'; readonly text: string; readonly scope: ScopeState }
  | { readonly type: 'decision-made'; readonly decision: Decision }
  | { readonly type: 'command-chosen'; readonly command: CommandId; readonly level: number }
  | {
      readonly type: 'value-extracted'
      readonly command: CommandId
      readonly parameter: ParameterId
      readonly name: string
      readonly value: Json
      readonly source: ValueSource
    }
  | { readonly type: 'person-asked'; readonly question: Question }
  | { readonly type: 'person-answered'; readonly text: string }
  | {
      readonly type: 'command-started'
      readonly command: CommandId
      readonly level: number
      readonly values: Readonly<Record<string, Json>>
    }
  | { readonly type: 'context-entered'; readonly scope: ScopeState }
  | {
      readonly type: 'command-ended'
      readonly command: CommandId
      readonly reply: string
      readonly output: Json
      readonly logs: readonly string[]
      readonly durationMs: number
    }
  | { readonly type: 'command-failed'; readonly command: CommandId; readonly error: WireError }
  | { readonly type: 'turn-ended'; readonly outcome: TurnOutcome; readonly reply: string }

/** An event with its place: `runId` is the turn's, `seq` counts from 0 within it, `at` is Unix ms. */
export interface JournalEntry {
  readonly runId: string
  readonly seq: number
  readonly at: number
  readonly context: ContextId
  readonly event: TurnEvent
}

/** Where events go. `append` resolves once the entry is kept; only then does it take effect. */
export interface Journal {
  append(entry: JournalEntry): Promise<void>
}
