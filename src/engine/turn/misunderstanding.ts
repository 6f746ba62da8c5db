import { coreCommandById } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { classifierRung } from '../decide/classifier.ts'
import { understandable } from '../decide/message.ts'
import { commandTitle, type CommandsInScope } from '../decide/scope-commands.ts'
import { ask, type Rest } from './ending.ts'
import type { Misunderstood } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { whichCommand } from './wording.ts'

const OFFERED = 4

/**
 * Asks what the words before may have meant, other than what they were taken for. `null` where
 * nothing else comes near: there is nothing to ask then.
 */
export async function askWhatWasMeant(
  context: TurnContext,
  turn: OpenTurn,
  scope: CommandsInScope,
  signal: AbortSignal,
): Promise<Rest | null> {
  const { said, undoable } = context.past
  if (!said) return null
  const others = await othersFor(context, said, scope, signal)
  if (others.length === 0) return null
  turn.record({ type: 'misunderstanding-told', misunderstood: said })
  const document = context.source.document()
  const done = undoable.find(({ run }) => run === said.run)
  const takeBack = done
    ? `“${commandTitle(document, done.command)}” is done; “undo that” takes it back. `
    : ''
  const question = whichCommand(document, others)
  return ask(context, turn, { ...question, text: `Sorry. ${takeBack}${question.text}` })
}

/** Best first. A name leaves no other candidates: then the words themselves are weighed. */
async function othersFor(
  context: TurnContext,
  said: Misunderstood,
  scope: CommandsInScope,
  signal: AbortSignal,
): Promise<readonly CommandId[]> {
  const isOther = (id: CommandId): boolean =>
    !said.rejected.includes(id) && scope.byId.has(id) && !coreCommandById(id)
  const weighed = said.decision.candidates.map(({ command }) => command).filter(isOther)
  if (weighed.length > 0) return weighed.slice(0, OFFERED)
  return (await weighAnew(context, said, scope, signal)).filter(isOther).slice(0, OFFERED)
}

async function weighAnew(
  { ports, source }: TurnContext,
  { text: message, rejected }: Misunderstood,
  scope: CommandsInScope,
  signal: AbortSignal,
): Promise<readonly CommandId[]> {
  const text = understandable(message)
  const understanding = await ports.understand(text, signal)
  const input = { text, document: source.document(), scope, model: source.model() }
  const found = understanding && classifierRung(input, understanding, new Set(rejected))
  return (found?.candidates ?? []).map(({ command }) => command)
}
