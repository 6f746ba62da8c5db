/** A value found, or to be found, in a message. */
export interface NamedSpan {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** What was to be found in a message, and what was; `isRouted` tells whether its intent was right. */
export interface JudgedMessage {
  readonly wanted: readonly NamedSpan[]
  readonly found: readonly NamedSpan[]
  readonly isRouted: boolean
}

/** Shares are 0–1. */
export interface SpanScores {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Messages whose intent and values are all right, and none besides. */
  readonly frame: number
  readonly intent: number
}

/** A value counts where its parameter, beginning and end are all right (as `conlleval` counts). */
export function scoreSpans(messages: readonly JudgedMessage[]): SpanScores {
  let [hits, wanted, found, frames, routed] = [0, 0, 0, 0, 0]
  for (const message of messages) {
    const gold = new Set(message.wanted.map(keyOf))
    const seen = new Set(message.found.map(keyOf))
    const right = [...seen].filter((key) => gold.has(key)).length
    hits += right
    wanted += gold.size
    found += seen.size
    if (message.isRouted) routed++
    if (message.isRouted && right === gold.size && right === seen.size) frames++
  }
  const precision = found === 0 ? 0 : hits / found
  const recall = wanted === 0 ? 0 : hits / wanted
  const f1 = hits === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  const share = (count: number): number => count / Math.max(1, messages.length)
  return { precision, recall, f1, frame: share(frames), intent: share(routed) }
}

const keyOf = ({ name, start, end }: NamedSpan): string => `${name} ${start} ${end}`
