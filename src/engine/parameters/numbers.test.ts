import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { numberAt } from './number-words.ts'
import { findNumbers, inexact, readNumber } from './numbers.ts'
import { alienMeasure, findQuantities, readQuantity } from './quantities.ts'
import { integerType } from './types/integer.ts'
import { numberType } from './types/number.ts'
import { converted, measureOf } from './units.ts'

describe('a number', () => {
  it.each<[string, number | null]>([
    ['7', 7],
    ['-3', -3],
    ['+3', 3],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1,234.5', 1234.5],
    ['$20', 20],
    ['20 €', 20],
    ['5%', 5],
    ['5 percent', 5],
    ['1.5k', 1500],
    ['$2M', 2_000_000],
    ['$1.5bn', 1_500_000_000],
    ['2 million', 2_000_000],
    ['1.1 thousand', 1100],
    ['3 dozen', 36],
    ['3/4', 0.75],
    ['2 1/2', 2.5],
    ['2½', 2.5],
    ['¾', 0.75],
    ['2 and a half', 2.5],
    ['12/11', null],
    [' 300 ', 300],
    ['5.', 5],
    ['-3.25', -3.25],
    ['+.25', 0.25],
    ['.125', 0.125],
    ['$.5', 0.5],
    ['1e-3', 0.001],
    ['1.5E+12', 1_500_000_000_000],
    ['1e400', null],
    ['1e', null],
    ['e5', null],
    ['12,345,678.25', 12_345_678.25],
    ['123,456', 123_456],
    ['1234,567', null],
    ['1,2345', null],
    ['1,234x', null],
    ['x1,234', null],
    ['€ 1,234', 1234],
    ['1,234 £', 1234],
    ['1,234%', 1234],
    ['5 Per cent', 5],
    ['5 cents', null],
    ['2 Million', 2_000_000],
    ['$2 M', 2_000_000],
    ['$2b', 2_000_000_000],
    ['$2K', 2000],
    ['12 k', 12_000],
    ['1.25  k', 1250],
    ['20€', 20],
    ['2 1/2 %', 2.5],
    ['¾ percent', 0.75],
    ['2½ Per cent', 2.5],
    ['12/25', 0.48],
    ['-12,500 thousand', -12_500_000],
    ['3 hundred', 300],
    ['1.75 trillion', 1_750_000_000_000],
    ['2 millions', null],
    ['2kk', null],
    ['11/12', 0.916666666667],
    ['1/100', 0.01],
    ['12  3/4', 12.75],
    ['12½', 12.5],
    ['2 ⅓', 2.33333333333],
    ['⅔', 0.666666666667],
    ['¼', 0.25],
    ['0/5', null],
    ['5/5', null],
    ['5/0', null],
    ['1/2/3', null],
    ['2 and a quarter', 2.25],
    ['2 And a Half', 2.5],
    ['1 and 2', null],
    ['300K', null],
    ['2m', null],
    ['1,23', null],
    ['12:30', null],
    ['W12', null],
    ['1 2', null],
    ['', null],
    ['a', null],
    ['and', null],
  ])('in digits, %j is %j', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  it.each<[string, number | null]>([
    ['zero', 0],
    ['twelve', 12],
    ['twenty', 20],
    ['Twenty-Five', 25],
    ['a hundred', 100],
    ['one hundred and five', 105],
    ['five hundred two', 502],
    ['five hundred twenty-two', 522],
    ['twelve hundred', 1200],
    ['three hundred thousand', 300_000],
    ['one million two hundred thousand', 1_200_000],
    ['two thousand and six', 2006],
    ['two billion', 2_000_000_000],
    ['one trillion', 1_000_000_000_000],
    ['a dozen', 12],
    ['dozen', 12],
    ['two dozen', 24],
    ['half a dozen', 6],
    ['half a million', 500_000],
    ['a couple', 2],
    ['half', 0.5],
    ['two and a half', 2.5],
    ['three and three quarters', 3.75],
    ['a quarter', 0.25],
    ['three quarters', 0.75],
    ['two thirds', 2 / 3],
    ['one fifth', 0.2],
    ['two halves', 1],
    ['zero point five', 0.5],
    ['three point one four', 3.14],
    ['minus five', -5],
    ['negative two and a half', -2.5],
    ['minus', null],
    ['two three', null],
    ['twenty thirty', null],
    ['thousand million', null],
    ['the third', null],
    ['two third', null],
    ['zero five', null],
    ['thirty-one', 31],
    ['forty  - five', 45],
    ['ninety nine', 99],
    ['$ five', 5],
    ['a pair', 2],
    ['an eighth', 0.125],
    ['a sixth', 1 / 6],
    ['five sixths', 5 / 6],
    ['a tenth', 0.1],
    ['three hundredths', 0.03],
    ['one quarters', null],
    ['zero quarters', null],
    ['minus zero', null],
    ['two or a half', null],
    ['two and two halves', null],
    ['two and three halves', null],
    ['zero point nine', 0.9],
    ['three point ten', null],
    ['twenty zero', null],
    ['twenty ten', null],
    ['twenty eleven', null],
    ['ten five', null],
    ['twenty-five six', null],
    ['hundred zero', null],
    ['zero hundred', null],
    ['two hundred hundred', null],
    ['hundred hundred', null],
    ['two thousand three thousand', null],
    ['two thousand three million', null],
    ['thousand thousand', null],
    ['two hundred and', null],
  ])('in words, “%s” is %j', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  it('has a word of its own below twenty, and for each ten', () => {
    const small =
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
      'fifteen sixteen seventeen eighteen nineteen'
    expect(small.split(' ').map(readNumber)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    const tens = 'ten twenty thirty forty fifty sixty seventy eighty ninety'
    expect(tens.split(' ').map(readNumber)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90])
  })

  it('is the longest that the words begin with', () => {
    expect(numberAt(['two', 'hundred', 'and', 'people'])).toEqual({ value: 200, length: 2 })
    expect(numberAt(['two', 'and', 'half'])).toEqual({ value: 2, length: 1 })
    expect(numberAt(['two', 'point'])).toEqual({ value: 2, length: 1 })
    expect(numberAt(['minus', 'minus', 'two'])).toBeNull()
    expect(numberAt(['zero', 'dozen'])).toEqual({ value: 0, length: 1 })
    expect(numberAt(['a', 'dozens'])).toBeNull()
    expect(numberAt(['half', 'a', 'cake'])).toEqual({ value: 0.5, length: 1 })
    expect(numberAt(['two', 'and'])).toEqual({ value: 2, length: 1 })
    expect(numberAt(['two', 'point', 'five', 'six', 'people'])).toEqual({ value: 2.56, length: 4 })
    expect(numberAt(['two', 'point', 'people'])).toEqual({ value: 2, length: 1 })
    expect(numberAt([])).toBeNull()
  })
})

describe('numbers in a text', () => {
  it.each<[string, [string, unknown][]]>([
    [
      'add 2 and 3',
      [
        ['2', 2],
        ['3', 3],
      ],
    ],
    [
      'one, two, three',
      [
        ['one', 1],
        ['two', 2],
        ['three', 3],
      ],
    ],
    ['twenty five of them', [['twenty five', 25]]],
    ['about 1.5k in all', [['1.5k', 1500]]],
    [
      'add 1e3 and 2.5E-1',
      [
        ['1e3', 1000],
        ['2.5E-1', 0.25],
      ],
    ],
    ['of 1e3x, 1e and 1e300', []],
    // Half of it would be another number to whoever writes commas for points.
    ['pay 7,50 or 1,5', []],
    ['$2M for it', [['$2M', 2_000_000]]],
    ['heat to 300K', [['300', 300]]],
    ['2 and a half hours', [['2 and a half', 2.5]]],
    ['five percent off', [['five percent', 5]]],
    ['5 % off', [['5 %', 5]]],
    ['take 1/2 of it', [['1/2', 0.5]]],
    ['on 12/11/2026', []],
    ['at 12:30', []],
    ['W123, 12-34 and 3.5.1', []],
    [
      '6cm by 10cm',
      [
        ['6', 6],
        ['10', 10],
      ],
    ],
    ['that one', []],
    ['each  one', []],
    ['what that makes is one', [['one', 1]]],
    [
      'three of 5',
      [
        ['three', 3],
        ['5', 5],
      ],
    ],
    [
      '1/2 of three',
      [
        ['1/2', 0.5],
        ['three', 3],
      ],
    ],
    ['W1/2, 1/2b, 1/2-3 and a½', []],
    ['a 2  1/2 inch', [['2  1/2', 2.5]]],
    ['is ½ of it', [['½', 0.5]]],
    ['so, ½ of it', [['½', 0.5]]],
    [
      '2k and a half',
      [
        ['2k', 2000],
        ['a half', 0.5],
      ],
    ],
    ['2 and a halfway house', [['2', 2]]],
    ['2  and  a  half', [['2  and  a  half', 2.5]]],
    ['2 and a quarter', [['2 and a quarter', 2.25]]],
    ['run 5 k', [['5', 5]]],
    ['$5 k', [['$5 k', 5000]]],
    ['2 Million of them', [['2 Million', 2_000_000]]],
    [
      'twenty  per cent of five',
      [
        ['twenty  per cent', 20],
        ['five', 5],
      ],
    ],
    [
      'five, of 20 percent',
      [
        ['five', 5],
        ['20 percent', 20],
      ],
    ],
    ['five times per century', [['five', 5]]],
    [
      'two, hundred',
      [
        ['two', 2],
        ['hundred', 100],
      ],
    ],
    [
      'two, five',
      [
        ['two', 2],
        ['five', 5],
      ],
    ],
    ['a two-sided coin', []],
    ['twenty-five hundred', [['twenty-five hundred', 2500]]],
    ['-five', [['-five', 5]]],
    ['9007199254740993', [['9007199254740993', '9007199254740993']]],
  ])('“%s”', (text, found) => {
    expect(
      findNumbers(text).map(({ start, end, value }) => [text.slice(start, end), value]),
    ).toEqual(found)
  })

  it('is less sure of one, of a half, and of what counts the things after it', () => {
    const strengths = (text: string): number[] => findNumbers(text).map(({ strength }) => strength)
    expect(strengths('one')).toEqual([35])
    expect(strengths('half')).toEqual([35])
    expect(strengths('two sides')).toEqual([31])
    expect(strengths('twelve sides')).toEqual([40])
    expect(strengths('2 sides')).toEqual([40])
    expect(strengths('ten sides')).toEqual([40])
    expect(strengths('two red cars')).toEqual([31])
    expect(strengths('cars two')).toEqual([40])
    expect(strengths('two very red cars')).toEqual([40])
    expect(strengths('a couple sides')).toEqual([40])
    expect(strengths('two Sides, gas or sidestep')).toEqual([40])
  })
})

describe('a whole number that would become another one', () => {
  it.each<[Json, string | null]>([
    [9007199254740991, null],
    [9007199254740992, '“9007199254740992” is too large to be kept to the last digit.'],
    [-9007199254740992, '“-9007199254740992” is too large to be kept to the last digit.'],
    [2.5, null],
    [true, null],
    ['9007199254740991', null],
    [' 9007199254740993 ', '“ 9007199254740993 ” is too large to be kept to the last digit.'],
    ['-9007199254740993', '“-9007199254740993” is too large to be kept to the last digit.'],
    [
      '$ 9,007,199,254,740,993',
      '“$ 9,007,199,254,740,993” is too large to be kept to the last digit.',
    ],
    ['9007199254740993 %', '“9007199254740993 %” is too large to be kept to the last digit.'],
    ['W9007199254740993', null],
    ['9007199254740993 of them', null],
  ])('%j: %j', (value, text) => {
    expect(inexact(value)).toEqual(text && { code: 'range', text })
  })
})

describe('a quantity', () => {
  it.each<[string, string, number | null]>([
    ['90', 'min', 90],
    ['2 hours', 'min', 120],
    ['2h', 'min', 120],
    ['an hour', 'min', 60],
    ['half an hour', 'min', 30],
    ['a quarter of an hour', 'min', 15],
    ['three quarters of an hour', 'min', 45],
    ['an hour and a half', 'min', 90],
    ['two and a half hours', 'min', 150],
    ['2 hours and a half', 'min', 150],
    ['a couple of hours', 'min', 120],
    ['1 hour and 30 minutes', 'min', 90],
    ['1 h 30', 'min', 90],
    ['90 minutes', 'h', 1.5],
    ['3 weeks', 'day', 21],
    ['a fortnight', 'days', 14],
    ['2 years', 'month', 24],
    ['5 ft 10', 'cm', 177.8],
    ['5 feet 10 inches', 'cm', 177.8],
    ['6in', 'cm', 15.24],
    ['1.5 km', 'm', 1500],
    ['2 pounds', 'kg', 0.90718474],
    ['500 g', 'kg', 0.5],
    ['a kilo', 'g', 1000],
    ['100 °F', '°C', 37.7777777778],
    ['25 degrees celsius', '°F', 77],
    ['300K', '°C', 26.85],
    ['30 mph', 'km/h', 48.28032],
    ['2 litres', 'ml', 2000],
    ['500mb', 'GB', 0.5],
    ['5%', '%', 5],
    ['five percent', '%', 5],
    ['$20', 'USD', 20],
    ['20 bucks', '$', 20],
    ['50 cents', 'EUR', 0.5],
    ['20 pounds', 'GBP', 20],
    ['€20', 'euro', 20],
    ['180 degrees', 'rad', 3.14159265359],
    ['3 crates', 'crate', 3],
    ['3 boxes', 'box', 3],
    ['3 boxes', 'crate', null],
    ['3 days', 'kg', null],
    ['$20', 'EUR', null],
    ['20 pounds', 'EUR', null],
    ['$20 or $30', 'USD', null],
  ])('“%s” in %s is %j', (text, unit, value) => {
    expect(readQuantity(text, { unit })).toBe(value)
  })

  it('is preferred where its unit is said, and a number without one is in that unit', () => {
    const found = findQuantities('order 2 bags of 500 g', { unit: 'g' })
    expect(found.map(({ value, strength }) => [value, strength])).toEqual([
      [2, 40],
      [500, 48],
    ])
  })

  it('of another measure is refused in the words it was said in', () => {
    const weight = parameterSchema.parse({ id: 'p', name: 'weight', type: 'number', unit: 'kg' })
    const price = { ...weight, name: 'price', unit: 'EUR' }
    const problemOf = (text: string, parameter: Parameter): unknown =>
      numberType.coerce(text, parameter, { now: 0 })
    expect(problemOf('3 days', weight)).toEqual({
      ok: false,
      error: { code: 'type', text: '“3 days” is not a weight in kg.' },
    })
    expect(problemOf('$20', price)).toEqual({
      ok: false,
      error: { code: 'type', text: '“$20” is not money in euros.' },
    })
    expect(problemOf('much', weight)).toEqual({
      ok: false,
      error: { code: 'type', text: '“much” is not a number in kg.' },
    })
    expect(alienMeasure('20 pounds', { unit: 'EUR' })).toBe('money in pounds')
    expect(alienMeasure('20 pounds', { unit: 'min' })).toBe('weight')
    expect(alienMeasure('20', { unit: 'EUR' })).toBeNull()
  })

  it('is whole only where it is', () => {
    const minutes = parameterSchema.parse({ id: 'p', name: 'm', type: 'integer', unit: 'min' })
    expect(integerType.coerce('1.5 hours', minutes, { now: 0 })).toEqual({ ok: true, value: 90 })
    expect(integerType.coerce('30 seconds', minutes, { now: 0 })).toEqual({
      ok: false,
      error: { code: 'type', text: '“30 seconds” is not a whole number in min.' },
    })
    expect(integerType.expects(minutes)).toBe('a whole number in min')
  })
})

describe('a percentage', () => {
  const read = (text: string, draft: Partial<Parameter>): unknown => {
    const parameter = parameterSchema.parse({ id: 'p', name: 'x', type: 'number', ...draft })
    const result = numberType.coerce(text, parameter, { now: 0 })
    const found = numberType
      .find(`it is ${text} now`, parameter, { now: 0 })
      .map(({ value }) => value)
    return [result.ok ? result.value : result.error.code, ...found]
  }

  it.each<[string, Partial<Parameter>, number]>([
    ['5%', { name: 'interest_rate' }, 0.05],
    ['7 percent', { description: 'The share, as a decimal.' }, 0.07],
    ['five percent', { name: 'tax_rate' }, 0.05],
    ['0.05', { name: 'interest_rate' }, 0.05],
    ['5%', { name: 'percentage' }, 5],
    ['5%', { name: 'rate', unit: '%' }, 5],
    ['5%', { name: 'rate', max: 100 }, 5],
    ['5%', { name: 'rate', examples: ['12'] }, 5],
    ['5%', { name: 'discount' }, 5],
  ])('%s of %j is %d', (text, draft, value) => {
    expect(read(text, draft)).toEqual([value, value])
  })
})

describe('units', () => {
  it('convert within what they measure, both ways', () => {
    expect(converted(1, 'mi', 'km')).toBe(1.609344)
    expect(converted(1.609344, 'km', 'mi')).toBe(1)
    expect(converted(0, '°C', '°F')).toBe(32)
    expect(converted(-40, '°F', '°C')).toBe(-40)
    expect(converted(1, 'kg', 'm')).toBeNull()
    expect(converted(2, 'sheets', 'sheet')).toBe(2)
    expect(converted(2, 'sheets', 'kg')).toBeNull()
  })

  it('know what they measure', () => {
    expect(measureOf('kg')).toBe('weight')
    expect(measureOf('Kilograms')).toBe('weight')
    expect(measureOf('m')).toBe('length')
    expect(measureOf('MB')).toBe('data')
    expect(measureOf('mb')).toBe('data')
    expect(measureOf('€')).toBe('money in euros')
    expect(measureOf('pounds')).toBe('weight')
    expect(measureOf('pounds', true)).toBe('money in pounds')
    expect(measureOf('bananas')).toBeNull()
  })
})
