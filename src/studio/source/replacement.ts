/** The one stretch in which two texts differ: `before` from `start` to `end` became `text`. */
export interface Replacement {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly text: string
}

/**
 * What to replace in `before` to get `after`, as little as one stretch allows; `undefined` when
 * they are the same. A change that comes from outside an editor then leaves the cursor in place.
 */
export function replacementOf(before: string, after: string): Replacement | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let same = 0
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1
  return { start, end: before.length - same, text: after.slice(start, after.length - same) }
}
