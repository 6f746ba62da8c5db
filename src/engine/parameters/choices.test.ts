import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { LookupValue } from '../ports.ts'
import { findLookups, resolveLookup } from './lookups.ts'
import { booleanType } from './types/boolean.ts'
import { enumType } from './types/enum.ts'

const NOW = { now: 0 }
const parameterOf = (name: string, draft: object): Parameter =>
  parameterSchema.parse({ id: 'p', name, type: 'string', ...draft })

describe('a yes or no by its own words', () => {
  it.each<[string, string, boolean | undefined]>([
    ['gift_wrap', 'with gift wrap', true],
    ['gift_wrap', 'please gift-wrap it', true],
    ['gift_wrap', 'gift wrapped please', true],
    ['gift_wrap', 'without gift wrap', false],
    ['gift_wrap', 'without any gift wrapping', false],
    ['gift_wrap', 'no gift wrap', false],
    ['gift_wrap', 'skip the gift wrap', false],
    ['gift_wrap', 'I don’t need gift wrap', false],
    ['gift_wrap', 'no need for gift wrap', false],
    ['gift_wrap', 'a gift wrapper', undefined],
    ['notify', "don't notify her", false],
    ['notify', 'do not notify anyone', false],
    ['notify', 'and notify her', true],
    ['notify_customer', "don't notify her", false],
    ['notify_customer', 'without notifying anyone', false],
    ['notify_customer', 'notify her', undefined],
    ['notify_customer', 'notify the customer', undefined],
    ['is_urgent', 'it is urgent', true],
    ['is_urgent', "it isn't urgent", false],
    ['is_urgent', 'not urgent', false],
    ['include_tax', 'tax included', true],
    ['express', 'expression', undefined],
  ])('%s in “%s” is %j', (name, text, value) => {
    const [found] = booleanType.find(text, parameterOf(name, { type: 'boolean' }), NOW)
    expect(found?.value).toBe(value)
  })

  it.each<[string, boolean | null]>([
    ['yes', true],
    ['Yep', true],
    ['on', true],
    ['1', true],
    ['no', false],
    ['off', false],
    ['0', false],
    ['maybe', null],
    ['', null],
  ])('%j alone is %j', (text, value) => {
    const result = booleanType.coerce(text, parameterOf('x', { type: 'boolean' }), NOW)
    expect(result.ok ? result.value : null).toBe(value)
  })
})

describe('a choice', () => {
  const dish = parameterOf('dish', {
    type: 'enum',
    choices: [
      { value: 'pizza', synonyms: ['pie'] },
      { value: 'box', synonyms: [] },
      { value: 'berry', synonyms: [] },
      { value: 'extra large', synonyms: ['XL'] },
      { value: 'vegetarian', synonyms: [] },
      { value: 'W1234', synonyms: [] },
    ],
  })

  it.each<[string, string | null]>([
    ['pizza', 'pizza'],
    ['PIZZAS', 'pizza'],
    ['pies', 'pizza'],
    ['boxes', 'box'],
    ['berries', 'berry'],
    ['extra-large', 'extra large'],
    ['extraLarge', 'extra large'],
    ['extra_large', 'extra large'],
    ['xl', 'extra large'],
    ['piza', null],
    ['pizzza', 'pizza'],
    ['vegeterian', 'vegetarian'],
    ['vegtarean', null],
    ['vgtarean', null],
    ['W1235', null],
    ['w1234', 'W1234'],
    ['', null],
  ])('%j is %j', (said, value) => {
    const result = enumType.coerce(said, dish, NOW)
    expect(result.ok ? result.value : null).toBe(value)
  })

  it('says what there is', () => {
    expect(enumType.coerce('soup', dish, NOW)).toEqual({
      ok: false,
      error: {
        code: 'choice',
        text: '“soup” is not one of pizza, box, berry, extra large, vegetarian or W1234.',
      },
    })
  })

  it.each<[string, [string, string, number][]]>([
    ['two pizzas please', [['pizzas', 'pizza', 51]]],
    ['a pizza', [['pizza', 'pizza', 56]]],
    ['an extra-large one', [['extra-large', 'extra large', 51]]],
    ['a vegeterian one', [['vegeterian', 'vegetarian', 26]]],
    ['W1235', []],
  ])('in “%s” is %j', (text, expected) => {
    const found = enumType.find(text, dish, NOW)
    expect(
      found.map(({ start, end, value, strength }) => [text.slice(start, end), value, strength]),
    ).toEqual(expected)
  })
})

describe('a value that exists', () => {
  const people: LookupValue[] = [
    { value: 'u1', label: 'Anna Berg' },
    { value: 'u2', label: 'John Smith' },
    { value: 'u3', label: 'Jane Smith' },
    { value: 'u4', label: 'Jan Smyth' },
    { value: 'W123', label: 'Lamp' },
    { value: 'W124', label: 'Chair' },
  ]
  const outcomeOf = (said: string): unknown => {
    const outcome = resolveLookup(said, people)
    return 'value' in outcome
      ? [outcome.kind, outcome.value.value]
      : [outcome.kind, outcome.values.map(({ value }) => value)]
  }

  it.each<[string, unknown]>([
    ['u1', ['exact', 'u1']],
    ['anna berg', ['exact', 'u1']],
    ['Anna', ['near', 'u1']],
    ['Berg, Anna', ['near', 'u1']],
    ['Ana Berg', ['near', 'u1']],
    ['Smith', ['several', ['u2', 'u3']]],
    ['Jon Smith', ['near', 'u2']],
    ['lamp', ['exact', 'W123']],
    ['W12', ['none', ['u1', 'u2', 'u3', 'u4', 'W123', 'W124']]],
    ['W125', ['none', ['u1', 'u2', 'u3', 'u4', 'W123', 'W124']]],
    ['the', ['none', ['u1', 'u2', 'u3', 'u4', 'W123', 'W124']]],
  ])('%j is %j', (said, outcome) => {
    expect(outcomeOf(said)).toEqual(outcome)
  })

  it.each<[string, unknown]>([
    ['give it to Anna', [['Anna', 'near']]],
    ["Anna Berg's order", [['Anna Berg', 'exact']]],
    [
      'Anna Berg and John Smith',
      [
        ['Anna Berg', 'exact'],
        ['John Smith', 'exact'],
      ],
    ],
    ['some Anna Miller', []],
  ])('in “%s”', (text, found) => {
    const matches = findLookups(text, people, new Set())
    expect(
      matches.map(({ start, end, outcome }) => [text.slice(start, end), outcome.kind]),
    ).toEqual(found)
  })
})
