import type { Parameter } from '#domain/parameter.ts'
import { titleOf } from '#domain/names.ts'
import type { Json } from '#shared/json.ts'
import type { ValueProblem } from '../turn/events.ts'

const SHOWN_LENGTH = 60

/** A value as text: as it is, or as JSON. */
export const textOf = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** A value as a sentence shows it. */
export function shown(value: Json): string {
  const text = textOf(value)
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}

/**
 * A value as lines of its own: `Order id: W123`; of what is made of fields one line each, of a list
 * of such one line an item.
 */
export function spelledOut(name: string, value: Json): string[] {
  const title = titleOf(name)
  if (isFields(value)) return [`${title}:`, ...fieldsOf(value).map((field) => `• ${field}`)]
  if (!Array.isArray(value)) return [`${title}: ${shown(value)}`]
  const items = value as readonly Json[]
  return items.some(isFields)
    ? [`${title}:`, ...items.map((item) => `• ${inOneLine(item)}`)]
    : [`${title}: ${inOneLine(value)}`]
}

const isFields = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `City: Berlin`; of an object within it `Contact › Phone: …`. */
const fieldsOf = (value: Readonly<Record<string, Json>>): string[] =>
  Object.entries(value).flatMap(([name, part]) =>
    isFields(part)
      ? fieldsOf(part).map((field) => `${titleOf(name)} › ${field}`)
      : part === null
        ? []
        : [`${titleOf(name)}: ${inOneLine(part)}`],
  )

function inOneLine(value: Json): string {
  if (isFields(value)) return fieldsOf(value).join(', ')
  return Array.isArray(value) ? (value as readonly Json[]).map(inOneLine).join(', ') : shown(value)
}

/** `order_id` → `order id`, inside a sentence. */
export const spoken = ({ name }: Parameter): string => name.replaceAll('_', ' ').trim()

export const notOfType = (value: Json, expected: string): ValueProblem => ({
  code: 'type',
  text: `“${shown(value)}” is not ${expected}.`,
})

export const missing = (parameter: Parameter): ValueProblem => ({
  code: 'missing',
  text: `${titleOf(parameter.name)} is missing.`,
})
