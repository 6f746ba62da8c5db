import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import {
  documentRecordSchema,
  newDocument,
  type Document,
  type DocumentRecord,
  type RecordKind,
} from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RecordRow, WorkflowCounts } from './studio-db.ts'

/** Why a row cannot be part of its document, in words for a list of defects. */
export interface MalformedRow {
  readonly row: RecordRow
  readonly because: string
}

export interface ReadRows {
  readonly document: Document
  readonly malformed: readonly MalformedRow[]
  /** Records without which it is no document: the workflow itself and its root context. */
  readonly missing: readonly ('workflow' | 'context')[]
}

/** Reads rows as a document, telling what is wrong instead of failing at the first fault. */
export function readRows(workflow: WorkflowId, rows: readonly RecordRow[]): ReadRows {
  const reader = createRowReader(workflow)
  reader.take(rows)
  return reader.result()
}

/** The same part by part: twenty thousand rows at once would hold up the page. */
export interface RowReader {
  take(rows: readonly RecordRow[]): void
  result(): ReadRows
}

export function createRowReader(workflow: WorkflowId): RowReader {
  const readable: { readonly place: number; readonly record: DocumentRecord }[] = []
  const malformed: MalformedRow[] = []
  return {
    take(rows) {
      for (const row of rows) {
        const read = readRow(workflow, row)
        if (read.ok) readable.push({ place: row.place ?? 0, record: read.value })
        else malformed.push({ row, because: read.error })
      }
    },
    result() {
      const document: Record<string, DocumentRecord> = {}
      readable.sort((a, b) => a.place - b.place)
      for (const { record } of readable) document[record.id] = record
      const missing: ('workflow' | 'context')[] = []
      if (!document[workflow]) missing.push('workflow')
      if (!document[ROOT_CONTEXT]) missing.push('context')
      return { document, malformed, missing }
    },
  }
}

function readRow(workflow: WorkflowId, row: RecordRow): Result<DocumentRecord, string> {
  if (row.id in Object.prototype) return err('its id is a reserved word')
  const parsed = documentRecordSchema.safeParse(row.record)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return err(issue ? `${issue.path.join('.') || 'record'}: ${issue.message}` : 'not a record')
  }
  const record = parsed.data
  if (record.id !== row.id) return err('its id is not the one it is stored under')
  if ((record.kind === 'workflow') !== (record.id === workflow))
    return err('its id and its kind do not fit the workflow')
  if (record.id === ROOT_CONTEXT && record.kind !== 'context')
    return err('it has the id of the root context')
  return ok(record)
}

/** The document, or `db/malformed-document` with the first faulty record named in its details. */
export function documentOfRows(workflow: WorkflowId, rows: readonly RecordRow[]): Document {
  return soundDocument(workflow, readRows(workflow, rows))
}

export function soundDocument(
  workflow: WorkflowId,
  { document, malformed, missing }: ReadRows,
): Document {
  const [first] = malformed
  if (!first && missing.length === 0) return document
  const faults = malformed.length + missing.length
  throw new AppError(
    'db/malformed-document',
    `${faults} records of the workflow are not readable`,
    {
      details: {
        workflow,
        faults,
        record: first?.row.id ?? (missing[0] === 'workflow' ? workflow : ROOT_CONTEXT),
        kind: first ? kindOf(first.row.record) : (missing[0] ?? ''),
        because: first?.because ?? 'it is missing',
      },
    },
  )
}

function kindOf(record: unknown): string {
  const kind: unknown = (record as { readonly kind?: unknown } | null | undefined)?.kind
  return typeof kind === 'string' ? kind : ''
}

/** Puts back what no document is without. */
export function withEssentials(document: Document, workflow: WorkflowId, name: string): Document {
  return { ...newDocument(workflow, name), ...document }
}

/** No write has more records than this. */
const PLACES_PER_WRITE = 2 ** 20

/**
 * The database gives rows by their key, which is random: a record's place keeps them in the order
 * they were made in. It is counted within the write that made the record, and never changes.
 */
export const placeOf = (revision: number, index: number): number =>
  revision * PLACES_PER_WRITE + index

/**
 * Rows to write; those that are `stored` already keep their place. `from`: how many of the same
 * write have gone before.
 */
export function rowsOf(
  workflow: WorkflowId,
  records: readonly DocumentRecord[],
  revision: number,
  {
    stored = [],
    from = 0,
  }: { readonly stored?: readonly (RecordRow | undefined)[]; readonly from?: number } = {},
): RecordRow[] {
  const places = new Map(stored.flatMap((row) => (row ? [[row.id, row.place ?? 0]] : [])))
  return records.map((record, index) => {
    const place = places.get(record.id) ?? placeOf(revision, from + index)
    return { workflow, id: record.id, record, place }
  })
}

export function countsOf(document: Document): WorkflowCounts {
  const count = (kind: RecordKind): number => recordsOf(document, kind).length
  return { contexts: count('context'), commands: count('command'), utterances: count('utterance') }
}

/**
 * `fresh` with the very objects of `known` wherever they are equal, so that a shallow difference of
 * the two tells what is really different.
 */
export function reconcile(known: Document, fresh: Document): Document {
  const next: Record<string, DocumentRecord> = {}
  for (const [id, record] of Object.entries(fresh)) {
    const before = known[id]
    next[id] = before && isEqualData(before, record) ? before : record
  }
  return next
}

function isEqualData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), Object.entries(b)]
  if (left.length !== right.length) return false
  return left.every(
    ([key, value]) => Object.hasOwn(b, key) && isEqualData(value, b[key as keyof typeof b]),
  )
}
