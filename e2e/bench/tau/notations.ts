import type { Json } from '#shared/json.ts'
import { writtenDecimal } from '../../fixtures/retail/app/written.ts'
import { pythonString, pythonTuple } from './python-text.ts'

type Scalar = string | number | boolean | null

/** A way to write data down, piece by piece: the text that a hash is taken of. */
export interface Notation {
  scalar(value: Scalar): string
  decimal(value: number): string
  list(items: readonly string[]): string
  /** An object of fields that are written already. */
  fields(fields: readonly string[]): string
  field(key: string, value: string): string
}

/** JSON without spaces, in which 12.0 is 12. */
export const CANONICAL: Notation = {
  scalar: (value) => JSON.stringify(value),
  decimal: (value) => JSON.stringify(value),
  list: (items) => `[${items.join(',')}]`,
  fields: (fields) => `{${fields.join(',')}}`,
  field: (key, value) => `${JSON.stringify(key)}:${value}`,
}

/** Nested Python tuples. */
export const PYTHON: Notation = {
  scalar: (value) =>
    typeof value === 'string' ? pythonString(value) : (WORDS.get(value) ?? String(value)),
  decimal: writtenDecimal,
  list: pythonTuple,
  fields: pythonTuple,
  field: (key, value) => pythonTuple([pythonString(key), value]),
}

const WORDS: ReadonlyMap<Scalar, string> = new Map<Scalar, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
])

/** Data in which decimals are `{"decimal": 12}`; fields by key. */
export function written(value: Json, notation: Notation): string {
  if (Array.isArray(value))
    return notation.list((value as readonly Json[]).map((item) => written(item, notation)))
  if (typeof value === 'object' && value !== null)
    return writtenObject(value as Readonly<Record<string, Json>>, notation)
  return notation.scalar(value)
}

function writtenObject(value: Readonly<Record<string, Json>>, notation: Notation): string {
  const { decimal } = value
  if (typeof decimal === 'number') return notation.decimal(decimal)
  const fields = Object.keys(value)
    .sort()
    .map((key) => notation.field(key, written(value[key] ?? null, notation)))
  return notation.fields(fields)
}
