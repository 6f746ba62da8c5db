import { contextSchema, type ContextRecord, type Document, type Edit } from '../document.ts'
import { change, put } from '../edits/change.ts'
import { canConnect, connect, disconnect, type Connection } from '../edits/connections.ts'
import { moveCommand } from '../edits/commands.ts'
import { contextNaming } from '../edits/naming.ts'
import { removeRecords } from '../edits/remove.ts'
import { newId, ROOT_CONTEXT, type ContextId } from '../ids.ts'
import { workflowOf } from '../queries.ts'
import { acceptCommand, linkTo, settleCommand } from './accept-command.ts'
import type { ClassKey } from './class-model.ts'
import {
  commandRows,
  isOfReading,
  type CommandRow,
  type ContextRow,
  type OfferDiff,
} from './offer-diff.ts'
import type { OfferedContext } from './offered.ts'
import { offeredContextParts, type PartChange } from './parts.ts'

/**
 * Takes the accepted rows of a diff into the workflow, as one edit. A new row that is not accepted
 * is remembered as left out; a changed one keeps what the person has, and counts as settled;
 * a renamed or removed one is left as it stands, to be decided later.
 *
 * @param accepted Keys of rows. A command of a context that is neither there nor accepted is not taken.
 */
export function acceptOffer(diff: OfferDiff, accepted: ReadonlySet<string>): Edit {
  return (before) => {
    const contexts = new Map<ClassKey, ContextId>()
    let document = before
    for (const row of diff.contexts)
      document = acceptContext(document, row, diff, accepted, contexts)
    document = connectNew(document, diff, accepted, contexts)
    const settle = (row: CommandRow): Document =>
      diff.model.broken.length === 0 ? settleCommand(document, row) : document
    for (const row of diff.contexts) {
      const context = contexts.get(row.key)
      for (const command of row.commands)
        document = accepted.has(command.key)
          ? acceptCommand(document, command, context)
          : settle(command)
    }
    for (const row of diff.functions)
      document = accepted.has(row.key) ? acceptCommand(document, row, ROOT_CONTEXT) : settle(row)
    document = removeGone(document, diff, accepted, contexts)
    return rememberLeftOut(document, diff, accepted, contexts)
  }
}

const takesSomething = (row: ContextRow, accepted: ReadonlySet<string>): boolean =>
  accepted.has(row.key) || row.commands.some(({ key }) => accepted.has(key))

/** Makes or mends one context, and notes which it is. */
function acceptContext(
  document: Document,
  row: ContextRow,
  { model }: OfferDiff,
  accepted: ReadonlySet<string>,
  contexts: Map<ClassKey, ContextId>,
): Document {
  const { offered, record, state } = row
  if (!offered) return document
  if (!record) {
    if (!accepted.has(row.key)) return document
    const made = newContext(document, offered)
    contexts.set(row.key, made.id)
    return put(document, made)
  }
  contexts.set(row.key, record.id)
  const isTaken = accepted.has(row.key)
  if (state === 'there')
    return takesSomething(row, accepted)
      ? change(document, 'context', record.id, (context) => ({
          ...context,
          source: linkOf(offered),
        }))
      : document
  if ((state === 'renamed' && !isTaken) || model.broken.length > 0) return document
  return change(document, 'context', record.id, (context) => ({
    ...(isTaken ? mended(document, context, offered, row.changes) : context),
    source: linkOf(offered),
  }))
}

function newContext(document: Document, offered: OfferedContext): ContextRecord {
  const naming = contextNaming(document, offered.name)
  const { description, displayName, identity, parent } = offered
  return contextSchema.parse({
    kind: 'context',
    id: newId<ContextId>(),
    name: naming.ok ? naming.value : 'Context',
    description,
    displayName,
    identity,
    parent,
    source: linkOf(offered),
  })
}

const linkOf = (offered: OfferedContext) => linkTo(offered, offeredContextParts(offered))

