import type { UtteranceRecord } from './document.ts'
import type { CommandId } from './ids.ts'

/** Utterances that say nearly the same, in the order of the list they were found in. */
export interface NearGroup {
  readonly utterances: readonly UtteranceRecord[]
  /** They do not all belong to one command: they teach against each other. */
  readonly isConflict: boolean
}

/**
 * Of the words that two texts have together, the share they have in common, from which on they are
 * near: `cancel my order` and `please cancel my order`, not `turn it on` and `turn it off`.
 */
export const NEAR_FROM = 0.75

/** Utterances between two chances to do something else. */
const A_STEP = 100

/**
 * Groups of near utterances, a step at a time. Two texts are compared only if they share one of the
 * rarer words they would have to share (Bayardo et al., "Scaling Up All Pairs Similarity Search",
 * WWW 2007), so that twenty thousand take a second and not an hour. Texts without a letter or digit
 * are near none.
 */
export function* nearUtterances(
  utterances: readonly UtteranceRecord[],
): Generator<undefined, NearGroup[]> {
  const texts: Text[] = []
  for (const [index, { text }] of utterances.entries()) {
    texts.push({ index, words: [...new Set(wordsOf(text))] })
    if (index % A_STEP === 0) yield
  }
  const ranks = ranksOf(texts)
  const groups = createGroups(utterances.length)
  const byWord = new Map<string, Text[]>()
  let done = 0
  // Shorter first: a text is only ever compared with those that are not longer.
  for (const text of texts.toSorted((a, b) => a.words.length - b.words.length)) {
    text.words.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
    joinNear(text, byWord, groups)
    if (++done % A_STEP === 0) yield
  }
  return groups.list().map((members) => groupOf(members.flatMap((at) => utterances[at] ?? [])))
}

interface Text {
  readonly index: number
  /** Each once; rarest first when they are looked up. */
  readonly words: string[]
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Words by how many texts have them, rarest first; ties by the word, so that nothing is by chance. */
function ranksOf(texts: readonly Text[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of texts)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const order = [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  return new Map(order.map(([word], rank) => [word, rank]))
}

function joinNear(text: Text, byWord: Map<string, Text[]>, groups: Groups): void {
  const { words } = text
  // Two near texts share one of so many of the rarest words of each.
  const prefix = words.length - Math.ceil(NEAR_FROM * words.length) + 1
  const looked = new Set<Text>()
  for (const word of words.slice(0, prefix)) {
    const others = byWord.get(word)
    if (!others) {
      byWord.set(word, [text])
      continue
    }
    for (const other of others) {
      if (looked.has(other) || other.words.length < NEAR_FROM * words.length) continue
      looked.add(other)
      if (groups.areJoined(text.index, other.index) || isNear(words, other.words))
        groups.join(text.index, other.index)
    }
    others.push(text)
  }
}

function isNear(longer: readonly string[], shorter: readonly string[]): boolean {
  const known = new Set(longer)
  const common = shorter.filter((word) => known.has(word)).length
  return common / (longer.length + shorter.length - common) >= NEAR_FROM
}

interface Groups {
  areJoined(a: number, b: number): boolean
  join(a: number, b: number): void
  /** Of two and more, by their first member. */
  list(): number[][]
}

function createGroups(count: number): Groups {
  const parents = Array.from({ length: count }, (_, index) => index)
  function rootOf(index: number): number {
    let root = index
    while (parents[root] !== root) root = parents[root] ?? root
    parents[index] = root
    return root
  }
  return {
    areJoined: (a, b) => rootOf(a) === rootOf(b),
    join(a, b) {
      const [first, second] = [rootOf(a), rootOf(b)]
      parents[Math.max(first, second)] = Math.min(first, second)
    },
    list() {
      const members = new Map<number, number[]>()
      for (let index = 0; index < count; index++) {
        const group = members.get(rootOf(index))
        if (group) group.push(index)
        else members.set(rootOf(index), [index])
      }
      return [...members.values()].filter((group) => group.length > 1)
    },
  }
}

function groupOf(utterances: readonly UtteranceRecord[]): NearGroup {
  const commands = new Set<CommandId>(utterances.map(({ command }) => command))
  return { utterances, isConflict: commands.size > 1 }
}
