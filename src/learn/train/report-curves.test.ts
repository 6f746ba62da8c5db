import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import { calibrationBins, outOfScopeCurve, routingCurve, type Ranked } from './report-curves.ts'
import { expectedCalibrationError } from './statistics.ts'

const probability = fc.double({ min: 0, max: 1, noNaN: true })
const outside = (inScope: number) => ({ text: 'x', inScope, predicted: 'c' as CommandId })

const ranked = fc
  .record({ first: probability, second: probability, rank: fc.nat({ max: 5 }) })
  .map(({ first, second, rank }): Ranked => ({ first, lead: first - second, rank }))

/** That no value is below the one before it. */
const rises = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value >= values[i - 1]!)

describe('calibrationBins', () => {
  it('tells in each bin what was stated and what was right', () => {
    const bins = calibrationBins(
      [
        { probability: 0.9, right: true },
        { probability: 1, right: false },
        { probability: 0.1, right: false },
      ],
      2,
    )
    expect(bins).toEqual([
      { from: 0, to: 0.5, rows: 1, stated: 0.1, right: 0 },
      { from: 0.5, to: 1, rows: 2, stated: 0.95, right: 0.5 },
    ])
  })

  it('adds up to the calibration error of the headline', () => {
    const sureness = fc.record({ probability, right: fc.boolean() })
    fc.assert(
      fc.property(fc.array(sureness, { minLength: 1 }), (rows) => {
        const bins = calibrationBins(rows)
        const error = bins.reduce(
          (sum, bin) => sum + bin.rows * Math.abs(bin.stated - bin.right),
          0,
        )
        expect(error / rows.length).toBeCloseTo(expectedCalibrationError(rows)!, 9)
      }),
    )
  })
})

describe('outOfScopeCurve', () => {
  it('gives the refused share on either side of each threshold', () => {
    const curve = outOfScopeCurve([0, 0.3, 0.8, 0.9], [outside(0.1), outside(0.6)], [0.5])!
    const at = (threshold: number) => curve.points.find((point) => point.threshold === threshold)
    expect(at(0)).toMatchObject({ ownRefused: 0.25, outsideRefused: 0, heldOutRefused: 0 })
    expect(at(0.3)).toMatchObject({ ownRefused: 0.25, outsideRefused: 0.5 })
    expect(at(0.31)).toMatchObject({ ownRefused: 0.5, outsideRefused: 0.5 })
    expect(at(0.7)).toMatchObject({ ownRefused: 0.5, outsideRefused: 1, heldOutRefused: 1 })
    expect(curve.auroc).toBe(5 / 8)
    expect(curve.nearest.map(({ inScope }) => inScope)).toEqual([0.6, 0.1])
  })

  it('never refuses less at a higher threshold', () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1 }), fc.array(probability), (own, other) => {
        const { points } = outOfScopeCurve(own, other.map(outside), other)!
        expect(points).toHaveLength(101)
        expect(rises(points.map(({ ownRefused }) => ownRefused))).toBe(true)
        expect(rises(points.map(({ outsideRefused }) => outsideRefused))).toBe(true)
        expect(rises(points.map(({ heldOutRefused }) => heldOutRefused ?? 0))).toBe(true)
      }),
    )
  })

  it('is none where nothing of the workflow was compared', () => {
    expect(outOfScopeCurve([], [outside(0.5)], [])).toBeNull()
  })
})

describe('routingCurve', () => {
  it('asks where it is not sure or the second is near, and counts what it offers', () => {
    const rows: Ranked[] = [
      { first: 0.9, lead: 0.8, rank: 0 },
      { first: 0.9, lead: 0.8, rank: 1 },
      { first: 0.9, lead: 0.05, rank: 1 },
      { first: 0.4, lead: 0.2, rank: 3 },
    ]
    const { points } = routingCurve(rows, 0.1)!
    expect(points.find(({ threshold }) => threshold === 0.5)).toEqual({
      threshold: 0.5,
      routedRight: 0.25,
      routedWrong: 0.25,
      askedWithRight: 0.25,
      askedWithout: 0.25,
    })
  })

  it('routes ever less, and accounts for every row', () => {
    fc.assert(
      fc.property(fc.array(ranked, { minLength: 1 }), probability, (rows, gap) => {
        const { points } = routingCurve(rows, gap)!
        expect(rises(points.map((it) => -(it.routedRight + it.routedWrong)))).toBe(true)
        for (const { routedRight, routedWrong, askedWithRight, askedWithout } of points)
          expect(routedRight + routedWrong + askedWithRight + askedWithout).toBeCloseTo(1, 9)
      }),
    )
  })
})
