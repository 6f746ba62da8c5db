import type { Document } from '#domain/document.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { contextsOf, recordById } from '#domain/queries.ts'
import { effectiveCommands, lineageOf } from '#domain/scope.ts'
import type { ScopeState } from '../ports.ts'
import type { JournalEntry } from '../turn/events.ts'

const MOST = 3
/** How commands begin that lead somewhere. */
const LEADS = /^(open|find|show|go|select|choose|enter|load|start|begin|pick|look|view|switch|use)/

/**
 * What can be said here to get to where a command is offered: what led there before in this
 * conversation, else what sounds as if it did, by its verb and the context's name. A document does
 * not say where a handler leads.
 */
export function waysTo(
  document: Document,
  command: CommandId,
  scope: ScopeState,
  entries: readonly JournalEntry[],
): CommandId[] {
  const places = new Set(
    contextsOf(document)
      .filter(({ id }) => effectiveCommands(document, id).some((it) => it.command.id === command))
      .map(({ id }) => id),
  )
  const here = scope.levels.flatMap(({ available }) => available)
  const proved = leading(entries, places)
  const ways = here.filter((id) => proved.has(id))
  if (ways.length > 0) return ways.slice(0, MOST)
  const words = [...places].flatMap((place) => namesOf(document, place))
  return here.filter((id) => soundsLikeTheWay(document, id, words)).slice(0, MOST)
}

/** The commands after which the person stood in one of these. */
function leading(
  entries: readonly JournalEntry[],
  places: ReadonlySet<ContextId>,
): ReadonlySet<CommandId> {
  const chosen = new Map<string, CommandId>()
  const leads = new Set<CommandId>()
  for (const { runId, event } of entries) {
    if (event.type === 'command-started') chosen.set(runId, event.command)
    const command = chosen.get(runId)
    const at = event.type === 'context-entered' ? event.scope.levels[0]?.context : undefined
    if (command && at && places.has(at)) leads.add(command)
  }
  return leads
}

/** The last word of its name and of those it inherits from: `PendingOrder`, an `Order`, is an order. */
function namesOf(document: Document, context: ContextId): string[] {
  return lineageOf(document, context).flatMap((id) => {
    const name = recordById(document, 'context', id)?.name ?? ''
    return /[A-Z]?[a-z0-9]+$/.exec(name)?.[0].toLowerCase() ?? []
  })
}

function soundsLikeTheWay(document: Document, id: CommandId, words: readonly string[]): boolean {
  const name = recordById(document, 'command', id)?.name ?? ''
  return LEADS.test(name) && name.split('_').some((part) => words.includes(part))
}
