import { describe, expect, it } from 'vitest'
import { parameterOf, type ParameterDraft } from '#testing/read-values.ts'
import { findMatching, isTelling, patternOf, shapesOf } from './shapes.ts'

describe('a pattern', () => {
  const matches = (pattern: string, value: string): boolean | null =>
    patternOf(parameterOf('it', { pattern }))?.(value) ?? null

  it.each<[pattern: string, value: string, expected: boolean | null]>([
    ['W\\d+', 'W12', true],
    ['W\\d+', 'W12 and more', false],
    ['W\\d+', 'my W12', false],
    ['a|b', 'b', true],
    ['a|b', 'bc', false],
    ['\\p{Lu}+', 'ÄÖ', true],
    // Not one for Unicode, but one all the same.
    ['\\-\\d', '-1', true],
    ['(', 'x', null],
    ['', 'x', null],
    ['.*', 'x'.repeat(200), true],
    ['.*', 'x'.repeat(201), false],
  ])('%s and “%s”: %j', (pattern, value, expected) =>
    expect(matches(pattern, value)).toBe(expected),
  )

  it.each<[pattern: string, tells: boolean]>([
    ['W\\d+', true],
    ['[A-Z]{2}\\d', true],
    ['[a-z]{3}', false],
    ['order|buy', false],
    ['.{6}', false],
    ['[A-Z]\\w+', false],
    ['\\w+ \\w+', false],
    ['\\w{9}', false],
  ])('%s tells values from words: %j', (pattern, tells) => {
    const test = patternOf(parameterOf('it', { pattern }))
    expect(test && isTelling(test)).toBe(tells)
  })
})

describe('the shape of values', () => {
  const looksSo = (value: string, draft: ParameterDraft & { name?: string }): boolean => {
    const { name = 'it', ...rest } = draft
    return shapesOf(parameterOf(name, rest)).some((test) => test(value))
  }

  it.each<[value: string, examples: string[], expected: boolean]>([
    ['#W77', ['#W1234'], true],
    ['#w123456', ['#W1234'], true],
    ['#W7', ['#W1234'], false],
    ['#W1234567', ['#W1234'], false],
    ['#X1234', ['#W1234'], false],
    ['W1234', ['#W1234'], false],
    ['5', ['7'], true],
    ['123', ['7'], true],
    ['1234', ['7'], false],
    ['ord-7', ['ORD-1'], true],
    ['inv-7', ['ORD-1'], false],
    // A longer run of letters is a word of its own.
    ['summer-2026', ['winter-2025'], true],
    ['summer-x', ['winter-2025'], false],
    ['a_b', ['a_b'], true],
    ['a.b/1', ['a.b/2'], true],
    ['axb/1', ['a.b/2'], false],
    // What looks like any word tells nothing, nor do several.
    ['Rome', ['Oslo'], false],
    ['3 mugs', ['2 cups'], false],
    ['7-x', ['Oslo', '1-x'], true],
  ])('“%s” by the examples %j: %j', (value, examples, expected) =>
    expect(looksSo(value, { examples })).toBe(expected),
  )

  it.each<[value: string, draft: ParameterDraft & { name?: string }, expected: boolean]>([
    ['bob.k+x@mail.co.uk', { examples: ['anna@example.com'] }, true],
    ['bob@mail.org', { examples: ['#1', 'anna@example.com'] }, true],
    ['bob@mail.org', { name: 'email' }, true],
    ['bob@mail.org', { name: 'contact_e-mail' }, true],
    ['bob@mail.org', { description: 'The email address of the person.' }, true],
    ['bob@mail.org', { description: 'Emails of all.' }, false],
    ['bob@mail.org', { examples: ['#1'] }, false],
    ['bob@mail', { name: 'email' }, false],
    ['@mail.org', { name: 'email' }, false],
    ['bob@mail.org now', { name: 'email' }, false],
    ['my bob@mail.org', { name: 'email' }, false],
    ['bob@mail..org', { name: 'email' }, false],
  ])('“%s” of %j as an address: %j', (value, draft, expected) =>
    expect(looksSo(value, draft)).toBe(expected),
  )

  it('of addresses is theirs, once', () => {
    expect(shapesOf(parameterOf('email', { examples: ['a@b.com', '#1', '#2'] }))).toHaveLength(2)
    expect(shapesOf(parameterOf('it', { examples: ['words'] }))).toEqual([])
  })
})

describe('runs of words that pass a test', () => {
  const found = (text: string, expression: RegExp): string[] =>
    findMatching(text, (words) => expression.test(words)).map(({ start, end }) =>
      text.slice(start, end),
    )

  it.each<[text: string, expression: RegExp, found: string[]]>([
    ['order W12, then W3!', /^W\d+$/, ['W12', 'W3']],
    // The longest at each place, and none within another.
    ['go to 12 Main Street now', /^\d+( [A-Z]\w+)*$/, ['12 Main Street']],
    ['1 2 3', /^\d( \d)*$/, ['1 2 3']],
    ['1 2 a 3', /^\d( \d)*$/, ['1 2', '3']],
    // With what stands right before and after, or without.
    ['what is (2 + 3)?', /^\(.*\)$/, ['(2 + 3)']],
    ['what is (2 + 3)?', /^2.*3$/, ['2 + 3']],
    ['what is (2 + 3)?', /^2.*\)\?$/, ['2 + 3)?']],
    ['what is (2 + 3)?', /^\(2.*3$/, ['(2 + 3']],
    ['it is "W12".', /^"W12"\.$/, ['"W12".']],
    // No value ends in a small word.
    ['98155 as the code', /^\d+.*/, ['98155 as the code']],
    ['98155 as the', /^\d+.*/, ['98155']],
    ['of the', /^.*$/, []],
    // Ten words at most.
    ['1 2 3 4 5 6 7 8 9 0 1', /^[\d ]+$/, ['1 2 3 4 5 6 7 8 9 0', '1']],
    ['', /^.*$/, []],
  ])('“%s” by %s: %j', (text, expression, expected) =>
    expect(found(text, expression)).toEqual(expected),
  )
})
