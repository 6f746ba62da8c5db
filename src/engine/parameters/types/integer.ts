import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'
import { findNumbers, inexact, readNumber } from './number.ts'

export const integerType: ParameterTypeDefinition = {
  expects: () => 'a whole number',
  coerce(value) {
    const problem = inexact(value)
    if (problem) return err(problem)
    const read = typeof value === 'string' ? readNumber(value) : value
    return typeof read === 'number' && Number.isSafeInteger(read)
      ? ok(read)
      : err(notOfType(value, 'a whole number'))
  },
  find: (text) =>
    findNumbers(text).filter(({ value }) => inexact(value) !== null || Number.isSafeInteger(value)),
}
