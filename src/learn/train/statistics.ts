/** Index of the largest value; the first of equals; −1 of nothing. */
export function argmax(values: ArrayLike<number>): number {
  let best = -1
  for (let i = 0; i < values.length; i++) if (best < 0 || values[i]! > values[best]!) best = i
  return best
}

/** softmax(logits / temperature) */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const shares = new Float64Array(logits.length)
  const most = logits[argmax(logits)] ?? 0
  let total = 0
  for (let i = 0; i < shares.length; i++) {
    const weight = Math.exp((logits[i]! - most) / temperature)
    shares[i] = weight
    total += weight
  }
  for (let i = 0; i < shares.length; i++) shares[i]! /= total
  return shares
}

/** log softmax(logits / temperature)[index] */
export function logShare(logits: ArrayLike<number>, temperature: number, index: number): number {
  const most = logits[argmax(logits)] ?? 0
  let total = 0
  for (let i = 0; i < logits.length; i++) total += Math.exp((logits[i]! - most) / temperature)
  return (logits[index]! - most) / temperature - Math.log(total)
}

/** The value below which the given share of all values lies; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((a, b) => a + b, 0) / values.length
}

/** One prediction: how sure, and whether it was right. */
export interface Sureness {
  readonly probability: number
  readonly right: boolean
}

/** Expected calibration error over equal-width bins: how far sureness and accuracy differ, 0–1. */
export function expectedCalibrationError(
  predictions: readonly Sureness[],
  bins = 15,
): number | null {
  if (predictions.length === 0) return null
  const sums = Array.from({ length: bins }, () => ({ count: 0, sure: 0, right: 0 }))
  for (const { probability, right } of predictions) {
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))]!
    bin.count++
    bin.sure += probability
    bin.right += right ? 1 : 0
  }
  return (
    sums.reduce((error, { sure, right }) => error + Math.abs(sure - right), 0) / predictions.length
  )
}

/**
 * Probability that a random positive scores above a random negative, ties counting half; `null`
 * where one kind is missing.
 */
export function areaUnderRoc(
  positives: readonly number[],
  negatives: readonly number[],
): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let start = 0; start < all.length;) {
    let end = start
    while (end < all.length && all[end]!.score === all[start]!.score) end++
    for (let i = start; i < end; i++) if (all[i]!.positive) ranks += (start + end + 1) / 2
    start = end
  }
  const p = positives.length
  return (ranks - (p * (p + 1)) / 2) / (p * negatives.length)
}
