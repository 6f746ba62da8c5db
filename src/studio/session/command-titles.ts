import { coreCommandById } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId } from '#domain/ids.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf, qualifiedName, recordById, recordsOf, workflowOf } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'
import type { ScopeLevel } from '#engine/ports.ts'

/** How a command id of a model, a decision or a report is shown; a removed one says so. */
export function commandTitle(document: Document, id: CommandId): string {
  if (id === OUT_OF_SCOPE) return 'Out of scope'
  const record = recordById(document, 'command', id)
  return record ? titleOf(record.name) : (coreCommandById(id)?.title ?? 'Removed command')
}

/** Whether it can still be meant: a journal also names commands that were removed since. */
export const isCommand = (document: Document, id: CommandId): boolean =>
  recordById(document, 'command', id) !== undefined || coreCommandById(id) !== undefined

export function commandDescription(document: Document, id: CommandId): string {
  return recordById(document, 'command', id)?.description ?? coreCommandById(id)?.description ?? ''
}

/** The context's name; the root is called by the workflow's. */
export function contextTitle(document: Document, id: ContextId): string {
  if (id === ROOT_CONTEXT) return workflowOf(document).name || 'Top'
  return recordById(document, 'context', id)?.name ?? 'Removed context'
}

/** How a level of the scope is called: its instance's label, else its context. */
export function levelTitle(document: Document, level: ScopeLevel): string {
  return level.label || contextTitle(document, level.context)
}

/** Where a command belongs; a core command stands everywhere. */
export function commandPlace(document: Document, id: CommandId): string {
  const record = recordById(document, 'command', id)
  if (record) return contextTitle(document, record.context)
  return coreCommandById(id) ? 'Everywhere' : ''
}

/** The contexts one must be in, or inside of, for the command to be offered, by their titles. */
export function placesOffering(document: Document, id: CommandId): string[] {
  return contextsOf(document)
    .filter((context) => effectiveCommands(document, context.id).some((it) => it.command.id === id))
    .map((context) => contextTitle(document, context.id))
}

/**
 * What to send so that exactly this command is meant, in the words a person would type: its
 * title, or its qualified name where another command has the same title.
 */
export function wordsFor(document: Document, id: CommandId): string {
  const record = recordById(document, 'command', id)
  if (!record) return coreCommandById(id)?.title ?? id
  const isShared = recordsOf(document, 'command').some(
    (other) => other.id !== id && other.name === record.name,
  )
  return isShared ? qualifiedName(document, record) : titleOf(record.name)
}
