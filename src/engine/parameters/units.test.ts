import { describe, expect, it } from 'vitest'
import { converted, measureOf, unitAfter } from './units.ts'

describe('every unit is known by all its names, and worth so much of another', () => {
  it.each<[names: string, unit: string, worth: number]>([
    ['m, metre, metres, meter, meters', 'cm', 100],
    ['km, kilometre, kilometres, kilometer, kilometers, kms', 'm', 1000],
    ['cm, centimetre, centimetres, centimeter, centimeters', 'mm', 10],
    ['mm, millimetre, millimetres, millimeter, millimeters', 'cm', 0.1],
    ['mi, mile, miles', 'km', 1.609344],
    ['yd, yard, yards', 'ft', 3],
    ['ft, foot, feet', 'in', 12],
    ['in, inch, inches', 'cm', 2.54],
    ['kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes', 'g', 1000],
    ['g, gram, grams, gramme, grammes', 'mg', 1000],
    ['mg, milligram, milligrams', 'g', 0.001],
    ['t, ton, tons, tonne, tonnes', 'kg', 1000],
    ['lb, lbs, pound, pounds', 'oz', 16],
    ['oz, ounce, ounces', 'g', 28.349523125],
    ['s, sec, secs, second, seconds', 'ms', 1000],
    ['ms, millisecond, milliseconds', 's', 0.001],
    ['min, mins, minute, minutes', 's', 60],
    ['h, hr, hrs, hour, hours', 'min', 60],
    ['d, day, days', 'h', 24],
    ['wk, wks, week, weeks', 'days', 7],
    ['fortnight, fortnights', 'weeks', 2],
    ['mo, month, months', 'years', 1 / 12],
    ['yr, yrs, year, years', 'months', 12],
    ['°C, C, celsius, centigrade, degrees celsius, degrees c', '°F', 33.8],
    ['° C, °celsius, ° celsius, degrees centigrade', '°F', 33.8],
    ['degree celsius, degree centigrade, degree c, deg celsius, deg c', '°F', 33.8],
    ['°F, F, fahrenheit, degrees fahrenheit, degrees f', 'K', 255.927777778],
    ['° F, °fahrenheit, ° fahrenheit', 'K', 255.927777778],
    ['degree fahrenheit, degree f, deg fahrenheit, deg f', 'K', 255.927777778],
    ['K, kelvin, kelvins, degrees kelvin, degree kelvin', '°C', -272.15],
    ['°, degree, degrees, deg', '°C', 1],
    ['°, degree, degrees, deg', 'Fahrenheit', 1],
    ['l, L, litre, litres, liter, liters', 'ml', 1000],
    ['ml, mL, millilitre, millilitres, milliliter, milliliters', 'cl', 0.1],
    ['cl, cL, centilitre, centilitres', 'ml', 10],
    ['gal, gallon, gallons', 'l', 3.785411784],
    ['pt, pint, pints', 'l', 0.473176473],
    ['cup, cups', 'ml', 236.5882365],
    ['floz, fl oz, fluid ounce, fluid ounces', 'ml', 29.5735295625],
    ['m³, cubic metre, cubic metres, cubic meter, cubic meters', 'l', 1000],
    ['km/h, kph, kmh, kilometres per hour, kilometers per hour', 'm/s', 1 / 3.6],
    ['m/s, metres per second, meters per second', 'km/h', 3.6],
    ['mph, miles per hour', 'km/h', 1.609344],
    ['kn, kt, knot, knots', 'm/s', 0.514444444444],
    ['B, byte, bytes', 'kB', 0.001],
    ['kB, KB, kilobyte, kilobytes', 'bytes', 1000],
    ['MB, megabyte, megabytes, megs', 'kB', 1000],
    ['GB, gigabyte, gigabytes, gigs', 'MB', 1000],
    ['TB, terabyte, terabytes', 'GB', 1000],
    ['KiB, kibibyte, kibibytes', 'bytes', 1024],
    ['MiB, mebibyte, mebibytes', 'KiB', 1024],
    ['GiB, gibibyte, gibibytes', 'MiB', 1024],
    ['m², sqm, square metre, square metres, square meter, square meters', 'ha', 0.0001],
    ['km², square kilometre, square kilometres, square kilometer', 'ha', 100],
    ['sqft, square foot, square feet', 'm²', 0.09290304],
    ['ha, hectare, hectares', 'm²', 10_000],
    ['acre, acres', 'm²', 4046.8564224],
    ['°, degree, degrees, deg', 'rad', Math.PI / 180],
    ['rad, radian, radians', '°', 180 / Math.PI],
    ['%, percent, per cent, pct', '%', 1],
    ['USD, US$, $, dollar, dollars, bucks, us dollars', 'cents', 100],
    ['EUR, €, euro, euros', 'EUR', 1],
    ['cent, cents', 'EUR', 0.01],
    ['GBP, £, pound, pounds, quid, pounds sterling', 'pence', 100],
    ['p, penny, pence', '£', 0.01],
    ['JPY, ¥, yen', 'yen', 1],
    ['INR, ₹, rupee, rupees', 'INR', 1],
    ['CHF, franc, francs, swiss francs', 'CHF', 1],
    ['CAD, C$, $, dollar, dollars, bucks, canadian dollars', 'CAD', 1],
    ['AUD, A$, $, dollar, dollars, bucks, australian dollars', 'A$', 1],
  ])('%s in %s: %d', (names, unit, worth) => {
    for (const name of names.split(', '))
      expect(converted(1, name, unit), name).toBeCloseTo(worth, 9)
  })

  it('however it is written', () => {
    expect(converted(2, ' KILO ', 'g')).toBe(2000)
    expect(converted(2, 'Fl  Oz', 'floz')).toBe(2)
    expect(converted(1, 'mib', 'kib')).toBe(1024)
    expect(converted(1, 'Usd', 'cent')).toBe(100)
    // In a case of its own it means this, and not the other.
    expect(converted(1, 'M', 'km')).toBe(0.001)
    expect(converted(1, 'Mb', 'KB')).toBe(1000)
  })

  it('to the last digit where nothing is converted', () => {
    expect(converted(1234567890.1234567, 'kilos', 'kg')).toBe(1234567890.1234567)
    expect(converted(0.1 + 0.2, '°C', 'celsius')).toBe(0.1 + 0.2)
    expect(converted(7, 'g', 'kg')).toBe(0.007)
  })

  it('and one that nobody knows is only itself', () => {
    const same = ['box', 'boxes', ' Box ', 'BOXES']
    for (const word of same) for (const other of same) expect(converted(3, word, other)).toBe(3)
    expect(converted(3, 'crate', 'crates')).toBe(3)
    expect(converted(3, 'crates', 'crate')).toBe(3)
    expect(converted(3, 'box', 'crate')).toBeNull()
    expect(converted(3, 'kg', 'crate')).toBeNull()
    expect(converted(3, 'crate', 'kg')).toBeNull()
    expect(converted(3, 'month', 'day')).toBeNull()
  })
})

