import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ValueProblem } from '../turn/events.ts'
import type { ReadingContext } from './parameter-type.ts'
import { patternOf } from './shapes.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './types/registry.ts'
import { shown } from './wording.ts'

/** Reads a given value as the parameter's type and holds it against all constraints but the lookup. */
export function checkedValue(
  value: Json,
  parameter: Parameter,
  context: ReadingContext,
): Result<Json, ValueProblem> {
  const read = PARAMETER_TYPE_DEFINITIONS[parameter.type].coerce(value, parameter, context)
  if (!read.ok) return read
  const problem = brokenConstraint(read.value, parameter)
  return problem ? { ok: false, error: problem } : ok(read.value)
}

export function brokenConstraint(value: Json, parameter: Parameter): ValueProblem | null {
  if (Array.isArray(value)) {
    const items = value as readonly Json[]
    const broken = items.map((item) => scalarProblem(item, parameter)).find((each) => each !== null)
    return broken ?? lengthProblem(items.length, parameter, 'item')
  }
  return scalarProblem(value, parameter)
}

function scalarProblem(value: Json, parameter: Parameter): ValueProblem | null {
  if (typeof value === 'number') return rangeProblem(value, parameter)
  if (typeof value !== 'string') return null
  const isItem = parameter.type === 'list'
  const pattern = patternOf(parameter)
  if (pattern && !pattern(value)) return patternProblem(value, parameter)
  // The lengths of a list count its items.
  return isItem ? null : lengthProblem(Array.from(value).length, parameter, 'character')
}

function rangeProblem(value: number, { name, min, max }: Parameter): ValueProblem | null {
  const tooLow = min !== null && value < min
  const tooHigh = max !== null && value > max
  if (!tooLow && !tooHigh) return null
  const bounds =
    min !== null && max !== null
      ? `between ${min} and ${max}`
      : tooLow
        ? `at least ${min}`
        : `at most ${max ?? ''}`
  return { code: 'range', text: `${titleOf(name)} must be ${bounds}; it was ${value}.` }
}

/** `1 item`, `2 items`. */
export const counted = (count: number, unit: string): string =>
  `${String(count)} ${unit}${count === 1 ? '' : 's'}`

function lengthProblem(
  length: number,
  { name, minLength, maxLength }: Parameter,
  unit: 'item' | 'character',
): ValueProblem | null {
  if (minLength !== null && length < minLength)
    return { code: 'length', text: `${titleOf(name)} needs at least ${counted(minLength, unit)}.` }
  if (maxLength !== null && length > maxLength)
    return {
      code: 'length',
      text: `${titleOf(name)} can have at most ${counted(maxLength, unit)}.`,
    }
  return null
}

function patternProblem(value: string, { name, examples: [example] }: Parameter): ValueProblem {
  const like = example === undefined ? '' : ` It looks like “${example}”.`
  const text = `“${shown(value)}” is not a valid ${name.replaceAll('_', ' ')}.${like}`
  return { code: 'pattern', text }
}
