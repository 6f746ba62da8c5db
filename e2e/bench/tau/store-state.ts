import type { StateExport } from '#engine/sandbox/saved-state.ts'
import type { Json } from '#shared/json.ts'
import { TABLE_NAMES, type Database } from '../../fixtures/retail/read-tables.ts'
import { CANONICAL, PYTHON, written, type Notation } from './notations.ts'
import { sha256 } from './python-text.ts'
import { rowsOfState, type Rows } from './rows-of-state.ts'

/** The hashes that a state of the database is known by. */
export interface StateHashes {
  /** Of JSON with sorted keys and no spaces, in which 12.0 is 12. */
  canonical(state: StateExport): string
  /** Of the tables as nested Python tuples, sorted by key. */
  tau(state: StateExport): string
}

/**
 * Hashes states of the store: the rows of its files, and in their place those that became objects,
 * read from the sandbox's own export of what it holds.
 */
export const stateHashes = (database: Database): StateHashes => ({
  canonical: hashBy(CANONICAL, database),
  tau: hashBy(PYTHON, database),
})

/** Megabytes are hashed once for each set of rows that differ from the files. */
function hashBy(notation: Notation, database: Database): (state: StateExport) => string {
  const files = TABLE_NAMES.map((name) => {
    const rows = [...database[name]]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, row]) => [id, rowField(id, row, notation)] as const)
    return { name, rows: new Map(rows) }
  })
  const known = new Map<string, string>()
  return (state) => {
    const changed = files.map(({ name, rows }) =>
      changedRows(rows, rowsOfState(state, name), notation),
    )
    const key = JSON.stringify(changed.map((rows) => [...rows]))
    const hash = known.get(key) ?? sha256(notation.fields(files.map(tableText)))
    known.set(key, hash)
    return hash

    function tableText({ name, rows }: (typeof files)[number], at: number): string {
      const now = [...rows].map(([id, before]) => changed[at]?.get(id) ?? before)
      return notation.field(name, notation.fields(now))
    }
  }
}

/** Those rows of a file that are objects by now, and not as they were. */
function changedRows(
  files: ReadonlyMap<string, string>,
  objects: Rows,
  notation: Notation,
): ReadonlyMap<string, string> {
  const now = [...objects].map(([id, row]) => [id, rowField(id, row, notation)] as const)
  return new Map(now.filter(([id, text]) => text !== files.get(id)))
}

/** The store keeps variants as a list, because their order counts; in the database they go by id. */
function rowField(id: string, row: Json, notation: Notation): string {
  const hasVariants = typeof row === 'object' && row !== null && 'variants' in row
  const value = hasVariants
    ? { ...row, variants: Object.fromEntries(row['variants'] as [string, Json][]) }
    : row
  return notation.field(id, written(value, notation))
}
