import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDiff, diffRecords, isEmptyDiff, joinDiffs, reverseDiff } from './records.ts'

interface Thing {
  readonly id: string
}

/** Few ids and few values, so that things come, change, go and come back. */
const values = Array.from({ length: 3 }, (): Thing => ({ id: 'value' }))
const state = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '7'), fc.constantFrom(...values), {
  noNullPrototype: true,
})

describe('differences of records', () => {
  it('lead from one state to the other, and back', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const diff = diffRecords(a, b)
        expect(applyDiff(a, diff)).toEqual(b)
        expect(applyDiff(b, reverseDiff(diff))).toEqual(a)
        expect(isEmptyDiff(diffRecords(a, a))).toBe(true)
      }),
    )
  })

  it('joined are the difference of first and last', () => {
    const same = (diff: ReturnType<typeof diffRecords<Thing>>) => ({
      added: Object.entries(diff.added).sort(),
      updated: Object.entries(diff.updated).sort(),
      removed: Object.entries(diff.removed).sort(),
    })
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        const joined = joinDiffs(diffRecords(a, b), diffRecords(b, c))
        expect(same(joined)).toEqual(same(diffRecords(a, c)))
        for (const [id, [from, to]] of Object.entries(joined.updated)) {
          expect(from).toBe(a[id])
          expect(to).toBe(c[id])
        }
      }),
    )
  })
})
