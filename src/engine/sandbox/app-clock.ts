import { minutesAhead } from '../parameters/zone.ts'

/** What time it is for an application, and where. */
export interface AppClock {
  /** Unix time in milliseconds; the machine's if left out. */
  readonly now?: (() => number) | undefined
  /** The IANA zone in which hours are told and days begin; the machine's if left out. */
  readonly timeZone?: string | undefined
}

/** As far from 1970 as a date can be, in milliseconds. */
const FURTHEST = 8.64e15

/**
 * What the engine asks to tell the hour: how many minutes a zone is behind UTC at a moment, in
 * seconds. The moment is what the application made of it.
 */
export function minutesBehind(timeZone: string | undefined): (seconds: number) => number {
  return (seconds) => {
    const at = Math.max(-FURTHEST, Math.min(FURTHEST, seconds * 1000))
    const ahead = Number.isNaN(at) ? 0 : minutesAhead(timeZone, at)
    return ahead === null ? new Date(at).getTimezoneOffset() : -ahead
  }
}
