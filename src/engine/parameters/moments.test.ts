import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { dayAt, isoDay, plusMonths } from './calendar.ts'
import { findMoments, isOfThePast, readMoment } from './moments.ts'
import { minutesAhead } from './zone.ts'

/** Friday, 2 January 2026, noon in London. */
const NOW = Date.UTC(2026, 0, 2, 12)
const LONDON = { now: NOW, timeZone: 'Europe/London' }

const named = (name: string, type: 'date' | 'time'): Parameter =>
  parameterSchema.parse({ id: 'p', name, type })

const dates = (text: string, name = 'day', context = LONDON): unknown[] =>
  findMoments(text, 'date', named(name, 'date'), context).map(({ value }) => value)
const times = (text: string): unknown[] =>
  findMoments(text, 'time', named('at', 'time'), LONDON).map(({ value }) => value)

describe('a date in words', () => {
  it.each([
    ['next Friday at noon', '2026-01-09'],
    ['on Friday', '2026-01-02'],
    ['last Friday', '2025-12-26'],
    ['in two weeks', '2026-01-16'],
    ['two days ago', '2025-12-31'],
    ['the day after tomorrow', '2026-01-04'],
    ['the 5th of March', '2026-03-05'],
    ['May 4', '2026-05-04'],
    ['beginning of next month', '2026-02-01'],
    ['start of this week', '2025-12-29'],
    ['end of the week', '2026-01-04'],
    ['end of the month', '2026-01-31'],
    ['at the end of next month', '2026-02-28'],
    ['end of last month', '2025-12-31'],
    ['end of the year', '2026-12-31'],
    ['start of next year', '2027-01-01'],
    ['on the 15th', '2026-01-15'],
    ['by the 1st', '2026-02-01'],
    ['before the 31st', '2026-01-31'],
    ['a week from Monday', '2026-01-12'],
    ['two weeks from today', '2026-01-16'],
    ['3 days after tomorrow', '2026-01-06'],
    ['a month from now', '2026-02-02'],
    ['a year from today', '2027-01-02'],
    ['a fortnight from today', '2026-01-16'],
    ['Friday week', '2026-01-16'],
    ['Christmas Eve', '2026-12-24'],
    ['on New Year’s Day', '2027-01-01'],
    ['Halloween', '2026-10-31'],
  ])('“%s” is %s', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  it.each(['next month', 'may I come', 'on the 5th floor', 'Christmases', 'order ten to go'])(
    '“%s” is none',
    (text) => {
      expect(dates(text)).toEqual([])
    },
  )

  it.each([
    ['2026-03-04', '2026-03-04'],
    ['3/4/2026', '2026-03-04'],
    ['13/4/2026', '2026-04-13'],
    ['3.4.2026', '2026-04-03'],
    ['31.12.2026', '2026-12-31'],
    ['2026/03/04', '2026-03-04'],
    ['2026-03-01T17:30', '2026-03-01'],
  ])('in digits, %s is %s', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  it.each([
    ['from Monday to Friday', ['2026-01-05', '2026-01-09']],
    ['between Monday and Wednesday', ['2026-01-05', '2026-01-07']],
    ['from June 3 to June 7', ['2026-06-03', '2026-06-07']],
    ['June 3-7', ['2026-06-03', '2026-06-07']],
  ])('“%s” is two', (text, both) => {
    expect(dates(text)).toEqual(both)
  })

  it.each([
    ['Friday', '2026-01-02'],
    ['Saturday', '2025-12-27'],
    ['May 4', '2025-05-04'],
    ['on the 15th', '2025-12-15'],
    ['May 4 2026', '2026-05-04'],
    ['Christmas', '2025-12-25'],
  ])('of a birth date, “%s” is %s', (text, date) => {
    expect(dates(text, 'birth_date')).toEqual([date])
  })
})

describe('a time in words', () => {
  it.each([
    ['at half past seven', '07:30'],
    ['at half seven', '07:30'],
    ['half past seven in the evening', '19:30'],
    ['quarter to five in the afternoon', '16:45'],
    ['a quarter past nine', '09:15'],
    ['quarter to one', '12:45'],
    ['twenty-five past three pm', '15:25'],
    ['five past nine', '09:05'],
    ['20 past 8', '08:20'],
    ['ten to six', '05:50'],
    ['at seven', '07:00'],
    ['at seven thirty', '07:30'],
    ['at five o’clock', '05:00'],
    ['at seven tonight', '19:00'],
    ['tonight at 7', '19:00'],
    ['7 in the evening', '19:00'],
    ['12 at night', '00:00'],
    ['2 at night', '02:00'],
    ['11 at night', '23:00'],
    ['7:15 in the morning', '07:15'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['17:30', '17:30'],
    ['at 5pm', '17:00'],
    ['at 12 am', '00:00'],
    ['19h30', '19:30'],
    ['at 19h', '19:00'],
  ])('“%s” is %s', (text, time) => {
    expect(times(text)).toEqual([time])
  })

  it.each([
    'five to ten people',
    'half a dozen',
    'half three people',
    'by two people',
    'pick 3 of them',
  ])('“%s” is none', (text) => {
    expect(times(text)).toEqual([])
  })

  it.each([
    ['between 3 and 5 pm', ['15:00', '17:00']],
    ['between 3pm and 5pm', ['15:00', '17:00']],
    ['from 9 to 5', ['09:00', '17:00']],
    ['from 9am to 5am', ['09:00', '05:00']],
    ['3-5 pm', ['15:00', '17:00']],
    ['from one to two', ['01:00', '02:00']],
  ])('“%s” is two', (text, both) => {
    expect(times(text)).toEqual(both)
  })
})

describe('the place of a moment', () => {
  it.each([
    ['come at half past seven please', ['half past seven']],
    ['free between Monday and Wednesday?', ['Monday', 'Wednesday']],
    ['pay by the 15th, all of it', ['the 15th']],
    ['from 3 to 5 pm', ['3', '5 pm']],
  ])('in “%s” is %j', (text, said) => {
    const facet = /\d pm|half/.test(text) ? 'time' : 'date'
    const found = findMoments(text, facet, named('day', facet), LONDON)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(said)
  })

  it('is the whole of a text that is to be one', () => {
    const day = named('day', 'date')
    expect(readMoment('by next Friday, please', 'date', day, LONDON)).toBe('2026-01-09')
    expect(readMoment('until the 15th', 'date', day, LONDON)).toBe('2026-01-15')
    expect(readMoment('Friday or Monday', 'date', day, LONDON)).toBeNull()
    expect(readMoment('the cake for Friday', 'date', day, LONDON)).toBeNull()
  })
})

describe('the zone of the session', () => {
  it('tells whose day tomorrow is', () => {
    const late = Date.UTC(2026, 0, 2, 23, 30)
    const at = (timeZone: string): unknown[] => dates('tomorrow', 'day', { now: late, timeZone })
    expect(at('Europe/London')).toEqual(['2026-01-03'])
    expect(at('Asia/Tokyo')).toEqual(['2026-01-04'])
    expect(at('America/New_York')).toEqual(['2026-01-03'])
    expect(dates('end of the week', 'day', { now: late, timeZone: 'Asia/Tokyo' })).toEqual([
      '2026-01-04',
    ])
  })

  it('knows summer from winter, and halves of hours', () => {
    expect(minutesAhead('Europe/Berlin', Date.UTC(2026, 0, 2))).toBe(60)
    expect(minutesAhead('Europe/Berlin', Date.UTC(2026, 6, 2))).toBe(120)
    expect(minutesAhead('Asia/Kolkata', NOW)).toBe(330)
    expect(minutesAhead('America/St_Johns', NOW)).toBe(-210)
  })

  it('is the machine’s where none is given, and where nobody knows it', () => {
    expect(minutesAhead(undefined, NOW)).toBeNull()
    expect(minutesAhead('Middle/Earth', NOW)).toBeNull()
    const local = new Date(2026, 0, 2, 12).getTime()
    expect(isoDay(dayAt(local, undefined))).toBe('2026-01-02')
    expect(isoDay(dayAt(local, 'Middle/Earth'))).toBe('2026-01-02')
  })
})

describe('a calendar', () => {
  it('keeps a day of the month that is there', () => {
    expect(plusMonths({ year: 2026, month: 1, day: 31 }, 1)).toEqual({
      year: 2026,
      month: 2,
      day: 28,
    })
    expect(plusMonths({ year: 2026, month: 1, day: 31 }, -2).month).toBe(11)
    expect(plusMonths({ year: 2026, month: 11, day: 5 }, 3)).toEqual({
      year: 2027,
      month: 2,
      day: 5,
    })
  })
})

describe('a parameter of the past', () => {
  it.each([
    ['birth_date', true],
    ['since', true],
    ['last_visit', true],
    ['purchased_on', true],
    ['delivery_date', false],
    ['blast_day', false],
  ])('%s: %s', (name, isPast) => {
    expect(isOfThePast(named(name, 'date'))).toBe(isPast)
  })
})
