import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { connect } from '#domain/edits/connections.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId, type WorkflowId } from '#domain/ids.ts'
import { inTreeOrder, outlineRows, typeAhead } from './outline-rows.ts'

const ITEM = 'item' as ContextId
const ORDER = 'order' as ContextId
const PENDING = 'pending' as ContextId

const desk = inOrder(
  addContext(ITEM, 'Item'),
  addContext(PENDING, 'PendingOrder'),
  addContext(ORDER, 'Order'),
  connect({ kind: 'container', from: ORDER, to: ROOT_CONTEXT }),
  connect({ kind: 'container', from: ITEM, to: ORDER }),
  connect({ kind: 'base', from: PENDING, to: ORDER }),
  addCommand('a' as CommandId, ORDER, 'show order'),
  addCommand('b' as CommandId, ORDER, 'open item'),
  addCommand('c' as CommandId, PENDING, 'cancel order'),
)(newDocument('w' as WorkflowId, 'Desk'))

const titles = (folded: readonly string[], filter = '') =>
  outlineRows(desk, { folded: new Set(folded), filter }).map(({ title }) => title)

describe('the outline', () => {
  it('goes from the root inwards, heirs after their base, each with its commands', () => {
    expect(titles([])).toEqual([
      'Desk',
      'Order',
      'Show order',
      'Open item',
      'PendingOrder',
      'Cancel order',
      'Item',
    ])
  })

  it('says of each line its level, place, and whether it is open', () => {
    const rows = outlineRows(desk, { folded: new Set([PENDING]), filter: '' })
    expect(
      rows.map(({ level, position, size, expanded }) => [level, position, size, expanded]),
    ).toEqual([
      [1, 1, 4, null],
      [1, 2, 4, true],
      [2, 1, 2, null],
      [2, 2, 2, null],
      [1, 3, 4, false],
      [1, 4, 4, null],
    ])
  })

  it('filters commands and keeps their context, opening what was folded', () => {
    expect(titles([PENDING], 'cancel')).toEqual(['PendingOrder', 'Cancel order'])
    expect(titles([], 'pending')).toEqual(['PendingOrder', 'Cancel order'])
    expect(titles([], 'nothing')).toEqual([])
  })

  it('lists every context once, even where they live inside each other', () => {
    const both = connect({ kind: 'container', from: ORDER, to: ITEM })(desk)
    expect(inTreeOrder(both).map(({ id }) => id)).toEqual([ROOT_CONTEXT, ORDER, PENDING, ITEM])
  })

  it('finds by first letters, going on round the end', () => {
    const rows = outlineRows(desk, { folded: new Set(), filter: '' })
    expect(typeAhead(rows, 1, 'o')).toBe(3)
    expect(typeAhead(rows, 3, 'o')).toBe(1)
    expect(typeAhead(rows, 1, 'op')).toBe(3)
    expect(typeAhead(rows, 0, 'x')).toBe(-1)
  })
})
