import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newDocument, noteSchema, type Document, type DocumentDiff } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { diffRecords } from '#domain/records.ts'
import { createDocumentStore, redoLabel, undoLabel } from './document-store.ts'

const start = newDocument('w' as WorkflowId, 'Desk')
const note = (id: string, text: string) =>
  noteSchema.parse({ kind: 'note', id, text, position: { x: 0, y: 0 } })
const write =
  (id: string, text: string) =>
  (document: Document): Document => ({ ...document, [id]: note(id, text) })
const erase =
  (id: string) =>
  (document: Document): Document =>
    Object.fromEntries(Object.entries(document).filter(([key]) => key !== id))

const recordsIn = (store: ReturnType<typeof createDocumentStore>) => store.state.getState().document

describe('document store', () => {
  it('takes an edit back and does it again, and says what that would be', () => {
    const store = createDocumentStore(start)
    store.edit('Add note', write('a', 'hello'))
    const after = recordsIn(store)
    expect(undoLabel(store.state.getState())).toBe('Add note')

    store.undo()
    expect(recordsIn(store)).toEqual(start)
    expect(undoLabel(store.state.getState())).toBeNull()
    expect(redoLabel(store.state.getState())).toBe('Add note')

    store.redo()
    expect(recordsIn(store)).toEqual(after)
  })

  it('undoes a whole gesture at once', () => {
    const store = createDocumentStore(start)
    for (const text of ['h', 'he', 'hey']) store.edit('Type', write('a', text), 'typing-1')

    expect(store.state.getState().undos).toHaveLength(1)
    store.undo()
    expect(recordsIn(store)).toEqual(start)
  })

  it('leaves nothing to undo after a gesture that ends where it began', () => {
    const first = write('a', 'here')(start)
    const store = createDocumentStore(first)
    const origin = first.a
    store.edit('Move', write('a', 'away'), 'drag-1')
    store.edit('Move', (document) => ({ ...document, ...(origin && { a: origin }) }), 'drag-1')
    expect(store.state.getState().undos).toEqual([])
  })

  it('does not fold a new edit into a gesture that was undone and redone', () => {
    const store = createDocumentStore(start)
    store.edit('Type', write('a', 'hey'), 'typing-1')
    store.undo()
    store.redo()
    store.edit('Type', write('a', 'heyo'), 'typing-1')
    expect(store.state.getState().undos).toHaveLength(2)
  })

  it('forgets what was undone once a new edit is made', () => {
    const store = createDocumentStore(start)
    store.edit('Add note', write('a', 'x'))
    store.undo()
    store.edit('Add another', write('b', 'y'))
    store.redo()
    expect(Object.keys(recordsIn(store))).toEqual(['w', 'root', 'b'])
  })

  it('records nothing for an edit that changes nothing', () => {
    const store = createDocumentStore(start)
    store.edit('Nothing', (document) => ({ ...document }))
    expect(store.state.getState().undos).toEqual([])
  })

  it('tells a listener of each change once, and where it was made', () => {
    const store = createDocumentStore(start)
    const heard: string[] = []
    store.onChange(({ added, removed }: DocumentDiff, source) =>
      heard.push(`${source} +${Object.keys(added).join()} -${Object.keys(removed).join()}`),
    )
    store.edit('Add note', write('a', 'x'))
    store.undo()
    store.replaceFromElsewhere(diffRecords(start, write('b', 'y')(start)))
    expect(heard).toEqual(['here +a -', 'here + -a', 'elsewhere +b -'])
  })

  it('changes nothing while another tab writes', () => {
    const store = createDocumentStore(start)
    store.edit('Add note', write('a', 'x'))
    const before = recordsIn(store)
    store.setReadOnly(true)
    store.edit('Add note', write('b', 'y'))
    store.undo()
    expect(recordsIn(store)).toBe(before)
  })

  it('cannot undo over a record that was changed elsewhere, but what came after it', () => {
    const store = createDocumentStore(start)
    store.edit('First', write('a', 'mine'))
    store.edit('Second', write('b', 'mine'))
    const document = recordsIn(store)
    store.replaceFromElsewhere(diffRecords(document, write('a', 'theirs')(document)))

    store.undo()
    store.undo()
    expect(recordsIn(store)).toEqual(write('a', 'theirs')(start))
  })

  it('undoes all to the beginning and redoes all to the end, whatever was done', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const step = fc.oneof(
      fc.record({
        do: fc.constant('write' as const),
        id,
        text: fc.string({ maxLength: 3 }),
        gesture: fc.constantFrom('g1', 'g2', undefined),
      }),
      fc.record({ do: fc.constant('erase' as const), id: id }),
      fc.record({ do: fc.constant('undo' as const) }),
      fc.record({ do: fc.constant('redo' as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const store = createDocumentStore(start)
        for (const step of steps) {
          if (step.do === 'undo') store.undo()
          else if (step.do === 'redo') store.redo()
          else if (step.do === 'erase') store.edit('Erase', erase(step.id))
          else store.edit('Write', write(step.id, step.text), step.gesture)
        }
        while (store.state.getState().redos.length > 0) store.redo()
        const end = recordsIn(store)
        while (store.state.getState().undos.length > 0) store.undo()
        expect(recordsIn(store)).toEqual(start)
        while (store.state.getState().redos.length > 0) store.redo()
        expect(recordsIn(store)).toEqual(end)
      }),
    )
  })
})
