import type { Document } from '#domain/document.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { recordsOf } from '#domain/queries.ts'
import { containersOf, effectiveCommands } from '#domain/scope.ts'
import type { ScopeLevel, ScopeState } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'

/** A message that is kept somewhere, with where it was said or belongs. */
export interface StoredMessage {
  readonly text: string
  readonly scope: ScopeState
  readonly from: 'conversation' | 'utterance' | 'held-out'
  /** What it is known to mean; `undefined` where nobody said. */
  readonly expected: CommandId | undefined
}

/**
 * Every message there is to judge a change by: the utterances, held-out ones too, each where its
 * command belongs, and what was said in conversations, where it was said.
 */
export function storedMessages(
  document: Document,
  conversations: readonly (readonly JournalEntry[])[],
): StoredMessage[] {
  const scopes = new Map<ContextId, ScopeState>()
  const scopeOf = (context: ContextId): ScopeState => {
    const known = scopes.get(context) ?? widestScope(document, context)
    scopes.set(context, known)
    return known
  }
  const utterances = recordsOf(document, 'utterance').flatMap((utterance): StoredMessage[] => {
    const command = document[utterance.command]
    if (command?.kind !== 'command') return []
    return [
      {
        text: utterance.text,
        scope: scopeOf(command.context),
        from: utterance.heldOut ? 'held-out' : 'utterance',
        expected: command.id,
      },
    ]
  })
  return distinct([...utterances, ...conversations.flatMap(saidIn)])
}

function saidIn(entries: readonly JournalEntry[]): StoredMessage[] {
  return entries.flatMap(({ event }) =>
    event.type === 'turn-started' && event.text.trim() !== ''
      ? [
          {
            text: event.text,
            scope: event.scope,
            from: 'conversation' as const,
            expected: undefined,
          },
        ]
      : [],
  )
}

/** Inside an instance of this context, inside all that it can live in, with everything available. */
function widestScope(document: Document, context: ContextId): ScopeState {
  const levels = [context, ...containersOf(document, context)].map((level): ScopeLevel => ({
    context: level,
    label: '',
    available: effectiveCommands(document, level).map(({ command }) => command.id),
    identity: '',
    unavailable: [],
  }))
  return { levels }
}

/** One of each text and place; one of which the meaning is known goes before one that was said. */
function distinct(messages: readonly StoredMessage[]): StoredMessage[] {
  const byKey = new Map<string, StoredMessage>()
  for (const message of messages) {
    const { text, scope } = message
    const key = `${scope.levels.map(({ context }) => context).join('/')}\n${text.trim().toLowerCase()}`
    if (!byKey.has(key)) byKey.set(key, message)
  }
  return [...byKey.values()]
}
