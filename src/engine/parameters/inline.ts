import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { isObject, parseJson } from './types/object.ts'
import { comparable, unquoted } from './words.ts'

export type InlineValues = Readonly<Record<string, Json>>

/**
 * Values written out beside a command name or as an answer: a JSON object, `<name>value</name>`,
 * or `name=value`. Names are matched in any case; values are as given, not validated.
 * `null` when the text is in none of these forms, or names a parameter that does not exist.
 */
export function namedValues(text: string, parameters: readonly Parameter[]): InlineValues | null {
  return (
    fromJson(text, parameters) ?? fromTags(text, parameters) ?? fromAssignments(text, parameters)
  )
}

function fromJson(text: string, parameters: readonly Parameter[]): InlineValues | null {
  if (!text.trim().startsWith('{')) return null
  const parsed = parseJson(text)
  return parsed !== undefined && isObject(parsed) ? named(Object.entries(parsed), parameters) : null
}

function fromTags(text: string, parameters: readonly Parameter[]): InlineValues | null {
  const tag = /<(\w+)>([\s\S]*?)<\/\1>/gu
  const found = [...text.matchAll(tag)].map(([, name = '', value = '']): [string, Json] => [
    name,
    value.trim(),
  ])
  return found.length > 0 && text.replace(tag, '').trim() === '' ? named(found, parameters) : null
}

/** A value reaches to the next `name=` or to the end, so that it may have spaces. */
function fromAssignments(text: string, parameters: readonly Parameter[]): InlineValues | null {
  const starts = [...text.matchAll(/(?:^|[\s,;(])([\p{L}_][\w ]{0,40}?)\s*=(?!=)\s*/gu)].filter(
    ([, name = '']) => parameterNamed(name, parameters),
  )
  if (starts[0]?.index !== 0) return null
  const found = starts.map((start, i): [string, Json] => {
    const value = text.slice(start.index + start[0].length, starts[i + 1]?.index ?? text.length)
    return [start[1] ?? '', unquoted(value.trim().replace(/[,;]$/u, ''))]
  })
  return named(found, parameters)
}

function named(
  entries: readonly (readonly [string, Json])[],
  parameters: readonly Parameter[],
): InlineValues | null {
  const values = new Map<string, Json>()
  for (const [name, value] of entries) {
    const parameter = parameterNamed(name, parameters)
    if (!parameter) return null
    values.set(parameter.name, value)
  }
  return values.size > 0 ? Object.fromEntries(values) : null
}

const parameterNamed = (name: string, parameters: readonly Parameter[]): Parameter | undefined =>
  parameters.find((parameter) => comparable(parameter.name) === comparable(name))

/**
 * Values by position: separated by commas where there are any, else by spaces; quotes keep words
 * together. A last parameter of free text takes all that is left. `null` when there are more
 * values than parameters.
 */
export function positionalValues(
  text: string,
  parameters: readonly Parameter[],
): InlineValues | null {
  const parts = splitOutsideQuotes(text)
  const last = parameters.at(-1)
  if (parts.length === 0 || !last) return null
  const values = parts.slice(0, parameters.length)
  if (parts.length > parameters.length) {
    const from = text.indexOf(
      parts[parameters.length - 1] ?? '',
      restStart(parts, parameters, text),
    )
    if (last.type !== 'string' && last.type !== 'list') return null
    values[parameters.length - 1] = text.slice(from).trim()
  }
  return Object.fromEntries(
    values.map((value, i): [string, Json] => [parameters[i]?.name ?? '', unquoted(value)]),
  )
}

/** Where the value of the last parameter begins: after the parts of those before it. */
function restStart(
  parts: readonly string[],
  parameters: readonly Parameter[],
  text: string,
): number {
  let at = 0
  for (const part of parts.slice(0, parameters.length - 1))
    at = text.indexOf(part, at) + part.length
  return at
}

function splitOutsideQuotes(text: string): string[] {
  const pieces: string[] = text.match(/"[^"]*"|“[^”]*”|'[^']*'(?=\s|,|$)|[^\s,]+|,/gu) ?? []
  if (!pieces.includes(',')) return pieces
  return text
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
