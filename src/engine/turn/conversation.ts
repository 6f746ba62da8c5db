import { coreCommandById, NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { EnginePorts } from '../ports.ts'
import type { DoneRun, JournalEntry, Misunderstood, UndoableRun } from './events.ts'
import { isOpen, openTurn, type OpenTurn } from './open-turn.ts'
import type { Past } from './turn-context.ts'
import { levelOf, turnsOf, type Turn, type TurnState } from './turn-state.ts'

/** Further back than this nothing is taken back. */
const UNDOABLE_MAX = 50
/** And nothing that was said further back is taken up. */
const DONE_MAX = 8

/** What of the turns before counts for the next: a fold over their ends. */
export const NO_PAST: Past = { said: null, done: [], undoable: [] }

export function pastAfter(past: Past, runId: string, state: TurnState): Past {
  return {
    said: saidIn(runId, state) ?? past.said,
    done: doneAfter(past, runId, state),
    undoable: undoableAfter(past, runId, state),
  }
}

function doneAfter({ done }: Past, run: string, state: TurnState): readonly DoneRun[] {
  const { undo, execution, started, command, scope } = state
  if (undo) return undo.reply !== null && undo.run === done.at(-1)?.run ? [] : done
  const on = scope.levels[levelOf(state)]
  if (!command || coreCommandById(command.id) || !execution || !started || !on) return done
  const { values } = started
  const latest = { run, command: command.id, values, output: execution.output, on }
  return [...done, latest].slice(-DONE_MAX)
}

/** A decision of the person's words, unless those were about the conversation itself. */
function saidIn(runId: string, state: TurnState): Misunderstood | null {
  const { command, misunderstood, decision, text } = state
  if (command?.id === NOT_WHAT_I_MEANT.id) return null
  const taken = command ? [command.id] : []
  if (misunderstood) {
    const rejected = [...misunderstood.rejected, ...taken]
    return { ...misunderstood, run: runId, rejected }
  }
  const isSaid = decision !== null && decision.candidates[0]?.command !== NOT_WHAT_I_MEANT.id
  return isSaid ? { run: runId, text, decision, rejected: taken } : null
}

function undoableAfter(
  { undoable }: Past,
  run: string,
  { undo, execution, started, command, scope }: TurnState,
): readonly UndoableRun[] {
  if (undo) return undo.reply === null ? undoable : undoable.filter((each) => each.run !== undo.run)
  const ticket = execution?.undoTicket ?? null
  if (ticket === null || !command || !started) return undoable
  const { label = '' } = scope.levels[command.level] ?? {}
  const done = { run, command: command.id, values: started.values, label, ticket }
  return [...undoable, done].slice(-UNDOABLE_MAX)
}

/** How a conversation stands, as its journal has it. */
export interface Conversation {
  /** Turns that wait for an answer, the one that is asked now last. */
  readonly open: readonly OpenTurn[]
  /** A turn that was under way when the journal ends. */
  readonly interrupted: OpenTurn | null
  /** The turn that came last, if it is over: its message may have asked for more. */
  readonly latest: OpenTurn | null
  readonly past: Past
}

export function conversationOf(ports: EnginePorts, entries: readonly JournalEntry[]): Conversation {
  const turns = turnsOf(entries)
  const reopened = ({ runId, context, entries: own }: Turn): OpenTurn =>
    openTurn(
      ports,
      runId,
      context,
      own.map(({ event }) => event),
    )
  const last = turns.find(({ runId }) => runId === entries.at(-1)?.runId)
  const ended = turns.filter(({ state }) => state.status === 'ended')
  const isUnderWay = last && !['ended', 'waiting', 'suspended'].includes(last.state.status)
  return {
    open: turns.map(reopened).filter(isOpen),
    interrupted: isUnderWay ? reopened(last) : null,
    latest: last?.state.status === 'ended' ? reopened(last) : null,
    past: inOrderOfEnd(ended, entries).reduce(
      (past, { runId, state }) => pastAfter(past, runId, state),
      NO_PAST,
    ),
  }
}

function inOrderOfEnd(ended: readonly Turn[], entries: readonly JournalEntry[]): Turn[] {
  const places = new Map(entries.map(({ runId }, place) => [runId, place]))
  const placeOf = ({ runId }: Turn): number => places.get(runId) ?? 0
  return [...ended].sort((a, b) => placeOf(a) - placeOf(b))
}
