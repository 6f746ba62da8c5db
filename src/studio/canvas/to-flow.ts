import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react'
import type { ContextRecord, Document, NoteRecord, Point } from '#domain/document.ts'
import type { Connection, ConnectionKind } from '#domain/edits/connections.ts'
import { ROOT_CONTEXT, type ContextId, type NoteId } from '#domain/ids.ts'
import { contextsOf, recordById, recordsOf, workflowOf } from '#domain/queries.ts'
import { joinedSides, noteSize, SIDES, type Rect, type Side, type Size } from './geometry.ts'
import { cardRects } from './place.ts'

export type CardNode = Node<{ readonly context: ContextId }, 'context'>
export type NoteNode = Node<{ readonly note: NoteId }, 'note'>
export type CanvasNode = CardNode | NoteNode

/** An inheritance or containment, drawn; its `data` is the connection of the document. */
export type RelationEdge = Edge<{ readonly connection: Connection }, 'relation'>
/** A step of the way a message climbed from one context to a wider one. */
export type ClimbEdge = Edge<Record<string, never>, 'climb'>
export type CanvasEdge = RelationEdge | ClimbEdge

export interface Flow {
  readonly nodes: readonly CanvasNode[]
  readonly edges: readonly RelationEdge[]
}

/**
 * The document as React Flow draws it. Nodes carry ids only: each card reads its own record, so that
 * an edit draws one card and not all of them.
 */
export function toFlow(document: Document, showInherited: boolean): Flow {
  const rects = cardRects(document, showInherited)
  return {
    nodes: [...cardNodes(document, rects), ...noteNodes(document)],
    edges: relationEdges(document, rects),
  }
}

/** The node last made of a record: as long as nothing of it changes, React Flow draws nothing anew. */
const made = new WeakMap<ContextRecord | NoteRecord, CanvasNode>()

function cardNodes(document: Document, rects: ReadonlyMap<ContextId, Rect>): CanvasNode[] {
  return contextsOf(document).flatMap((context) => {
    const rect = rects.get(context.id)
    if (!rect) return []
    return sameOr(context, rect, () => ({
      ...nodeBox(rect),
      id: context.id,
      type: 'context',
      data: { context: context.id },
    }))
  })
}

function noteNodes(document: Document): CanvasNode[] {
  return recordsOf(document, 'note').map((note) => {
    const rect = { ...note.position, ...noteSize(note) }
    return sameOr(note, rect, () => ({
      ...nodeBox(rect),
      id: note.id,
      type: 'note',
      data: { note: note.id },
    }))
  })
}

function sameOr(
  record: ContextRecord | NoteRecord,
  rect: Rect,
  make: () => CanvasNode,
): CanvasNode {
  const before = made.get(record)
  const isSame =
    before?.position.x === rect.x &&
    before.position.y === rect.y &&
    before.width === rect.width &&
    before.height === rect.height
  if (before && isSame) return before
  const node = make()
  made.set(record, node)
  return node
}

function nodeBox({ x, y, width, height }: Rect) {
  return {
    position: { x, y } satisfies Point,
    width,
    height,
    measured: { width, height },
    handles: handlesOf({ width, height }),
  }
}

const POSITIONS: Record<Side, Position> = {
  top: Position.Top,
  right: Position.Right,
  bottom: Position.Bottom,
  left: Position.Left,
}

/** One handle in the middle of each side. Given here, edges stand right before the first measure. */
function handlesOf({ width, height }: Size): NodeHandle[] {
  const places: Record<Side, Point> = {
    top: { x: width / 2, y: 0 },
    right: { x: width, y: height / 2 },
    bottom: { x: width / 2, y: height },
    left: { x: 0, y: height / 2 },
  }
  return SIDES.map((side) => ({
    id: side,
    type: 'source',
    position: POSITIONS[side],
    ...places[side],
    width: 1,
    height: 1,
  }))
}

export const edgeId = ({ kind, from, to }: Connection): string => `${kind}:${from}:${to}`

function relationEdges(document: Document, rects: ReadonlyMap<ContextId, Rect>): RelationEdge[] {
  return contextsOf(document)
    .flatMap((context) => [
      ...context.bases.map((to) => ({ kind: 'base' as const, from: context.id, to })),
      ...context.containers
        // Living inside itself is a mark on the card, not a line.
        .filter((to) => to !== context.id)
        .map((to) => ({ kind: 'container' as const, from: context.id, to })),
    ])
    .flatMap((connection) => relationEdge(document, rects, connection) ?? [])
}

function relationEdge(
  document: Document,
  rects: ReadonlyMap<ContextId, Rect>,
  connection: Connection,
): RelationEdge | null {
  const from = rects.get(connection.from)
  const to = rects.get(connection.to)
  if (!from || !to) return null
  const around = connection.kind === 'base' ? 'right' : 'left'
  const [sourceHandle, targetHandle] = joinedSides(from, to, rects.values(), around)
  return {
    id: edgeId(connection),
    type: 'relation',
    source: connection.from,
    target: connection.to,
    sourceHandle,
    targetHandle,
    markerEnd: connection.kind === 'base' ? 'espalier-arrow' : 'espalier-diamond',
    ariaLabel: describeConnection(document, connection),
    data: { connection },
  }
}

const VERBS: Record<ConnectionKind, string> = { base: 'inherits from', container: 'lives inside' }

/** `PremiumUser inherits from User`: the line for those who do not see it. */
export function describeConnection(document: Document, { kind, from, to }: Connection): string {
  const nameOf = (id: ContextId): string =>
    id === ROOT_CONTEXT
      ? workflowOf(document).name || 'the root'
      : (recordById(document, 'context', id)?.name ?? 'a removed context')
  return `${nameOf(from)} ${VERBS[kind]} ${nameOf(to)}`
}

/**
 * What a line drawn from this handle means: from the top one inherits, from the left one lives
 * inside; the bottom and the right are the same from the other end.
 */
export function drawnConnection(
  source: string,
  sourceHandle: string | null,
  target: string,
): Connection {
  const [a, b] = [source as ContextId, target as ContextId]
  switch (sourceHandle) {
    case 'top':
      return { kind: 'base', from: a, to: b }
    case 'bottom':
      return { kind: 'base', from: b, to: a }
    case 'right':
      return { kind: 'container', from: b, to: a }
    default:
      return { kind: 'container', from: a, to: b }
  }
}

/** The way a message climbed, as edges between the cards it passed. */
export function climbEdges(
  nodes: readonly CanvasNode[],
  climb: readonly (readonly [ContextId, ContextId])[],
): ClimbEdge[] {
  const rects = new Map(
    nodes.map((node) => [
      node.id,
      { ...node.position, width: node.width ?? 0, height: node.height ?? 0 },
    ]),
  )
  return climb.flatMap(([source, target]) => {
    const from = rects.get(source)
    const to = rects.get(target)
    if (!from || !to) return []
    const [sourceHandle, targetHandle] = joinedSides(from, to)
    return [
      {
        id: `climb:${source}:${target}`,
        type: 'climb',
        source,
        target,
        sourceHandle,
        targetHandle,
        markerEnd: 'espalier-climb',
        selectable: false,
        reconnectable: false,
        focusable: false,
        ariaLabel: 'The way the last message went',
      } satisfies ClimbEdge,
    ]
  })
}
