import type { ContextRecord, Document, Edit } from '../document.ts'
import { ROOT_CONTEXT, type ContextId } from '../ids.ts'
import { recordById } from '../queries.ts'
import { lineageOf } from '../scope.ts'
import { change } from './change.ts'

/** `base`: `from` inherits from `to`. `container`: an instance of `from` lives inside one of `to`. */
export type ConnectionKind = 'base' | 'container'

export interface Connection {
  readonly kind: ConnectionKind
  readonly from: ContextId
  readonly to: ContextId
}

const FIELD = { base: 'bases', container: 'containers' } as const

/** Whether the connection may be made, or why not, as a sentence. */
export function canConnect(
  document: Document,
  { kind, from, to }: Connection,
): true | { readonly because: string } {
  const source = recordById(document, 'context', from)
  const target = recordById(document, 'context', to)
  if (!source || !target) return { because: 'One of the contexts is not there any more.' }
  if (source[FIELD[kind]].includes(to)) return { because: 'They are connected like this already.' }
  return kind === 'base' ? canInherit(document, source, target) : canLiveInside(source)
}

function canInherit(
  document: Document,
  from: ContextRecord,
  to: ContextRecord,
): true | { readonly because: string } {
  if (from.id === to.id) return { because: 'A context cannot inherit from itself.' }
  if (to.id === ROOT_CONTEXT)
    return { because: 'The commands of the root are offered everywhere already.' }
  if (lineageOf(document, to.id).includes(from.id))
    return { because: `${to.name} inherits from ${from.name}; it cannot go both ways.` }
  return true
}

/**
 * A context may live inside itself (a folder in a folder), and two inside each other: containment is
 * a relation of instances, and a chain of instances ends even where that of their classes does not.
 */
function canLiveInside(from: ContextRecord): true | { readonly because: string } {
  return from.id === ROOT_CONTEXT ? { because: 'The root is not inside of anything.' } : true
}

export function connect(connection: Connection): Edit {
  return (document) => {
    if (canConnect(document, connection) !== true) return document
    const field = FIELD[connection.kind]
    return change(document, 'context', connection.from, (context) => ({
      ...context,
      [field]: [...context[field], connection.to],
    }))
  }
}

export function disconnect({ kind, from, to }: Connection): Edit {
  const field = FIELD[kind]
  return (document) =>
    change(document, 'context', from, (context) =>
      context[field].includes(to)
        ? { ...context, [field]: context[field].filter((id) => id !== to) }
        : context,
    )
}

/** Replaces one connection by another; where the new one is not allowed the old one stays. */
export function reconnect(from: Connection, to: Connection): Edit {
  return (document) => {
    const without = disconnect(from)(document)
    return canConnect(without, to) === true ? connect(to)(without) : document
  }
}
