/** Larger ones are no faster: the caches of a core are full by then (see `learn/README.md`). */
const MOST_TEXTS = 16
/** Bounds the memory of a pass over long texts. */
const MOST_TOKENS = 1024

/**
 * Divides texts into batches of equally many tokens, shortest first. Nothing is padded then, so
 * that what a text is computed with does not depend on the texts beside it.
 */
export function equalBatches(
  texts: readonly string[],
  tokensOf: (text: string) => number,
  maxTokens: number,
): string[][] {
  const byLength = new Map<number, string[]>()
  for (const text of texts) {
    const length = Math.min(maxTokens, tokensOf(text))
    const same = byLength.get(length)
    if (same) same.push(text)
    else byLength.set(length, [text])
  }
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .flatMap(([length, same]) => {
      const size = Math.max(1, Math.min(MOST_TEXTS, Math.floor(MOST_TOKENS / length)))
      return Array.from({ length: Math.ceil(same.length / size) }, (_, i) =>
        same.slice(i * size, (i + 1) * size),
      )
    })
}
