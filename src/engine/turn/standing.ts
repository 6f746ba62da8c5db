import type { CommandRecord } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import type { ScopeLevel, ScopeState } from '../ports.ts'
import { endTurn, titleIn } from './ending.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf } from './turn-state.ts'

/** A command that can still be run: on the same instance, which may be at another level by now. */
export interface Standing {
  readonly record: CommandRecord
  readonly scope: ScopeState
  readonly level: number
}

export async function standingCommand(
  { ports, source }: TurnContext,
  { state }: OpenTurn,
): Promise<Standing | null> {
  const record = recordById(source.document(), 'command', state.command?.id ?? null)
  const meant = state.scope.levels[levelOf(state)]
  if (!record || !meant) return null
  const scope = await ports.application.scope()
  const places = scope.levels.flatMap((each, level) =>
    isSameInstance(each, meant) && each.available.includes(record.id) ? [level] : [],
  )
  const level = places.includes(levelOf(state)) ? levelOf(state) : places[0]
  return level === undefined ? null : { record, scope, level }
}

/** What has no identity is told by what it is called. */
export const isSameInstance = (one: ScopeLevel, other: ScopeLevel): boolean =>
  one.context === other.context &&
  one.identity === other.identity &&
  (one.identity !== '' || one.label === other.label)

/** How often it is put again which command was meant: whoever goes on past that has moved on. */
const CHOICE_STANDS = 2

/**
 * Puts the question of a suspended turn again, if its command can still be run where it was meant
 * to be, and is still wanted. Else the turn ends, and says so.
 */
export async function resumeTurn(context: TurnContext, turn: OpenTurn): Promise<void> {
  const { state } = turn
  const isChoice = state.status === 'suspended' && state.question.kind === 'which-command'
  if (isChoice && state.resumed >= CHOICE_STANDS) {
    endTurn(turn, 'cancelled', `I left “${state.text}”, for want of knowing what it meant.`)
    return
  }
  const title = titleIn(context, state)
  const standing = title === null ? null : await standingCommand(context, turn)
  if (title !== null && !standing) {
    const label = state.scope.levels[levelOf(state)]?.label ?? ''
    const on = label === '' ? '' : ` (${label})`
    endTurn(turn, 'cancelled', `${title}${on} is no longer possible here, so it was not done.`)
    return
  }
  const scope = standing?.scope ?? (await context.ports.application.scope())
  turn.record({ type: 'turn-resumed', scope, level: standing?.level ?? 0 })
}
