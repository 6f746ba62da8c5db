import { Dexie } from 'dexie'
import type { Document } from '#domain/document.ts'
import { newId, type WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import { rekeyWorkflow } from '#domain/rekey-workflow.ts'
import { guarded } from './db-errors.ts'
import {
  documentOfRows,
  readRows,
  rowsOf,
  withEssentials,
  type MalformedRow,
} from './document-rows.ts'
import {
  createDocumentStorage,
  insertDocument,
  updatedRow,
  type StoredDocument,
} from './document-storage.ts'
import { modelTables, putModel, type TrainedModel } from './model-store.ts'
import { watch, type StudioDb, type WorkflowRow } from './studio-db.ts'

/** A deleted workflow can be had back for this long. */
export const KEPT_AFTER_DELETION_MS = 30 * 24 * 60 * 60 * 1000

export interface RepairedDocument extends StoredDocument {
  /** What was set aside, in the table `quarantine`. */
  readonly quarantined: readonly MalformedRow[]
}

/** The workflows of this browser. All of it throws `db/unavailable` and `db/quota-exceeded`. */
export interface WorkflowStore {
  /** Those that are not deleted, last changed first. */
  list(): Promise<readonly WorkflowRow[]>
  /** The same, now and at every change, whichever tab makes it. */
  watch(
    onList: (workflows: readonly WorkflowRow[]) => void,
    onError: (error: unknown) => void,
  ): () => void
  has(id: WorkflowId): Promise<boolean>
  /** Keeps a new workflow, with what it was trained to if it comes with that; all or nothing. */
  create(document: Document, trained?: TrainedModel): Promise<StoredDocument>
  /** `null` for an unknown id. Throws `db/malformed-document`; then there is `openRepaired`. */
  open(id: WorkflowId): Promise<StoredDocument | null>
  /** Sets the unreadable rows aside, puts back what no document is without, and opens the rest. */
  openRepaired(id: WorkflowId): Promise<RepairedDocument | null>
  /** A copy with its model, without conversations and application state. */
  duplicate(id: WorkflowId, name: string): Promise<WorkflowId | null>
  rename(id: WorkflowId, name: string): Promise<void>
  /** Hides it; `restore` brings it back until it is purged. */
  remove(id: WorkflowId): Promise<void>
  restore(id: WorkflowId): Promise<void>
  /** Deletes for good what was removed long ago. Gives the ids. */
  purge(): Promise<readonly WorkflowId[]>
}

export function createWorkflowStore(
  db: StudioDb,
  now: () => number = () => Date.now(),
): WorkflowStore {
  const storage = createDocumentStorage(db, now)

  async function list(): Promise<readonly WorkflowRow[]> {
    const rows = await db.workflows.orderBy('updatedAt').reverse().toArray()
    return rows.filter(({ deletedAt }) => deletedAt === null)
  }

  async function setDeletedAt(id: WorkflowId, deletedAt: number | null): Promise<void> {
    await guarded(() => db.workflows.update(id, { deletedAt }))
  }

  async function create(document: Document, trained?: TrainedModel): Promise<StoredDocument> {
    const tables = [db.workflows, db.records, ...(trained ? modelTables(db) : [])]
    await guarded(() =>
      db.transaction('rw', tables, async () => {
        await insertDocument(db, document, now())
        if (trained) await putModel(db, workflowOf(document).id, trained)
      }),
    )
    return { document, revision: 1 }
  }

  return {
    list: () => guarded(list),
    watch: (onList, onError) => watch(list, onList, onError),
    has: async (id) => (await guarded(() => db.workflows.get(id))) !== undefined,
    create,
    open: (id) => storage.read(id),
    openRepaired: (id) => guarded(() => repair(db, id, now())),

    async duplicate(id, name) {
      const opened = await storage.read(id)
      if (!opened) return null
      const trained = await guarded(() => db.models.get(id))
      const copy = renamed(rekeyWorkflow(opened.document, newId<WorkflowId>()), name)
      await create(copy, trained && { model: trained.model, report: trained.report })
      return workflowOf(copy).id
    },

    rename: (id, name) =>
      guarded(() =>
        db.transaction('rw', [db.workflows, db.records], async () => {
          const row = await db.workflows.get(id)
          if (!row) return
          const rows = await db.records.where({ workflow: id }).toArray()
          const document = renamed(documentOfRows(id, rows), name)
          await db.records.bulkPut(rowsOf(id, [workflowOf(document)], 0, { stored: rows }))
          await db.workflows.put(updatedRow(row, document, now()))
        }),
      ),

    remove: (id) => setDeletedAt(id, now()),
    restore: (id) => setDeletedAt(id, null),
    purge: () => guarded(() => purge(db, now() - KEPT_AFTER_DELETION_MS)),
  }
}

function renamed(document: Document, name: string): Document {
  const workflow = workflowOf(document)
  return { ...document, [workflow.id]: { ...workflow, name } }
}

function repair(db: StudioDb, id: WorkflowId, at: number): PromiseLike<RepairedDocument | null> {
  return db.transaction('rw', [db.workflows, db.records, db.quarantine], async () => {
    const row = await db.workflows.get(id)
    if (!row) return null
    const rows = await db.records.where({ workflow: id }).toArray()
    const { document: readable, malformed } = readRows(id, rows)
    const document = withEssentials(readable, id, row.name)
    await db.quarantine.bulkAdd(malformed.map(({ row, because }) => ({ ...row, because, at })))
    await db.records.bulkDelete(malformed.map(({ row }) => [row.workflow, row.id]))
    // What was missing leads, as it does in a new document.
    await db.records.bulkPut(rowsOf(id, Object.values(document), 0, { stored: rows }))
    const repaired = updatedRow(row, document, at)
    await db.workflows.put(repaired)
    return { document, revision: repaired.revision, quarantined: malformed }
  })
}

function purge(db: StudioDb, before: number): PromiseLike<readonly WorkflowId[]> {
  const { workflows, records, quarantine, states, conversations, entries } = db
  const ofWorkflow = [records, quarantine, conversations, ...modelTables(db), states]
  const tables = [workflows, entries, ...ofWorkflow]
  return db.transaction('rw', tables, async () => {
    const old = await workflows
      .filter(({ deletedAt }) => deletedAt !== null && deletedAt < before)
      .primaryKeys()
    for (const workflow of old) {
      for (const { id } of await conversations.where({ workflow }).toArray())
        await entries
          .where('[conversation+seqNo]')
          .between([id, Dexie.minKey], [id, Dexie.maxKey])
          .delete()
      for (const table of ofWorkflow) await table.where({ workflow }).delete()
      await workflows.delete(workflow)
    }
    return old
  })
}
