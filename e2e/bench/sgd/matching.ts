import type { Json } from '#shared/json.ts'

/** As these services write values: `True`, `650`, `2019-03-01`, `18:30`. */
export function written(value: Json | undefined): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (Array.isArray(value)) return value.map(written).join(', ')
  if (value === undefined || value === null) return ''
  return (typeof value === 'string' ? value : JSON.stringify(value)).trim().toLowerCase()
}

/**
 * How alike two texts are, 0–1, whatever the order of their words: `token_sort_ratio` of the
 * fuzzy matching that the data set's own evaluation uses, by the indel distance.
 */
export function tokenSortRatio(a: string, b: string): number {
  const [left, right] = [sortedTokens(a), sortedTokens(b)]
  const length = left.length + right.length
  return length === 0 ? 1 : (2 * commonLength(left, right)) / length
}

const sortedTokens = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .sort()
    .join(' ')

/** Of the longest common subsequence. */
function commonLength(a: string, b: string): number {
  let row = new Uint16Array(b.length + 1)
  for (const letter of a) {
    const next = new Uint16Array(b.length + 1)
    for (let at = 1; at <= b.length; at++)
      next[at] = letter === b[at - 1] ? row[at - 1]! + 1 : Math.max(row[at]!, next[at - 1]!)
    row = next
  }
  return row[b.length] ?? 0
}

/** How right a value is, 0–1: categorical ones are or are not, others are as alike as their words. */
export function likeness(
  value: Json | undefined,
  wanted: readonly string[],
  isCategorical: boolean,
): number {
  const said = written(value)
  if (said === '') return 0
  const scores = wanted.map((each) => {
    const text = written(each)
    if (said === text || (said !== '' && Number(said) === Number(text))) return 1
    return isCategorical ? 0 : tokenSortRatio(said, text)
  })
  return Math.max(0, ...scores)
}
