import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import type { OutOfScopeCurve } from '#domain/training-details.ts'
import { judged, NO_DETAILS } from '../testing.ts'
import {
  acceptedAt,
  pointAt,
  precisionOf,
  refusalSentence,
  refusedAt,
  routingSentence,
  rounded,
} from './threshold-view.ts'

const pay = 'pay' as CommandId
const curve: OutOfScopeCurve = {
  own: 10,
  outside: 4,
  heldOut: 0,
  auroc: 0.9,
  points: [0, 0.5, 1].map((threshold) => ({
    threshold,
    ownRefused: threshold / 10,
    outsideRefused: threshold,
    heldOutRefused: null,
  })),
  nearest: [
    { text: 'sing', inScope: 0.7, predicted: pay },
    { text: 'dance', inScope: 0.3, predicted: pay },
    { text: 'fly', inScope: 0, predicted: pay },
  ],
}

describe('a threshold in its curve', () => {
  it('stands at the nearest point that was measured', () => {
    expect(pointAt(curve, 0.7)?.threshold).toBe(0.5)
    expect(pointAt(curve, 0.76)?.threshold).toBe(1)
    const unmeasured: OutOfScopeCurve = { ...curve, points: [] }
    expect(pointAt(unmeasured, 0.5)).toBeUndefined()
  })

  it('is kept to two places, and within 0 and 1', () => {
    const values = [0.123, 0.29 + 0.01, -1, 3].map((value) => rounded(value))
    expect(values).toEqual([0.12, 0.3, 0, 1])
  })

  it('says what it does, and nothing of strangers where none were measured', () => {
    expect(refusalSentence(curve, pointAt(curve, 0.5)!)).toBe(
      'refuses 5.0\u00a0% of your own messages and 50.0\u00a0% of those that nothing here is meant for',
    )
    expect(refusalSentence({ ...curve, outside: 0 }, pointAt(curve, 0.5)!)).toBe(
      'refuses 5.0\u00a0% of your own messages',
    )
  })

  it('names what is on its wrong side; what the head itself refuses always is', () => {
    const details = {
      ...NO_DETAILS,
      judged: [
        { ...judged('near', pay), inScope: 0.6 },
        { ...judged('far', pay), inScope: 0.2 },
        { ...judged('foreign', pay), inScope: 0 },
        { ...judged('not compared', pay), inScope: null },
      ],
    }
    const refused = (threshold: number) => refusedAt(details, threshold).map(({ text }) => text)
    expect(refused(0)).toEqual(['foreign'])
    expect(refused(0.5)).toEqual(['foreign', 'far'])
    expect(acceptedAt(curve, 0).map(({ text }) => text)).toEqual(['sing', 'dance'])
    expect(acceptedAt(curve, 0.3).map(({ text }) => text)).toEqual(['sing', 'dance'])
    expect(acceptedAt(curve, 0.31).map(({ text }) => text)).toEqual(['sing'])
  })
})

describe('routing at a threshold', () => {
  const point = {
    threshold: 0.5,
    routedRight: 0.6,
    routedWrong: 0.2,
    askedWithRight: 0.15,
    askedWithout: 0.05,
  }

  it('tells how much of what is done at once is right, and of what is asked', () => {
    expect(precisionOf(point)).toBeCloseTo(0.75)
    expect(routingSentence(point)).toBe(
      'acts on 80\u00a0% at once, 75.0\u00a0% of it right, asks about 20\u00a0%, the right command among the choices in 75\u00a0%',
    )
  })

  it('has no precision where nothing is routed', () => {
    const asks = { ...point, routedRight: 0, routedWrong: 0, askedWithRight: 1, askedWithout: 0 }
    expect(precisionOf(asks)).toBeNull()
    expect(routingSentence(asks)).not.toMatch(/of it right/)
  })
})
