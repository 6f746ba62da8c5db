import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { parameterOf, type ParameterDraft } from '#testing/read-values.ts'
import { choices, found, sourceOf, taken, type Found } from '#testing/typed-values.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './registry.ts'

describe('a list', () => {
  it.each<[Json, ParameterDraft, Json]>([
    ['red, green and blue', {}, ['red', 'green', 'blue']],
    ['red,green;blue\nwhite', {}, ['red', 'green', 'blue', 'white']],
    ['red , and green  and  blue, and', {}, ['red', 'green', 'blue', 'and']],
    ['red,and green', {}, ['red', 'green']],
    ['sand and andy', {}, ['sand', 'andy']],
    ['red, andy', {}, ['red', 'andy']],
    [' ["a, b", "c"] ', {}, ['a, b', 'c']],
    ['[a, b]', {}, ['[a', 'b]']],
    ['{"a": 1}', { itemType: 'object' }, [{ a: 1 }]],
    [['a', 'b'], {}, ['a', 'b']],
    [3, { itemType: 'integer' }, [3]],
    ['1 and two', { itemType: 'integer' }, [1, 2]],
    ['1 and some', { itemType: 'integer' }, '<type>'],
    ['yes, no', { itemType: 'boolean' }, [true, false]],
    ['tomorrow', { itemType: 'date' }, ['2026-01-03']],
    ['5 pm', { itemType: 'time' }, ['17:00']],
    ['0.5', { itemType: 'number' }, [0.5]],
    ['red', { itemType: 'enum', ...choices('red') }, ['red']],
    [' , ', {}, '<type>'],
    [[], {}, '<type>'],
    ['', {}, '<type>'],
  ])('%j of %j is %j', (value, draft, expected) =>
    expect(taken(value, { type: 'list', ...draft })).toEqual(expected),
  )

  it.each<[text: string, draft: ParameterDraft, found: Found[]]>([
    // Each row by itself; the longer, the surer.
    ['add 1, 2 and 3 of 10', { itemType: 'integer' }, [['1, 2 and 3', [1, 2, 3], 39]]],
    [
      '1 2;3 or 4, & 5 to 6',
      { itemType: 'integer' },
      [['1 2;3 or 4, & 5 to 6', [1, 2, 3, 4, 5, 6], 40]],
    ],
    [
      '1, 2 with 3 and 4',
      { itemType: 'integer' },
      [
        ['1, 2', [1, 2], 38],
        ['3 and 4', [3, 4], 38],
      ],
    ],
    // Where there is no row, all of the message.
    ['1 here, 2 there', { itemType: 'integer' }, [['1 here, 2', [1, 2], 35]]],
    ['only 7', { itemType: 'integer' }, [['7', [7], 35]]],
    ['none', { itemType: 'integer' }, []],
    [
      'red it is, or green, white',
      { itemType: 'enum', ...choices('red', 'green', 'white') },
      [['red it is, or green, white', ['red', 'green', 'white'], 51]],
    ],
    // Of two that share words, the surer.
    [
      'a credit card',
      { itemType: 'enum', ...choices('card', 'credit card', 'credit') },
      [['credit card', ['credit card'], 52]],
    ],
    [
      'credit card credit',
      { itemType: 'enum', ...choices('credit card', 'credit') },
      [['credit card credit', ['credit card', 'credit'], 52]],
    ],
    ['true or false', { itemType: 'boolean' }, [['true or false', [true, false], 33]]],
    [
      'take [{"a": 1}, {"a": 2}] now',
      { itemType: 'object' },
      [['[{"a": 1}, {"a": 2}]', [{ a: 1 }, { a: 2 }], 50]],
    ],
    ['take {"a": [1]} now', { itemType: 'object' }, [['{"a": [1]}', [{ a: [1] }], 50]]],
    ['take [{"a": 1}, 2] now', { itemType: 'object' }, []],
    ['take [] now', { itemType: 'object' }, []],
    ['take [{"a": 1} now', { itemType: 'object' }, []],
    ['take ] or }', { itemType: 'object' }, []],
    ['null', { itemType: 'object' }, []],
    ['', { itemType: 'object' }, []],
  ])('“%s” of %j: %j', (text, draft, expected) =>
    expect(found(text, { type: 'list', ...draft })).toEqual(expected),
  )

  it('as data is typed in the message', () => {
    expect(sourceOf('[{"a": 1}]', { type: 'list', itemType: 'object' })).toBe('typed')
    expect(PARAMETER_TYPE_DEFINITIONS.list.expects(parameterOf('it'))).toBe(
      'a list, separated by commas',
    )
  })
})

