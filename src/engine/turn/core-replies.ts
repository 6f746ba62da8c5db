import {
  ABORT,
  GO_TO_TOP,
  GO_UP,
  NOT_WHAT_I_MEANT,
  SMALL_TALK,
  WHAT_CAN_I_DO,
  WHERE_AM_I,
} from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById, utterancesOf, workflowOf } from '#domain/queries.ts'
import { commandsInScope, type CommandLevel, type ScopedCommand } from '../decide/scope-commands.ts'
import { levelBackTo } from '../decide/way-back.ts'
import { smallTalkIn, type SmallTalk } from '../decide/small-talk.ts'
import { enumerate } from '../parameters/words.ts'
import type { ApplicationPort, ScopeState } from '../ports.ts'

export interface CoreReply {
  readonly reply: string
  readonly scope: ScopeState
}

type CoreHandler = (
  document: Document,
  scope: ScopeState,
  application: ApplicationPort,
  text: string,
) => CoreReply | Promise<CoreReply>

const HANDLERS: Readonly<Record<CommandId, CoreHandler>> = {
  [WHAT_CAN_I_DO.id]: (document, scope) => ({ reply: whatCanBeSaid(document, scope), scope }),
  [WHERE_AM_I.id]: (document, scope) => ({ reply: whereOneIs(document, scope), scope }),
  [GO_UP.id]: async (document, before, application, text) => {
    if (before.levels.length < 2) return { reply: 'You are at the top already.', scope: before }
    const levels = levelBackTo(text, document, before.levels) ?? 1
    let scope = before
    for (let left = levels; left > 0; left--) scope = await application.goUp()
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
  [SMALL_TALK.id]: (document, scope, _application, text) => ({
    reply: answerToSmallTalk(document, scope, smallTalkIn(text)),
    scope,
  }),
}

/** Does what a core command says; `text` is how it was said. Only going somewhere changes the scope. */
export async function coreReply(
  command: CommandId,
  document: Document,
  scope: ScopeState,
  application: ApplicationPort,
  text = '',
): Promise<CoreReply> {
  const handler = HANDLERS[command]
  if (!handler) throw new Error(`No core command ${command}`)
  return handler(document, scope, application, text)
}

const OFFERED = 3

function answerToSmallTalk(
  document: Document,
  scope: ScopeState,
  said: readonly SmallTalk[],
): string {
  const answers = said.map((kind) => ANSWERS[kind])
  const isOver = said.some((kind) => CLOSING.has(kind))
  return [...answers, ...(isOver ? [] : [whatToAsk(document, scope)])]
    .join(' ')
    .replace('{name}', workflowOf(document).name)
}

const ANSWERS: Readonly<Record<SmallTalk, string>> = {
  greeting: 'Hello.',
  'how-are-you': 'All is well here.',
  'who-are-you': 'I am a program, and do what can be asked of “{name}”.',
  thanks: 'You are welcome.',
  praise: 'All right.',
  goodbye: 'Goodbye.',
}
const CLOSING: ReadonlySet<SmallTalk> = new Set(['thanks', 'praise', 'goodbye'])

/** Some of what can be asked for where one is, for who does not know what this is. */
function whatToAsk(document: Document, scope: ScopeState): string {
  const titles = commandsInScope(document, scope)
    .levels.flatMap(({ commands }) => commands.filter(({ shadowed }) => !shadowed))
    .slice(0, OFFERED)
    .map(({ title }) => `“${title}”`)
  return titles.length === 0
    ? 'There is nothing to do here yet.'
    : `You can ask for ${enumerate(titles, 'or')} here, for one; “what can I do” lists all.`
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
