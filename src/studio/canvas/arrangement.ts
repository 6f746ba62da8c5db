import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import type { Document, Edit, Point } from '#domain/document.ts'
import { placeRecords } from '#domain/edits/contexts.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { contextsOf, recordsOf } from '#domain/queries.ts'
import { cardSize, noteSize, overlaps, type Rect } from './geometry.ts'

/** All cards, or only those that nobody has put anywhere: the others stay where they are. */
export type Which = 'all' | 'unplaced'

/** A layout engine; ELK's own shape, so that a test can run it without a worker. */
export type LayOut = (graph: ElkNode) => Promise<ElkNode>

const GAP = 96

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '112',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '56',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
}

/** The edit that places cards as the layout engine has them, clear of those that stay. */
export async function arrangement(
  document: Document,
  which: Which,
  showInherited: boolean,
  layOut: LayOut,
): Promise<Edit> {
  const contexts = contextsOf(document).filter(
    ({ position }) => which === 'all' || position === null,
  )
  if (contexts.length === 0) return (same) => same
  const ids = new Set(contexts.map(({ id }) => id))
  const laid = await layOut({
    id: 'canvas',
    layoutOptions: OPTIONS,
    children: contexts.map(({ id }) => ({ id, ...cardSize(document, id, showInherited) })),
    edges: edgesAmong(document, ids),
  })
  const staying = contextsOf(document).flatMap(({ id, position }) =>
    position && !ids.has(id) ? [{ ...position, ...cardSize(document, id, showInherited) }] : [],
  )
  const places = besides(laid.children ?? [], staying)
  const placed = contexts.flatMap(({ id }) => {
    const place = places.get(id)
    return place ? [{ ...place, ...cardSize(document, id, showInherited) }] : []
  })
  return placeRecords(new Map([...places, ...notesAside(document, [...placed, ...staying])]))
}

/** From container to contained and from base to heir; what is in nothing hangs on the root. */
function edgesAmong(document: Document, ids: ReadonlySet<ContextId>): ElkExtendedEdge[] {
  const pairs = contextsOf(document).flatMap(({ id, bases, containers }) => {
    const above = [...containers.filter((container) => container !== id), ...bases]
    const parents = above.length === 0 && id !== ROOT_CONTEXT ? [ROOT_CONTEXT] : above
    return parents.map((parent) => [parent, id] as const)
  })
  return pairs
    .filter(([parent, child]) => ids.has(parent) && ids.has(child))
    .map(([parent, child]) => ({ id: `${parent}>${child}`, sources: [parent], targets: [child] }))
}

/** The laid-out block, moved to the right of what stays where it would cover any of it. */
function besides(nodes: readonly ElkNode[], staying: readonly Rect[]): Map<string, Point> {
  const rects = nodes.map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
    id,
    x,
    y,
    width,
    height,
  }))
  const isClear = rects.every((rect) => staying.every((other) => !overlaps(rect, other, GAP / 4)))
  const left = Math.min(...rects.map(({ x }) => x))
  const right = Math.max(...staying.map(({ x, width }) => x + width))
  const top = Math.min(...staying.map(({ y }) => y))
  const shift = isClear ? { x: 0, y: 0 } : { x: right + GAP - left, y: top }
  return new Map(rects.map(({ id, x, y }) => [id, { x: x + shift.x, y: y + shift.y }]))
}

/** Notes that a card now covers, in a row below all cards. */
function notesAside(document: Document, cards: readonly Rect[]): Map<string, Point> {
  const covered = recordsOf(document, 'note').filter((note) => {
    const rect = { ...note.position, ...noteSize(note) }
    return cards.some((card) => overlaps(card, rect))
  })
  const left = Math.min(...cards.map(({ x }) => x))
  const bottom = Math.max(...cards.map(({ y, height }) => y + height))
  const step = noteSize({ text: '' }).width + GAP / 4
  return new Map(
    covered.map(({ id }, index) => [id, { x: left + index * step, y: bottom + GAP / 2 }]),
  )
}
