import type { CommandId } from '#domain/ids.ts'
import type { Decision } from './decision.ts'

/** A candidate this much less likely than the best is not worth a question, if two others are. */
const WORTH_OFFERING = 0.15
const MOST_OFFERED = 3

/** The two or three candidates that a question "which of these?" names. */
export function offeredCommands({ candidates }: Pick<Decision, 'candidates'>): CommandId[] {
  const least = WORTH_OFFERING * (candidates[0]?.probability ?? 0)
  return candidates
    .slice(0, MOST_OFFERED)
    .filter(({ probability }, i) => i < 2 || probability >= least)
    .map(({ command }) => command)
}
