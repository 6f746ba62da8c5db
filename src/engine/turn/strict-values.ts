import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { brokenConstraint, counted } from '../parameters/constraints.ts'
import { missing, notOfType, shown } from '../parameters/wording.ts'
import type { LookupValue } from '../ports.ts'
import type { ActionProblem } from './events.ts'

/** By path without places in lists: `items.product`. */
export type ExistingValues = ReadonlyMap<string, readonly LookupValue[]>

/**
 * Holds the values of a call against the parameters as they are: nothing is read into them, nothing
 * is converted, and what exists is named by its value. `null` leaves an optional one out. Each
 * problem has its place: `items[2].quantity`.
 */
export function strictProblems(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, Json>>,
  existing: ExistingValues,
): ActionProblem[] {
  return fieldProblems(parameters, values, '', existing)
}

function fieldProblems(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, Json>>,
  within: string,
  existing: ExistingValues,
): ActionProblem[] {
  const pathOf = (name: string): string => (within === '' ? name : `${within}.${name}`)
  const unknown = Object.keys(values)
    .filter((name) => parameters.every((each) => each.name !== name))
    .map((name): ActionProblem => ({
      path: pathOf(name),
      code: 'unknown',
      text: `There is no parameter “${name}”.`,
    }))
  const wrong = parameters.flatMap((parameter) => {
    const path = pathOf(parameter.name)
    const value = Object.hasOwn(values, parameter.name) ? (values[parameter.name] ?? null) : null
    if (value === null) return parameter.required ? [{ path, ...missing(parameter) }] : []
    const problems = valueProblems(value, parameter, path, existing)
    if (problems.length > 0) return problems
    const known = existing.get(path.replaceAll(/\[\d+\]/g, ''))
    return existenceProblems(value, known, parameter, path)
  })
  return [...unknown, ...wrong]
}

function valueProblems(
  value: Json,
  parameter: Parameter,
  path: string,
  existing: ExistingValues,
): ActionProblem[] {
  const { type } = parameter
  if (type === 'list') return listProblems(value, parameter, path, existing)
  if (type === 'object') return objectProblems(value, parameter, path, existing)
  const wrong =
    (type === 'enum' ? choiceProblem(value, parameter) : typeProblem(value, type)) ??
    brokenConstraint(value, parameter)
  return wrong ? [{ path, code: wrong.code, text: wrong.text }] : []
}

function listProblems(
  value: Json,
  parameter: Parameter,
  path: string,
  existing: ExistingValues,
): ActionProblem[] {
  if (!Array.isArray(value)) return [{ path, ...notOfType(value, 'a list') }]
  const items = value as readonly Json[]
  const item: Parameter = {
    ...parameter,
    type: parameter.itemType,
    minLength: null,
    maxLength: null,
  }
  const within = items.flatMap((each, i) =>
    valueProblems(each, item, `${path}[${String(i)}]`, existing),
  )
  if (within.length > 0) return within
  const { minLength, maxLength } = parameter
  const isTooShort = minLength !== null && items.length < minLength
  const isTooLong = maxLength !== null && items.length > maxLength
  if (!isTooShort && !isTooLong) return []
  const bound = isTooShort
    ? `at least ${counted(minLength, 'item')}`
    : `at most ${counted(maxLength ?? 0, 'item')}`
  const text = `${titleOf(parameter.name)} takes ${bound}; it has ${String(items.length)}.`
  return [{ path, code: 'length', text }]
}

function objectProblems(
  value: Json,
  { fields }: Parameter,
  path: string,
  existing: ExistingValues,
): ActionProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path, ...notOfType(value, 'an object') }]
  const members = value as Readonly<Record<string, Json>>
  return fields.length === 0 ? [] : fieldProblems(fields, members, path, existing)
}

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** A day that there is: the 30th of February is taken for one in March otherwise. */
function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** What a value of each scalar type is, and what it is called. */
const SCALARS = {
  string: [(value) => typeof value === 'string', 'a text'],
  integer: [(value) => Number.isSafeInteger(value), 'a whole number'],
  number: [(value) => Number.isFinite(value), 'a number'],
  boolean: [(value) => typeof value === 'boolean', 'true or false'],
  date: [(value) => typeof value === 'string' && isDate(value), 'a date like 2026-01-31'],
  time: [(value) => typeof value === 'string' && TIME.test(value), 'a time like 18:30'],
} as const satisfies Record<string, readonly [(value: Json) => boolean, string]>

type ScalarProblem = Pick<ActionProblem, 'code' | 'text'> | null

function typeProblem(value: Json, type: keyof typeof SCALARS): ScalarProblem {
  const [isOfType, name] = SCALARS[type]
  return isOfType(value) ? null : notOfType(value, name)
}

function choiceProblem(value: Json, { choices }: Parameter): ScalarProblem {
  if (choices.some((choice) => choice.value === value)) return null
  const options = choices.map((choice) => `“${choice.value}”`).join(', ')
  return { code: 'choice', text: `“${shown(value)}” is none of ${options}.` }
}

function existenceProblems(
  value: Json,
  existing: readonly LookupValue[] | undefined,
  { name }: Parameter,
  path: string,
): ActionProblem[] {
  if (!existing) return []
  const isThere = (each: Json): boolean => existing.some((known) => known.value === each)
  const problemOf = (each: Json, at: string): ActionProblem[] =>
    isThere(each)
      ? []
      : [
          {
            path: at,
            code: 'lookup',
            text: `There is no ${name.replaceAll('_', ' ')} “${shown(each)}”.`,
          },
        ]
  return Array.isArray(value)
    ? (value as readonly Json[]).flatMap((each, i) => problemOf(each, `${path}[${String(i)}]`))
    : problemOf(value, path)
}
