import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { alienMeasure, findQuantities, readQuantity } from './quantities.ts'

const found = (text: string, unit: string): [words: string, value: Json][] =>
  findQuantities(text, { unit }).map(({ start, end, value }) => [text.slice(start, end), value])

describe('quantities in a message', () => {
  it.each<[text: string, unit: string, found: [words: string, value: Json][]]>([
    // The unit belongs to the number, in the unit of the parameter.
    ['pack 500 g of it', 'kg', [['500 g', 0.5]]],
    ['pack two kilos and 300 g more', 'kg', [['two kilos and 300 g', 2.3]]],
    ['pack 3 of them', 'kg', [['3', 3]]],
    ['raise it by 5 percent', '%', [['5 percent', 5]]],
    [
      'raise it by 5 per cent, not 7%',
      '%',
      [
        ['5 per cent', 5],
        ['7%', 7],
      ],
    ],
    ['take 5% of it', 'kg', [['5%', '5%']]],
    // Pounds may be either: what is said tells which, and where it does not they weigh.
    ['pay £5 for it', 'pounds', [['£5', 5]]],
    ['pay 12 quid for it', 'pounds', [['12 quid', 12]]],
    ['pay 5 pounds for it', 'pounds', [['5 pounds', 5]]],
    ['pack 10 kg of it', 'lb', [['10 kg', 22.0462262185]]],
    ['pay $5 for it', 'pounds', [['$5', '$5']]],
    ['pay £5 for it', 'lb', [['£5', '£5']]],
    // Dollars of one country are not those of another, whoever else calls them so.
    ['pay 5 CAD for it', '$', [['5 CAD', '5 CAD']]],
    // Degrees are of the scale that the temperature is kept in, unless another is named.
    ['set the heating to 21 degrees', 'C', [['21 degrees', 21]]],
    ['set the heating to 21.5° tonight', '°C', [['21.5°', 21.5]]],
    ['set the oven to 400 degrees', 'F', [['400 degrees', 400]]],
    ['warm it by half a degree', 'C', [['half a degree', 0.5]]],
    ['set it to 68 degrees Fahrenheit', 'C', [['68 degrees Fahrenheit', 20]]],
    ['set it to 20 ° C', 'F', [['20 ° C', 68]]],
    ['turn it by 90 degrees', '°', [['90 degrees', 90]]],
    ['turn it by 20 °C', '°', [['20 °C', '20 °C']]],
    ['pack 5 degrees of it', 'kg', [['5 degrees', '5 degrees']]],
    [
      'pay £20 or 30 quid',
      'GBP',
      [
        ['£20', 20],
        ['30 quid', 30],
      ],
    ],
    ['pay ¥20 now', 'yen', [['¥20', 20]]],
    ['pay ₹20 now', 'INR', [['₹20', 20]]],
    ['pay 20€ now', 'EUR', [['20€', 20]]],
    [
      '3 crates of 4 bottles',
      'crate',
      [
        ['3 crates', 3],
        ['4', 4],
      ],
    ],
    ['3  crates', 'crate', [['3  crates', 3]]],
    ['3 kg', 'crate', [['3 kg', '3 kg']]],
    // Parts in words.
    ['2 hours and a half', 'min', [['2 hours and a half', 150]]],
    ['2 hours and a Quarter', 'min', [['2 hours and a Quarter', 135]]],
    ['2 hours and a bit', 'min', [['2 hours', 120]]],
    [
      'it takes an hour or half an hour',
      'min',
      [
        ['an hour', 60],
        ['half an hour', 30],
      ],
    ],
    ['it takes a quarter of an hour', 'min', [['a quarter of an hour', 15]]],
    ['it takes three quarters of an hour', 'min', [['three quarters of an hour', 45]]],
    ['it takes a couple of hours', 'min', [['a couple of hours', 120]]],
    ['it takes an hour and a half', 'min', [['an hour and a half', 90]]],
    ['it takes Half A Day', 'h', [['Half A Day', 12]]],
    ['it takes a while, an hour', 'min', [['an hour', 60]]],
    ['it takes an s or a h', 'min', []],
    ['a pound of it', 'EUR', []],
    // One value in two units.
    ['1 hour and 30 minutes', 'h', [['1 hour and 30 minutes', 1.5]]],
    ['1 hour, 30 minutes', 'h', [['1 hour, 30 minutes', 1.5]]],
    ['1 h 30', 'min', [['1 h 30', 90]]],
    [
      '1 hr 30 or 2 hours 15 or 3 hrs 5',
      'min',
      [
        ['1 hr 30', 90],
        ['2 hours 15', 135],
        ['3 hrs 5', 185],
      ],
    ],
    [
      '5 ft 10 or 6 foot 1 or 5 feet 2',
      'in',
      [
        ['5 ft 10', 70],
        ['6 foot 1', 73],
        ['5 feet 2', 62],
      ],
    ],
    ['2 weeks 3 days 4 hours', 'h', [['2 weeks 3 days 4 hours', 412]]],
    ['1 kg 500 g', 'g', [['1 kg 500 g', 1500]]],
    ['an hour and 10 minutes', 'min', [['an hour and 10 minutes', 70]]],
    // Two values, each by itself.
    [
      '1 hour or 30 minutes',
      'min',
      [
        ['1 hour', 60],
        ['30 minutes', 30],
      ],
    ],
    [
      '1 hour, 30',
      'min',
      [
        ['1 hour', 60],
        ['30', 30],
      ],
    ],
    [
      '5 ft and 10',
      'cm',
      [
        ['5 ft', 152.4],
        ['10', 10],
      ],
    ],
    [
      '1 hour 90 minutes',
      'min',
      [
        ['1 hour', 60],
        ['90 minutes', 90],
      ],
    ],
    [
      '30 minutes 1 hour',
      'min',
      [
        ['30 minutes', 30],
        ['1 hour', 60],
      ],
    ],
    [
      '5 kg 5 kg',
      'kg',
      [
        ['5 kg', 5],
        ['5 kg', 5],
      ],
    ],
    [
      '3 5 kg',
      'kg',
      [
        ['3', 3],
        ['5 kg', 5],
      ],
    ],
    [
      '1 week 30',
      'h',
      [
        ['1 week', 168],
        ['30', 30],
      ],
    ],
    [
      '20 °C 5 °F',
      '°C',
      [
        ['20 °C', 20],
        ['5 °F', -15],
      ],
    ],
    [
      '1 hour 5 kg',
      'min',
      [
        ['1 hour', 60],
        ['5 kg', '5 kg'],
      ],
    ],
    ['5 ft 10 in', 'kg', [['5 ft 10', '5 ft 10']]],
    // What cannot be kept to the last digit stays in its words.
    ['give 9007199254740993 g', 'g', [['9007199254740993', '9007199254740993']]],
    ['pack 500 g', ' ', [['500', 500]]],
  ])('“%s” in %s', (text, unit, expected) => expect(found(text, unit)).toEqual(expected))

  it('are the surer where a unit is said, or what is said is of another kind', () => {
    const strengths = (text: string, unit: string): number[] =>
      findQuantities(text, { unit }).map(({ strength }) => strength)
    expect(strengths('3, or 3 kg, or 3 days', 'kg')).toEqual([40, 48, 50])
    expect(strengths('two bags of two kilos, a kilo', 'kg')).toEqual([31, 48, 48])
    // A word that may only count something counts units as digits do.
    expect(strengths('two crates', 'crate')).toEqual([48])
    expect(strengths('one crate', 'crate')).toEqual([43])
  })

  it('show nothing of how they were found', () => {
    expect(findQuantities('3 kg', { unit: 'kg' })).toEqual([
      { start: 0, end: 4, value: 3, source: 'typed', strength: 48 },
    ])
  })
})

