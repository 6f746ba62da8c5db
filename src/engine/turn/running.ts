import type { CommandRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
import type { EffectLog, HandlerResult, ScopeState } from '../ports.ts'
import { coreReply } from './core-replies.ts'
import { endTurn, type Rest } from './ending.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf } from './turn-state.ts'
import { outputText, valuesByName } from './wording.ts'

/**
 * Runs the handler. Whatever it throws, the state is as before; the caller words the failure. What
 * it gave is kept with the state before its end is recorded: after a crash it is done, or not.
 */
export async function execute(
  context: TurnContext,
  turn: OpenTurn,
  { id: command, risk }: CommandRecord,
  signal: AbortSignal,
): Promise<Rest> {
  signal.throwIfAborted()
  const level = levelOf(turn.state)
  const values = valuesByName(turn.state.values)
  turn.record({ type: 'command-started', command, level, values, risk })
  turn.result = null
  await turn.kept()
  const call = { command, level, values }
  const result = await context.ports.application.execute(call, signal, effectLog(turn))
  return endCommand(turn, command, result, await keep(context, turn, result))
}

/** Notes what a command gave; `unsaved` says that it will be gone when the application closes. */
export function endCommand(
  turn: OpenTurn,
  command: CommandId,
  result: HandlerResult,
  unsaved = '',
): Rest {
  recordMove(turn, result.scope)
  const reply = result.reply === '' ? outputText(result.output) : result.reply
  const { output, logs, durationMs, undoTicket } = result
  const undo = undoTicket === null ? {} : { undoTicket }
  turn.record({ type: 'command-ended', command, reply, output, logs, durationMs, ...undo })
  return endTurn(turn, 'done', reply + unsaved)
}

/**
 * Has the state kept together with what the command gave. A failure of that is no failure of the
 * command, which is done; it is said.
 */
export async function keep(
  { ports }: TurnContext,
  turn: OpenTurn,
  result: HandlerResult,
): Promise<string> {
  turn.result = result
  const seq = turn.state.started?.seq ?? 0
  try {
    await ports.checkpoint?.({ runId: turn.runId, seq, result })
    return ''
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return ` (It could not be saved: ${error.message})`
  }
}

/** Writes what the handler asks of the world into the turn, and gives it what was done before. */
export function effectLog(turn: OpenTurn): EffectLog {
  const keyOf = (key: string): string => `${turn.runId}/${key}`
  return {
    async intend({ key, kind, request }) {
      const before = turn.state.effects.find((each) => each.key === keyOf(key))
      if (before?.result !== undefined) return before.result
      turn.record({ type: 'effect-intended', key: keyOf(key), kind, request })
      await turn.kept()
      return undefined
    },
    async done({ key }, result) {
      turn.record({ type: 'effect-done', key: keyOf(key), result })
      await turn.kept()
    },
  }
}

/** Does what a command of Espalier's own says. */
export async function runCore(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandId,
): Promise<Rest> {
  const { ports, source } = context
  turn.record({ type: 'command-started', command, level: 0, values: {} })
  await turn.kept()
  const since = ports.now()
  const document = source.document()
  const { scope, text } = turn.state
  const said = await coreReply(command, document, scope, ports.application, text)
  const durationMs = ports.now() - since
  const result = { ...said, output: null, logs: [], durationMs, undoTicket: null }
  const isMoved = !isSameScope(said.scope, turn.state.scope)
  return endCommand(turn, command, result, isMoved ? await keep(context, turn, result) : '')
}

export function recordMove(turn: OpenTurn, scope: ScopeState): void {
  if (!isSameScope(scope, turn.state.entered ?? turn.state.scope))
    turn.record({ type: 'context-entered', scope })
}

export const isSameScope = (one: ScopeState, other: ScopeState): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
