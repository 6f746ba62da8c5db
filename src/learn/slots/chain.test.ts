import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPath, beginOf, insideOf, marginals, mayFollow, type ChainScores } from './chain.ts'

const PARAMETERS = 2
const LABELS = 1 + 2 * PARAMETERS

const chain: fc.Arbitrary<ChainScores> = fc.integer({ min: 1, max: 4 }).chain((words) =>
  fc.record({
    words: fc.constant(words),
    labels: fc.constant(LABELS),
    states: scores(words * LABELS),
    moves: scores(LABELS * LABELS),
  }),
)

function scores(count: number): fc.Arbitrary<Float64Array> {
  const score = fc.double({ min: -4, max: 4, noNaN: true })
  return fc
    .array(score, { minLength: count, maxLength: count })
    .map((all) => Float64Array.from(all))
}

/** Every sequence of labels that may be, with its score. */
function allPaths({
  words,
  labels,
  states,
  moves,
}: ChainScores): { path: number[]; score: number }[] {
  let paths: { path: number[]; score: number }[] = [{ path: [], score: 0 }]
  for (let word = 0; word < words; word++)
    paths = paths.flatMap(({ path, score }) =>
      Array.from({ length: labels }, (_, to) => to)
        .filter((to) => mayFollow(path.at(-1) ?? -1, to))
        .map((to) => {
          const move = word === 0 ? 0 : moves[path.at(-1)! * labels + to]!
          return { path: [...path, to], score: score + states[word * labels + to]! + move }
        }),
    )
  return paths
}

describe('a chain', () => {
  it('goes on with a value only after one of the same parameter', () => {
    expect(mayFollow(-1, insideOf(0))).toBe(false)
    expect(mayFollow(beginOf(0), insideOf(0))).toBe(true)
    expect(mayFollow(insideOf(0), insideOf(0))).toBe(true)
    expect(mayFollow(beginOf(1), insideOf(0))).toBe(false)
    expect(mayFollow(beginOf(0), beginOf(0))).toBe(true)
  })

  it('finds the sequence that scores highest of all', () => {
    fc.assert(
      fc.property(chain, (given) => {
        const best = Math.max(...allPaths(given).map(({ score }) => score))
        const found = [...bestPath(given)]
        const { score } = allPaths(given).find(({ path }) => path.join() === found.join())!
        expect(score).toBeCloseTo(best, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('gives each label the share of all sequences that have it', () => {
    fc.assert(
      fc.property(chain, (given) => {
        const { states, logPartition } = marginals(given)
        const paths = allPaths(given)
        const total = paths.reduce((sum, { score }) => sum + Math.exp(score), 0)
        expect(logPartition).toBeCloseTo(Math.log(total), 8)
        for (let word = 0; word < given.words; word++)
          for (let label = 0; label < LABELS; label++) {
            const with_ = paths.filter(({ path }) => path[word] === label)
            const share = with_.reduce((sum, { score }) => sum + Math.exp(score), 0) / total
            expect(states[word * LABELS + label]).toBeCloseTo(share, 8)
          }
      }),
      { numRuns: 25 },
    )
  })
})
