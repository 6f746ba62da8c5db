import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ValueProblem } from '../turn/events.ts'
import { brokenConstraint } from './constraints.ts'
import { namedValues } from './inline.ts'
import { fieldNamed, itemOf, pathOf, placeWords, type Steps } from './paths.ts'
import type { Rejection } from './rejection.ts'
import { isObject, parseJson } from './types/object.ts'
import { missing, notOfType } from './wording.ts'

/** Settles one part of a value; `steps` lead to it from the command's parameter. */
export type SettlePart = (value: Json, part: Parameter, steps: Steps) => Result<Json, Rejection>

interface Settled {
  /** What is good of it, with `null` for what has to be asked for again. */
  readonly value: Json
  readonly rejection: Rejection | null
}

/**
 * Holds a value against the fields it is made of: each is settled by itself, defaults fill what is
 * left out, and what is required has to be there. The first problem says where it is; `partial` is
 * what is good of the value.
 */
export function settledFields(
  value: Json,
  parameter: Parameter,
  steps: Steps,
  settle: SettlePart,
): Result<Json, Rejection> {
  const data = dataOf(value, parameter)
  if (data === null)
    return err({ problem: placed(notOfType(value, expected(parameter)), steps), suggestions: [] })
  const settled = Array.isArray(data)
    ? settledItems(data as readonly Json[], parameter, steps, settle)
    : settledMembers(data as Readonly<Record<string, Json>>, parameter, steps, settle)
  const { rejection } = settled
  return rejection ? err({ ...rejection, partial: settled.value }) : ok(settled.value)
}

const expected = ({ type, fields }: Parameter): string => {
  const names = fields.map(({ name }) => name.replaceAll('_', ' ')).join(', ')
  return type === 'list' ? `a list of ${names}` : `made up of ${names}`
}

/** Data as given, as JSON, as tags or as `name=value`; `null` for none of these. */
function dataOf(value: Json, parameter: Parameter): Json {
  if (parameter.type === 'list') {
    const read = typeof value === 'string' ? (parseJson(value) ?? null) : value
    return isObject(read) ? [read] : Array.isArray(read) ? read : null
  }
  const read = typeof value === 'string' ? membersIn(value, parameter) : value
  return isObject(read) ? read : null
}

const membersIn = (text: string, { fields }: Parameter): Json =>
  parseJson(text) ?? namedValues(text, fields)

function settledItems(
  items: readonly Json[],
  parameter: Parameter,
  steps: Steps,
  settle: SettlePart,
): Settled {
  const item = itemOf(parameter)
  const settled = items.map((each, i) => settledPart(each, item, [...steps, i], settle))
  const rejection = settled.find((each) => each.rejection)?.rejection ?? null
  const value = settled.map((each) => each.value)
  const broken = rejection ? null : brokenConstraint(value, parameter)
  return { value, rejection: broken ? { problem: broken, suggestions: [] } : rejection }
}

function settledPart(value: Json, part: Parameter, steps: Steps, settle: SettlePart): Settled {
  const result = settle(value, part, steps)
  if (result.ok) return { value: result.value, rejection: null }
  const { partial = null, ...rejection } = result.error
  return { value: partial, rejection: { ...rejection, problem: placed(rejection.problem, steps) } }
}

function settledMembers(
  members: Readonly<Record<string, Json>>,
  parameter: Parameter,
  steps: Steps,
  settle: SettlePart,
): Settled {
  const unknown = Object.keys(members).find((name) => !fieldNamed(parameter, name))
  const given = new Map(
    Object.entries(members).map(([name, value]) => [fieldNamed(parameter, name)?.name, value]),
  )
  const value: Record<string, Json> = {}
  let first: Rejection | null = unknown === undefined ? null : surplus(unknown, steps)
  for (const field of parameter.fields) {
    const at = [...steps, field.name]
    const settled = settledMember(given.get(field.name), field, at, settle)
    if (settled === null) continue
    if (settled.value !== undefined) value[field.name] = settled.value
    first ??= settled.rejection
  }
  return { value, rejection: first }
}

/** `null` for a field that may be left out, and was. */
function settledMember(
  given: Json | undefined,
  field: Parameter,
  steps: Steps,
  settle: SettlePart,
): { readonly value?: Json; readonly rejection: Rejection | null } | null {
  if (given !== undefined && given !== null && given !== '')
    return settledPart(given, field, steps, settle)
  if (field.required) {
    const problem = placed(missing(field), steps)
    return { rejection: { problem, suggestions: [] } }
  }
  const { defaultValue } = field
  return defaultValue === null ? null : { value: defaultValue as Json, rejection: null }
}

function surplus(name: string, steps: Steps): Rejection {
  const of = placeWords(steps)
  const problem: ValueProblem = {
    code: 'surplus',
    text: `${titleOf(of)} has no “${name}”.`,
    path: pathOf([...steps, name]),
  }
  return { problem, suggestions: [] }
}

/** With its place, in the sentence too, unless one further in has been said. */
export function placed(problem: ValueProblem, steps: Steps): ValueProblem {
  if (problem.path !== undefined || steps.length < 2) return problem
  const within = steps.slice(0, -1)
  return {
    ...problem,
    text: `${titleOf(placeWords(within))}: ${problem.text}`,
    path: pathOf(steps),
  }
}
