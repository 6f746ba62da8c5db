import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { fieldNamed, itemOf, merged, stepsOf, withValueAt, type Steps } from './paths.ts'
import { isObject, parseJson } from './types/object.ts'
import { comparable, unquoted } from './words.ts'

export type InlineValues = Readonly<Record<string, Json>>

/**
 * Values written out beside a command name or as an answer: a JSON object, `<name>value</name>`,
 * or `name=value`. Names are matched in any case; values are as given, not validated. A field is
 * named by its path, `address.city=Austin`, or by its own name where no other is called so.
 * `null` when the text is in none of these forms, or names a parameter that does not exist.
 */
export function namedValues(text: string, parameters: readonly Parameter[]): InlineValues | null {
  return (
    fromJson(text, parameters) ?? fromTags(text, parameters) ?? fromAssignments(text, parameters)
  )
}

function fromJson(text: string, parameters: readonly Parameter[]): InlineValues | null {
  const parsed = parseJson(text) ?? null
  return isObject(parsed) ? named(Object.entries(parsed), parameters) : null
}

const TAG = /<([\w.]+)>([\s\S]*?)<\/\1>/gu

function fromTags(text: string, parameters: readonly Parameter[]): InlineValues | null {
  const found = tagsIn(text).map(([name, content]): [string, Json] => {
    const parameter = parameterNamed(name, parameters)
    return [name, parameter ? contentOf(content, parameter) : content]
  })
  return text.replace(TAG, '').trim() === '' ? named(found, parameters) : null
}

const tagsIn = (text: string): [string, string][] =>
  [...text.matchAll(TAG)].map(([, name = '', content = '']) => [name, content.trim()])

/** Tags within a tag are the fields of an object, or the items of a list. */
function contentOf(content: string, parameter: Parameter): Json {
  const tags = tagsIn(content)
  if (tags.length === 0) return content
  if (parameter.type === 'list') return tags.map(([, each]) => contentOf(each, itemOf(parameter)))
  if (!isOfFields(parameter)) return content
  return Object.fromEntries(
    tags.map(([name, each]): [string, Json] => {
      const field = fieldNamed(parameter, name)
      return [name, field ? contentOf(each, field) : each]
    }),
  )
}

/** A value reaches to the next `name=` or to the end, so that it may have spaces. */
function fromAssignments(text: string, parameters: readonly Parameter[]): InlineValues | null {
  const starts = [...text.matchAll(/(?:^|[\s,;(])([\p{L}_][\w .[\]]{0,60}?)\s*=(?!=)\s*/gu)].filter(
    ([, name = '']) => placeNamed(name, parameters),
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
  let values: Json = {}
  for (const [name, value] of entries) {
    const place = placeNamed(name, parameters)
    if (!place) return null
    values = withValueAt(values, place, (before) => merged(before, value)) ?? {}
  }
  return isObject(values) && Object.keys(values).length > 0 ? values : null
}

const parameterNamed = (name: string, parameters: readonly Parameter[]): Parameter | undefined =>
  parameters.find((parameter) => comparable(parameter.name) === comparable(name))

/** Where a value of this name belongs: a parameter, or a field by its path or its own name. */
export function placeNamed(name: string, parameters: readonly Parameter[]): Steps | null {
  const [first, ...rest] = stepsOf(name) ?? []
  const root = typeof first === 'string' ? parameterNamed(first, parameters) : undefined
  const within = root ? known(root, rest) : null
  if (root) return within && [root.name, ...within]
  const owners = parameters
    .filter(({ type }) => type === 'object')
    .flatMap((parameter) => {
      const within = placeNamed(name, parameter.fields)
      return within ? [[parameter.name, ...within]] : []
    })
  return owners.length === 1 ? (owners[0] ?? null) : null
}

/** The steps within a parameter, with the names as they are declared. */
function known(parameter: Parameter, [step, ...rest]: Steps): Steps | null {
  if (step === undefined) return []
  if (typeof step === 'number') {
    const within = parameter.type === 'list' ? known(itemOf(parameter), rest) : null
    return within && [step, ...within]
  }
  const field = parameter.type === 'object' ? fieldNamed(parameter, step) : undefined
  const within = field ? known(field, rest) : null
  return field && within ? [field.name, ...within] : null
}

/**
 * Values by position: separated by commas where there are any, else by spaces; quotes keep words
 * together, and commas within them. A last parameter of free text takes all that is left. `null`
 * when there are more values than parameters.
 */
export function positionalValues(
  text: string,
  parameters: readonly Parameter[],
): InlineValues | null {
  const parts = splitOutsideQuotes(text)
  const last = parameters.at(-1)
  if (parts.length === 0 || !last) return null
  const values = [...parts]
  if (parts.length > parameters.length) {
    if (last.type !== 'string' && last.type !== 'list') return null
    const rest = text.slice(restStart(parts, parameters, text))
    values[parameters.length - 1] = rest.replace(/^[\s,]+/u, '')
  }
  return Object.fromEntries(
    parameters.flatMap(({ name }, i): [string, Json][] => {
      const value = values[i]
      return value === undefined ? [] : [[name, unquoted(value)]]
    }),
  )
}

/** Where the values end of the parameters before the last one. */
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

/** Something in quotes, of one kind or the other, a piece without a blank, or a comma. */
const PIECE = /"[^"]*"|“[^”]*”|«[^»]*»|(?<![\p{L}\d])'[^']*'(?=\s|,|$)|[^\s,"“«]+|["“«]|,/gu

/** At the commas outside of quotes, where there are any; else at blanks. */
export function splitOutsideQuotes(text: string): string[] {
  const pieces: string[] = text.match(PIECE) ?? []
  if (!pieces.includes(','))
    return text.match(/"[^"]*"|“[^”]*”|«[^»]*»|'[^']*'(?=\s|$)|\S+/gu) ?? []
  const parts: string[] = []
  let from = 0
  for (const { 0: piece, index } of text.matchAll(PIECE))
    if (piece === ',') {
      parts.push(text.slice(from, index))
      from = index + 1
    }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '')
}
