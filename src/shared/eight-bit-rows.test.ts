import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packRows, roundedRows, unpackRows } from './eight-bit-rows.ts'

const DIMENSION = 6
const matrix = fc
  .array(
    fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), {
      minLength: DIMENSION,
      maxLength: DIMENSION,
    }),
    { maxLength: 8 },
  )
  .map((rows) => Float32Array.from(rows.flat()))

describe('rows of 8 bits', () => {
  it('come back to the bit once they are rounded', () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const rounded = roundedRows(rows, DIMENSION)
        expect([...roundedRows(rounded, DIMENSION)]).toEqual([...rounded])
        const bytes = packRows(rounded, DIMENSION)
        expect(bytes?.length).toBe((rows.length / DIMENSION) * (DIMENSION + 1))
        const back = unpackRows(bytes!, DIMENSION)!
        back.forEach((value, i) => expect(value).toBeCloseTo(rounded[i]!, 12))
        expect(back.every((value, i) => value === rounded[i])).toBe(true)
      }),
    )
  })

  it('are nearly what they were', () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const rounded = roundedRows(rows, DIMENSION)
        for (let at = 0; at < rows.length; at += DIMENSION) {
          const own = rows.subarray(at, at + DIMENSION)
          const most = Math.max(...own.map(Math.abs))
          own.forEach((value, i) =>
            expect(Math.abs(value - rounded[at + i]!)).toBeLessThanOrEqual(most / 127 + 1e-30),
          )
        }
      }),
    )
  })

  it('are not written where that would lose something, nor read where they are cut off', () => {
    expect(packRows(Float32Array.of(0.1, 0.3), 2)).toBeNull()
    expect(unpackRows(new Uint8Array(7), 2)).toBeNull()
  })
})
