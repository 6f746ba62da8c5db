import type { Page } from '@playwright/test'

/** What a test compares of a decision, as the journal in the browser's database has it. */
export interface JournalDecision {
  readonly text: string
  readonly outcome: string
  readonly rung: string
  readonly inScope: number | null
  readonly candidates: readonly { readonly command: string; readonly probability: number }[]
}

/**
 * All decisions this browser ever journalled, in order. Read from the database because the screen
 * rounds scores, and two browsers must agree to more than that.
 */
export async function decisionsIn(page: Page): Promise<JournalDecision[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('espalier')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error('The database does not open'))
    })
    const rows = await new Promise<{ entry: { event: Record<string, unknown> } }[]>(
      (resolve, reject) => {
        const request = db.transaction('entries').objectStore('entries').getAll()
        request.onsuccess = () =>
          resolve(request.result as { entry: { event: Record<string, unknown> } }[])
        request.onerror = () => reject(new Error('The journal cannot be read'))
      },
    )
    db.close()
    let text = ''
    return rows.flatMap(({ entry: { event } }) => {
      if (event['type'] === 'turn-started') text = String(event['text'])
      if (event['type'] !== 'decision-made') return []
      return [{ text, ...(event['decision'] as object) } as never]
    })
  })
}
