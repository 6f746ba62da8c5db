import type { StateExport } from '#engine/sandbox/saved-state.ts'
import type { Json } from '#shared/json.ts'
import { writtenDecimal } from '../../fixtures/retail/app/written.ts'
import { TABLE_NAMES, type Database } from '../../fixtures/retail/read-tables.ts'
import { pythonString, pythonTuple, sha256 } from './python-text.ts'
import { rowsOfState } from './rows-of-state.ts'

/** The hashes that a state of the database is known by. */
export interface StateHashes {
  /** Of JSON with sorted keys and no spaces, in which 12.0 is 12. */
  canonical(state: StateExport): string
  /** Of the tables as nested Python tuples, sorted by key. */
  tau(state: StateExport): string
}

/** A value, or the fields of an object, in both ways of writing. */
interface Written {
  readonly canonical: string
  readonly tau: string
}

/**
 * Hashes states of the store: the rows of its files, and in their place those that became objects,
 * read from the sandbox's own export of what it holds.
 */
export function stateHashes(database: Database): StateHashes {
  const files = TABLE_NAMES.map((name) => ({
    name,
    rows: [...database[name]]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, row]) => ({ id, written: writtenField(id, withVariantsById(row)) })),
  }))
  const stateOf = (state: StateExport): Written => {
    const tables = files.map(({ name, rows }) => {
      const objects = rowsOfState(state, name)
      const now = rows.map(({ id, written: before }) => {
        const row = objects.get(id)
        return row === undefined ? before : writtenField(id, withVariantsById(row))
      })
      return fieldOf(name, ofFields(now))
    })
    return ofFields(tables)
  }
  return {
    canonical: (state) => sha256(stateOf(state).canonical),
    tau: (state) => sha256(stateOf(state).tau),
  }
}

function written(value: Json): Written {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(written)
    return {
      canonical: `[${items.map(({ canonical }) => canonical).join(',')}]`,
      tau: pythonTuple(items.map(({ tau }) => tau)),
    }
  }
  if (typeof value === 'object' && value !== null)
    return writtenObject(value as Readonly<Record<string, Json>>)
  const tau = typeof value === 'string' ? pythonString(value) : (PYTHON.get(value) ?? String(value))
  return { canonical: JSON.stringify(value), tau }
}

const PYTHON: ReadonlyMap<Json, string> = new Map<Json, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
])

function writtenObject(value: Readonly<Record<string, Json>>): Written {
  const { decimal } = value
  if (typeof decimal === 'number')
    return { canonical: JSON.stringify(decimal), tau: writtenDecimal(decimal) }
  const keys = Object.keys(value).sort()
  return ofFields(keys.map((key) => writtenField(key, value[key] ?? null)))
}

const ofFields = (fields: readonly Written[]): Written => ({
  canonical: `{${fields.map(({ canonical }) => canonical).join(',')}}`,
  tau: pythonTuple(fields.map(({ tau }) => tau)),
})

const writtenField = (key: string, value: Json): Written => fieldOf(key, written(value))

const fieldOf = (key: string, { canonical, tau }: Written): Written => ({
  canonical: `${JSON.stringify(key)}:${canonical}`,
  tau: pythonTuple([pythonString(key), tau]),
})

/** The store keeps variants as a list, because their order counts; in the database they go by id. */
function withVariantsById(row: Json): Json {
  if (typeof row !== 'object' || row === null || !('variants' in row)) return row
  return { ...row, variants: Object.fromEntries(row['variants'] as [string, Json][]) }
}
