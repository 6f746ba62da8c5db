import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import { findMoments } from './moments.ts'

/** Friday, 2 January 2026, noon in London. */
const LONDON = { now: Date.UTC(2026, 0, 2, 12), timeZone: 'Europe/London' }

const found = (text: string, type: 'date' | 'time', name = 'at'): unknown[] =>
  findMoments(text, type, parameterSchema.parse({ id: 'p', name, type }), LONDON).map(
    ({ value }) => value,
  )
const dates = (text: string, name?: string): unknown[] => found(text, 'date', name)
const times = (text: string): unknown[] => found(text, 'time')

describe('how long something is', () => {
  it.each([
    'book it for 3 days',
    'for two weeks',
    'for a fortnight',
    'a 3 day trip to Rome',
    'a meeting of 30 minutes',
    'it takes half an hour',
    'for an hour',
    'wake me every 2 hours',
  ])('is no moment: “%s”', (text) => {
    expect(dates(text)).toEqual([])
    expect(times(text)).toEqual([])
  })

  it('stands beside a moment without being one', () => {
    expect(dates('for 3 days starting Monday')).toEqual(['2026-01-05'])
    expect(times('book it for 2 hours at 5 pm')).toEqual(['17:00'])
    expect(times('from 10 to 12 for 2 hours')).toEqual(['10:00', '12:00'])
    expect(dates('tomorrow for 45 minutes')).toEqual(['2026-01-03'])
  })

  it.each([
    ['in 3 days', '2026-01-05'],
    ['call me within 2 days', '2026-01-04'],
    ['send it 3 days later', '2026-01-05'],
    ['it came 3 days ago', '2025-12-30'],
    ['see you 3 days from now', '2026-01-05'],
    ['pay in a fortnight', '2026-01-16'],
    ['I ordered it two fortnights ago', '2025-12-05'],
  ])('is a date where it is counted from now: “%s”', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  it.each([
    ['ring in half an hour', '12:30'],
    ['leave 20 minutes from now', '12:20'],
    ['it was an hour ago', '11:00'],
  ])('is a time where it is counted from now: “%s”', (text, time) => {
    expect(times(text)).toEqual([time])
  })

  it('is counted from now where nothing else is said', () => {
    expect(dates('3 days.')).toEqual(['2026-01-05'])
    expect(times('30 minutes')).toEqual(['12:30'])
  })
})

describe('the edges of the day', () => {
  it.each([
    ['midnight to noon', ['00:00', '12:00']],
    ['from noon to midnight', ['12:00', '00:00']],
    ['open from midnight until midday', ['00:00', '12:00']],
    ['Noon – Midnight', ['12:00', '00:00']],
    ['at noon', ['12:00']],
    ['at midnight', ['00:00']],
  ])('are told apart: “%s”', (text, expected) => {
    expect(times(text)).toEqual(expected)
  })
})

describe('a weekday with a day of the month', () => {
  it.each([
    ['Friday the 13th', '2026-02-13'],
    ['on friday 13th', '2026-02-13'],
    ['Monday, the 5th', '2026-01-05'],
    ['Tuesday the 31st', '2026-03-31'],
    ['Friday the 13th of March', '2026-03-13'],
  ])('is the next that is both: “%s”', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  it('is the latest for what lies behind', () => {
    expect(dates('Friday the 13th', 'date_of_birth')).toEqual(['2025-06-13'])
  })

  it('is only the weekday where no month has such a day', () => {
    expect(dates('Friday the 32nd')).toEqual(['2026-01-02'])
  })
})
