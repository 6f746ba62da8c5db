import { describe, expect, it } from 'vitest'
import { seededRandom } from './random.ts'
import {
  candidateShares,
  fitTemperature,
  fitThresholds,
  TYPICAL_TEMPERATURE,
  TYPICAL_THRESHOLDS,
  type JudgedLogits,
} from './calibrate.ts'
import { argmax, expectedCalibrationError, softmax } from './statistics.ts'

/** Rows whose true label is drawn from softmax(logits / temperature); the last label is never it. */
function drawn(count: number, temperature: number, spread = 2, seed = 5): JudgedLogits[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const logits = Float32Array.from([random(), random(), random(), random()], (x) => x * spread)
    const shares = softmax([...logits, -50], temperature)
    let left = random()
    const actual = Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    )
    return { logits: Float32Array.from([...logits, -50]), actual }
  })
}

describe('fitTemperature', () => {
  it.each([0.3, 1, 2])('finds the temperature %s that the labels were drawn with', (truth) => {
    expect(fitTemperature(drawn(4000, truth))).toBeCloseTo(truth, 0)
    expect(Math.abs(Math.log(fitTemperature(drawn(4000, truth)) / truth))).toBeLessThan(0.2)
  })

  it('is the typical one with nothing to go by', () => {
    expect(fitTemperature([])).toBeCloseTo(TYPICAL_TEMPERATURE, 3)
  })

  it('does not call everything certain because a handful of rows was told apart', () => {
    const easy = Array.from({ length: 12 }, () => ({
      logits: Float32Array.from([2, 0, 0]),
      actual: 0,
    }))
    expect(fitTemperature(easy)).toBeGreaterThan(TYPICAL_TEMPERATURE / 2)
  })

  it('leaves probabilities that come true as often as they say', () => {
    const rows = drawn(4000, 0.5)
    const temperature = fitTemperature(rows)
    const sure = rows.map(({ logits, actual }) => {
      const shares = candidateShares(logits, temperature)
      return { probability: Math.max(...shares), right: argmax(shares) === actual }
    })
    expect(expectedCalibrationError(sure)).toBeLessThan(0.05)
  })
})

describe('fitThresholds', () => {
  /** Of the rows that these thresholds route: how many, and the share that is right. */
  function routedBy({ route, gap }: { route: number; gap: number }, rows: JudgedLogits[]) {
    const routed = rows.filter(({ logits }) => {
      const [first = 0, second = 0] = [...candidateShares(logits, 1)].sort((a, b) => b - a)
      return first >= route && first - second >= gap
    })
    const right = routed.filter(({ logits, actual }) => argmax(logits) === actual)
    return { count: routed.length, precision: right.length / routed.length }
  }

  it.each([0.9, 0.95])('routes as much as it can while %s of it is right', (target) => {
    const rows = drawn(3000, 1, 12)
    const { count, precision } = routedBy(fitThresholds(rows, 1, target), rows)
    expect(precision).toBeGreaterThanOrEqual(target)
    expect(count).toBeGreaterThan(rows.length / 10)
  })

  it.each([0.9, 0.95])('holds %s on rows it has not seen, within two points', (target) => {
    const found = fitThresholds(drawn(3000, 1, 12), 1, target)
    expect(routedBy(found, drawn(3000, 1, 12, 6)).precision).toBeGreaterThan(target - 0.02)
  })

  it('leaves alone what too few rows say nothing about', () => {
    expect(fitThresholds(drawn(10, 1), 1)).toEqual(TYPICAL_THRESHOLDS)
  })
})
