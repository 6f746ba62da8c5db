import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replacementOf } from './replacement.ts'

describe('replacementOf', () => {
  it.each([
    ['abc', 'abc', undefined],
    ['', 'abc', { start: 0, end: 0, text: 'abc' }],
    ['abc', '', { start: 0, end: 3, text: '' }],
    ['one two three', 'one 2 three', { start: 4, end: 7, text: '2' }],
    ['aaa', 'aaaa', { start: 3, end: 3, text: 'a' }],
    ['aaaa', 'aa', { start: 2, end: 4, text: '' }],
  ])('of %j to %j', (before, after, expected) => {
    expect(replacementOf(before, after)).toEqual(expected)
  })

  it('makes one text of the other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀') })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, end, text } = replacementOf(before, after) ?? { start: 0, end: 0, text: '' }
        expect(before.slice(0, start) + text + before.slice(end)).toBe(after)
      }),
    )
  })
})
