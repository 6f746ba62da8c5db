import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newDocument, type Edit } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { connect } from '#domain/edits/connections.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { newId, ROOT_CONTEXT, type ContextId, type WorkflowId } from '#domain/ids.ts'
import { joinedSides, nearestInDirection, overlaps, type Rect } from './geometry.ts'
import { cardRects, depthOf } from './place.ts'

const empty = newDocument('w' as WorkflowId, 'Desk')
const id = (name: string) => name as ContextId
const inside = (from: string, to: string): Edit =>
  connect({ kind: 'container', from: id(from), to: id(to) })
const heir = (from: string, to: string): Edit =>
  connect({ kind: 'base', from: id(from), to: id(to) })

const desk = inOrder(
  ...['Customer', 'Order', 'Item', 'PendingOrder'].map((name) => addContext(id(name), name)),
  inside('Customer', ROOT_CONTEXT),
  inside('Order', 'Customer'),
  inside('Item', 'Order'),
  inside('Item', 'Item'),
  heir('PendingOrder', 'Order'),
)(empty)

describe('cards that nobody placed', () => {
  it('stand in columns by how deep they live, heirs below their bases', () => {
    expect(
      ['Customer', 'Order', 'Item', 'PendingOrder'].map((it) => depthOf(desk, id(it))),
    ).toEqual([1, 2, 3, 2])
    const rects = cardRects(desk, false)
    const order = rects.get(id('Order'))
    const pending = rects.get(id('PendingOrder'))
    expect(pending?.x).toBe(order?.x)
    expect(pending?.y).toBeGreaterThan(order?.y ?? 0)
  })

  it('never cover another card, however the others were placed', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 900 }),
    })
    const card = fc.record({ at: fc.option(place), commands: fc.nat(4) })
    fc.assert(
      fc.property(fc.array(card, { maxLength: 12 }), (cards) => {
        const document = inOrder(
          ...cards.flatMap(({ at, commands }) => {
            const context = newId<ContextId>()
            const own = Array.from({ length: commands }, () => addCommand(newId(), context, 'act'))
            return [addContext(context, 'Card', at), ...own]
          }),
        )(empty)
        const rects = [...cardRects(document, false)]
        for (const [one, rect] of rects) {
          const record = document[one]
          if (record?.kind !== 'context' || record.position) continue
          for (const [other, taken] of rects)
            if (other !== one) expect(overlaps(rect, taken)).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('lines', () => {
  const at = (x: number, y: number): Rect => ({ x, y, width: 264, height: 100 })

  it('go through the gutter between columns', () => {
    expect(joinedSides(at(0, 0), at(400, 500))).toEqual(['right', 'left'])
    expect(joinedSides(at(400, 0), at(0, 0))).toEqual(['left', 'right'])
  })

  it('go straight within a column, and around what stands between', () => {
    expect(joinedSides(at(0, 400), at(0, 0))).toEqual(['top', 'bottom'])
    expect(joinedSides(at(0, 400), at(0, 0), [at(20, 200)], 'right')).toEqual(['right', 'right'])
    expect(joinedSides(at(0, 400), at(0, 0), [at(400, 200)], 'right')).toEqual(['top', 'bottom'])
  })
})

it('walks to the nearest card in a direction, and stays where there is none', () => {
  const at = (x: number, y: number): Rect => ({ x, y, width: 100, height: 100 })
  const rects = new Map([
    ['middle', at(0, 0)],
    ['right', at(300, 20)],
    ['farther', at(600, 0)],
    ['below', at(40, 300)],
  ])
  expect(nearestInDirection('middle', rects, 'right')).toBe('right')
  expect(nearestInDirection('middle', rects, 'bottom')).toBe('below')
  expect(nearestInDirection('middle', rects, 'left')).toBeNull()
})
