import type { Document, Edit } from '#domain/document.ts'
import { updateCommand } from '#domain/edits/commands.ts'
import { updateSourceFile } from '#domain/edits/source-files.ts'
import type { CommandId, SourceFileId } from '#domain/ids.ts'
import { qualifiedName, recordsOf, sourceFilesOf } from '#domain/queries.ts'
import { handlerPath } from '#engine/sandbox/app-spec.ts'
import type { SourceText } from './editor-props.ts'

/** Something of the workflow that is TypeScript: a file of the application, or a command's handler. */
export type SourceItem = SourceText & {
  /** How the list calls it: a path, or `Order/cancel_order`. */
  readonly label: string
} & (
    | { readonly kind: 'file'; readonly id: SourceFileId }
    | { readonly kind: 'handler'; readonly id: CommandId }
  )

/** Files by path, then the handlers that are code, by path too: the order of a file tree. */
export function sourceItems(document: Document): readonly SourceItem[] {
  const files = sourceFilesOf(document).map(({ id, path, text }): SourceItem => ({
    kind: 'file',
    id,
    path,
    text,
    label: path,
  }))
  const handlers = recordsOf(document, 'command').flatMap((command): SourceItem[] => {
    const { id, handler } = command
    if (handler.kind !== 'code') return []
    const path = handlerPath(document, command)
    const label = qualifiedName(document, command)
    return [{ kind: 'handler', id, path, text: handler.source, label }]
  })
  return [...files, ...handlers.sort((a, b) => (a.path < b.path ? -1 : 1))]
}

export function editText(item: SourceItem, text: string): Edit {
  return item.kind === 'file'
    ? updateSourceFile(item.id, text)
    : updateCommand(item.id, { handler: { kind: 'code', source: text } })
}
