import type { Document } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import { SANDBOX_GLOBALS, typesFor, typesPath } from '#engine/sandbox/declarations.ts'
import type { SourceText } from './editor-props.ts'
import type { SourceItem } from './source-items.ts'

/**
 * What can be imported while an item is open: all source, the sandbox's globals, and `./$types` of
 * the open handler. The handlers of a context share a folder, and so that name, in turns.
 */
export function extraFiles(
  document: Document,
  items: readonly SourceItem[],
  open: SourceItem,
): readonly SourceText[] {
  const globals = { path: 'sandbox.d.ts', text: SANDBOX_GLOBALS }
  const command = open.kind === 'handler' ? recordById(document, 'command', open.id) : undefined
  const types = command
    ? [{ path: typesPath(document, command), text: typesFor(document, command) }]
    : []
  return [...items, globals, ...types]
}
