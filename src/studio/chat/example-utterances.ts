import type { Document, Risk } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'
import type { ScopeState } from '#engine/ports.ts'

const HARM: Record<Risk, number> = { read: 0, write: 1, destructive: 2 }
const LONGEST = 80

/**
 * Things to say in an empty conversation: one utterance of each of a few commands that are
 * available where the person is, the nearest and most harmless commands first. Before the
 * application has started, those of the root.
 */
export function exampleUtterances(
  document: Document,
  scope: ScopeState | null,
  most = 4,
): string[] {
  const available: readonly CommandId[] = scope
    ? scope.levels.flatMap((level) => level.available)
    : effectiveCommands(document, ROOT_CONTEXT).map(({ command }) => command.id)
  return [...new Set(available)]
    .flatMap((id) => {
      const command = recordById(document, 'command', id)
      const text = utterancesOf(document, id).find((it) => it.text.length <= LONGEST)?.text
      return command && text !== undefined ? [{ harm: HARM[command.risk], text }] : []
    })
    .sort((a, b) => a.harm - b.harm)
    .slice(0, most)
    .map(({ text }) => text)
}
