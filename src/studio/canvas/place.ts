import type { ContextRecord, Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { contextsOf, recordById } from '#domain/queries.ts'
import { lineageOf } from '#domain/scope.ts'
import { cardSize, CARD_WIDTH, overlaps, type Rect } from './geometry.ts'

const COLUMN_GAP = 112
const ROW_GAP = 40

/**
 * Where every card stands: where it was put, and for the others a simple arrangement in columns, by
 * how deep they live. Heirs stand below their bases. It is only shown, never stored.
 */
export function cardRects(document: Document, showInherited: boolean): Map<ContextId, Rect> {
  const rects = new Map<ContextId, Rect>()
  const unplaced: ContextRecord[] = []
  for (const context of contextsOf(document)) {
    if (context.position)
      rects.set(context.id, {
        ...context.position,
        ...cardSize(document, context.id, showInherited),
      })
    else unplaced.push(context)
  }
  for (const [column, contexts] of inColumns(document, unplaced)) {
    let y = 0
    for (const { id } of contexts) {
      const size = cardSize(document, id, showInherited)
      const rect = firstFree({ x: column * (CARD_WIDTH + COLUMN_GAP), y, ...size }, rects)
      rects.set(id, rect)
      y = rect.y + rect.height + ROW_GAP
    }
  }
  return rects
}

/** The same rectangle, as far down as it takes to stand clear of all others. */
function firstFree(rect: Rect, taken: ReadonlyMap<string, Rect>): Rect {
  const hit = [...taken.values()].find((other) => overlaps(rect, other, ROW_GAP / 2))
  return hit ? firstFree({ ...rect, y: hit.y + hit.height + ROW_GAP }, taken) : rect
}

function inColumns(
  document: Document,
  contexts: readonly ContextRecord[],
): Map<number, ContextRecord[]> {
  const columns = new Map<number, ContextRecord[]>()
  for (const context of bySibling(document, contexts)) {
    const depth = depthOf(document, context.id)
    columns.set(depth, [...(columns.get(depth) ?? []), context])
  }
  return new Map([...columns].sort(([a], [b]) => a - b))
}

/** In the order they were made, but each base directly before its heirs. */
function bySibling(document: Document, contexts: readonly ContextRecord[]): ContextRecord[] {
  const age = new Map(contextsOf(document).map(({ id }, index) => [id, index]))
  const key = ({ id }: ContextRecord): string =>
    lineageOf(document, id)
      .map((ancestor) => String(age.get(ancestor) ?? 0).padStart(6, '0'))
      .reverse()
      .join('/')
  const keys = new Map(contexts.map((context) => [context, key(context)]))
  return [...contexts].sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1))
}

/** How many steps inside the root a context lives, by its own containers or those of its bases. */
export function depthOf(document: Document, context: ContextId): number {
  const visit = (id: ContextId, seen: ReadonlySet<ContextId>): number => {
    if (id === ROOT_CONTEXT) return 0
    const containers = lineageOf(document, id)
      .flatMap((ancestor) => recordById(document, 'context', ancestor)?.containers ?? [])
      .filter((container) => !seen.has(container))
    const depths = containers.map((container) => visit(container, new Set([...seen, container])))
    return 1 + Math.min(...depths, depths.length === 0 ? 0 : Infinity)
  }
  return visit(context, new Set([context]))
}
