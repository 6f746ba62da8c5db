import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Decision } from '../decide/decision.ts'
import { offeredCommands } from '../decide/offered.ts'
import { commandsInScope, type CommandsInScope } from '../decide/scope-commands.ts'
import type { InlineValues } from '../parameters/inline.ts'
import type { ScopeState } from '../ports.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import { advance, fillCommand, readAnswer } from './filling.ts'
import { askWhatWasMeant } from './misunderstanding.ts'
import type { OpenTurn } from './open-turn.ts'
import { runCore } from './running.ts'
import type { TurnContext } from './turn-context.ts'
import type { Said } from './values.ts'
import { elsewhereText, heededText, refusalText, whichCommand } from './wording.ts'

/*
 * The states of a turn and what leads from one to the next. Each function takes the turn as far as
 * it goes without the person: to a question, or to its end. Whatever happens is recorded first.
 *
 *   deciding ──► (which command?) ──► filling ──► (which value?)* ──► (confirm?) ──► running ──► ended
 *                        ▲                 waiting ⇄ suspended
 *                        └── misunderstood
 */

/** From what was said to a command, a question which, or a refusal. */
export async function followDecision(
  context: TurnContext,
  turn: OpenTurn,
  decision: Decision,
  signal: AbortSignal,
): Promise<Rest> {
  turn.record({ type: 'decision-made', decision })
  const document = context.source.document()
  const [best] = decision.candidates
  const { scope } = turn.state
  if (decision.isForbidden && best)
    return endTurn(turn, 'cancelled', heededText(document, turn.state, best.command))
  if (decision.outcome === 'route' && best)
    return chooseCommand(context, turn, { command: best.command, scope, form: null }, signal)
  if (decision.outcome === 'ask')
    return ask(context, turn, whichCommand(document, offeredCommands(decision)))
  return endTurn(turn, 'refused', refusalText(document, decision))
}

/** A command to take up: where one is now, and the values of a form, `null` for a message. */
export interface Choice {
  readonly command: CommandId
  readonly scope: ScopeState
  readonly form: InlineValues | null
  /** What was answered when asked which; its values come before those of the message. */
  readonly said?: Said | null
}

/** Takes up a command if it is in scope, and reads its values. */
export async function chooseCommand(
  context: TurnContext,
  turn: OpenTurn,
  { command, scope, form, said = null }: Choice,
  signal: AbortSignal,
): Promise<Rest> {
  const inScope = commandsInScope(context.source.document(), scope)
  const scoped = inScope.byId.get(command)
  if (!scoped) return refuseElsewhere(context, turn, command, inScope)
  turn.record({ type: 'command-chosen', command, level: scoped.level })
  if (!scoped.record) return chooseCore(context, turn, command, inScope, signal)
  if (!said) return fillCommand(context, turn, scoped.record, form, signal)
  await readAnswer(context, turn, scoped.record, said, signal)
  return advance(context, turn, scoped.record, signal)
}

export function refuseElsewhere(
  { source }: TurnContext,
  turn: OpenTurn,
  command: CommandId,
  { unavailable }: CommandsInScope,
): Rest {
  const refusal = { command, unavailable: unavailable.has(command) }
  const text = elsewhereText(source.document(), refusal)
  return endTurn(turn, 'refused', text, [{ path: '', code: 'not-offered', text }])
}

async function chooseCore(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandId,
  scope: CommandsInScope,
  signal: AbortSignal,
): Promise<Rest> {
  const isAbout = command === NOT_WHAT_I_MEANT.id
  const asked = isAbout ? await askWhatWasMeant(context, turn, scope, signal) : null
  return asked ?? runCore(context, turn, command)
}
