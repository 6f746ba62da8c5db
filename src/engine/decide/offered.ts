import type { CommandId } from '#domain/ids.ts'
import type { Decision } from './decision.ts'

/** A candidate this much less likely than the best is not worth a question, if two others are. */
const WORTH_OFFERING = 0.15
const MOST_OFFERED = 3
/** Nobody is asked whether they meant what hardly anything speaks for. */
const OUT_OF_THE_QUESTION = 0.02

/** The candidates, three at most, that a question "which of these?" names. */
export function offeredCommands({ candidates }: Pick<Decision, 'candidates'>): CommandId[] {
  const least = WORTH_OFFERING * (candidates[0]?.probability ?? 0)
  return candidates
    .slice(0, MOST_OFFERED)
    .filter(
      ({ probability }, i) =>
        i === 0 || (probability >= OUT_OF_THE_QUESTION && (i === 1 || probability >= least)),
    )
    .map(({ command }) => command)
}
