import type { CommandId } from '#domain/ids.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'
import type {
  EffectLog,
  HandlerCall,
  HandlerResult,
  LookupValue,
  ScopeState,
  ValidationProblem,
} from '../../ports.ts'
import type { AppSpec } from '../app-spec.ts'
import type { StateOrigin } from '../boot.ts'
import type { Limits } from '../limits.ts'
import type { SavedState, StateExport } from '../saved-state.ts'

type Answer<T> = Promise<Result<T, WireError>>

/** What the sandbox worker can do: one application at a time, plain data only. */
export interface SandboxApi {
  /** Fetches and compiles the engine; once is enough. */
  load(): Answer<null>
  /** Takes the place of the application that was open, unless it fails. */
  open(spec: AppSpec, saved: SavedState | null, limits: Limits): Answer<OpenReport>
  scope(): Answer<ScopeState>
  /** Answers as soon as the worker runs no code of an application: one that is stuck never does. */
  alive(): Promise<true>
  /** Ends the call that waits for the world, if one does. */
  cancel(): Promise<void>
  execute(call: HandlerCall, effects: EffectLog | null): Answer<HandlerResult>
  rehearse(call: HandlerCall): Answer<HandlerResult>
  validate(call: HandlerCall): Answer<readonly ValidationProblem[]>
  isUndoable(ticket: string): Answer<boolean>
  undo(ticket: string, effects: EffectLog | null): Answer<HandlerResult>
  lookup(command: CommandId, parameter: string, level: number): Answer<readonly LookupValue[]>
  goUp(): Answer<ScopeState>
  goToTop(): Answer<ScopeState>
  reset(): Answer<ScopeState>
  save(): Answer<SavedState>
  snapshot(): Answer<SavedState>
  inspect(): Answer<StateExport>
}

export interface OpenReport {
  readonly origin: StateOrigin
  /** Parts of the source that do not compile; the rest runs. */
  readonly faults: readonly WireError[]
  /** Classes that the source has no more, and objects of the state still are of. */
  readonly lostClasses: readonly string[]
  /** The root is of another class than the one that `start()` makes by now. */
  readonly isOutgrown: boolean
}
