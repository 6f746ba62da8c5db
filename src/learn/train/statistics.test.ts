import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaUnderRoc, expectedCalibrationError, quantile, softmax } from './statistics.ts'

describe('statistics', () => {
  it('measures the area under the ROC curve, ties counting half', () => {
    expect(areaUnderRoc([3, 4], [1, 2])).toBe(1)
    expect(areaUnderRoc([1, 2], [3, 4])).toBe(0)
    expect(areaUnderRoc([1, 3], [1, 2])).toBe(0.625)
    expect(areaUnderRoc([], [1])).toBeNull()
  })

  it('agrees with counting all pairs', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const wins = positives.flatMap((p) =>
          negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0) as number),
        )
        const share = wins.reduce((a, b) => a + b, 0) / wins.length
        expect(areaUnderRoc(positives, negatives)).toBeCloseTo(share, 10)
      }),
    )
  })

  it('finds no calibration error in sureness that comes true', () => {
    const sure = Array.from({ length: 10 }, (_, i) => ({ probability: 0.7, right: i < 7 }))
    expect(expectedCalibrationError(sure)).toBeCloseTo(0)
    const wrong = Array.from({ length: 10 }, () => ({ probability: 0.9, right: false }))
    expect(expectedCalibrationError(wrong)).toBeCloseTo(0.9)
  })

  it('turns huge logits into shares without overflow', () => {
    expect([...softmax([1e4, 1e4])]).toEqual([0.5, 0.5])
  })

  it('takes quantiles from the values themselves', () => {
    expect(quantile([5, 1, 3], 0)).toBe(1)
    expect(quantile([5, 1, 3], 1)).toBe(5)
    expect(quantile([], 0.5)).toBe(0)
  })
})
