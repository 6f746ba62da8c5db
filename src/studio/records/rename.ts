import type { Document, Edit } from '#domain/document.ts'
import { renameCommand } from '#domain/edits/commands.ts'
import { renameContext } from '#domain/edits/contexts.ts'
import { commandNaming, contextNaming, type Naming } from '#domain/edits/naming.ts'
import { recordById } from '#domain/queries.ts'
import { ok } from '#shared/result.ts'

/** What typing this as the record's name would make it, or why it cannot be its name. */
export function namingOf(document: Document, id: string, typed: string): Naming {
  const record = document[id]
  if (record?.kind === 'context') return contextNaming(document, typed, record.id)
  if (record?.kind === 'command') return commandNaming(document, record.context, typed, record.id)
  return ok(typed)
}

/** The edit that renames a context or a command, and how Undo calls it. */
export function renaming(
  document: Document,
  id: string,
  typed: string,
): { readonly label: string; readonly edit: Edit } | null {
  const context = recordById(document, 'context', id)
  if (context) return { label: 'Rename context', edit: renameContext(context.id, typed) }
  const command = recordById(document, 'command', id)
  return command ? { label: 'Rename command', edit: renameCommand(command.id, typed) } : null
}
