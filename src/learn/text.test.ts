import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_TEXT, normalizeText } from './text.ts'

describe('normalizeText', () => {
  it('composes characters, and turns control characters and runs of space into one space', () => {
    expect(normalizeText('  cafe\u0301\tor\u0000\u0007der\n\n now ')).toBe('café or der now')
  })

  it('is quick with a message of 100,000 characters, and keeps its beginning', () => {
    const text = normalizeText('cancel my order '.repeat(6250))
    expect(text).toHaveLength(LONGEST_TEXT)
    expect(text.startsWith('cancel my order cancel')).toBe(true)
  })

  it('does not cut a character in half', () => {
    const text = normalizeText('x' + '😀'.repeat(LONGEST_TEXT))
    expect(encodeURIComponent(text)).toMatch(/%F0%9F%98%80$/)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const once = normalizeText(text)
        expect(normalizeText(once)).toBe(once)
      }),
      { numRuns: 50 },
    )
  })
})
