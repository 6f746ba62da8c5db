import { err, ok, type Result } from '#shared/result.ts'
import type { Choice, Parameter } from '#domain/parameter.ts'

/** How the values of the inspector's fields are written as text and read back. */

export const writeNumber = (value: number | null): string => (value === null ? '' : String(value))

export function readNumber(typed: string): Result<number | null, string> {
  if (typed.trim() === '') return ok(null)
  const value = Number(typed.trim().replace(',', '.'))
  return Number.isFinite(value) ? ok(value) : err('Type a number, or nothing for no limit.')
}

export function readLength(typed: string): Result<number | null, string> {
  const read = readNumber(typed)
  if (!read.ok || read.value === null) return read
  return Number.isInteger(read.value) && read.value >= 0
    ? read
    : err('Type a whole number from 0, or nothing for no limit.')
}

/** A probability 0–1; nothing for the calibrated one. */
export function readProbability(typed: string): Result<number | null, string> {
  const read = readNumber(typed)
  if (!read.ok || read.value === null) return read
  return read.value >= 0 && read.value <= 1
    ? read
    : err('Type a number from 0 to 1, or nothing for the calibrated one.')
}

export const writeLines = (lines: readonly string[]): string => lines.join('\n')

export const readLines = (typed: string): Result<string[], string> =>
  ok(typed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])))

/** One choice a line, with its synonyms: `express: fast, quick`. */
export const writeChoices = (choices: readonly Choice[]): string =>
  choices
    .map(({ value, synonyms }) =>
      synonyms.length === 0 ? value : `${value}: ${synonyms.join(', ')}`,
    )
    .join('\n')

export function readChoices(typed: string): Result<Choice[], string> {
  const choices = typed.split('\n').flatMap((line) => {
    const colon = line.indexOf(':')
    const value = (colon < 0 ? line : line.slice(0, colon)).trim()
    const words = colon < 0 ? [] : line.slice(colon + 1).split(',')
    const synonyms = words.map((word) => word.trim()).filter((word) => word !== '')
    return value === '' && synonyms.length === 0 ? [] : [{ value, synonyms }]
  })
  return choices.every(({ value }) => value !== '')
    ? ok(choices)
    : err('Each line begins with the value; its synonyms follow a colon.')
}

type Default = Parameter['defaultValue']

export const writeDefault = (value: Default): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** A default in the parameter's own type; nothing for none. */
export function readDefault(
  { type, choices }: Pick<Parameter, 'type' | 'choices'>,
  typed: string,
): Result<Default, string> {
  const text = typed.trim()
  if (text === '') return ok(null)
  switch (type) {
    case 'integer':
    case 'number': {
      const value = Number(text)
      const fits = type === 'number' ? Number.isFinite(value) : Number.isInteger(value)
      return fits ? ok(value) : err(`Type ${type === 'number' ? 'a' : 'a whole'} number.`)
    }
    case 'boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : err('Type true or false.')
    case 'enum':
      return choices.some(({ value }) => value === text)
        ? ok(text)
        : err('Type one of the choices, as it is written there.')
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? ok(text) : err('Type a date as 2026-11-20.')
    case 'time':
      return /^\d{2}:\d{2}$/.test(text) ? ok(text) : err('Type a time as 14:30.')
    case 'list':
    case 'object':
      return readJson(text, type)
    default:
      return ok(text)
  }
}

function readJson(text: string, type: 'list' | 'object'): Result<Default, string> {
  const refused = err(
    type === 'list' ? 'Type a list such as ["a", "b"].' : 'Type an object in JSON.',
  )
  try {
    const value = JSON.parse(text) as Default
    const isList = Array.isArray(value)
    const fits = type === 'list' ? isList : typeof value === 'object' && value !== null && !isList
    return fits ? ok(value) : refused
  } catch {
    return refused
  }
}
