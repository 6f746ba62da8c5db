import { minutesAhead } from './zone.ts'

/** A day without a time or a zone; months count from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** `YYYY-MM-DD` */
export const isoDay = ({ year, month, day }: Day): string =>
  `${pad(year, 4)}-${pad(month)}-${pad(day)}`

/** `2024-02-31` looks like a date and is none. */
export function isCalendarDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/**
 * What calendar and clock on the wall show there at a moment, as the time at which those of UTC show
 * the same; without a zone, by the clock of the machine.
 */
export function wallTime(now: number, timeZone: string | undefined): number {
  const ahead = minutesAhead(timeZone, now) ?? -new Date(now).getTimezoneOffset()
  return now + ahead * 60_000
}

/** What day it is there at a moment. */
export const dayAt = (now: number, timeZone: string | undefined): Day =>
  dayOf(wallTime(now, timeZone))

function dayOf(time: number): Day {
  const date = new Date(time)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const timeOf = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day)

export const plusDays = (day: Day, days: number): Day => dayOf(timeOf(day) + days * 86_400_000)

/** The same day of another month, or its last one: a month after 31 January is 28 February. */
export function plusMonths({ year, month, day }: Day, months: number): Day {
  const last = dayOf(Date.UTC(year, month + months, 0))
  return { ...last, day: Math.min(day, last.day) }
}

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(timeOf(day)).getUTCDay()

export const isAfter = (a: Day, b: Day): boolean => timeOf(a) > timeOf(b)
