/** How often each of these is there, most often first. */
export function countBy(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** Counts with their share of all, as lines. */
export function percentTable(
  title: string,
  counts: readonly (readonly [string, number])[],
): string[] {
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  return [
    `${title}: ${all}`,
    ...counts.map(
      ([name, count]) =>
        `${String(count).padStart(6)}  ${((100 * count) / all).toFixed(0).padStart(3)} %  ${name}`,
    ),
  ]
}
