import { describe, expect, it } from 'vitest'
import { AppError, expected, fromWire, toWire } from './app-error.ts'

describe('an error that was to be expected', () => {
  it('is told from a bug, which flies on as it is', () => {
    const full = new AppError('db/quota-exceeded', 'Full')
    expect(expected(full)).toBe(full)
    const bug = new TypeError('x is undefined')
    expect(() => expected(bug)).toThrow(bug)
  })

  it('is the same at the other end of a wire, but for its cause', () => {
    const error = new AppError('sandbox/failed', 'No', { details: { line: 3 }, cause: 'x' })
    const arrived = fromWire(structuredClone(toWire(error)))
    expect(arrived).toMatchObject({ code: 'sandbox/failed', message: 'No', details: { line: 3 } })
    expect(arrived.cause).toBeUndefined()
  })
})
