import ELK from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { newDocument, type Edit } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { connect } from '#domain/edits/connections.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { addNote } from '#domain/edits/notes.ts'
import { ROOT_CONTEXT, type ContextId, type NoteId, type WorkflowId } from '#domain/ids.ts'
import { contextsOf, recordById } from '#domain/queries.ts'
import { arrangement } from './arrangement.ts'
import { overlaps, type Rect } from './geometry.ts'
import { cardRects } from './place.ts'

const elk = new ELK()
const id = (name: string) => name as ContextId
const inside = (from: string, to: string): Edit =>
  connect({ kind: 'container', from: id(from), to: id(to) })

const desk = inOrder(
  addContext(id('Customer'), 'Customer', { x: 5, y: 5 }),
  addContext(id('Order'), 'Order'),
  addContext(id('Item'), 'Item'),
  addContext(id('Alone'), 'Alone'),
  inside('Customer', ROOT_CONTEXT),
  inside('Order', 'Customer'),
  inside('Item', 'Order'),
  inside('Order', 'Order'),
  addNote('note' as NoteId, { x: 30, y: 90 }, 'In the way'),
)(newDocument('w' as WorkflowId, 'Desk'))

const none = (rects: readonly Rect[]): boolean =>
  rects.every((one, i) => rects.every((two, j) => i >= j || !overlaps(one, two)))

describe('the automatic layout', () => {
  it('places all cards without covering any, containers left of what lives inside them', async () => {
    const edit = await arrangement(desk, 'all', false, (graph) => elk.layout(graph))
    const laid = edit(desk)
    const rects = cardRects(laid, false)
    expect(contextsOf(laid).every(({ position }) => position !== null)).toBe(true)
    expect(none([...rects.values()])).toBe(true)
    const xs = [ROOT_CONTEXT, 'Customer', 'Order', 'Item'].map((it) => rects.get(id(it))?.x ?? NaN)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    const note = recordById(laid, 'note', 'note')?.position
    expect(note?.y).toBeGreaterThan(Math.max(...[...rects.values()].map(({ y }) => y)))
  })

  it('leaves what was placed by hand where it is, and covers none of it', async () => {
    const edit = await arrangement(desk, 'unplaced', false, (graph) => elk.layout(graph))
    const laid = edit(desk)
    expect(recordById(laid, 'context', 'Customer')?.position).toEqual({ x: 5, y: 5 })
    expect(none([...cardRects(laid, false).values()])).toBe(true)
  })

  it('changes nothing where every card has its place', async () => {
    const all = (await arrangement(desk, 'all', false, (graph) => elk.layout(graph)))(desk)
    const edit = await arrangement(all, 'unplaced', false, () => Promise.reject(new Error('asked')))
    expect(edit(all)).toBe(all)
  })
})
