import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ValueProblem } from '../../turn/events.ts'
import { exactly, inexact, readNumber } from '../numbers.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { alienMeasure, findQuantities, readQuantity } from '../quantities.ts'
import { measureOf } from '../units.ts'
import { notOfType, shown } from '../wording.ts'

const DECIMAL = /\b(?:decimal form|as a decimal|fraction|between 0 and 1)\b/i

/**
 * "5 %" of a rate or a probability is 0.05; of what is called a percentage, is kept in `%`, or has
 * values above 1, it is 5.
 */
function isPart({ name, description, unit, max, examples }: Parameter): boolean {
  const isPercentage =
    /percent/i.test(name) || (/\bpercent/i.test(description) && !DECIMAL.test(description))
  if (isPercentage || unit.trim() !== '' || (max !== null && max > 1)) return false
  if (examples.some((example) => Math.abs(readNumber(example) ?? 0) > 1)) return false
  return (
    /(?:^|_)(?:rate|ratio|probability|prob|fraction|yield|return)(?:_|$)/i.test(name) ||
    DECIMAL.test(description)
  )
}

const PERCENT = /(?:%|per\s?cent)$/iu

/** A number, with its unit if it has one, in the unit of its parameter. */
export function coerceNumber(
  value: Json,
  parameter: Parameter,
  expected: string,
): Result<number, ValueProblem> {
  const problem = inexact(value)
  if (problem) return err(problem)
  const read = typeof value === 'string' ? readQuantity(value, parameter) : value
  if (typeof read !== 'number' || !Number.isFinite(read))
    return err(notOfUnit(value, parameter) ?? notOfType(value, expected))
  const isShare = typeof value === 'string' && PERCENT.test(value.trim()) && isPart(parameter)
  return ok(isShare ? exactly(read / 100) : read)
}

/** “3 days” is not a weight in kg. */
function notOfUnit(value: Json, parameter: Parameter): ValueProblem | null {
  const alien = typeof value === 'string' ? alienMeasure(value, parameter) : null
  const own = measureOf(parameter.unit)
  if (alien === null || own === null) return null
  const wanted = own.startsWith('money') ? own : `a ${own} in ${parameter.unit.trim()}`
  return { code: 'type', text: `“${shown(value)}” is not ${wanted}.` }
}

/** No probability is 5, unless that is said in percent. */
function isPossible(text: string, { start, end, value }: Span, parameter: Parameter): boolean {
  const isProbability = /(?:^|_)(?:probability|prob)(?:_|$)/i.test(parameter.name)
  return (
    !isProbability ||
    !(Number(value) > 1) ||
    PERCENT.test(text.slice(start, end)) ||
    !isPart(parameter)
  )
}

export const expectedNumber = (kind: string, { unit }: Parameter): string =>
  unit.trim() === '' ? kind : `${kind} in ${unit.trim()}`

export const numberType: ParameterTypeDefinition = {
  expects: (parameter) => expectedNumber('a number', parameter),
  coerce: (value, parameter) =>
    coerceNumber(value, parameter, expectedNumber('a number', parameter)),
  find: (text, parameter) =>
    findQuantities(text, parameter)
      .filter((span) => isPossible(text, span, parameter))
      .map((span) =>
        typeof span.value === 'number' &&
        PERCENT.test(text.slice(span.start, span.end)) &&
        isPart(parameter)
          ? { ...span, value: exactly(span.value / 100) }
          : span,
      ),
}
