import { err, ok } from '#shared/result.ts'
import { isCalendarDate } from '../calendar.ts'
import { findMoments, readMoment } from '../moments.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'

const EXPECTED = 'a date, such as 2030-12-31 or “next Friday”'

export const dateType: ParameterTypeDefinition = {
  expects: () => EXPECTED,
  coerce(value, parameter, context) {
    if (typeof value !== 'string') return err(notOfType(value, EXPECTED))
    const text = value.trim()
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return isCalendarDate(text) ? ok(text) : err(notOfType(text, EXPECTED))
    const date = readMoment(text, 'date', parameter, context)
    return date === null ? err(notOfType(text, EXPECTED)) : ok(date)
  },
  find: (text, parameter, context) => findMoments(text, 'date', parameter, context),
}
