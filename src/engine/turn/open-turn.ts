import type { ContextId } from '#domain/ids.ts'
import type { ParameterProblem } from '../parameters/extract.ts'
import type { EnginePorts, HandlerResult } from '../ports.ts'
import type { JournalEntry, TurnEvent } from './events.ts'
import type { EndedTurn, OpenQuestion } from './session.ts'
import { nextState, turnState, type TurnState } from './turn-state.ts'

/** A turn under way: the only way to change it is to record what happened. */
export interface OpenTurn {
  readonly runId: string
  readonly state: TurnState
  /** Something of it is kept. */
  readonly hasBegun: boolean
  /**
   * Values that were said and could not be used, each to be asked about. Not in the journal;
   * `null` after a reload, when they are read from the message anew.
   */
  problems: readonly ParameterProblem[] | null
  /** What the command that was started gave, until its end is kept. */
  result: HandlerResult | null
  /** Says what happened: the turn goes on from there, while it is on its way to the journal. */
  record(event: TurnEvent): void
  /**
   * Resolves once all that was recorded is kept: to be awaited before the application, the world or
   * the person can tell. Rejects where it cannot be kept; the turn is back at what is kept then.
   */
  kept(): Promise<void>
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
  let keptLength = events.length
  let keeping: Promise<void> = Promise.resolve()
  return {
    runId,
    get state() {
      return state
    },
    get hasBegun() {
      return keptLength > 0
    },
    problems: null,
    result: null,
    record(event) {
      const seq = events.length
      events.push(event)
      state = nextState(state, event, seq)
      const entry: JournalEntry = { runId, seq, at: now(), context, event }
      const appended = journal.append(entry).then(() => {
        keptLength += 1
      })
      keeping = Promise.all([keeping, appended]).then(() => undefined)
      // Whoever awaits `kept` hears of it.
      keeping.catch(() => undefined)
    },
    async kept() {
      try {
        await keeping
      } catch (error) {
        events.length = keptLength
        state = turnState(events)
        keeping = Promise.resolve()
        throw error
      }
    },
  }
}

export const isOpen = ({ state: { status } }: OpenTurn): boolean =>
  status === 'waiting' || status === 'suspended'

export function questionOf({ runId, state }: OpenTurn): OpenQuestion | null {
  const { status } = state
  return status === 'waiting' || status === 'suspended' ? { runId, question: state.question } : null
}

/** A turn that is over, for the caller. One between two events has no result: that is a bug. */
export function endedOf({ runId, state }: OpenTurn): EndedTurn {
  if (state.status !== 'ended') throw new Error(`A turn was left ${state.status}`)
  const { outcome, reply, problems, execution, command, started, undo } = state
  const ran =
    command && started && !undo
      ? {
          command: command.id,
          risk: started.risk,
          values: started.values,
          isUndoable: typeof execution?.undoTicket === 'string',
        }
      : null
  const output = execution?.output ?? null
  return { status: 'ended', runId, outcome, reply, output, ran, problems }
}
