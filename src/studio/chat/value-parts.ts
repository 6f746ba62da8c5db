import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { placeTitle, valueText } from './answer-line.ts'

/** What a chip shows: a value, or a field of one that is an object. */
export interface ShownPart {
  /** As it is written in an answer: `address.city`. */
  readonly path: string
  /** `Address › City`. */
  readonly title: string
  readonly text: string
}

/** An object as declared goes field by field, those left out not at all; anything else is one part. */
export function valueParts(
  path: string,
  value: Json,
  parameter: Pick<Parameter, 'type' | 'fields'> | undefined,
): ShownPart[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject || parameter?.type !== 'object' || parameter.fields.length === 0)
    return [{ path, title: placeTitle(path), text: valueText(value) }]
  return parameter.fields.flatMap((field) => {
    const part = (value as Readonly<Record<string, Json>>)[field.name] ?? null
    return part === null ? [] : valueParts(`${path}.${field.name}`, part, field)
  })
}
