import type { Document } from '#domain/document.ts'
import type { ContextId } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import { containersOf, effectiveCommands } from '#domain/scope.ts'
import type { ScopeState } from '../scope-state.ts'

/**
 * The scope of an instance of this context were every command available: for measuring, where no
 * application runs. A context that may live inside several has all of them on its way up.
 */
export function fullScope(document: Document, context: ContextId): ScopeState {
  return {
    levels: [context, ...containersOf(document, context)].map((level) => ({
      context: level,
      label: recordById(document, 'context', level)?.name ?? level,
      available: effectiveCommands(document, level).map(({ command }) => command.id),
      identity: '',
      unavailable: [],
    })),
  }
}
