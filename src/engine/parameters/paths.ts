import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { isObject, type JsonObject } from './types/object.ts'
import { comparable } from './words.ts'

/** Where in a value of parts something is: field names, and places in lists from 0. */
export type Steps = readonly (string | number)[]

/** `items[2].quantity` → items, 2, quantity; `null` for what is no path. */
export function stepsOf(path: string): Steps | null {
  const parts = path.match(/[^.[\]]+|\[\d+\]/gu) ?? []
  const steps = parts.map((part) => (part.startsWith('[') ? Number(part.slice(1, -1)) : part))
  return steps.length > 0 && pathOf(steps) === path ? steps : null
}

export const pathOf = (steps: Steps): string =>
  steps
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('')

/** What stands at a place within a value; `undefined` where nothing does. */
export function valueAt(value: Json | undefined, steps: Steps): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (typeof step === 'number')
    return Array.isArray(value) ? valueAt((value as readonly Json[])[step], rest) : undefined
  return isObject(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined
}

/** The value with another at a place within it; what is missing on the way is made. */
export function withValueAt(
  value: Json | undefined,
  steps: Steps,
  change: (before: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return change(value)
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? [...(value as readonly Json[])] : []
    const next = withValueAt(items[step], rest, change)
    if (next === undefined) items.splice(step, 1)
    else items[Math.min(step, items.length)] = next
    return items
  }
  const { [step]: before, ...others } = isObject(value) ? value : {}
  const next = withValueAt(before, rest, change)
  return next === undefined ? others : { ...(isObject(value) ? value : {}), [step]: next }
}

/** One object over another, part by part; anything else takes the place of what was there. */
export function merged(before: Json | undefined, after: Json): Json {
  if (!isObject(before) || !isObject(after)) return after
  return Object.entries(after).reduce<JsonObject>(
    (sum, [name, value]) => ({ ...sum, [name]: merged(sum[name], value) }),
    before,
  )
}

/** The parameter that is an item of a list. */
export const itemOf = (list: Parameter): Parameter => ({
  ...list,
  type: list.itemType,
  minLength: null,
  maxLength: null,
})

export const fieldNamed = (
  { fields }: Pick<Parameter, 'fields'>,
  name: string,
): Parameter | undefined => fields.find((field) => comparable(field.name) === comparable(name))

/** The parameter that stands at a place within another; `null` where there is none. */
export function partAt(parameter: Parameter, steps: Steps): Parameter | null {
  const [step, ...rest] = steps
  if (step === undefined) return parameter
  if (typeof step === 'number')
    return parameter.type === 'list' ? partAt(itemOf(parameter), rest) : null
  const field = parameter.type === 'object' ? fieldNamed(parameter, step) : undefined
  return field ? partAt(field, rest) : null
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']
const ordinal = (index: number): string => ORDINALS[index] ?? `${index + 1}th`
const spokenName = (name: string): string => name.replaceAll('_', ' ').trim()

/** `items[2].quantity` → "quantity of the third of the items"; `address.city` → "city of the address". */
export function placeWords(steps: Steps): string {
  const [last, ...before] = [...steps].reverse()
  if (last === undefined) return ''
  const own = typeof last === 'number' ? ordinal(last) : spokenName(last)
  return before.length === 0 ? own : `${own} of the ${placeWords(before.reverse())}`
}

/** Where a list, or a value that is made up of fields, is not done: the first place that needs a value. */
export function openPlace(value: Json | undefined, parameter: Parameter): Steps | null {
  if (parameter.type === 'list')
    return Array.isArray(value)
      ? firstOpen((value as readonly Json[]).map((item, i) => [i, item, itemOf(parameter)]))
      : null
  if (!isOfFields(parameter) || !isObject(value)) return null
  return firstOpen(parameter.fields.map((field) => [field.name, value[field.name], field]))
}

function firstOpen(
  parts: readonly (readonly [string | number, Json | undefined, Parameter])[],
): Steps | null {
  for (const [step, value, part] of parts) {
    // Given and not usable, it is kept as `null`, so that it is asked for.
    if (value === null || (value === undefined && part.required)) return [step]
    const within = value === undefined ? null : openPlace(value, part)
    if (within) return [step, ...within]
  }
  return null
}
