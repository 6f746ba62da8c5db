import type { Page } from '@playwright/test'

/** A row of the table `records`, as it lies in the database. */
export interface StoredRecord {
  readonly workflow: string
  readonly id: string
  readonly record: unknown
}

const NAME = 'espalier'

/** All rows of a table, read past the studio. */
export function rowsOf<Row>(page: Page, table: string): Promise<Row[]> {
  return page.evaluate(
    ([name, from]) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error ?? new Error('not opened'))
        opening.onsuccess = () => {
          const db = opening.result
          const reading = db.transaction(from).objectStore(from).getAll()
          reading.onerror = () => reject(reading.error ?? new Error('not read'))
          reading.onsuccess = () => {
            db.close()
            resolve(reading.result as Row[])
          }
        }
      }),
    [NAME, table] as const,
  )
}

/** The records of the open workflow by id, as they lie in the database. */
export async function storedRecords(page: Page): Promise<Record<string, unknown>> {
  const workflow = decodeURIComponent(new URL(page.url()).hash.replace('#/w/', ''))
  const rows = await rowsOf<StoredRecord>(page, 'records')
  return Object.fromEntries(
    rows.filter((row) => row.workflow === workflow).map(({ id, record }) => [id, record]),
  )
}

/** Puts a row into a table, as a crash or a browser extension might have. */
export async function putRow(page: Page, table: string, row: unknown): Promise<void> {
  await page.evaluate(
    ([name, to, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error ?? new Error('not opened'))
        opening.onsuccess = () => {
          const db = opening.result
          const writing = db.transaction(to, 'readwrite')
          writing.objectStore(to).put(value)
          writing.onabort = () => reject(writing.error ?? new Error('not written'))
          writing.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      }),
    [NAME, table, row] as const,
  )
}

/** Empties a table, as a browser that is short of space might. */
export async function emptyTable(page: Page, table: string): Promise<void> {
  await page.evaluate(
    ([name, from]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error ?? new Error('not opened'))
        opening.onsuccess = () => {
          const db = opening.result
          const writing = db.transaction(from, 'readwrite')
          writing.objectStore(from).clear()
          writing.onabort = () => reject(writing.error ?? new Error('not emptied'))
          writing.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      }),
    [NAME, table] as const,
  )
}

/** Upgrades the database as a studio of years from now would. No page of the studio may be open. */
export async function upgradeDatabase(page: Page, version: number): Promise<void> {
  await page.evaluate(
    ([name, next]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, next)
        opening.onerror = () => reject(opening.error ?? new Error('not opened'))
        opening.onblocked = () => reject(new Error('the studio still has it open'))
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
    [NAME, version] as const,
  )
}

/** A page of the same origin that runs none of the studio. */
export async function leaveStudio(page: Page): Promise<void> {
  await page.goto('/icon.svg')
}
