import { mean } from './statistics.ts'

/** What was meant and what was understood, as class indexes. */
export interface Judged {
  readonly actual: number
  readonly predicted: number
}

/** 0–1; `null` where nothing was predicted, or nothing was there. */
export interface ClassQuality {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

export function accuracyOf(judged: readonly Judged[]): number | null {
  return mean(judged.map(({ actual, predicted }) => (actual === predicted ? 1 : 0)))
}

export function qualityOf(judged: readonly Judged[], label: number): ClassQuality {
  let hits = 0
  let meant = 0
  let taken = 0
  for (const { actual, predicted } of judged) {
    if (actual === label) meant++
    if (predicted === label) taken++
    if (actual === label && predicted === label) hits++
  }
  return {
    precision: taken === 0 ? null : hits / taken,
    recall: meant === 0 ? null : hits / meant,
    f1: meant === 0 ? null : (2 * hits) / (meant + taken),
  }
}

/** Mean F1 over the labels that were meant at least once. */
export function macroF1Of(judged: readonly Judged[]): number | null {
  const counts = new Map<number, { hits: number; meant: number; taken: number }>()
  const countsOf = (label: number) => {
    const known = counts.get(label) ?? { hits: 0, meant: 0, taken: 0 }
    counts.set(label, known)
    return known
  }
  for (const { actual, predicted } of judged) {
    countsOf(actual).meant++
    countsOf(predicted).taken++
    if (actual === predicted) countsOf(actual).hits++
  }
  const scores = [...counts.values()]
    .filter(({ meant }) => meant > 0)
    .map(({ hits, meant, taken }) => (2 * hits) / (meant + taken))
  return mean(scores)
}
