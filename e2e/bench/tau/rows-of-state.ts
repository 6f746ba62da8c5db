import type { StateExport, StateObject, StateValue } from '#engine/sandbox/saved-state.ts'
import type { Json } from '#shared/json.ts'
import type { TableName } from '../../fixtures/retail/read-tables.ts'

/** Rows by id, as data in which decimals are `{"decimal": 12}`. */
export type Rows = ReadonlyMap<string, Json>

/** The rows of a table that became objects of the store, as they are now. */
export function rowsOfState({ root, objects }: StateExport, table: TableName): Rows {
  const objectAt = (value: StateValue | undefined): StateObject => {
    const isReference = Array.isArray(value) && value[0] === 'ref'
    const object = isReference ? objects[Number(value[1])] : undefined
    if (!object) throw new Error(`The state of the store has no ${table}`)
    return object
  }
  const field = (value: StateValue | undefined, name: string): StateValue | undefined => {
    const object = objectAt(value)
    return object.kind === 'object' ? object.fields[name] : undefined
  }

  function plain(value: StateValue): Json {
    if (!Array.isArray(value)) return value
    const object = objectAt(value)
    if (object.kind === 'array') return object.items.map(plain)
    if (object.kind !== 'object') throw new Error(`A row of ${table} has a ${object.kind} in it`)
    if (object.class === 'Decimal') return { decimal: plain(object.fields['value'] ?? null) }
    return Object.fromEntries(
      Object.entries(object.fields).map(([key, each]) => [key, plain(each)]),
    )
  }

  const things = objectAt(field(field(root, table), 'things'))
  const entries = things.kind === 'map' ? things.items : []
  return new Map(entries.map(([id, thing]) => [String(id), plain(field(thing, 'row') ?? null)]))
}
