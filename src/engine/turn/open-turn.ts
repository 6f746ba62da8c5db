import type { ContextId } from '#domain/ids.ts'
import type { ParameterProblem } from '../parameters/extract.ts'
import type { EnginePorts } from '../ports.ts'
import type { JournalEntry, TurnEvent } from './events.ts'
import type { TurnResult } from './session.ts'
import { turnState, type TurnState } from './turn-state.ts'

/** A turn under way: the only way to change it is to record what happened. */
export interface OpenTurn {
  readonly runId: string
  readonly state: TurnState
  /**
   * Values that were said and could not be used, each to be asked about. Not in the journal;
   * `null` after a reload, when they are read from the message anew.
   */
  problems: readonly ParameterProblem[] | null
  /** Resolves once the event is kept; only then does `state` know of it. */
  record(event: TurnEvent): Promise<void>
}

type TurnPorts = Pick<EnginePorts, 'now' | 'journal'>

export function openTurn(
  { now, journal }: TurnPorts,
  runId: string,
  context: ContextId,
  past: readonly TurnEvent[] = [],
): OpenTurn {
  const events = [...past]
  let state = turnState(events)
  return {
    runId,
    get state() {
      return state
    },
    problems: null,
    async record(event) {
      const entry: JournalEntry = { runId, seq: events.length, at: now(), context, event }
      await journal.append(entry)
      events.push(event)
      state = turnState(events)
    },
  }
}

/** How the turn stands, for the caller. A turn between two events has no result: that is a bug. */
export function resultOf({ runId, state }: OpenTurn): TurnResult {
  if (state.status === 'waiting') return { status: 'waiting', runId, question: state.question }
  if (state.status !== 'ended') throw new Error(`A turn was left ${state.status}`)
  return { status: 'ended', runId, outcome: state.outcome, reply: state.reply }
}
