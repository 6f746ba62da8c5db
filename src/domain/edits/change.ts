import type { Document, DocumentRecord, Edit, RecordKind, RecordOf } from '../document.ts'
import { recordById } from '../queries.ts'

/** Adds records, or replaces those of the same id. */
export function put(document: Document, ...records: readonly DocumentRecord[]): Document {
  return putAll(document, records)
}

/** The same for many: more than a call can have arguments. */
export function putAll(document: Document, records: readonly DocumentRecord[]): Document {
  const next: Record<string, DocumentRecord> = { ...document }
  for (const record of records) next[record.id] = record
  return next
}

/**
 * Replaces one record by what `change` makes of it. A record that is not there (any more), and a
 * change that gives the record back, leave the document as it is: nothing is recorded for undo.
 */
export function change<Kind extends RecordKind>(
  document: Document,
  kind: Kind,
  id: string,
  change: (record: RecordOf<Kind>) => RecordOf<Kind>,
): Document {
  const record = recordById(document, kind, id)
  if (!record) return document
  const next = change(record)
  return next === record ? document : put(document, next)
}

/** Edits one after the other, as a single undoable step. */
export function inOrder(...edits: readonly Edit[]): Edit {
  return (document) => edits.reduce((current, edit) => edit(current), document)
}

/** The list with the item at `from` taken out and put back so that it stands at `to`. */
export function reordered<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from)
  const item = items[from]
  if (item === undefined) return [...items]
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, item)
  return rest
}
