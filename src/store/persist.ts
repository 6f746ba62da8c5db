import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Document, DocumentDiff, DocumentRecord } from '#domain/document.ts'
import { workflowOf } from '#domain/queries.ts'
import { diffRecords } from '#domain/records.ts'
import { AppError } from '#shared/app-error.ts'
import { toAppError } from './db-errors.ts'
import { reconcile } from './document-rows.ts'
import type { Batch, DocumentStorage, StoredDocument } from './document-storage.ts'
import { touchedIds, type DocumentStore } from './document-store.ts'

export interface SaveState {
  readonly status: 'saved' | 'saving' | 'failed'
  /** When the last write succeeded, Unix ms; `null` before the first. */
  readonly at: number | null
  /** Why the last write failed; `null` unless `failed`. */
  readonly error: AppError | null
  /** Something is only in memory: leaving the page now would lose it. */
  readonly hasUnsaved: boolean
}

/** Autosave of one open document. */
export interface Persistence {
  readonly state: StoreApi<SaveState>
  /** Writes what is pending now, also after a failure; true once nothing is left to write. */
  flush(): Promise<boolean>
  /** Takes in what others wrote to the database since it was last read here. */
  refresh(): Promise<void>
  /**
   * After `db/changed-elsewhere`: the same records were changed here and elsewhere. Keeps this
   * side's or the other side's version of them; everything else of both is kept anyway.
   */
  settle(keep: 'mine' | 'theirs'): Promise<boolean>
  /** Stops listening; what is pending can still be flushed. */
  stop(): void
}

export interface PersistenceOptions {
  readonly document: DocumentStore
  /** As it was opened: what `document` began with. */
  readonly opened: StoredDocument
  readonly storage: DocumentStorage
  readonly now?: () => number
}

/** Others can write between our reading and our writing, but hardly this often in a row. */
const MERGE_ATTEMPTS = 5

/**
 * Writes each change of a document to the database, in order, a transaction at a time; what gathers
 * while one is under way goes together in the next. When a write fails everything stays in memory
 * and pending, and goes with the next change or `flush`.
 */
export function createPersistence(options: PersistenceOptions): Persistence {
  const { document, storage, now = () => Date.now() } = options
  const state = createStore<SaveState>(() => ({
    status: 'saved',
    at: null,
    error: null,
    hasUnsaved: false,
  }))
  /** What the database holds as far as we know, and the number of the write that made it so. */
  let known = options.opened
  let pending: Batch = new Map()
  let queue: Promise<unknown> = Promise.resolve()
  let isWaiting = false

  const unsubscribe = document.onChange((diff, source) => {
    if (source === 'elsewhere') return
    pending = new Map([...pending, ...batchOf(diff)])
    state.setState({ hasUnsaved: true })
    void save()
  })

  /** One at a time: reading and writing must not overtake each other. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  /** Many changes while a write is under way wait for one more write, not for one each. */
  function save(): Promise<boolean> {
    if (isWaiting) return queue.then(() => pending.size === 0)
    isWaiting = true
    return enqueue(() => {
      isWaiting = false
      return writePending()
    })
  }

  async function writePending(): Promise<boolean> {
    if (pending.size === 0) {
      state.setState({ status: 'saved', error: null, hasUnsaved: false })
      return true
    }
    state.setState({ status: 'saving', error: null, hasUnsaved: true })
    const batch = pending
    pending = new Map()
    try {
      // What is pending is all that memory has beyond the database: no need to put them together.
      await writeOrMerge(batch, current())
    } catch (error) {
      // What changed meanwhile is newer than the batch that failed.
      pending = new Map([...batch, ...pending])
      fail(error)
      return false
    }
    const isAll = pending.size === 0
    state.setState({ status: isAll ? 'saved' : 'saving', at: now(), hasUnsaved: !isAll })
    return isAll
  }

  async function writeOrMerge(batch: Batch, inMemory: Document): Promise<void> {
    for (let attempt = 0; attempt < MERGE_ATTEMPTS; attempt++) {
      const whole = attempt === 0 ? inMemory : withBatch(known.document, batch)
      const written = await storage.write(known.revision, batch, whole)
      if (written.outcome === 'written') {
        known = { document: whole, revision: written.revision }
        return
      }
      await takeIn(batch)
    }
    throw new AppError('db/changed-elsewhere', 'The workflow keeps being changed elsewhere')
  }

  /** Reads what others wrote into memory, unless it touches records that are unsaved here. */
  async function takeIn(inFlight: Batch): Promise<void> {
    const theirs = await read()
    if (!theirs || theirs.revision === known.revision) return
    // Looked at only now: the person may have gone on while we were reading.
    const unsaved = new Set([...inFlight.keys(), ...pending.keys()])
    // Without unsaved changes memory becomes what is stored, whatever it was before.
    const base = unsaved.size === 0 ? current() : known.document
    const fresh = reconcile(base, theirs.document)
    const diff = diffRecords(base, fresh)
    const clash = [...touchedIds(diff)].find((id) => unsaved.has(id))
    if (clash !== undefined)
      throw new AppError('db/changed-elsewhere', 'A record was changed here and elsewhere', {
        details: { record: clash, kind: (current()[clash] ?? fresh[clash])?.kind ?? '' },
      })
    document.replaceFromElsewhere(diff)
    known = { document: fresh, revision: theirs.revision }
  }

  const current = (): Document => document.state.getState().document
  const read = (): Promise<StoredDocument | null> => storage.read(workflowOf(current()).id)

  function fail(error: unknown): void {
    const worded = toAppError(error)
    const failure =
      worded instanceof AppError
        ? worded
        : new AppError('db/unavailable', 'The database did not take a change', { cause: error })
    state.setState({ status: 'failed', error: failure, hasUnsaved: pending.size > 0 })
  }

  return {
    state,

    flush: save,

    refresh: () =>
      enqueue(async () => {
        try {
          await takeIn(new Map())
        } catch (error) {
          fail(error)
          throw error
        }
      }),

    settle: (keep) =>
      enqueue(async () => {
        try {
          const theirs = await read()
          if (theirs) {
            const fresh = reconcile(known.document, theirs.document)
            const changed = touchedIds(diffRecords(known.document, fresh))
            if (keep === 'theirs') pending = without(pending, changed)
            known = { document: fresh, revision: theirs.revision }
            const merged = reconcile(current(), withBatch(fresh, pending))
            document.replaceFromElsewhere(diffRecords(current(), merged))
          }
        } catch (error) {
          fail(error)
          return false
        }
        return writePending()
      }),

    stop: unsubscribe,
  }
}

function batchOf(diff: DocumentDiff): Map<string, DocumentRecord | null> {
  const batch = new Map<string, DocumentRecord | null>(Object.entries(diff.added))
  for (const [id, [, to]] of Object.entries(diff.updated)) batch.set(id, to)
  for (const id of Object.keys(diff.removed)) batch.set(id, null)
  return batch
}

function withBatch(document: Document, batch: Batch): Document {
  const next: Record<string, DocumentRecord> = { ...document }
  for (const [id, record] of batch) {
    if (record) next[id] = record
    else delete next[id]
  }
  return next
}

function without(batch: Batch, ids: ReadonlySet<string>): Batch {
  return new Map([...batch].filter(([id]) => !ids.has(id)))
}
