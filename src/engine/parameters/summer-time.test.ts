import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import { findMoments } from './moments.ts'

const read = (text: string, type: 'date' | 'time', now: number, timeZone: string): unknown[] =>
  findMoments(text, type, parameterSchema.parse({ id: 'p', name: 'when', type }), {
    now,
    timeZone,
  }).map(({ value }) => value)

/** Half past midnight in Berlin; at two it will be three. */
const SPRING = Date.UTC(2026, 2, 28, 23, 30)
/** Half past midnight in Berlin; at three it will be two again. */
const AUTUMN = Date.UTC(2026, 9, 24, 22, 30)
/** Half past eleven at night in New York, the evening before the clocks change there. */
const NEW_YORK = Date.UTC(2026, 2, 8, 4, 30)

describe('the night in which the clocks change', () => {
  it.each<[string, number, string, string]>([
    ['today', SPRING, 'Europe/Berlin', '2026-03-29'],
    ['tomorrow', SPRING, 'Europe/Berlin', '2026-03-30'],
    ['yesterday', SPRING, 'Europe/Berlin', '2026-03-28'],
    ['on Sunday', SPRING, 'Europe/Berlin', '2026-03-29'],
    ['next Saturday', SPRING, 'Europe/Berlin', '2026-04-04'],
    ['in 23 hours', SPRING, 'Europe/Berlin', '2026-03-30'],
    ['in a week', SPRING, 'Europe/Berlin', '2026-04-05'],
    ['today', AUTUMN, 'Europe/Berlin', '2026-10-25'],
    ['tomorrow', AUTUMN, 'Europe/Berlin', '2026-10-26'],
    ['in 24 hours', AUTUMN, 'Europe/Berlin', '2026-10-25'],
    ['the day after tomorrow', AUTUMN, 'Europe/Berlin', '2026-10-27'],
    ['end of the month', AUTUMN, 'Europe/Berlin', '2026-10-31'],
    ['today', NEW_YORK, 'America/New_York', '2026-03-07'],
    ['tomorrow', NEW_YORK, 'America/New_York', '2026-03-08'],
    ['tomorrow', NEW_YORK, 'Europe/Berlin', '2026-03-09'],
    ['2 days after tomorrow', NEW_YORK, 'America/New_York', '2026-03-10'],
  ])('“%s” is a day of the calendar (%#)', (text, now, zone, day) => {
    expect(read(text, 'date', now, zone)).toEqual([day])
  })

  it.each<[string, number, string, string]>([
    ['at noon', SPRING, 'Europe/Berlin', '12:00'],
    ['tomorrow at 9 am', SPRING, 'Europe/Berlin', '09:00'],
    ['in an hour', SPRING, 'Europe/Berlin', '01:30'],
    ['in 3 hours', SPRING, 'Europe/Berlin', '04:30'],
    ['2 hours ago', SPRING, 'Europe/Berlin', '22:30'],
    ['in 2 hours', AUTUMN, 'Europe/Berlin', '02:30'],
    ['in 3 hours', AUTUMN, 'Europe/Berlin', '02:30'],
    ['in 4 hours', AUTUMN, 'Europe/Berlin', '03:30'],
    ['in 4 hours', NEW_YORK, 'America/New_York', '04:30'],
    ['30 minutes from now', SPRING, 'Europe/Berlin', '01:00'],
  ])('“%s” is what the clock on the wall shows then (%#)', (text, now, zone, time) => {
    expect(read(text, 'time', now, zone)).toEqual([time])
  })
})
