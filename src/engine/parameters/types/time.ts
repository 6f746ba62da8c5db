import { err, ok } from '#shared/result.ts'
import { findMoments, readMoment } from '../moments.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'

const EXPECTED = 'a time of day, such as 17:30 or “5 pm”'

export const timeType: ParameterTypeDefinition = {
  expects: () => EXPECTED,
  coerce(value, parameter, context) {
    if (typeof value !== 'string') return err(notOfType(value, EXPECTED))
    const text = value.trim()
    const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
    if (hour !== '')
      return Number(hour) < 24 && Number(minute) < 60
        ? ok(`${hour.padStart(2, '0')}:${minute}`)
        : err(notOfType(text, EXPECTED))
    const time = readMoment(text, 'time', parameter, context)
    return time === null ? err(notOfType(text, EXPECTED)) : ok(time)
  },
  find: (text, parameter, context) => findMoments(text, 'time', parameter, context),
}
