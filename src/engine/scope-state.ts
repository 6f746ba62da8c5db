import type { CommandId, ContextId } from '#domain/ids.ts'

/** Where the person is in the running application, from the current instance outwards. */
export interface ScopeState {
  readonly levels: readonly ScopeLevel[]
}

/** One rung of the way up: an instance, and which commands of its context it offers right now. */
export interface ScopeLevel {
  readonly context: ContextId
  /** How this instance is called: `Order W123`, or the context's name; `''` for the bare root. */
  readonly label: string
  /** What tells it from other instances of its context: `W123`; '' where nothing does. */
  readonly identity: string
  /** Effective commands (own and inherited) that are available now. */
  readonly available: readonly CommandId[]
  /** Effective commands that are not, because their availability expression is false or failed. */
  readonly unavailable: readonly CommandId[]
}
