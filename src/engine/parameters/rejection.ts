import type { Json } from '#shared/json.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueProblem } from '../turn/events.ts'

/** Why a value is not taken, and what would be. */
export interface Rejection {
  readonly problem: ValueProblem
  readonly suggestions: readonly LookupValue[]
  /** Of a value made up of fields, what is good; `null` in it stands for what is to be asked for. */
  readonly partial?: Json
}
