import { Dexie } from 'dexie'
import { AppError } from '#shared/app-error.ts'
import { StudioDb } from './studio-db.ts'

export interface OpenedDb {
  readonly db: StudioDb
  /** Why what is written lasts only as long as the tab; `null` where the browser keeps it. */
  readonly storageProblem: AppError | null
}

/**
 * Opens the browser's database, or, where the browser gives none (a private window, blocked site
 * data), one in memory with the same behaviour, so that a person can work and export all the same.
 * Still throws `db/newer-than-app`: there is data, and this studio must not touch it.
 */
export async function openStudioDb(
  open: () => Promise<StudioDb> = () => new StudioDb().openChecked(),
): Promise<OpenedDb> {
  try {
    return { db: await open(), storageProblem: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'db/unavailable') throw error
    const { IDBFactory, IDBKeyRange } = await import('fake-indexeddb')
    const inMemory = { indexedDB: new IDBFactory(), IDBKeyRange }
    // Live queries look here, and not at the database they read.
    Object.assign(Dexie.dependencies, inMemory)
    const db = new StudioDb('espalier-in-memory', inMemory)
    return { db: await db.openChecked(), storageProblem: error }
  }
}
