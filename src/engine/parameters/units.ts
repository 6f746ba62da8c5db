/*
 * Units that numbers are kept in and said in. A table of our own: what a library would convert is
 * the lesser half; that "pounds" are a weight or money, and "m" metres, minutes or millions, is the
 * other.
 */

import { exactly } from './numbers.ts'

/** `value * factor + offset` is in the dimension's base unit. */
interface Unit {
  readonly dimension: string
  readonly factor: number
  readonly offset: number
}

/** Names by commas. */
type UnitRow = readonly [names: string, factor: number, offset?: number]

const TABLE: Readonly<Record<string, readonly UnitRow[]>> = {
  length: [
    ['m, metre, metres, meter, meters', 1],
    ['km, kilometre, kilometres, kilometer, kilometers, kms', 1000],
    ['cm, centimetre, centimetres, centimeter, centimeters', 0.01],
    ['mm, millimetre, millimetres, millimeter, millimeters', 0.001],
    ['mi, mile, miles', 1609.344],
    ['yd, yard, yards', 0.9144],
    ['ft, foot, feet', 0.3048],
    ['in, inch, inches', 0.0254],
  ],
  weight: [
    ['kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes', 1],
    ['g, gram, grams, gramme, grammes', 0.001],
    ['mg, milligram, milligrams', 1e-6],
    ['t, ton, tons, tonne, tonnes', 1000],
    ['lb, lbs, pound, pounds', 0.45359237],
    ['oz, ounce, ounces', 0.028349523125],
  ],
  time: [
    ['s, sec, secs, second, seconds', 1],
    ['ms, millisecond, milliseconds', 0.001],
    ['min, mins, m, minute, minutes', 60],
    ['h, hr, hrs, hour, hours', 3600],
    ['d, day, days', 86_400],
    ['wk, wks, week, weeks', 604_800],
    ['fortnight, fortnights', 1_209_600],
  ],
  // Months are of no fixed length: kept apart from days, and years with them.
  months: [
    ['mo, month, months', 1],
    ['yr, yrs, year, years', 12],
  ],
  temperature: [
    [
      '°C, ° C, °celsius, ° celsius, C, celsius, centigrade, degrees celsius, degrees centigrade, ' +
        'degrees c, degree celsius, degree centigrade, degree c, deg celsius, deg c',
      1,
    ],
    [
      '°F, ° F, °fahrenheit, ° fahrenheit, F, fahrenheit, degrees fahrenheit, degrees f, ' +
        'degree fahrenheit, degree f, deg fahrenheit, deg f',
      5 / 9,
      -160 / 9,
    ],
    ['K, kelvin, kelvins, degrees kelvin, degree kelvin', 1, -273.15],
  ],
  volume: [
    ['l, L, litre, litres, liter, liters', 1],
    ['ml, mL, millilitre, millilitres, milliliter, milliliters', 0.001],
    ['cl, cL, centilitre, centilitres', 0.01],
    ['gal, gallon, gallons', 3.785411784],
    ['pt, pint, pints', 0.473176473],
    ['cup, cups', 0.2365882365],
    ['floz, fl oz, fluid ounce, fluid ounces', 0.0295735295625],
    ['m³, cubic metre, cubic metres, cubic meter, cubic meters', 1000],
  ],
  speed: [
    ['km/h, kph, kmh, kilometres per hour, kilometers per hour', 1 / 3.6],
    ['m/s, metres per second, meters per second', 1],
    ['mph, miles per hour', 0.44704],
    ['kn, kt, knot, knots', 0.514444444444],
  ],
  data: [
    ['B, byte, bytes', 1],
    ['kB, KB, kilobyte, kilobytes', 1e3],
    ['MB, megabyte, megabytes, megs', 1e6],
    ['GB, gigabyte, gigabytes, gigs', 1e9],
    ['TB, terabyte, terabytes', 1e12],
    ['KiB, kibibyte, kibibytes', 2 ** 10],
    ['MiB, mebibyte, mebibytes', 2 ** 20],
    ['GiB, gibibyte, gibibytes', 2 ** 30],
  ],
  area: [
    ['m², sqm, square metre, square metres, square meter, square meters', 1],
    ['km², square kilometre, square kilometres, square kilometer, square kilometers', 1e6],
    ['sqft, square foot, square feet', 0.09290304],
    ['ha, hectare, hectares', 1e4],
    ['acre, acres', 4046.8564224],
  ],
  angle: [
    ['°, degree, degrees, deg', 1],
    ['rad, radian, radians', 180 / Math.PI],
  ],
  percentage: [['%, percent, per cent, pct', 1]],
  'money in US dollars': [
    ['USD, US$, $, dollar, dollars, bucks, us dollars', 1],
    ['cent, cents', 0.01],
  ],
  'money in euros': [
    ['EUR, €, euro, euros', 1],
    ['cent, cents', 0.01],
  ],
  'money in pounds': [
    ['GBP, £, pound, pounds, quid, pounds sterling', 1],
    ['p, penny, pence', 0.01],
  ],
  'money in yen': [['JPY, ¥, yen', 1]],
  'money in rupees': [['INR, ₹, rupee, rupees', 1]],
  'money in Swiss francs': [['CHF, franc, francs, swiss francs', 1]],
  'money in Canadian dollars': [['CAD, C$, $, dollar, dollars, bucks, canadian dollars', 1]],
  'money in Australian dollars': [['AUD, A$, $, dollar, dollars, bucks, australian dollars', 1]],
}

