import { describe, expect, it } from 'vitest'
import { areaPath, linePath, plotScale } from './plot-scale.ts'

const size = { width: 120, height: 70, left: 10, right: 10, top: 5, bottom: 15 }
const scale = plotScale(size)

describe('plotScale', () => {
  it('puts 0 and 1 at the edges of the drawing area, y growing upwards', () => {
    expect([scale.x(0), scale.x(1), scale.y(0), scale.y(1)]).toEqual([10, 110, 55, 5])
  })
})

describe('paths', () => {
  it('go through their points', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0.5, y: 1 / 3 },
    ]
    expect(linePath(points, scale)).toBe('M10 55L60 38.3')
    expect(linePath([], scale)).toBe('')
  })

  it('close around the area between two lines', () => {
    const bands = [
      { x: 0, low: 0, high: 1 },
      { x: 1, low: 0.5, high: 0.5 },
    ]
    expect(areaPath(bands, scale)).toBe('M10 5L110 30L110 30L10 55Z')
    expect(areaPath([], scale)).toBe('')
  })
})
