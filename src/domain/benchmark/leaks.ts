import type { TrainingRow } from '../intent-model.ts'
import type { Benchmark } from './benchmark.ts'

/** A case that says what the workflow is taught: it measures memory, not understanding. */
export interface Leak {
  /** Of the case, from 0. */
  readonly index: number
  /** What the workflow is taught. */
  readonly taught: string
  /** 1 for the same words; less for nearly the same, which is for a person to judge. */
  readonly likeness: number
}

/** From here on two texts are as good as the same. */
const NEARLY_THE_SAME = 0.9

/**
 * The cases that are taught, in the same words or in nearly the same, each with the nearest of what
 * is taught. Only the first kind makes a benchmark worthless. `pause` is awaited every now and then:
 * comparing many with many takes longer than a screen may stand still.
 */
export async function leaksOf(
  { cases }: Benchmark,
  rows: readonly TrainingRow[],
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Leak[]> {
  const taught = new Map<string, string>()
  const index = tripleIndex()
  for (const { text } of rows) {
    const key = normalised(text)
    if (taught.has(key)) continue
    taught.set(key, text)
    index.add(key)
    await pause()
  }
  const leaks: Leak[] = []
  for (const [at, { utterance }] of cases.entries()) {
    const key = normalised(utterance)
    const same = taught.get(key)
    const near = same === undefined ? index.nearest(key) : null
    if (same !== undefined) leaks.push({ index: at, taught: same, likeness: 1 })
    else if (near && near.likeness >= NEARLY_THE_SAME)
      leaks.push({ index: at, taught: taught.get(near.text) ?? near.text, likeness: near.likeness })
    await pause()
  }
  return leaks
}

const EDGES = /^[\s"'`*.,;:!?…()[\]{}]+|[\s"'`*.,;:!?…()[\]{}]+$/gu

/** What stays of a text when letters' case and form, quotes, spaces and edges do not count. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2018\u2019\u201a\u201b]/gu, "'")
    .replaceAll(/[\u201c\u201d\u201e\u201f]/gu, '"')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(EDGES, '')
    .toLowerCase()
}

interface Near {
  readonly text: string
  readonly likeness: number
}

/** Finds the likest of the texts that were added, by the share of their letter triples (Dice). */
function tripleIndex() {
  const texts: { text: string; triples: number }[] = []
  const holders = new Map<string, number[]>()
  return {
    add(text: string): void {
      const triples = triplesOf(text)
      for (const triple of triples) {
        const known = holders.get(triple)
        if (known) known.push(texts.length)
        else holders.set(triple, [texts.length])
      }
      texts.push({ text, triples: triples.size })
    },

    nearest(text: string): Near | null {
      const own = triplesOf(text)
      const shared = new Map<number, number>()
      for (const triple of own)
        for (const at of holders.get(triple) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
      let best: Near | null = null
      for (const [at, count] of shared) {
        const other = texts[at]
        if (!other) continue
        const likeness = (2 * count) / (own.size + other.triples)
        if (!best || likeness > best.likeness) best = { text: other.text, likeness }
      }
      return best
    },
  }
}

function triplesOf(text: string): Set<string> {
  const padded = `  ${text} `
  const triples = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) triples.add(padded.slice(at, at + 3))
  return triples
}
