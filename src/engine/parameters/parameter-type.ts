import type { Parameter, ParameterType } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { Result } from '#shared/result.ts'
import type { ValueProblem, ValueSource } from '../turn/events.ts'

/** What reading a value may depend on beside the text. */
export interface ReadingContext {
  /** Unix milliseconds: what "tomorrow" is counted from. */
  readonly now: number
  /** An IANA zone: whose day "tomorrow" is. Left out, it is the machine's. */
  readonly timeZone?: string | undefined
}

/** A piece of a message that can be read as a value. */
export interface Span {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly value: Json
  readonly source: ValueSource
  /** How sure the reading is by itself, 0–100; only the order between spans matters. */
  readonly strength: number
  /** The words around it are part of the strength already. */
  readonly isWeighed?: boolean
  /** Spans of different facets may overlap: "tomorrow at 5" is both a date and a time. */
  readonly facet?: 'date' | 'time'
}

/** Everything particular to one type of parameter; one file each, joined in `registry.ts`. */
export interface ParameterTypeDefinition {
  /** What is wanted, for sentences: `a whole number`. */
  readonly expects: (parameter: Parameter) => string
  /** Reads the whole of a given value (typed text, or data) as this type; constraints come later. */
  readonly coerce: (
    value: Json,
    parameter: Parameter,
    context: ReadingContext,
  ) => Result<Json, ValueProblem>
  /** Finds values of this type within a message. */
  readonly find: (text: string, parameter: Parameter, context: ReadingContext) => Span[]
}

export type ParameterTypes = Readonly<Record<ParameterType, ParameterTypeDefinition>>
