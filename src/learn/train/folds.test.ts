import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupBy } from '#shared/group-by.ts'
import { ALWAYS_TRAINS, stratifiedFolds } from './folds.ts'

describe('stratifiedFolds', () => {
  it('spreads each label evenly, and never judges a label it could not also train', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 60 }), fc.nat(), (list, seed) => {
        const labels = Int32Array.from(list)
        const folds = stratifiedFolds({ labels }, seed)
        for (const rows of groupBy(labels.keys(), (row) => labels[row]!).values()) {
          const own = rows.map((row) => folds.of[row]!)
          if (rows.length < 2) expect(own).toEqual([ALWAYS_TRAINS])
          else {
            const sizes = [...groupBy(own, (fold) => fold).values()].map(({ length }) => length)
            expect(own.every((fold) => fold >= 0 && fold < folds.count)).toBe(true)
            expect(sizes.length).toBeGreaterThan(1)
            expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.ceil(rows.length / folds.count))
          }
        }
      }),
    )
  })

  it('divides the same way for the same seed, and another way for another', () => {
    const labels = Int32Array.from({ length: 60 }, (_, i) => i % 3)
    expect(stratifiedFolds({ labels }, 1)).toEqual(stratifiedFolds({ labels }, 1))
    expect(stratifiedFolds({ labels }, 2)).not.toEqual(stratifiedFolds({ labels }, 1))
  })

  it('leaves nearly all rows where they were when some are added in the middle', () => {
    const texts = Array.from({ length: 200 }, (_, i) => `utterance ${i}`)
    const labels = Int32Array.from(texts, (_, i) => i % 10)
    const before = stratifiedFolds({ labels, texts }, 1)
    const more = stratifiedFolds(
      {
        labels: Int32Array.from([...labels.subarray(0, 50), 3, 3, ...labels.subarray(50)]),
        texts: [...texts.slice(0, 50), 'a new one', 'another', ...texts.slice(50)],
      },
      1,
    )
    const moved = texts.filter((_, i) => more.of[i < 50 ? i : i + 2] !== before.of[i])
    expect(moved.length).toBeLessThan(10)
  })

  it('has no folds where no label has two rows', () => {
    expect(stratifiedFolds({ labels: Int32Array.from([0, 1, 2]) }, 1).count).toBe(0)
  })
})
