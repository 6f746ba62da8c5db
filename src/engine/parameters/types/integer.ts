import type { Parameter } from '#domain/parameter.ts'
import { err } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { findQuantities } from '../quantities.ts'
import { notOfType, spoken } from '../wording.ts'
import { tokensOf } from '../words.ts'
import { coerceNumber, expectedNumber } from './number.ts'

const KIND = 'a whole number'

/** "the 19th century", "2nd and 3rd floors": what is counted is called as the parameter is. */
function findOrdinals(text: string, parameter: Parameter): Span[] {
  const names = new Set(spoken(parameter).toLowerCase().split(' ').map(singular))
  return [...text.matchAll(/(?<![\p{L}\d])(\d{1,3})(?:st|nd|rd|th)(?![\p{L}\d])/giu)].flatMap(
    (match): Span[] => {
      const end = match.index + match[0].length
      const after = tokensOf(text.slice(end)).slice(0, WORDS_TO_NAME)
      const isNamed = after.some((word) => names.has(singular(word.text.toLowerCase())))
      const span = { start: match.index, end, value: Number(match[1]) }
      return isNamed ? [{ ...span, source: 'typed', strength: 40 }] : []
    },
  )
}

/** "2nd, 3rd and 4th floors": the name stands after the last. */
const WORDS_TO_NAME = 6
const singular = (word: string): string => word.replace(/s$/u, '')

export const integerType: ParameterTypeDefinition = {
  expects: (parameter) => expectedNumber(KIND, parameter),
  coerce(value, parameter) {
    const expected = expectedNumber(KIND, parameter)
    const read = coerceNumber(value, parameter, expected)
    if (!read.ok) return read
    return Number.isSafeInteger(read.value) ? read : err(notOfType(value, expected))
  },
  find: (text, parameter) =>
    [...findQuantities(text, parameter), ...findOrdinals(text, parameter)].filter(
      ({ value }) => typeof value === 'string' || Number.isInteger(value),
    ),
}
