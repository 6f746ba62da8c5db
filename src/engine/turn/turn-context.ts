import { ROOT_CONTEXT } from '#domain/ids.ts'
import { decide } from '../decide/decide.ts'
import type { Decision } from '../decide/decision.ts'
import { createMemoryIndex } from '../decide/memory.ts'
import type { EnginePorts, ScopeState } from '../ports.ts'
import type { DoneRun, Misunderstood, TurnEvent, UndoableRun } from './events.ts'
import { openTurn, type OpenTurn } from './open-turn.ts'
import type { SessionSource } from './session.ts'

/** What the steps of a turn work with. */
export interface TurnContext {
  readonly ports: EnginePorts
  readonly source: SessionSource
  readonly decide: (message: string, scope: ScopeState, signal: AbortSignal) => Promise<Decision>
  readonly past: Past
}

/** What a turn may refer to of the turns before it. */
export interface Past {
  /** The latest words that were taken for something; `null` at the beginning. */
  readonly said: Misunderstood | null
  /** The latest last; none once the latest is taken back. */
  readonly done: readonly DoneRun[]
  /** The latest last. */
  readonly undoable: readonly UndoableRun[]
}

export function turnContext(
  ports: EnginePorts,
  source: SessionSource,
  past: () => Past,
  isIdle: () => boolean,
): TurnContext {
  const memory = createMemoryIndex(ports.embed)
  return {
    ports,
    source,
    get past() {
      return past()
    },
    decide: (message, scope, signal) =>
      decide(
        { message, scope, document: source.document(), model: source.model(), isIdle: isIdle() },
        ports,
        memory,
        signal,
      ),
  }
}

type Start = Omit<Extract<TurnEvent, { type: 'turn-started' }>, 'type'>

export function startTurn({ ports }: TurnContext, start: Start): OpenTurn {
  const context = start.scope.levels[0]?.context ?? ROOT_CONTEXT
  const turn = openTurn(ports, ports.newRunId(), context)
  turn.record({ type: 'turn-started', ...start })
  return turn
}
