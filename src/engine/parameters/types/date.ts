import { err, ok } from '#shared/result.ts'
import { findMoments, readMoment } from '../moments.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'

const EXPECTED = 'a date, such as 2030-12-31 or “next Friday”'

/** `2024-02-31` looks like a date and is none. */
function isCalendarDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export const dateType: ParameterTypeDefinition = {
  expects: () => EXPECTED,
  coerce(value, _parameter, context) {
    if (typeof value !== 'string') return err(notOfType(value, EXPECTED))
    const text = value.trim()
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return isCalendarDate(text) ? ok(text) : err(notOfType(text, EXPECTED))
    const date = readMoment(text, 'date', context)
    return date === null ? err(notOfType(text, EXPECTED)) : ok(date)
  },
  find: (text, _parameter, context) => findMoments(text, 'date', context),
}
