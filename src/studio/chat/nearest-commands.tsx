import { recordById } from '#domain/queries.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { candidatesOf } from './correction-state.ts'
import { SayButtons } from './say-buttons.tsx'
import type { SaidTurn } from './turn-items.ts'
import { waysTo } from '#engine/explain/ways-there.ts'

/**
 * What can be said after a refusal: how to get to where the command is offered, else what can be
 * done here that comes nearest.
 */
export function NearestCommands({ turn }: { turn: SaidTurn }) {
  const document = useDocument((it) => it)
  const entries = useChat((chat) => chat.entries)
  const refusal = turn.decision?.refusal
  const isElsewhere = refusal?.kind === 'elsewhere' && !refusal.unavailable
  const ways = isElsewhere ? waysTo(document, refusal.command, turn.scope, entries) : []
  if (ways.length > 0) return <SayButtons hint="To get there:" commands={ways} />
  // What is possible everywhere is no hint of what is possible here, nor is what was just refused.
  const nearest = candidatesOf(turn)
    .map(({ command }) => command)
    .filter((command) => recordById(document, 'command', command))
    .filter((command) => !isElsewhere || command !== refusal.command)
    .slice(0, 3)
  return nearest.length === 0 ? null : <SayButtons hint="Nearest here:" commands={nearest} />
}
