import { contextSchema, type ContextRecord, type Edit, type Point } from '../document.ts'
import { ROOT_CONTEXT, type ContextId } from '../ids.ts'
import { change, put } from './change.ts'
import { contextNaming } from './naming.ts'

/** Adds a context; without a usable name it is called `Context`. */
export function addContext(id: ContextId, name: string, position: Point | null = null): Edit {
  return (document) => {
    const naming = contextNaming(document, name)
    const usable = naming.ok ? naming : contextNaming(document, 'Context')
    if (!usable.ok) throw new Error('The fallback name of a context is not usable')
    return put(document, contextSchema.parse({ kind: 'context', id, name: usable.value, position }))
  }
}

/** Renames a context; the root keeps its name, and a text that cannot be a name changes nothing. */
export function renameContext(id: ContextId, typed: string): Edit {
  return (document) => {
    const naming = contextNaming(document, typed, id)
    if (id === ROOT_CONTEXT || !naming.ok) return document
    return change(document, 'context', id, (context) =>
      context.name === naming.value ? context : { ...context, name: naming.value },
    )
  }
}

export function updateContext(
  id: ContextId,
  fields: Partial<
    Pick<ContextRecord, 'description' | 'displayName' | 'identity' | 'parent' | 'collapsed'>
  >,
): Edit {
  return (document) => change(document, 'context', id, (context) => ({ ...context, ...fields }))
}

/** Puts cards and notes where they were dropped; all of a gesture in one edit. */
export function placeRecords(positions: ReadonlyMap<string, Point>): Edit {
  return (document) => {
    let next = document
    for (const [id, { x, y }] of positions) {
      const position = { x: Math.round(x), y: Math.round(y) }
      next = change(next, 'context', id, (context) => moved(context, position))
      next = change(next, 'note', id, (note) => moved(note, position))
    }
    return next
  }
}

function moved<T extends { readonly position: Point | null }>(record: T, position: Point): T {
  const { x, y } = record.position ?? {}
  return x === position.x && y === position.y ? record : { ...record, position }
}
