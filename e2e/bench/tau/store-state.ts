import { createHash } from 'node:crypto'
import type { StateExport } from '#engine/sandbox/saved-state.ts'
import type { Json } from '#shared/json.ts'
import { TABLE_NAMES, type Database } from '../../fixtures/retail/read-tables.ts'
import { CANONICAL, PYTHON, written, type Notation } from './notations.ts'
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

/** A row of a file, and where in the text of all files it stands, in bytes. */
interface Place {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The text of all files is written once; of a state only the rows that differ from them. */
function hashBy(notation: Notation, database: Database): (state: StateExport) => string {
  const { whole, tables } = placed(notation, database)
  return (state) => {
    const hash = createHash('sha256')
    let done = 0
    for (const [name, places] of tables)
      for (const { text, from, to } of changes(places, rowsOfState(state, name), notation)) {
        hash.update(whole.subarray(done, from)).update(text)
        done = to
      }
    return hash.update(whole.subarray(done)).digest('hex')
  }
}

function placed(notation: Notation, database: Database) {
  const files = TABLE_NAMES.map((name) => {
    const inOrder = [...database[name]].sort(([a], [b]) => (a < b ? -1 : 1))
    return { name, rows: inOrder.map(([id, row]) => ({ id, text: rowField(id, row, notation) })) }
  })
  const texts = files.map(({ name, rows }) =>
    notation.field(name, notation.fields(rows.map(({ text }) => text))),
  )
  const whole = Buffer.from(notation.fields(texts))
  let end = 0
  const tables = files.map(({ name, rows }) => {
    const places = rows.map(({ id, text }) => {
      const from = whole.indexOf(text, end)
      end = from + Buffer.byteLength(text)
      return [id, { text, from, to: end }] as const
    })
    return [name, new Map<string, Place>(places)] as const
  })
  return { whole, tables }
}

/** What stands now in the places of rows that are objects by now, and not as they were. */
function changes(places: ReadonlyMap<string, Place>, objects: Rows, notation: Notation): Place[] {
  return [...objects]
    .flatMap(([id, row]) => {
      const place = places.get(id)
      return place ? [{ ...place, text: rowField(id, row, notation), was: place.text }] : []
    })
    .filter(({ text, was }) => text !== was)
    .sort((a, b) => a.from - b.from)
}

/** The store keeps variants as a list, because their order counts; in the database they go by id. */
function rowField(id: string, row: Json, notation: Notation): string {
  const hasVariants = typeof row === 'object' && row !== null && 'variants' in row
  const value = hasVariants
    ? { ...row, variants: Object.fromEntries(row['variants'] as [string, Json][]) }
    : row
  return notation.field(id, written(value, notation))
}
