import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ValueProblem } from '../../turn/events.ts'
import type { ParameterTypeDefinition, ReadingContext, Span } from '../parameter-type.ts'
import { notOfType } from '../wording.ts'
import { booleanType } from './boolean.ts'
import { dateType } from './date.ts'
import { enumType } from './enum.ts'
import { integerType } from './integer.ts'
import { numberType } from './number.ts'
import { isObject, objectType, parseJson } from './object.ts'
import { stringType } from './string.ts'
import { timeType } from './time.ts'

const ITEM_TYPES: Readonly<Record<Parameter['itemType'], ParameterTypeDefinition>> = {
  string: stringType,
  integer: integerType,
  number: numberType,
  boolean: booleanType,
  enum: enumType,
  date: dateType,
  time: timeType,
  object: objectType,
}

/** The items of a list as data, as JSON, or as words: `red, green and blue`. */
function itemsOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[]
  if (typeof value !== 'string') return [value]
  const parsed = parseJson(value)
  if (Array.isArray(parsed)) return parsed as readonly Json[]
  return value
    .split(/[,;\n](?:\s*and\s)?|\sand\s/u)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function coerceItems(
  value: Json,
  parameter: Parameter,
  context: ReadingContext,
): Result<Json, ValueProblem> {
  const items: Json[] = []
  for (const item of itemsOf(value)) {
    const read = ITEM_TYPES[parameter.itemType].coerce(item, parameter, context)
    if (!read.ok) return read
    items.push(read.value)
  }
  return items.length > 0 ? ok(items) : err(notOfType(value, 'a list'))
}

/**
 * Items that are listed in a row, each row by itself; where there is none, all items of the message
 * together. A span reaches from the first of its items to the last.
 */
function findItems(text: string, parameter: Parameter, context: ReadingContext): Span[] {
  if (parameter.itemType === 'object') return findData(text)
  const spans = withoutOverlap(ITEM_TYPES[parameter.itemType].find(text, parameter, context))
  const isOpen = !['enum', 'boolean'].includes(parameter.itemType)
  const rows = isOpen ? rowsOf(text, spans).filter((row) => row.length > 1) : []
  return rows.length > 0
    ? rows.flatMap((row) => asList(row, 1 + Math.min(4, row.length)))
    : asList(spans, 0)
}

/** A list of objects as JSON; one object is a list of it. */
function findData(text: string): Span[] {
  const start = text.search(/[[{]/u)
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}')) + 1
  const value = parseJson(text.slice(start, end))
  const items = (Array.isArray(value) ? value : [value]) as readonly (Json | undefined)[]
  return items.length > 0 && items.every(isObject)
    ? [{ start, end, value: items, source: 'typed', strength: 50 }]
    : []
}

/** Items with nothing but a comma, a bracket or "and" between them. */
function rowsOf(text: string, spans: readonly Span[]): Span[][] {
  const rows: Span[][] = []
  for (const span of spans) {
    const row = rows.at(-1)
    const between = text.slice(row?.at(-1)?.end, span.start)
    if (row && /^\s*(?:;|,?\s*(?:and|or|to|&)?)\s*$/iu.test(between)) row.push(span)
    else rows.push([span])
  }
  return rows
}

function asList(spans: readonly Span[], sureness: number): Span[] {
  const [first] = spans
  if (!first) return []
  const end = Math.max(...spans.map((span) => span.end))
  const value = spans.map((span) => span.value)
  return [{ ...first, end, value, strength: first.strength - 5 + sureness }]
}

function withoutOverlap(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => b.strength - a.strength))
    if (kept.every(({ start, end }) => span.end <= start || span.start >= end)) kept.push(span)
  return kept.sort((a, b) => a.start - b.start)
}

export const listType: ParameterTypeDefinition = {
  expects: () => 'a list, separated by commas',
  coerce: coerceItems,
  find: findItems,
}
