import { recordById } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import { spelledOut } from '../parameters/wording.ts'
import type { HandlerResult } from '../ports.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import type { Question, UndoableRun } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import { effectLog, keep, recordMove } from './running.ts'
import type { TurnContext } from './turn-context.ts'

const NOTHING = 'There is nothing that I could take back.'

/**
 * Takes a run back, after asking where the person has not seen yet which it would be; what cannot
 * be taken back any more is not asked about.
 */
export async function takeBack(
  context: TurnContext,
  turn: OpenTurn,
  undo: UndoableRun | undefined,
  signal: AbortSignal,
  asks: boolean,
  lead = '',
): Promise<Rest> {
  if (!undo) {
    const problem = { path: '', code: 'not-offered', text: NOTHING } as const
    return endTurn(turn, 'refused', NOTHING, [problem])
  }
  if (asks && !(await context.ports.application.isUndoable(undo.ticket)))
    return endTurn(turn, 'refused', tooLate(context, undo))
  turn.record({ type: 'undo-chosen', undo })
  if (asks) return ask(context, turn, undoQuestion(context, undo, lead))
  return runUndo(context, turn, undo, signal)
}

/** What was done and would be taken back, with its values. */
export function undoQuestion({ source }: TurnContext, undo: UndoableRun, lead = ''): Question {
  const { command, values, label } = undo
  const on = label === '' ? '' : ` (${label})`
  const lines = Object.entries(values).flatMap(([name, value]) => spelledOut(name, value))
  const title = commandTitle(source.document(), command)
  const text = [`${lead}Take back “${title}”${on}?`, ...lines, 'Please say yes or no.'].join('\n')
  return { kind: 'confirm', command, values, text, about: 'undo' }
}

export async function runUndo(
  context: TurnContext,
  turn: OpenTurn,
  undo: UndoableRun,
  signal: AbortSignal,
): Promise<Rest> {
  signal.throwIfAborted()
  turn.record({ type: 'undo-started' })
  turn.result = null
  await turn.kept()
  try {
    const { ports } = context
    const result = await ports.application.undo(undo.ticket, signal, effectLog(turn))
    return endUndo(context, turn, undo, result, await keep(context, turn, result))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sandbox/cannot-undo') throw error
    return endTurn(turn, 'refused', tooLate(context, undo))
  }
}

const tooLate = ({ source }: TurnContext, { command }: UndoableRun): string =>
  `“${commandTitle(source.document(), command)}” cannot be taken back any more: something has changed since.`

export function endUndo(
  { source }: TurnContext,
  turn: OpenTurn,
  { run, command }: UndoableRun,
  { scope, reply: said, durationMs }: HandlerResult,
  unsaved = '',
): Rest {
  recordMove(turn, scope)
  const title = commandTitle(source.document(), command)
  const reply = said === '' ? `“${title}” was taken back.` : said
  turn.record({ type: 'command-undone', run, command, reply, durationMs })
  return endTurn(turn, 'done', reply + unsaved)
}

/** The record of the command that is to be taken back, for reading answers. */
export const undoneCommand = ({ source }: TurnContext, { state }: OpenTurn) =>
  recordById(source.document(), 'command', state.undo?.command ?? null) ?? null
