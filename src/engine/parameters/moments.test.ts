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

const onDay = (year: number, month: number, day: number): typeof LONDON => ({
  ...LONDON,
  now: Date.UTC(year, month - 1, day, 12),
})

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
    ['Christmas', '2026-12-25'],
    ['Christmas Day', '2026-12-25'],
    ['Boxing Day', '2026-12-26'],
    ['New Year’s Eve', '2026-12-31'],
    ["New Year's", '2027-01-01'],
    ['New Year Eve', '2026-12-31'],
    ['at New Year', '2027-01-01'],
    ['Valentine’s Day', '2026-02-14'],
    ["Valentine's", '2026-02-14'],
    ['two years from today', '2028-01-02'],
    ['an hour from now', '2026-01-02'],
    ['2 weeks on Friday', '2026-01-23'],
    ['10 days from next Friday', '2026-01-19'],
    ['3  days  after  this  Monday', '2026-01-08'],
    ['start  of  this  week', '2025-12-29'],
    ['by  the  15th', '2026-01-15'],
    ['on the 5th Mar', '2026-03-05'],
  ])('“%s” is %s', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  it.each([
    'next month',
    'may I come',
    'on the 5th floor',
    'on the 15th  floor',
    'by the 32nd',
    'Christmases',
    'valentine',
    'anyone week',
    'order ten to go',
  ])('“%s” is none', (text) => {
    expect(dates(text)).toEqual([])
  })

  it.each([
    ['2026-03-04', '2026-03-04'],
    ['3/4/2026', '2026-03-04'],
    ['13/4/2026', '2026-04-13'],
    ['3.4.2026', '2026-04-03'],
    ['by 3.4.2026.', '2026-04-03'],
    ['by 03.04.2026, please', '2026-04-03'],
    ['13.12.2026', '2026-12-13'],
    ['3/4/26', '2026-03-04'],
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
    ['June 3 ~ June 7', ['2026-06-03', '2026-06-07']],
    ['between  Monday and  Wednesday', ['2026-01-05', '2026-01-07']],
    ['between the 3rd of March and the 5th of March', ['2026-03-03', '2026-03-05']],
    ['between Mon 5 Jan and Wed 7 Jan', ['2026-01-05', '2026-01-07']],
    ['between 3 days from now and 5 days from now', ['2026-01-05', '2026-01-07']],
    ['last Monday and tomorrow', ['2025-12-29', '2026-01-03']],
    ['tomorrow and last Monday', ['2026-01-03', '2025-12-29']],
  ])('“%s” is two', (text, both) => {
    expect(dates(text)).toEqual(both)
  })

  it.each([
    [onDay(2026, 5, 20), '3 days after tomorrow', '2026-05-24'],
    [onDay(2026, 5, 20), '3 days after Wednesday', '2026-05-30'],
    [onDay(2026, 5, 20), 'start of last month', '2026-04-01'],
    [onDay(2026, 5, 20), 'start of next month', '2026-06-01'],
    [onDay(2026, 5, 20), 'end of the month', '2026-05-31'],
    [onDay(2026, 5, 20), 'start of this year', '2026-01-01'],
    [onDay(2026, 5, 20), 'end of last year', '2025-12-31'],
    [onDay(2026, 5, 20), 'beginning of last week', '2026-05-11'],
    [onDay(2026, 5, 20), 'end of next week', '2026-05-31'],
    [onDay(2026, 5, 17), 'start of this week', '2026-05-11'],
    [onDay(2026, 5, 17), 'end of the week', '2026-05-17'],
    [onDay(2026, 5, 17), 'Sunday week', '2026-05-31'],
    [onDay(2026, 6, 2), 'by the 31st', '2026-07-31'],
    [onDay(2026, 6, 2), 'by the 2nd', '2026-06-02'],
  ])('counted from another day: %#: “%s” is %s', (context, text, date) => {
    expect(dates(text, 'day', context)).toEqual([date])
  })

  it.each([
    ['Friday', '2026-01-02'],
    ['today', '2026-01-02'],
    ['tomorrow', '2026-01-03'],
    ['this Monday', '2025-12-29'],
    ['May 4 2030', '2030-05-04'],
    ['January 1', '2026-01-01'],
    ['by the 2nd', '2026-01-02'],
    ['two weeks ago', '2025-12-19'],
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
    ['at 7h05', '07:05'],
    ['23h59', '23:59'],
    ['ten after three', '03:10'],
    ['twenty until eight', '08:00'],
    ['ten minutes past nine', '09:10'],
    ['fifteen past seven', '07:15'],
    ['twenty five past two', '02:25'],
    ['twenty to eight', '07:40'],
    ['twenty-five to six', '05:35'],
    ['forty past one', '01:40'],
    ['45 past one', '01:45'],
    ['thirty past one', '01:30'],
    ['a quarter to nine', '08:45'],
    ['quarter before five', '04:45'],
    ['quarter till five', '04:45'],
    ['at seven ten', '07:10'],
    ['by one fifteen', '01:15'],
    ['at seven twenty', '07:20'],
    ['at seven forty', '07:40'],
    ['at seven forty-five', '07:45'],
    ['at seven forty five pm', '19:45'],
    ['4 at night', '04:00'],
    ['12 in the afternoon', '12:00'],
    ['14:30 in the afternoon', '14:30'],
    ['7:05  in the evening', '19:05'],
    ['at 11:45 at night', '23:45'],
    ['half past twelve', '12:30'],
  ])('“%s” is %s', (text, time) => {
    expect(times(text)).toEqual([time])
  })

  it.each([
    'tomorrow',
    '20 after 8',
    'W7 in the evening',
    '3/7 in the evening',
    'forty-six past nonsense',
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
    ['from 9 to 9', ['09:00', '09:00']],
    ['from 12 to 5', ['12:00', '17:00']],
    ['from 9 until 5', ['09:00', '17:00']],
    ['from 9 to 5 pm', ['09:00', '17:00']],
    ['11-2 pm', ['11:00', '14:00']],
    ['from 22:00 to 6:00', ['22:00', '06:00']],
    ['from 10 pm to 6 am', ['22:00', '06:00']],
    ['10 to 8', ['10:00', '20:00']],
    ['between noon and 3 pm', ['12:00', '15:00']],
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
    ['from 3 through  5 pm', ['3', '5 pm']],
    ['from Monday  –  Wednesday', ['Monday', 'Wednesday']],
    ['June 3 ~ June 7', ['June 3', 'June 7']],
    ['June 3-7', ['June 3', '7']],
    ['from 2026-03-01 to 2026-03-04', ['2026-03-01', '2026-03-04']],
    ['2026-03-01 – 2026-03-04', ['2026-03-01', '2026-03-04']],
    ['at 3 pm ~ 5 pm', ['3 pm', '5 pm']],
    ['at a quarter to nine', ['a quarter to nine']],
    ['go from  Monday till the 7th of May', ['Monday', '7th of May']],
  ])('in “%s” is %j', (text, said) => {
    const facet = /\d pm|half|quarter/.test(text) ? 'time' : 'date'
    const found = findMoments(text, facet, named('day', facet), LONDON)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(said)
  })

  it('is the whole of a text that is to be one', () => {
    const day = named('day', 'date')
    expect(readMoment('by next Friday, please', 'date', day, LONDON)).toBe('2026-01-09')
    expect(readMoment('until the 15th', 'date', day, LONDON)).toBe('2026-01-15')
    expect(readMoment('Friday or Monday', 'date', day, LONDON)).toBeNull()
    expect(readMoment('the cake for Friday', 'date', day, LONDON)).toBeNull()
    expect(readMoment('cake Friday', 'date', day, LONDON)).toBeNull()
    expect(readMoment('Friday cake', 'date', day, LONDON)).toBeNull()
    expect(readMoment('from Monday to Friday', 'date', day, LONDON)).toBeNull()
    expect(readMoment('cake', 'date', day, LONDON)).toBeNull()
    expect(readMoment('. around  Friday!', 'date', day, LONDON)).toBe('2026-01-02')
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
    ['hire_date', true],
    ['delivery_date', false],
    ['blast_day', false],
  ])('%s: %s', (name, isPast) => {
    expect(isOfThePast(named(name, 'date'))).toBe(isPast)
  })
})
