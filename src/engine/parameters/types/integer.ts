import { err } from '#shared/result.ts'
import { inexact } from '../numbers.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { findQuantities } from '../quantities.ts'
import { notOfType } from '../wording.ts'
import { coerceNumber, expectedNumber } from './number.ts'

const KIND = 'a whole number'

export const integerType: ParameterTypeDefinition = {
  expects: (parameter) => expectedNumber(KIND, parameter),
  coerce(value, parameter) {
    const expected = expectedNumber(KIND, parameter)
    const read = coerceNumber(value, parameter, expected)
    if (!read.ok) return read
    return Number.isSafeInteger(read.value) ? read : err(notOfType(value, expected))
  },
  find: (text, parameter) =>
    findQuantities(text, parameter).filter(
      ({ value }) =>
        typeof value === 'string' || inexact(value) !== null || Number.isSafeInteger(value),
    ),
}
