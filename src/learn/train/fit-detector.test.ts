import { describe, expect, it } from 'vitest'
import { familiarityToProbability, TYPICAL_DETECTOR } from '../model/detector.ts'
import { fitDetector, fitRefusal } from './fit-detector.ts'
import { seededRandom } from './random.ts'

const around = (count: number, margin: number, similarity: number, seed: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => ({
    logit: margin + random() - 0.5,
    margin: margin + random() - 0.5,
    similarity: similarity + (random() - 0.5) * 0.3,
  }))
}

describe('fitDetector', () => {
  it('tells what is inside from what is outside', () => {
    const inside = around(200, 2, 0.7, 1)
    const outside = around(100, 0, 0.3, 2)
    const detector = fitDetector(inside, outside)
    const sure = (at: (typeof inside)[number]): number => familiarityToProbability(detector, at)
    expect(inside.filter((at) => sure(at) > 0.5).length).toBeGreaterThan(195)
    expect(outside.filter((at) => sure(at) < 0.5).length).toBeGreaterThan(95)
  })

  it('stays finite where the two sides could not be further apart', () => {
    const detector = fitDetector(around(20, 8, 0.9, 1), around(20, -8, 0.1, 2))
    expect(Object.values(detector).every(Number.isFinite)).toBe(true)
    expect(Math.abs(detector.slope)).toBeLessThan(200)
  })

  it('is the typical one where there is too little to fit, or what there is makes no sense', () => {
    const { intercept, slope } = TYPICAL_DETECTOR
    const typical = { intercept, slope }
    expect(fitDetector(around(3, 2, 0.7, 1), around(100, 0, 0.3, 2))).toEqual(typical)
    expect(fitDetector(around(200, -4, -0.9, 1), around(200, 4, 0.9, 2))).toEqual(typical)
  })
})

describe('fitRefusal', () => {
  it('refuses about four in a hundred of what is inside', () => {
    const random = seededRandom(1)
    const scores = Array.from({ length: 5000 }, () => 0.2 + random() * 0.5)
    const threshold = fitRefusal(scores)
    const refused = scores.filter((value) => value < threshold).length / scores.length
    expect(refused).toBeGreaterThan(0.02)
    expect(refused).toBeLessThan(0.06)
  })

  it('is not made strict by a handful of rows that were all easy', () => {
    expect(fitRefusal(new Array<number>(12).fill(0.99))).toBeLessThan(0.6)
    expect(fitRefusal([])).toBeCloseTo(0.4)
  })
})