/** What the source says otherwise now; a name that a person chose stays. */
function mended(
  document: Document,
  context: ContextRecord,
  offered: OfferedContext,
  changes: readonly PartChange[],
): ContextRecord {
  const changed = new Set(changes.map(({ part }) => part))
  const isRenamed = changes.some(({ part, isEdited }) => part === 'name' && !isEdited)
  const naming = contextNaming(document, offered.name, context.id)
  const { description, displayName, identity, parent } = offered
  return {
    ...context,
    ...(isRenamed && naming.ok && { name: naming.value }),
    ...(changed.has('description') && { description }),
    ...(changed.has('displayName') && { displayName }),
    ...(changed.has('identity') && { identity }),
    ...(changed.has('parent') && { parent }),
  }
}

/** Connections that new contexts bring, to what is there and from it, and those that have changed. */
function connectNew(
  document: Document,
  { contexts: rows }: OfferDiff,
  accepted: ReadonlySet<string>,
  contexts: ReadonlyMap<ClassKey, ContextId>,
): Document {
  const fresh = new Set(
    rows.filter((row) => !row.record && contexts.has(row.key)).map(({ key }) => key),
  )
  let next = document
  for (const { key, offered, record, changes } of rows) {
    const from = contexts.get(key)
    if (!offered || from === undefined) continue
    for (const kind of ['base', 'container'] as const) {
      const field = kind === 'base' ? 'bases' : 'containers'
      const moved = accepted.has(key) ? changes.find(({ part }) => part === field) : undefined
      if (moved && record) {
        for (const gone of goneFrom(moved)) next = apart(next, kind, from, contexts.get(gone))
      }
      for (const target of offered[field])
        if (fresh.has(key) || fresh.has(target) || moved)
          next = joined(next, { kind, from, to: contexts.get(target) })
    }
  }
  return next
}

const goneFrom = ({ before, after }: PartChange): string[] =>
  Array.isArray(before)
    ? before.filter(
        (key): key is string =>
          typeof key === 'string' && !(Array.isArray(after) && after.includes(key)),
      )
    : []

const apart = (
  document: Document,
  kind: Connection['kind'],
  from: ContextId,
  to: ContextId | undefined,
): Document => (to === undefined ? document : disconnect({ kind, from, to })(document))

function joined(
  document: Document,
  { kind, from, to }: Omit<Connection, 'to'> & { readonly to: ContextId | undefined },
): Document {
  if (to === undefined || canConnect(document, { kind, from, to }) !== true) return document
  return connect({ kind, from, to })(document)
}

function removeGone(
  document: Document,
  diff: OfferDiff,
  accepted: ReadonlySet<string>,
  contexts: ReadonlyMap<ClassKey, ContextId>,
): Document {
  const rows = [...diff.contexts, ...commandRows(diff)]
  const gone = rows.flatMap(({ key, state, record }) =>
    state === 'removed' && accepted.has(key) && record ? [record.id] : [],
  )
  if (gone.length === 0) return document
  const leaving = new Set<string>(gone)
  let next = document
  // A class that became the root, or that a person split, still has what was made of its members.
  for (const { key, commands } of diff.contexts) {
    const context = contexts.get(key)
    for (const { record, offered } of commands)
      if (context !== undefined && offered && record && leaving.has(record.context))
        next = moveCommand(record.id, context)(next)
  }
  return removeRecords(gone)(next)
}

/** What was offered in contexts that are in the workflow, and was not taken, is not news next time. */
function rememberLeftOut(
  document: Document,
  diff: OfferDiff,
  accepted: ReadonlySet<string>,
  contexts: ReadonlyMap<ClassKey, ContextId>,
): Document {
  const rows = [
    ...diff.contexts,
    ...diff.functions,
    ...diff.contexts.filter(({ key }) => contexts.has(key)).flatMap(({ commands }) => commands),
  ]
  const left = rows
    .filter(({ key, state }) => (state === 'new' || state === 'left-out') && !accepted.has(key))
    .map(({ key }) => key)
  const workflow = workflowOf(document)
  const others = workflow.leftOut.filter(
    (key) =>
      diff.model.broken.length > 0 || !isOfReading(key.slice(0, key.indexOf('#')), diff.model),
  )
  const leftOut = [...new Set([...others, ...left])].filter((key) => !accepted.has(key)).sort()
  if (JSON.stringify(leftOut) === JSON.stringify(workflow.leftOut)) return document
  return put(document, { ...workflow, leftOut })
}