const UNITS = unitsBy((name) => name)
const UNITS_IN_ANY_CASE = unitsBy((name) => name.toLowerCase())

function unitsBy(keyOf: (name: string) => string): ReadonlyMap<string, readonly Unit[]> {
  const units = new Map<string, Unit[]>()
  for (const [dimension, rows] of Object.entries(TABLE))
    for (const [names, factor, offset = 0] of rows)
      for (const name of names.split(', ')) {
        const key = keyOf(name)
        units.set(key, [...(units.get(key) ?? []), { dimension, factor, offset }])
      }
  return units
}

/**
 * Whatever is meant by a name: `m` is metres or minutes. As written, or else in any case:
 * `mb` are megabytes. `[]` for no unit at all.
 */
const unitsNamed = (name: string): readonly Unit[] => {
  const said = name.trim().replaceAll(/\s+/gu, ' ')
  return UNITS.get(said) ?? UNITS_IN_ANY_CASE.get(said.toLowerCase()) ?? []
}

/** `°`: of an angle, and of whatever temperature it is about. */
const isDegree = ({ dimension, factor }: Unit): boolean => dimension === 'angle' && factor === 1

const isCurrency = ({ dimension }: Unit): boolean => dimension.startsWith('money')

/**
 * What a number of this unit measures: `weight`, `money in euros`; `null` for an unknown unit.
 * Pounds are a weight, unless it is about money.
 */
export function measureOf(unit: string, isMoney = false): string | null {
  const units = unitsNamed(unit)
  const money = isMoney ? units.find(isCurrency) : undefined
  return (money ?? units[0])?.dimension ?? null
}

/** Longest first, so that `km/h` is not `km`. */
const NAMES = [...UNITS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replaceAll('$', '\\$&').replaceAll(' ', '\\s+'))
  .join('|')
const UNIT_AT = new RegExp(`^[\\s-]?(?:${NAMES})(?![\\p{L}\\d/²³$€£])`, 'iu')

/** The unit that stands right after a number, and how far it reaches. */
export function unitAfter(text: string): { readonly name: string; readonly length: number } | null {
  const all = UNIT_AT.exec(text)?.[0]
  if (all === undefined) return null
  const name = all.replace(/^[\s-]/u, '')
  // These are units only at the digits: "5 in total", "2 d".
  if (/^(?:in|d|p|t)$/iu.test(name) && /^\s/u.test(all)) return null
  return { name, length: all.length }
}

/**
 * A value in another unit; `null` where the two do not measure the same. A unit that nobody knows
 * is only itself; degrees of no scale are those of the temperature that is asked for.
 */
export function converted(value: number, from: string, to: string): number | null {
  const [first, ...others] = unitsNamed(to)
  if (!first) return isSameWord(from, to) ? value : null
  const said = unitsNamed(from)
  if (first.dimension === 'temperature' && said.some(isDegree)) return value
  // What is asked for may be two things, as pounds are: what was said tells which. Of dollars it
  // does not: those of no country are the first.
  const targets = isCurrency(first) ? [first] : [first, ...others]
  const [target, source] =
    targets
      .map((each) => [each, said.find(({ dimension }) => dimension === each.dimension)] as const)
      .find(([, found]) => found) ?? []
  if (!target || !source) return null
  if (source.factor === target.factor && source.offset === target.offset) return value
  const base = value * source.factor + source.offset
  return exactly((base - target.offset) / target.factor)
}

const isSameWord = (a: string, b: string): boolean => {
  const [one, other] = [a.trim().toLowerCase(), b.trim().toLowerCase()]
  return (
    one === other ||
    [`${one}s`, `${one}es`].includes(other) ||
    [`${other}s`, `${other}es`].includes(one)
  )
}
