import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { newDocument, noteSchema, type Document } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import { diffRecords } from '#domain/records.ts'
import { createDocumentStorage, type DocumentStorage } from './document-storage.ts'
import { createDocumentStore } from './document-store.ts'
import { createPersistence } from './persist.ts'
import { StudioDb } from './studio-db.ts'
import { createWorkflowStore } from './workflow-store.ts'

const W = 'w' as WorkflowId
const start = newDocument(W, 'Desk')
const note = (id: string, text: string) =>
  noteSchema.parse({ kind: 'note', id, text, position: { x: 0, y: 0 } })
const write =
  (id: string, text: string) =>
  (document: Document): Document => ({ ...document, [id]: note(id, text) })
const erase =
  (id: string) =>
  (document: Document): Document =>
    Object.fromEntries(Object.entries(document).filter(([key]) => key !== id))

let db: StudioDb
let databases = 0
beforeEach(async () => {
  db = await new StudioDb(`persist-${databases++}`).openChecked()
})

/** A tab with the workflow open; `storage` can be made to fail. */
async function openTab(storage: DocumentStorage = createDocumentStorage(db, () => 7)) {
  const opened = await createWorkflowStore(db).open(W)
  if (!opened) throw new Error('No workflow')
  const document = createDocumentStore(opened.document)
  const persistence = createPersistence({ document, opened, storage, now: () => 42 })
  return {
    document,
    persistence,
    memory: () => document.state.getState().document,
    save: () => persistence.state.getState(),
  }
}

async function stored(): Promise<Document | undefined> {
  return (await createWorkflowStore(db).open(W))?.document
}

/** A storage that fails as long as `failure` is set, and remembers how often it was asked. */
function failing(error: () => unknown) {
  const inner = createDocumentStorage(db, () => 7)
  const control = { failure: error as (() => unknown) | null, writes: 0 }
  const storage: DocumentStorage = {
    read: inner.read,
    write: (...args) => {
      control.writes += 1
      // What the database throws is not always an Error of this realm.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      return control.failure ? Promise.reject(control.failure()) : inner.write(...args)
    },
  }
  return { control, storage }
}

describe('autosave', () => {
  it('writes a change, and says how far it is', async () => {
    await createWorkflowStore(db).create(start)
    const tab = await openTab()
    const heard: string[] = []
    tab.persistence.state.subscribe(({ status, hasUnsaved }) =>
      heard.push(`${status} ${hasUnsaved ? 'unsaved' : 'all'}`),
    )
    tab.document.edit('Add note', write('a', 'hello'))
    expect(await tab.persistence.flush()).toBe(true)

    expect(heard).toEqual(['saved unsaved', 'saving unsaved', 'saved all'])
    expect(tab.save()).toEqual({ status: 'saved', at: 42, error: null, hasUnsaved: false })
    expect(await stored()).toEqual(tab.memory())
    expect(await db.workflows.get(W)).toMatchObject({ updatedAt: 7, revision: 2 })
  })

  it('holds what memory holds after any edits, undos and redos', async () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      fc.tuple(fc.constant('write' as const), id, fc.string({ maxLength: 3 })),
      fc.tuple(fc.constant('erase' as const), id),
      fc.tuple(fc.constantFrom('undo' as const, 'redo' as const, 'flush' as const)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await db.workflows.clear()
        await createWorkflowStore(db).create(start)
        const tab = await openTab()
        for (const [kind, id = '', text = ''] of steps) {
          if (kind === 'write') tab.document.edit('Write', write(id, text))
          else if (kind === 'erase') tab.document.edit('Erase', erase(id))
          else if (kind === 'undo') tab.document.undo()
          else if (kind === 'redo') tab.document.redo()
          else await tab.persistence.flush()
        }
        expect(await tab.persistence.flush()).toBe(true)
        expect(await stored()).toEqual(tab.memory())
      }),
      { numRuns: 25 },
    )
  })

  it('writes together what gathers while it writes', async () => {
    await createWorkflowStore(db).create(start)
    const { control, storage } = failing(() => null)
    control.failure = null
    const tab = await openTab(storage)
    for (const text of 'abcdefghij') tab.document.edit('Type', write('a', text))
    await tab.persistence.flush()
    expect(control.writes).toBeLessThanOrEqual(2)
    expect(await stored()).toEqual(tab.memory())
  })

  it('loses nothing when the disk is full, and catches up with the next change', async () => {
    await createWorkflowStore(db).create(start)
    const { control, storage } = failing(() => new DOMException('full', 'QuotaExceededError'))
    const tab = await openTab(storage)
    tab.document.edit('Add note', write('a', 'one'))
    expect(await tab.persistence.flush()).toBe(false)
    expect(tab.save()).toMatchObject({
      status: 'failed',
      error: { code: 'db/quota-exceeded' },
      hasUnsaved: true,
    })
    expect(await stored()).toEqual(start)

    control.failure = null
    tab.document.edit('Add note', write('b', 'two'))
    await tab.persistence.flush()
    expect(tab.save()).toEqual({ status: 'saved', at: 42, error: null, hasUnsaved: false })
    expect(await stored()).toEqual(write('b', 'two')(write('a', 'one')(start)))
  })

  it('writes on demand what failed, with the latest of each record', async () => {
    await createWorkflowStore(db).create(start)
    const { control, storage } = failing(() => new DOMException('closed', 'InvalidStateError'))
    const tab = await openTab(storage)
    tab.document.edit('Add note', write('a', 'one'))
    await tab.persistence.flush()
    tab.document.edit('Change note', write('a', 'two'))
    await tab.persistence.flush()
    expect(tab.save().error?.code).toBe('db/unavailable')

    control.failure = null
    expect(await tab.persistence.flush()).toBe(true)
    expect(await stored()).toEqual(write('a', 'two')(start))
  })

  it('keeps the later of two changes when the earlier fails after the later was made', async () => {
    await createWorkflowStore(db).create(start)
    const inner = createDocumentStorage(db, () => 7)
    let reject: ((error: Error) => void) | null = null
    let isAsked = (): void => undefined
    const asked = new Promise<void>((resolve) => (isAsked = resolve))
    const storage: DocumentStorage = {
      read: inner.read,
      write: (...args) => {
        if (reject) return inner.write(...args)
        return new Promise((_, refuse) => {
          reject = refuse
          isAsked()
        })
      },
    }
    const tab = await openTab(storage)
    tab.document.edit('Add note', write('a', 'earlier'))
    await asked
    tab.document.edit('Change note', write('a', 'later'))
    reject!(new DOMException('closed', 'InvalidStateError'))

    expect(await tab.persistence.flush()).toBe(true)
    expect(await stored()).toEqual(write('a', 'later')(start))
  })

  it('does not write what came from elsewhere: it is kept there', async () => {
    await createWorkflowStore(db).create(start)
    const tab = await openTab()
    tab.document.replaceFromElsewhere(diffRecords(start, write('a', 'theirs')(start)))
    expect(tab.save().hasUnsaved).toBe(false)
    await tab.persistence.flush()
    expect(await stored()).toEqual(start)
  })

  it('writes the whole workflow when the database has lost it', async () => {
    await createWorkflowStore(db).create(start)
    const tab = await openTab()
    await db.workflows.clear()
    await db.records.clear()
    tab.document.edit('Add note', write('a', 'one'))
    await tab.persistence.flush()
    expect(await stored()).toEqual(tab.memory())
  })
})

