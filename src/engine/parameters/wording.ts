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
