import type { Document } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import type { Extraction, ParameterProblem } from '../parameters/extract.ts'
import type { Rejection } from '../parameters/rejection.ts'
import type { ValueContext } from '../parameters/settle.ts'
import type { TurnValue } from './turn-state.ts'
import type { Said } from './values.ts'

/** What the answer to an open question comes to. */
export type AnswerReading =
  | { readonly kind: 'abort' }
  /** `said` holds values for it, unless it was only pointed at. */
  | { readonly kind: 'pick'; readonly command: CommandId; readonly said: Said | null }
  | {
      readonly kind: 'values'
      readonly values: readonly AnsweredValue[]
      /** What is wrong with parts of them: those are still to be asked for. */
      readonly problems?: readonly ParameterProblem[]
    }
  /** An optional value that is to be left out. */
  | { readonly kind: 'skip'; readonly parameter: ParameterId }
  | { readonly kind: 'rejected'; readonly parameter: Parameter; readonly rejection: Rejection }
  | { readonly kind: 'yes' }
  | { readonly kind: 'unclear' }
  /** A change of mind: the message is a new one, and this is what it means. */
  | { readonly kind: 'other'; readonly decision: Decision }

export interface AnsweredValue {
  readonly parameter: Parameter
  readonly value: Json
}

/** What any words are read with. */
export interface WordsContext {
  readonly document: Document
  /** What the text would mean as a new message. */
  readonly decide: (text: string) => Promise<Decision>
  /**
   * What words say of the parameters of a command; `null` for one that is not here. Where they are an
   * answer: of those that are open, and of those that a tagger surely sees.
   */
  readonly extract: (
    command: CommandId,
    said: Said,
    answering?: Answering,
  ) => Promise<Extraction | null>
}

/** What the answer to a question about a command is read with. */
export interface AnswerContext extends WordsContext {
  readonly held: readonly TurnValue[]
  /** What was answered last in this turn; `null` for the first answer. */
  readonly answeredLast: string | null
  readonly valueContext: (parameter: Parameter) => ValueContext
  /** Where a tagger sees values in the answer for these; `null` without one. */
  readonly findSpans: (
    text: string,
    asked: readonly ParameterId[],
  ) => Promise<readonly TaggedSpan[] | null>
}

/** Which parameters an answer may be about. */
export interface Answering {
  readonly open: readonly ParameterId[]
  readonly asked: readonly ParameterId[]
}
