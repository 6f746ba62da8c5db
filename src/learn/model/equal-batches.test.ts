import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalBatches } from './equal-batches.ts'

const words = (text: string): number => text.split(' ').length

it('puts each text into one batch, with texts of the same length only', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ') })), (texts) => {
      const batches = equalBatches(texts, words, 8)
      expect(batches.flat().sort()).toEqual([...texts].sort())
      for (const batch of batches) {
        expect(new Set(batch.map((text) => Math.min(8, words(text)))).size).toBe(1)
        expect(batch.length).toBeLessThanOrEqual(16)
      }
    }),
  )
})

it('keeps long texts from filling the memory', () => {
  const long = Array.from({ length: 9 }, (_, i) => `${i} ${'x '.repeat(300)}`)
  expect(equalBatches(long, words, 256).map((batch) => batch.length)).toEqual([4, 4, 1])
})
