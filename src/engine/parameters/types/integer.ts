import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'
import { findNumbers, readNumber } from './number.ts'

export const integerType: ParameterTypeDefinition = {
  expects: () => 'a whole number',
  coerce(value) {
    const read = typeof value === 'string' ? readNumber(value) : value
    return typeof read === 'number' && Number.isSafeInteger(read)
      ? ok(read)
      : err(notOfType(value, 'a whole number'))
  },
  find: (text) => findNumbers(text).filter(({ value }) => Number.isSafeInteger(value)),
}
