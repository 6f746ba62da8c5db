import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { commandSchema, newDocument, utteranceSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import { createDocumentStorage } from './document-storage.ts'
import { StudioDb, type WorkflowRow } from './studio-db.ts'
import { createWorkflowStore, KEPT_AFTER_DELETION_MS } from './workflow-store.ts'

const W = 'w' as WorkflowId

function deskDocument(id = W): Document {
  return {
    ...newDocument(id, 'Desk'),
    c: commandSchema.parse({
      kind: 'command',
      id: 'c',
      context: ROOT_CONTEXT,
      name: 'greet',
      handler: { kind: 'reply', template: 'Hello' },
    }),
    u: utteranceSchema.parse({ kind: 'utterance', id: 'u', command: 'c', text: 'hello there' }),
  }
}

let db: StudioDb
let clock: number
let databases = 0
beforeEach(async () => {
  db = await new StudioDb(`workflows-${databases++}`).openChecked()
  clock = 1_000
})
const storeOf = () => createWorkflowStore(db, () => clock)

describe('workflow store', () => {
  it('opens what it was given, and counts it for the gallery', async () => {
    const store = storeOf()
    await store.create(deskDocument())

    expect(await store.open(W)).toEqual({ document: deskDocument(), revision: 1 })
    expect(await store.open('other' as WorkflowId)).toBeNull()
    expect(await store.list()).toEqual([
      {
        id: 'w',
        name: 'Desk',
        createdAt: 1_000,
        updatedAt: 1_000,
        deletedAt: null,
        counts: { contexts: 1, commands: 1, utterances: 1 },
        revision: 1,
      },
    ])
  })

  it('keeps the order in which things were made', async () => {
    const store = storeOf()
    const made = ['z', 'm', 'a', 'y', 'b'].map((id) =>
      utteranceSchema.parse({ kind: 'utterance', id, command: 'c', text: `say ${id}` }),
    )
    const [first, second, third, fourth, fifth] = made
    const document = { ...deskDocument(), z: first, m: second, a: third } as Document
    await store.create(document)

    const storage = createDocumentStorage(db)
    const whole = { ...document, m: { ...second, text: 'again' }, y: fourth, b: fifth } as Document
    // The changed one comes last in the batch, and keeps its place.
    const batch = new Map(['y', 'b', 'm'].map((id) => [id, whole[id] ?? null]))
    await storage.write(1, batch, whole)
    expect(Object.keys((await store.open(W))?.document ?? {})).toEqual(Object.keys(whole))
  })

  it('refuses a second workflow of the same id and leaves the first', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    await expect(store.create(newDocument(W, 'Other'))).rejects.toThrow()
    expect((await store.open(W))?.document).toEqual(deskDocument())
  })

  it('tells a watcher of the list at every change', async () => {
    const store = storeOf()
    const heard: string[][] = []
    let wake = (): void => undefined
    const names = (rows: readonly WorkflowRow[]) => {
      heard.push(rows.map(({ name }) => name))
      wake()
    }
    const next = () => new Promise<void>((resolve) => (wake = resolve))
    const first = next()
    const stop = store.watch(names, (error) => expect.unreachable(String(error)))
    await first
    const second = next()
    await store.create(deskDocument())
    await second
    stop()
    expect(heard).toEqual([[], ['Desk']])
  })

  it('names the record it cannot read', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    await db.records.put({ workflow: W, id: 'c', record: { kind: 'command', id: 'c', name: 5 } })

    await expect(store.open(W)).rejects.toMatchObject({
      code: 'db/malformed-document',
      details: { workflow: 'w', record: 'c', kind: 'command', faults: 1 },
    })
  })

  it('opens the rest when asked to, and keeps what it set aside', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    const rotten = { workflow: W, id: 'c', record: { kind: 'command', id: 'c', name: 5 } }
    await db.records.put(rotten)
    const reserved = { kind: 'note', id: 'toString', text: '', position: { x: 0, y: 0 } }
    await db.records.put({ workflow: W, id: 'toString', record: reserved })
    await db.records.delete([W, ROOT_CONTEXT])
    await db.records.delete([W, W])

    const { c: _, ...rest } = deskDocument()
    const repaired = await store.openRepaired(W)
    expect(repaired?.document).toEqual(rest)
    expect(repaired?.quarantined.map(({ row }) => row.id)).toEqual(['c', 'toString'])
    expect(await store.open(W)).toEqual({ document: rest, revision: 2 })
    expect(await db.quarantine.toArray()).toMatchObject([
      { ...rotten, at: 1_000 },
      { id: 'toString', record: reserved },
    ])
  })

  it('copies a workflow under a new id and name', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    const id = await store.duplicate(W, 'Desk (copy)')
    if (!id) return expect.unreachable()

    const copy = (await store.open(id))?.document
    expect(copy && workflowOf(copy)).toMatchObject({ id, name: 'Desk (copy)' })
    expect(copy?.u).toEqual(deskDocument().u)
    expect((await store.open(W))?.document).toEqual(deskDocument())
  })

  it('renames both the row and the record', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    await store.rename(W, 'Front desk')
    const opened = await store.open(W)
    expect(opened && workflowOf(opened.document).name).toBe('Front desk')
    expect((await store.list())[0]).toMatchObject({ name: 'Front desk', revision: 2 })
  })

  it('gives a removed workflow back until it is purged', async () => {
    const store = storeOf()
    await store.create(deskDocument())
    await store.remove(W)
    expect(await store.list()).toEqual([])
    await store.restore(W)
    expect(await store.list()).toHaveLength(1)

    await store.remove(W)
    expect(await store.purge()).toEqual([])
    clock += KEPT_AFTER_DELETION_MS + 1
    expect(await store.purge()).toEqual([W])
    expect(await store.has(W)).toBe(false)
    expect(await db.records.count()).toBe(0)
  })
})
