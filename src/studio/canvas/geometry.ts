import type { Document, NoteRecord, Point } from '#domain/document.ts'
import type { ContextId } from '#domain/ids.ts'
import { ownCommands, recordById } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'

/** Sizes in canvas pixels. They are what `canvas.module.css` draws: change both together. */
export const CARD_WIDTH = 264
const HEADER = 44
const ROW = 28
const PADDING = 8
export const NOTE_WIDTH = 200

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Size, Point {}

/** How large a card is: known before it is drawn, so that nothing moves once it is. */
export function cardSize(document: Document, context: ContextId, showInherited: boolean): Size {
  const card = recordById(document, 'context', context)
  if (card?.collapsed) return { width: CARD_WIDTH, height: HEADER }
  const commands = showInherited
    ? effectiveCommands(document, context).length
    : ownCommands(document, context).length
  // An empty card has one row, which says so.
  return { width: CARD_WIDTH, height: HEADER + Math.max(1, commands) * ROW + PADDING }
}

export function noteSize({ text }: Pick<NoteRecord, 'text'>): Size {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 26)), 0)
  return { width: NOTE_WIDTH, height: 24 + 18 * Math.min(12, Math.max(2, lines)) }
}

export const overlaps = (a: Rect, b: Rect, gap = 0): boolean =>
  a.x < b.x + b.width + gap &&
  b.x < a.x + a.width + gap &&
  a.y < b.y + b.height + gap &&
  b.y < a.y + a.height + gap

export const SIDES = ['top', 'right', 'bottom', 'left'] as const
export type Side = (typeof SIDES)[number]

/** From this much room between two columns on, a line goes through it. */
const GUTTER = 40

/**
 * Which sides of two cards a line should join: those that face each other; and where other cards
 * stand between two of one column, the same side of both, so that the line goes around.
 */
export function joinedSides(
  from: Rect,
  to: Rect,
  others: Iterable<Rect> = [],
  around: 'left' | 'right' = 'right',
): readonly [from: Side, to: Side] {
  const dx = to.x + to.width / 2 - (from.x + from.width / 2)
  const dy = to.y + to.height / 2 - (from.y + from.height / 2)
  const room = Math.abs(dx) - (from.width + to.width) / 2
  if (room >= GUTTER) return dx >= 0 ? ['right', 'left'] : ['left', 'right']
  const [above, below] = dy >= 0 ? [from, to] : [to, from]
  const top = above.y + above.height
  const x = Math.max(above.x, below.x)
  const between: Rect = { x, y: top, width: 1, height: Math.max(1, below.y - top) }
  const corridor = { ...between, width: Math.max(1, Math.min(above.x, below.x) + above.width - x) }
  for (const other of others)
    if (other !== from && other !== to && overlaps(corridor, other)) return [around, around]
  return dy >= 0 ? ['bottom', 'top'] : ['top', 'bottom']
}

/** The nearest rectangle in a direction: by distance, with what is off the axis counting double. */
export function nearestInDirection(
  from: string,
  rects: ReadonlyMap<string, Rect>,
  direction: Side,
): string | null {
  const origin = rects.get(from)
  if (!origin) return null
  let best: { readonly id: string; readonly cost: number } | null = null
  for (const [id, rect] of rects) {
    const dx = rect.x + rect.width / 2 - (origin.x + origin.width / 2)
    const dy = rect.y + rect.height / 2 - (origin.y + origin.height / 2)
    const along = { top: -dy, bottom: dy, left: -dx, right: dx }[direction]
    const across = Math.abs(direction === 'top' || direction === 'bottom' ? dx : dy)
    if (id === from || along <= 0) continue
    const cost = along + 2 * across
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id ?? null
}