describe('a workflow changed elsewhere', () => {
  it('takes in what was changed there and keeps what was changed here', async () => {
    await createWorkflowStore(db).create(start)
    const [one, two] = [await openTab(), await openTab()]
    one.document.edit('Add note', write('a', 'one'))
    await one.persistence.flush()
    two.document.edit('Add note', write('b', 'two'))
    await two.persistence.flush()

    expect(await stored()).toEqual(write('b', 'two')(write('a', 'one')(start)))
    expect(two.memory()).toEqual(await stored())
    await one.persistence.refresh()
    expect(one.memory()).toEqual(await stored())
    one.document.undo()
    await one.persistence.flush()
    expect(await stored()).toEqual(write('b', 'two')(start))
  })

  it('takes in a new name given in the gallery', async () => {
    await createWorkflowStore(db).create(start)
    const tab = await openTab()
    await createWorkflowStore(db).rename(W, 'Front desk')
    tab.document.edit('Add note', write('a', 'one'))
    await tab.persistence.flush()
    expect(workflowOf(tab.memory()).name).toBe('Front desk')
    expect(await stored()).toEqual(tab.memory())
  })

  async function clash() {
    await createWorkflowStore(db).create(start)
    const [one, two] = [await openTab(), await openTab()]
    one.document.edit('Add note', write('a', 'theirs'))
    one.document.edit('Add note', write('c', 'theirs'))
    await one.persistence.flush()
    two.document.edit('Add note', write('a', 'mine'))
    two.document.edit('Add note', write('b', 'mine'))
    expect(await two.persistence.flush()).toBe(false)
    return two
  }

  it('overwrites nothing when the same record was changed, and says which', async () => {
    const two = await clash()
    expect(two.save()).toMatchObject({
      status: 'failed',
      error: { code: 'db/changed-elsewhere', details: { record: 'a', kind: 'note' } },
      hasUnsaved: true,
    })
    expect((await stored())?.a).toEqual(note('a', 'theirs'))
    expect(two.memory().a).toEqual(note('a', 'mine'))
  })

  it.each(['mine', 'theirs'] as const)(
    'is settled by keeping %s, and all the rest',
    async (keep) => {
      const two = await clash()
      expect(await two.persistence.settle(keep)).toBe(true)
      const settled = { ...start, a: note('a', keep), b: note('b', 'mine'), c: note('c', 'theirs') }
      expect(two.memory()).toEqual(settled)
      expect(await stored()).toEqual(settled)
      expect(two.save().status).toBe('saved')
    },
  )
})
