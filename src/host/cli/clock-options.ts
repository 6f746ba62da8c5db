import { UsageError } from './exit-codes.ts'

/** Whose days the words for days are of. Throws `UsageError` for a zone that nobody knows. */
export function readTimeZone(zone: string | undefined): { readonly timeZone?: string } {
  if (zone === undefined) return {}
  try {
    // The name that the zone goes by now: `Asia/Calcutta` is another for `Asia/Kolkata`.
    return { timeZone: Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone }
  } catch (cause) {
    throw new UsageError(`${zone} is no time zone: one is called Europe/Berlin`, { cause })
  }
}

/** With a zone of its own, or it would be another moment on another machine. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/u

/** Unix time in milliseconds; `null` for none. Throws `UsageError` for what is no moment. */
export function readMoment(text: string | undefined): number | null {
  if (text === undefined) return null
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(moment))
    throw new UsageError(`${text} is no moment: one is 2026-03-28T12:00:00Z, or …+01:00`)
  return moment
}