describe('what a unit measures', () => {
  it.each<[unit: string, measure: string | null, ofMoney?: string | null]>([
    ['m', 'length'],
    ['kg', 'weight'],
    ['min', 'time'],
    ['month', 'months'],
    ['°C', 'temperature'],
    ['l', 'volume'],
    ['kn', 'speed'],
    ['byte', 'data'],
    ['acre', 'area'],
    ['rad', 'angle'],
    ['%', 'percentage'],
    ['$', 'money in US dollars'],
    ['€', 'money in euros'],
    ['pound', 'weight', 'money in pounds'],
    ['p', 'money in pounds'],
    ['yen', 'money in yen'],
    ['INR', 'money in rupees'],
    ['francs', 'money in Swiss francs'],
    ['C$', 'money in Canadian dollars'],
    ['australian dollars', 'money in Australian dollars'],
    ['crate', null],
    ['', null],
  ])('%s: %s', (unit, measure, ofMoney = measure) => {
    expect(measureOf(unit)).toBe(measure)
    expect(measureOf(unit, true)).toBe(ofMoney)
  })
})

describe('the unit right after a number', () => {
  it.each<[text: string, name: string | null, length?: number]>([
    ['kg of it', 'kg', 2],
    [' kilos, please', 'kilos', 6],
    ['-inch screen', 'inch', 5],
    ['km/h', 'km/h', 4],
    [' km', 'km', 3],
    [' square feet', 'square feet', 12],
    [' miles  per hour', 'miles  per hour', 16],
    [' us dollars', 'us dollars', 11],
    [' degrees, please', 'degrees', 8],
    [' degree  Celsius', 'degree  Celsius', 16],
    ['° F', '° F', 3],
    ['° for it', '°', 1],
    ['US$', 'US$', 3],
    ['%', '%', 1],
    ['m²', 'm²', 2],
    ['in', 'in', 2],
    [' in total', null],
    [' d', null],
    ['d', 'd', 1],
    [' p', null],
    [' t', null],
    ['t', 't', 1],
    [' inches', 'inches', 7],
    ['  kg', null],
    ['kgx', null],
    ['kg2', null],
    ['m³', 'm³', 2],
    ['mm²', null],
    [' of kg', null],
    [' crates', null],
    ['', null],
  ])('“%s”: %s', (text, name, length = 0) =>
    expect(unitAfter(text)).toEqual(name === null ? null : { name, length }),
  )
})
