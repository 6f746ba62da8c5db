import { Dexie, liveQuery, type DexieOptions, type EntityTable, type Table } from 'dexie'
import type { WorkflowId } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
import { guarded, toAppError } from './db-errors.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'
import type { ModelRow, VersionModelRow, VersionRow } from './model-rows.ts'

/** What the gallery shows of a workflow, and what guards its records. Times are Unix ms. */
export interface WorkflowRow {
  readonly id: WorkflowId
  readonly name: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Deleted, but still to be had back until it is purged. */
  readonly deletedAt: number | null
  readonly counts: WorkflowCounts
  /** Counts the writes of the records: who writes must have read the latest. */
  readonly revision: number
}

export interface WorkflowCounts {
  readonly contexts: number
  readonly commands: number
  readonly utterances: number
}

/** One record of a document; `unknown` because what lies in a database is to be checked. */
export interface RecordRow {
  readonly workflow: WorkflowId
  readonly id: string
  readonly record: unknown
  /** Where the record stands among the others; see `placeOf`. Rows of before have none: they lead. */
  readonly place?: number
}

/** A row that was taken out of a document because it could not be read. Nothing is thrown away. */
export interface QuarantineRow extends RecordRow {
  readonly key?: number
  readonly because: string
  readonly at: number
}

export interface StateRow {
  readonly workflow: WorkflowId
  readonly state: unknown
  /** What was noted with it. Rows of before have none. */
  readonly note?: unknown
}

export interface ConversationRow {
  readonly id: string
  readonly workflow: WorkflowId
  readonly startedAt: number
  readonly title: string
}

export interface EntryRow {
  readonly conversation: string
  /** Counts from 0 within the conversation. */
  readonly seqNo: number
  readonly entry: unknown
}

export interface EmbeddingRow {
  readonly encoder: string
  readonly text: string
  readonly vector: Float32Array
  readonly lastUsed: number
}

export interface PreferenceRow {
  readonly key: string
  readonly value: unknown
}

/** Dexie multiplies the version it is given by ten before it hands it to IndexedDB. */
const NATIVE_VERSIONS_PER_STEP = 10

export interface StudioDbOptions {
  readonly steps?: readonly Migration[]
  /** Where the browser's own IndexedDB is not to be used. */
  readonly indexedDB?: NonNullable<DexieOptions['indexedDB']>
  readonly IDBKeyRange?: NonNullable<DexieOptions['IDBKeyRange']>
  /** A newer studio in another tab waits for this one: save now; the connection then closes. */
  readonly onUpgradeElsewhere?: () => Promise<void>
  /** An older studio in another tab keeps the upgrade waiting until that tab is closed. */
  readonly onBlocked?: () => void
}

export class StudioDb extends Dexie {
  declare readonly workflows: EntityTable<WorkflowRow, 'id'>
  declare readonly records: Table<RecordRow, [WorkflowId, string]>
  declare readonly quarantine: EntityTable<QuarantineRow, 'key'>
  declare readonly models: EntityTable<ModelRow, 'workflow'>
  declare readonly versions: Table<VersionRow, [WorkflowId, number]>
  declare readonly versionModels: Table<VersionModelRow, [WorkflowId, number]>
  declare readonly states: EntityTable<StateRow, 'workflow'>
  declare readonly conversations: EntityTable<ConversationRow, 'id'>
  declare readonly entries: Table<EntryRow, [string, number]>
  declare readonly embeddings: Table<EmbeddingRow, [string, string]>
  declare readonly preferences: EntityTable<PreferenceRow, 'key'>

  constructor(name = 'espalier', options: StudioDbOptions = {}) {
    const { steps = migrations, onUpgradeElsewhere, onBlocked, ...idb } = options
    super(name, idb)
    for (const { version, stores, upgrade } of steps) {
      const step = this.version(version).stores({ ...stores })
      if (upgrade) step.upgrade(upgrade)
    }
    if (onBlocked) this.on('blocked', onBlocked)
    this.on('versionchange', () => {
      void Promise.resolve(onUpgradeElsewhere?.()).finally(() => {
        this.close()
      })
      // Dexie would close at once, before what is unsaved could be written.
      return false
    })
  }

  /**
   * Opens the database, refusing one that a newer studio has already upgraded: Dexie 4 would open
   * it without a word and let this studio write rows in a shape the newer one no longer reads.
   * Throws `db/newer-than-app`, `db/unavailable` or `db/quota-exceeded`.
   */
  async openChecked(): Promise<this> {
    await guarded(() => this.open())
    const found = Math.floor(this.backendDB().version / NATIVE_VERSIONS_PER_STEP)
    const known = Math.max(...migrations.map(({ version }) => version))
    if (found > known) {
      this.close()
      throw new AppError('db/newer-than-app', 'The database was written by a newer studio', {
        details: { found, known },
      })
    }
    return this
  }
}

/**
 * Calls `onValue` with the outcome of a query now, and again whenever a row it read changes. After
 * `onError` it is over.
 */
export function watch<T>(
  query: () => Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): () => void {
  // Worded in here: a live query keeps the error of a closed database to itself. And written as an
  // async function: only of those does Dexie watch what is read after an await.
  const worded = async (): Promise<T> => {
    try {
      return await query()
    } catch (error) {
      throw toAppError(error)
    }
  }
  const subscription = liveQuery(worded).subscribe({ next: onValue, error: onError })
  return () => {
    subscription.unsubscribe()
  }
}
