import {
  ABORT,
  GO_TO_TOP,
  GO_UP,
  NOT_WHAT_I_MEANT,
  WHAT_CAN_I_DO,
  WHERE_AM_I,
} from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import { commandsInScope, type CommandLevel, type ScopedCommand } from '../decide/scope-commands.ts'
import type { ApplicationPort, ScopeState } from '../ports.ts'

export interface CoreReply {
  readonly reply: string
  readonly scope: ScopeState
}

type CoreHandler = (
  document: Document,
  scope: ScopeState,
  application: ApplicationPort,
) => CoreReply | Promise<CoreReply>

const HANDLERS: Readonly<Record<CommandId, CoreHandler>> = {
  [WHAT_CAN_I_DO.id]: (document, scope) => ({ reply: whatCanBeSaid(document, scope), scope }),
  [WHERE_AM_I.id]: (document, scope) => ({ reply: whereOneIs(document, scope), scope }),
  [GO_UP.id]: async (document, before, application) => {
    if (before.levels.length < 2) return { reply: 'You are at the top already.', scope: before }
    const scope = await application.goUp()
    return { reply: whereOneIs(document, scope), scope }
  },
  [GO_TO_TOP.id]: async (document, before, application) => {
    if (before.levels.length < 2) return { reply: 'You are at the top already.', scope: before }
    const scope = await application.goToTop()
    return { reply: whereOneIs(document, scope), scope }
  },
  [ABORT.id]: (_document, scope) => ({ reply: 'There is nothing to drop.', scope }),
  [NOT_WHAT_I_MEANT.id]: (_document, scope) => ({
    reply:
      'Sorry. Choose “Not what I meant” on the answer to pick what you did mean; ' +
      'I will hold to it from the next message on.',
    scope,
  }),
}

/** Does what a core command says. Only going somewhere changes the scope. */
export async function coreReply(
  command: CommandId,
  document: Document,
  scope: ScopeState,
  application: ApplicationPort,
): Promise<CoreReply> {
  const handler = HANDLERS[command]
  if (!handler) throw new Error(`No core command ${command}`)
  return handler(document, scope, application)
}

/** Titles with an example each, from the current instance outwards. */
export function whatCanBeSaid(document: Document, scope: ScopeState): string {
  const { levels } = commandsInScope(document, scope)
  const blocks = levels.flatMap((level) => {
    const lines = level.commands
      .filter(({ shadowed }) => !shadowed)
      .map((command) => `• ${command.title}${exampleOf(document, command)}`)
    return lines.length === 0 ? [] : [[heading(document, level), ...lines].join('\n')]
  })
  return blocks.length === 0 ? 'There is nothing to do here yet.' : blocks.join('\n\n')
}

function exampleOf(document: Document, { id }: ScopedCommand): string {
  const example = utterancesOf(document, id).find(({ heldOut }) => !heldOut)
  return example ? ` – “${example.text}”` : ''
}

const heading = (document: Document, level: CommandLevel): string => {
  const name = nameOf(document, level)
  return name === '' ? 'Anywhere:' : `In ${name}:`
}

/** The instance path, innermost first: `Order W123, in Customer Anna`. */
export function whereOneIs(document: Document, { levels }: ScopeState): string {
  const names = levels.map((level) => nameOf(document, level)).filter((name) => name !== '')
  return names.length === 0 ? 'You are at the top.' : `You are in ${names.join(', in ')}.`
}

function nameOf(
  document: Document,
  { context, label }: Pick<CommandLevel, 'context' | 'label'>,
): string {
  if (label !== '' && label !== '*') return label
  const name = recordById(document, 'context', context)?.name ?? ''
  return name === '*' ? '' : name
}
