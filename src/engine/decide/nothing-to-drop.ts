import { ABORT, NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { offeredCommands } from './offered.ts'
import { verdict, type RungInput, type Verdict } from './rung.ts'

const DROPPING: ReadonlySet<CommandId> = new Set([ABORT.id, NOT_WHAT_I_MEANT.id])

/**
 * "No", with nothing open: in which way to drop what there is not is no question to ask, so the one
 * that does nothing is taken.
 */
export function unlessNothingToDrop(
  found: Verdict | null,
  { isIdle }: Pick<RungInput, 'isIdle'>,
): Verdict | null {
  if (!isIdle || found?.outcome !== 'ask') return found
  const offered = offeredCommands(found)
  const dropping = found.candidates.filter(({ command }) => command === ABORT.id)
  return offered.length > 1 && offered.every((command) => DROPPING.has(command))
    ? verdict(found.rung, 'route', dropping, {
        thresholds: found.thresholds,
        inScope: found.inScope,
      })
    : found
}
