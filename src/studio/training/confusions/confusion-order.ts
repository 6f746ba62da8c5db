import { groupBy } from '#shared/group-by.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Confusion } from '#domain/training-report.ts'

/**
 * The commands of some confusions, so ordered that those which are confused stand side by side:
 * the pairs are taken heaviest first, and each joins the two chains its commands stand in, turned
 * so that they come as near to each other as can be. Chains with more confusions come first.
 */
export function groupedOrder(confusions: readonly Confusion[]): CommandId[] {
  const chainOf = new Map<CommandId, readonly CommandId[]>()
  const own = (id: CommandId): readonly CommandId[] => chainOf.get(id) ?? [id]
  for (const { a, b } of pairsByWeight(confusions)) {
    const [left, right] = [own(a), own(b)]
    const joined =
      a === b || left === right ? left : [...facing(left, a, 'end'), ...facing(right, b, 'start')]
    for (const id of joined) chainOf.set(id, joined)
  }
  const weightOf = (chain: readonly CommandId[]): number => {
    const members = new Set(chain)
    return confusions.reduce((sum, it) => sum + (members.has(it.actual) ? it.texts.length : 0), 0)
  }
  return [...new Set(chainOf.values())]
    .map((chain) => ({ chain, weight: weightOf(chain) }))
    .sort((x, y) => y.weight - x.weight)
    .flatMap(({ chain }) => chain)
}

interface Pair {
  readonly a: CommandId
  readonly b: CommandId
}

/** Both directions of a confusion as one pair, the one with the most texts first. */
function pairsByWeight(confusions: readonly Confusion[]): Pair[] {
  const byPair = groupBy(confusions, ({ actual, predicted }) =>
    [actual, predicted].sort().join(' '),
  )
  return [...byPair.values()]
    .map((both) => ({
      both,
      weight: both.reduce((sum, { texts }) => sum + texts.length, 0),
    }))
    .sort((x, y) => y.weight - x.weight)
    .flatMap(({ both: [first] }) => (first ? [{ a: first.actual, b: first.predicted }] : []))
}

/** The chain, turned around if that brings the command nearer to its end (or its start). */
function facing(
  chain: readonly CommandId[],
  id: CommandId,
  side: 'start' | 'end',
): readonly CommandId[] {
  const isInFirstHalf = chain.indexOf(id) < (chain.length - 1) / 2
  const isInLastHalf = chain.indexOf(id) > (chain.length - 1) / 2
  return (side === 'end' ? isInFirstHalf : isInLastHalf) ? chain.toReversed() : chain
}
