import { err, ok } from '#shared/result.ts'
import { findMoments, readMoment } from '../moments.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'

const EXPECTED = 'a time of day, such as 17:30 or “5 pm”'

export const timeType: ParameterTypeDefinition = {
  expects: () => EXPECTED,
  coerce(value, parameter, context) {
    if (typeof value !== 'string') return err(notOfType(value, EXPECTED))
    const time = readMoment(value, 'time', parameter, context)
    return time === null ? err(notOfType(value.trim(), EXPECTED)) : ok(time)
  },
  find: (text, parameter, context) => findMoments(text, 'time', parameter, context),
}
