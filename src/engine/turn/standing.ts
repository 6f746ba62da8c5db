import type { CommandRecord } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import type { ScopeLevel, ScopeState } from '../ports.ts'
import { endTurn, titleIn } from './ending.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'

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
  const chosen = state.command
  const record = recordById(source.document(), 'command', chosen?.id ?? null)
  const meant = state.scope.levels[chosen?.level ?? -1]
  if (!record || !chosen || !meant) return null
  const scope = await ports.application.scope()
  const isMeant = (level: ScopeLevel | undefined): boolean =>
    level !== undefined && isSameInstance(level, meant) && level.available.includes(record.id)
  const level = isMeant(scope.levels[chosen.level])
    ? chosen.level
    : scope.levels.findIndex((each) => isMeant(each))
  return level < 0 ? null : { record, scope, level }
}

/** What has no identity is told by what it is called. */
const isSameInstance = (one: ScopeLevel, other: ScopeLevel): boolean =>
  one.context === other.context &&
  (one.identity === '' && other.identity === ''
    ? one.label === other.label
    : one.identity === other.identity)

/**
 * Puts the question of a suspended turn again, if its command can still be run where it was meant
 * to be. Else the turn ends, and says so; false then.
 */
export async function resumeTurn(context: TurnContext, turn: OpenTurn): Promise<boolean> {
  const { state } = turn
  const title = titleIn(context, state)
  const standing = title === null ? null : await standingCommand(context, turn)
  if (title !== null && !standing) {
    const { label = '' } = state.scope.levels[state.command?.level ?? 0] ?? {}
    const on = label === '' ? '' : ` (${label})`
    endTurn(turn, 'cancelled', `${title}${on} is no longer possible here, so it was not done.`)
    return false
  }
  const scope = standing?.scope ?? (await context.ports.application.scope())
  turn.record({ type: 'turn-resumed', scope, level: standing?.level ?? 0 })
  return true
}