describe('a quantity that is all of a text', () => {
  it.each<[text: string, unit: string, value: number | null]>([
    [' 500 g ', 'kg', 0.5],
    ['500 g of it', 'kg', null],
    ['of 500 g', 'kg', null],
    ['500 g, 3 kg', 'kg', null],
    ['3 days', 'kg', null],
    ['1e3', 'kg', 1000],
    ['a half', ' ', 0.5],
    ['500 g', '', null],
    ['nothing', 'kg', null],
    ['', 'kg', null],
  ])('“%s” in %s: %j', (text, unit, value) => expect(readQuantity(text, { unit })).toBe(value))
})

describe('what a quantity measures that it should not', () => {
  it.each<[text: string, unit: string, measure: string | null]>([
    ['3 days', 'kg', 'time'],
    [' 3 days', 'kg', 'time'],
    ['$20', 'kg', 'money in US dollars'],
    ['$20', 'EUR', 'money in US dollars'],
    ['20 pounds', 'EUR', 'money in pounds'],
    ['20 pounds', 'min', 'weight'],
    ['20 pounds', 'kg', null],
    ['20 g', 'kg', null],
    ['20', 'kg', null],
    ['20 crates', 'kg', null],
    ['20 kg', 'crate', null],
    ['days', 'kg', null],
  ])('“%s” for %s: %s', (text, unit, measure) => expect(alienMeasure(text, { unit })).toBe(measure))
})