describe('an object', () => {
  it.each<[Json, Json]>([
    [{ a: 1 }, { a: 1 }],
    ['{"a": 1}', { a: 1 }],
    ['[1]', '<type>'],
    ['{a: 1}', '<type>'],
    ['null', '<type>'],
    [[1], '<type>'],
    [null, '<type>'],
    [3, '<type>'],
  ])('%j is %j', (value, expected) => expect(taken(value, { type: 'object' })).toEqual(expected))

  it.each<[text: string, found: Found[]]>([
    ['move to {"a": {"b": 1}} now', [['{"a": {"b": 1}}', { a: { b: 1 } }, 50]]],
    ['{"a": 1}', [['{"a": 1}', { a: 1 }, 50]]],
    ['move to {a} now', []],
    ['move to } or {', []],
    ['move', []],
  ])('“%s” has %j', (text, expected) => expect(found(text, { type: 'object' })).toEqual(expected))

  it('is typed in the message', () => {
    expect(sourceOf('{"a": 1}', { type: 'object' })).toBe('typed')
    expect(PARAMETER_TYPE_DEFINITIONS.object.expects(parameterOf('it'))).toContain('JSON')
  })
})

describe('a text', () => {
  it.each<[Json, Json]>([
    [' hello ', 'hello'],
    ['"hello"', 'hello'],
    [3, '3'],
    [true, 'true'],
    ['  ', '<type>'],
    [null, '<type>'],
    [['a'], '<type>'],
  ])('%j is %j', (value, expected) => expect(taken(value, {})).toBe(expected))

  it.each<[text: string, draft: ParameterDraft, found: Found[]]>([
    [
      'say "good morning" to “all of them”',
      {},
      [
        ['"good morning"', 'good morning', 50],
        ['“all of them”', 'all of them', 50],
      ],
    ],
    [
      "say «good day», 'Ada's own' and `x y`",
      {},
      [
        ['«good day»', 'good day', 50],
        ["'Ada's own'", "Ada's own", 50],
        ['`x y`', 'x y', 50],
      ],
    ],
    ['say " hi " or " "', {}, [['" hi "', 'hi', 50]]],
    ["it's a nice day, isn't it", {}, []],
    ["'a'b 'c'", {}, [["'c'", 'c', 50]]],
    ['order W12 now', { pattern: 'W\\d+' }, [['W12', 'W12', 60]]],
    ['order W12 now', { pattern: '.+' }, []],
    ['order W12 now', { pattern: '.+', examples: ['W99'] }, [['W12', 'W12', 42]]],
    [
      'weather in new york',
      { examples: ['New York', 'Rome', '!'] },
      [['new york', 'new york', 32]],
    ],
  ])('“%s” of %j: %j', (text, draft, expected) => expect(found(text, draft)).toEqual(expected))

  it('says where it is from, and what it is like', () => {
    expect(sourceOf('say "hi"', {})).toBe('quoted')
    expect(sourceOf('order W12', { pattern: 'W\\d+' })).toBe('pattern')
    expect(sourceOf('in Rome', { examples: ['Rome'] })).toBe('pattern')
    const { expects } = PARAMETER_TYPE_DEFINITIONS.string
    expect(expects(parameterOf('it'))).toBe('a text')
    expect(expects(parameterOf('it', { examples: ['Rome', 'Oslo'] }))).toBe('something like “Rome”')
  })
})
