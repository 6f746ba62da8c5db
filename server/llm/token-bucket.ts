/** A limit that allows bursts: `capacity` at once, refilled evenly over each minute. */
export interface TokenBucket {
  /** Takes one token, or tells how many whole seconds to wait for the next. */
  readonly take: () =>
    { readonly taken: true } | { readonly taken: false; readonly waitSeconds: number }
}

export function createTokenBucket(perMinute: number, now: () => number): TokenBucket {
  const capacity = Math.max(1, Math.ceil(perMinute / 2))
  const perMs = perMinute / 60_000
  let tokens = capacity
  let filledAt = now()
  return {
    take() {
      const at = now()
      tokens = Math.min(capacity, tokens + (at - filledAt) * perMs)
      filledAt = at
      if (tokens < 1) return { taken: false, waitSeconds: Math.ceil((1 - tokens) / perMs / 1000) }
      tokens -= 1
      return { taken: true }
    },
  }
}
