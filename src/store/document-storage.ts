import { Dexie } from 'dexie'
import type { Document, DocumentRecord } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import { guarded } from './db-errors.ts'
import { countsOf, createRowReader, rowsOf, soundDocument, type ReadRows } from './document-rows.ts'
import type { RecordRow, StudioDb, WorkflowRow } from './studio-db.ts'

/** A document as it lies in the database. */
export interface StoredDocument {
  readonly document: Document
  /** Counts the writes; a write must name the one it builds on. */
  readonly revision: number
}

/** Records by id as they shall be; `null` for one that is removed. */
export type Batch = ReadonlyMap<string, DocumentRecord | null>

export type WriteOutcome =
  | { readonly outcome: 'written'; readonly revision: number }
  /** Somebody else wrote since `expected` was read; nothing was written now. */
  | { readonly outcome: 'changed-elsewhere' }

/**
 * Rows are copied and checked on the page's own thread: so many at once leave it room to draw
 * between. It stays one transaction.
 */
const AT_ONCE = 1_000

/** Where autosave reads and writes one document. */
export interface DocumentStorage {
  /** `null` when there is no such workflow. Throws `db/malformed-document` and other `db/*`. */
  read(workflow: WorkflowId): Promise<StoredDocument | null>
  /**
   * Writes a batch in one transaction, all or nothing. `whole` is the document with the batch
   * applied: it is written entirely when the workflow is not there (any more).
   */
  write(expected: number, batch: Batch, whole: Document): Promise<WriteOutcome>
}

export function createDocumentStorage(
  db: StudioDb,
  now: () => number = () => Date.now(),
): DocumentStorage {
  return {
    read: (workflow) =>
      guarded(() =>
        db.transaction('r', [db.workflows, db.records], async () => {
          const row = await db.workflows.get(workflow)
          if (!row) return null
          const read = await readInParts(db, workflow)
          return { document: soundDocument(workflow, read), revision: row.revision }
        }),
      ),

    write: (expected, batch, whole) =>
      guarded(() =>
        db.transaction('rw', [db.workflows, db.records], async () => {
          const workflow = workflowOf(whole).id
          const row = await db.workflows.get(workflow)
          if (!row) {
            await insertDocument(db, whole, now())
            return { outcome: 'written', revision: 1 }
          }
          if (row.revision !== expected) return { outcome: 'changed-elsewhere' }
          const updated = updatedRow(row, whole, now())
          await writeBatch(db, workflow, batch, updated.revision)
          await db.workflows.put(updated)
          return { outcome: 'written', revision: updated.revision }
        }),
      ),
  }
}

/** Inside a transaction: by the key, a part after the other. */
async function readInParts(db: StudioDb, workflow: WorkflowId): Promise<ReadRows> {
  const reader = createRowReader(workflow)
  let after: unknown = Dexie.minKey
  for (;;) {
    const part: readonly RecordRow[] = await db.records
      .where('[workflow+id]')
      .between([workflow, after], [workflow, Dexie.maxKey], false)
      .limit(AT_ONCE)
      .toArray()
    reader.take(part)
    const last = part.at(-1)
    if (!last || part.length < AT_ONCE) return reader.result()
    after = last.id
  }
}

async function writeBatch(
  db: StudioDb,
  workflow: WorkflowId,
  batch: Batch,
  revision: number,
): Promise<void> {
  const entries = [...batch]
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const part = entries.slice(at, at + AT_ONCE)
    const records = part.flatMap(([, record]) => record ?? [])
    const stored = await db.records.bulkGet(records.map(({ id }) => [workflow, id]))
    await db.records.bulkPut(rowsOf(workflow, records, revision, { stored, from: at }))
    await db.records.bulkDelete(part.flatMap(([id, record]) => (record ? [] : [[workflow, id]])))
  }
}

/** Inside a transaction over `workflows` and `records`. */
export async function insertDocument(db: StudioDb, document: Document, at: number): Promise<void> {
  const { id, name } = workflowOf(document)
  await db.records.where({ workflow: id }).delete()
  await db.workflows.add({
    id,
    name,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    counts: countsOf(document),
    revision: 1,
  })
  const records = Object.values(document)
  for (let at = 0; at < records.length; at += AT_ONCE)
    await db.records.bulkAdd(rowsOf(id, records.slice(at, at + AT_ONCE), 1, { from: at }))
}

export function updatedRow(row: WorkflowRow, document: Document, at: number): WorkflowRow {
  return {
    ...row,
    name: workflowOf(document).name,
    updatedAt: at,
    counts: countsOf(document),
    revision: row.revision + 1,
  }
}
