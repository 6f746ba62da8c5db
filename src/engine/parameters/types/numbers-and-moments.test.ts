import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { parameterOf, type ParameterDraft } from '#testing/read-values.ts'
import { found, READING, sourceOf, taken, type Found } from '#testing/typed-values.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './registry.ts'

describe('a number', () => {
  it.each<[Json, ParameterDraft & { name?: string }, Json]>([
    ['5% ', { name: 'tax_rate' }, 0.05],
    ['5 per cent', { name: 'tax_rate' }, 0.05],
    ['5percent', { name: 'tax_rate' }, 0.05],
    ['5', { name: 'tax_rate' }, 5],
    [5, { name: 'tax_rate' }, 5],
    ['5%', { name: 'tax_rate', max: 1 }, 0.05],
    ['5%', { name: 'tax_rate', max: 1.5 }, 5],
    ['5%', { name: 'tax_rate', min: 2 }, 0.05],
    ['5%', { name: 'tax_rate', examples: ['1', 'some'] }, 0.05],
    ['5%', { name: 'tax_rate', examples: ['0.1', '-7'] }, 5],
    ['5%', { name: 'tax_rate', unit: ' ' }, 0.05],
    ['5%', { name: 'tax_percentage' }, 5],
    ['5%', { name: 'return', description: 'In percent.' }, 5],
    ['5%', { name: 'x', description: 'The percentage, as a decimal.' }, 0.05],
    ['5%', { name: 'integrated' }, 5],
    ['5%', { name: 'x', description: 'Something between 0 and 1.' }, 0.05],
    ['1e400', {}, '<type>'],
    ['much', {}, '<type>'],
    [true, {}, '<type>'],
    [null, {}, '<type>'],
    ['3 days', { unit: 'kg' }, '<type>'],
    ['3 days', { unit: 'crate' }, '<type>'],
    [2 ** 60, {}, '<range>'],
  ])('%j of %j is %j', (value, draft, expected) =>
    expect(taken(value, { type: 'number', ...draft })).toBe(expected),
  )

  it.each<[text: string, draft: ParameterDraft & { name?: string }, values: Json[]]>([
    ['5% of 20', { name: 'tax_rate' }, [0.05, 20]],
    ['5% of 20', { name: 'discount' }, [5, 20]],
    ['of 20 it is 1, 0.5 or 5 %', { name: 'probability' }, [1, 0.5, 0.05]],
    ['of 20 it is 0.5', { name: 'prob', unit: '%' }, [20, 0.5]],
    ['of 20 it is 0.5', { name: 'probability_percent' }, [20, 0.5]],
    ['of 9007199254740993%', { name: 'tax_rate' }, ['9007199254740993']],
  ])('“%s” gives %j: %j', (text, draft, values) =>
    expect(found(text, { type: 'number', ...draft }).map(([, value]) => value)).toEqual(values),
  )

  it('is asked for in its unit', () => {
    const { number, integer } = PARAMETER_TYPE_DEFINITIONS
    expect(number.expects(parameterOf('it'))).toBe('a number')
    expect(number.expects(parameterOf('it', { unit: ' ' }))).toBe('a number')
    expect(integer.expects(parameterOf('it', { unit: ' kg ' }))).toBe('a whole number in kg')
    expect(number.coerce('3 days', parameterOf('it', { unit: ' kg ' }), READING)).toEqual({
      ok: false,
      error: { code: 'type', text: '“3 days” is not a weight in kg.' },
    })
    expect(number.coerce('3 days', parameterOf('it', { unit: 'crate' }), READING)).toEqual({
      ok: false,
      error: { code: 'type', text: '“3 days” is not a number in crate.' },
    })
  })
})

describe('a whole number', () => {
  it.each<[text: string, name: string, found: Found[]]>([
    [
      'take 3, 2.5 or 4',
      'it',
      [
        ['3', 3, 40],
        ['4', 4, 40],
      ],
    ],
    ['take 9007199254740993', 'it', [['9007199254740993', '9007199254740993', 40]]],
    // What is counted is called as the parameter is.
    ['the 19th century', 'century', [['19th', 19, 40]]],
    ['the 19th century', 'centuries_s', []],
    [
      '2nd, 3rd and 4th floors',
      'floor',
      [
        ['2nd', 2, 40],
        ['3rd', 3, 40],
        ['4th', 4, 40],
      ],
    ],
    ['1st FLOOR', 'floors', [['1st', 1, 40]]],
    ['the 2nd of all the many very old floors', 'floor', []],
    ['the 2nd of the many old floors', 'floor', [['2nd', 2, 40]]],
    ['the 2nd bus', 'but', []],
    ['the 2nd of it', 'floor', []],
    ['the 2000th visitor', 'visitor', []],
    ['x2nd floor', 'floor', []],
  ])('“%s” of %s: %j', (text, name, expected) =>
    expect(found(text, { type: 'integer', name })).toEqual(expected),
  )

  it('is typed in the message', () => {
    expect(sourceOf('the 2nd it', { type: 'integer' })).toBe('typed')
    expect(taken('1.5', { type: 'integer' })).toBe('<type>')
    expect(taken('1.5 km', { type: 'integer', unit: 'm' })).toBe(1500)
    expect(taken(2 ** 60, { type: 'integer' })).toBe('<range>')
  })
})

describe('a date', () => {
  it.each<[Json, Json]>([
    ['2026-03-04', '2026-03-04'],
    [' 2026-03-04 ', '2026-03-04'],
    ['0050-03-04', '0050-03-04'],
    ['2026-02-31', '<type>'],
    ['2026-13-01', '<type>'],
    ['on 2026-03-04', '2026-03-04'],
    ['2026-03-04, please', '2026-03-04'],
    ['tomorrow', '2026-01-03'],
    ['next Friday', '2026-01-09'],
    ['someday', '<type>'],
    [20260304, '<type>'],
    [null, '<type>'],
  ])('%j is %j', (value, expected) => expect(taken(value, { type: 'date' })).toBe(expected))

  it('is found in a message', () => {
    expect(found('on 2026-03-04 and tomorrow', { type: 'date' })).toEqual([
      ['2026-03-04', '2026-03-04', 45],
      ['tomorrow', '2026-01-03', 45],
    ])
    expect(PARAMETER_TYPE_DEFINITIONS.date.expects(parameterOf('it'))).toContain('2030-12-31')
  })
})

describe('a time', () => {
  it.each<[Json, Json]>([
    ['17:30', '17:30'],
    [' 7:30 ', '07:30'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    ['24:00', '<type>'],
    ['12:60', '<type>'],
    ['7:5', '<type>'],
    ['5 pm', '17:00'],
    ['at 7:30', '07:30'],
    ['7:30 in the evening', '19:30'],
    ['noon', '12:00'],
    ['whenever', '<type>'],
    [1730, '<type>'],
    [null, '<type>'],
  ])('%j is %j', (value, expected) => expect(taken(value, { type: 'time' })).toBe(expected))

  it('is found in a message', () => {
    expect(found('from 17:30 for us', { type: 'time' })).toEqual([['17:30', '17:30', 45]])
    expect(PARAMETER_TYPE_DEFINITIONS.time.expects(parameterOf('it'))).toContain('17:30')
  })
})
