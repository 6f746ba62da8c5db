import { groupBy } from '#shared/group-by.ts'
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
 * is taught. Only the first kind makes a benchmark worthless.
 */
export function leaksOf({ cases }: Benchmark, rows: readonly TrainingRow[]): Leak[] {
  const taught = new Map(rows.map(({ text }) => [normalised(text), text]))
  const nearest = nearestOf([...taught.keys()])
  return cases.flatMap(({ utterance }, index): Leak[] => {
    const key = normalised(utterance)
    const same = taught.get(key)
    if (same !== undefined) return [{ index, taught: same, likeness: 1 }]
    const near = nearest(key)
    return near && near.likeness >= NEARLY_THE_SAME
      ? [{ index, taught: taught.get(near.text) ?? near.text, likeness: near.likeness }]
      : []
  })
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

/** The likest of these texts to another, by the share of their letter triples (Dice). */
function nearestOf(texts: readonly string[]): (text: string) => Near | null {
  const sizes = texts.map((text) => triplesOf(text).size)
  const holders = groupBy(
    texts.flatMap((text, at) => [...triplesOf(text)].map((triple) => ({ triple, at }))),
    ({ triple }) => triple,
  )
  return (text) => {
    const triples = triplesOf(text)
    const shared = new Map<number, number>()
    for (const triple of triples)
      for (const { at } of holders.get(triple) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
    let best: Near | null = null
    for (const [at, count] of shared) {
      const likeness = (2 * count) / (triples.size + (sizes[at] ?? 0))
      if (!best || likeness > best.likeness) best = { text: texts[at] ?? '', likeness }
    }
    return best
  }
}

function triplesOf(text: string): Set<string> {
  const padded = `  ${text} `
  const triples = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) triples.add(padded.slice(at, at + 3))
  return triples
}
