import type { Json } from '#shared/json.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'

export type JsonObject = Readonly<Record<string, Json>>

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON that a text is, or `undefined`. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const EXPECTED = 'an object in JSON, such as {"size": 3}'

export const objectType: ParameterTypeDefinition = {
  expects: () => EXPECTED,
  coerce(value) {
    const read = typeof value === 'string' ? parseJson(value) : value
    return isObject(read) ? ok(read) : err(notOfType(value, EXPECTED))
  },
  find(text) {
    const start = text.indexOf('{')
    const end = text.lastIndexOf('}') + 1
    const value = parseJson(text.slice(start, end))
    return isObject(value) ? [{ start, end, value, source: 'typed', strength: 50 }] : []
  },
}
