import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'

/** Deeper than anything a person describes, and far from what a stack can bear. */
export const DEEPEST_JSON = 64

/**
 * JSON with sorted keys, so that equal values are equal bytes. `indent` as for `JSON.stringify`.
 * A number that JSON does not know is a bug of whoever made the value: it would come back as null.
 */
export function canonicalJson(value: unknown, indent = 0): string {
  return JSON.stringify(sorted(value), null, indent)
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`JSON has no ${String(value)}`)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Parses text from outside. Throws `bundle/damaged`, naming the file. */
export function parseJson(text: string, file: string): Json {
  if (depthOf(text) > DEEPEST_JSON) throw damaged(file, 'it is nested too deeply')
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (cause) {
    throw damaged(file, 'it is not JSON', cause)
  }
  if (hasPrototypeKey(value)) throw damaged(file, 'it has a key __proto__')
  return value
}

export function damaged(file: string, because: string, cause?: unknown): AppError {
  return new AppError('bundle/damaged', `${file} cannot be read: ${because}`, {
    details: { file, because },
    cause,
  })
}

/** Counted on the text: to recurse over a value is just what a hostile one is made for. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (isString) {
      if (char === '\\') i++
      else if (char === '"') isString = false
    } else if (char === '"') isString = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}

function hasPrototypeKey(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Object.hasOwn(value, '__proto__')) return true
  return Object.values(value as Readonly<Record<string, Json>>).some(hasPrototypeKey)
}
