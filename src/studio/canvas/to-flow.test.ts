import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { connect } from '#domain/edits/connections.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { addNote } from '#domain/edits/notes.ts'
import {
  ROOT_CONTEXT,
  type CommandId,
  type ContextId,
  type NoteId,
  type WorkflowId,
} from '#domain/ids.ts'
import { climbEdges, drawnConnection, toFlow } from './to-flow.ts'

const USER = 'user' as ContextId
const PREMIUM = 'premium' as ContextId

const room = inOrder(
  addContext(USER, 'User', { x: 400, y: 0 }),
  addContext(PREMIUM, 'PremiumUser', { x: 400, y: 300 }),
  connect({ kind: 'container', from: USER, to: ROOT_CONTEXT }),
  connect({ kind: 'container', from: USER, to: USER }),
  connect({ kind: 'base', from: PREMIUM, to: USER }),
  addCommand('a' as CommandId, USER, 'send message'),
  addCommand('b' as CommandId, USER, 'read inbox'),
  addNote('n' as NoteId, { x: 10, y: 20 }, 'A comment'),
)(newDocument('w' as WorkflowId, 'Chat room'))

describe('the document as a graph', () => {
  const { nodes, edges } = toFlow(room, false)
  const node = (id: string) => nodes.find((candidate) => candidate.id === id)

  it('has a card for each context where it was put, and one for each note', () => {
    expect(nodes.map(({ id, type }) => [id, type])).toEqual([
      [ROOT_CONTEXT, 'context'],
      [USER, 'context'],
      [PREMIUM, 'context'],
      ['n', 'note'],
    ])
    expect(node(USER)?.position).toEqual({ x: 400, y: 0 })
    expect(node('n')?.position).toEqual({ x: 10, y: 20 })
  })

  it('knows how large a card is before it is drawn: by its rows', () => {
    expect(node(USER)?.height).toBe(44 + 2 * 28 + 8)
    expect(node(PREMIUM)?.height).toBe(44 + 28 + 8)
    expect(toFlow(room, true).nodes[2]?.height).toBe(44 + 2 * 28 + 8)
  })

  it('joins cards on the sides that face each other, and names the line for screen readers', () => {
    expect(edges).toMatchObject([
      {
        id: `container:${USER}:${ROOT_CONTEXT}`,
        sourceHandle: 'left',
        targetHandle: 'right',
        markerEnd: 'espalier-diamond',
        ariaLabel: 'User lives inside Chat room',
      },
      {
        source: PREMIUM,
        target: USER,
        sourceHandle: 'top',
        targetHandle: 'bottom',
        markerEnd: 'espalier-arrow',
        ariaLabel: 'PremiumUser inherits from User',
      },
    ])
  })

  it('draws no line for a context inside itself: its card says so', () => {
    expect(edges.filter(({ source, target }) => source === target)).toEqual([])
  })

  it('draws the way a message climbed between the cards it passed', () => {
    const climb = climbEdges(nodes, [
      [USER, ROOT_CONTEXT],
      [PREMIUM, 'gone' as ContextId],
    ])
    expect(climb).toMatchObject([{ source: USER, target: ROOT_CONTEXT, sourceHandle: 'left' }])
  })
})

it.each([
  ['top', { kind: 'base', from: 'a', to: 'b' }],
  ['bottom', { kind: 'base', from: 'b', to: 'a' }],
  ['left', { kind: 'container', from: 'a', to: 'b' }],
  ['right', { kind: 'container', from: 'b', to: 'a' }],
])('a line drawn from the %s means what its handle says', (handle, connection) => {
  expect(drawnConnection('a', handle, 'b')).toEqual(connection)
})
