import type { CommandRecord, ContextRecord, Document } from './document.ts'
import { ROOT_CONTEXT, type ContextId } from './ids.ts'
import { contextsOf, ownCommands, recordById } from './queries.ts'

/** A command a context offers, and whether it is its own or came from a base. */
export interface EffectiveCommand {
  readonly command: CommandRecord
  readonly inheritedFrom: ContextRecord | null
}

/**
 * What a context offers: its own commands, then those of its bases depth first. Own wins over
 * base, an earlier base over a later one; two commands of one name never both count.
 * Availability is not looked at: it depends on the instance. A cycle of bases is cut, not followed.
 */
export function effectiveCommands(document: Document, context: ContextId): EffectiveCommand[] {
  const taken = new Set<string>()
  const effective: EffectiveCommand[] = []
  for (const id of lineageOf(document, context)) {
    for (const command of ownCommands(document, id)) {
      if (taken.has(command.name)) continue
      taken.add(command.name)
      const from = id === context ? undefined : recordById(document, 'context', id)
      effective.push({ command, inheritedFrom: from ?? null })
    }
  }
  return effective
}

/** A command as one of those that a context offers. */
export interface PlacedCommand {
  readonly context: ContextRecord
  readonly command: CommandRecord
}

/**
 * What `Story/assign` names: a command of that context, be it its own or from a base. `null` for any
 * other name. Upper and lower case do not count.
 */
export function commandInContext(document: Document, path: string): PlacedCommand | null {
  const [place, name, ...rest] = path.toLowerCase().split('/')
  const context = contextsOf(document).find((each) => each.name.toLowerCase() === place)
  if (!context || rest.length > 0) return null
  const command = effectiveCommands(document, context.id)
    .map((each) => each.command)
    .find((each) => each.name === name)
  return command ? { context, command } : null
}

/** The context and all its bases, depth first in listed order, each once. */
export function lineageOf(document: Document, context: ContextId): ContextId[] {
  const seen = new Set<ContextId>()
  // A list of what is still to be looked at, not recursion: there is no limit to the depth.
  const ahead = [context]
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const record = recordById(document, 'context', id)
    if (!record || seen.has(id)) continue
    seen.add(id)
    for (let at = record.bases.length - 1; at >= 0; at--) {
      const base = record.bases[at]
      if (base !== undefined) ahead.push(base)
    }
  }
  return [...seen]
}

/**
 * All contexts an instance of this one may live inside of, nearest first, ending with the root.
 * Containers of bases count too: a PremiumUser lives where a User lives.
 */
export function containersOf(document: Document, context: ContextId): ContextId[] {
  const seen = new Set<ContextId>()
  let frontier: ContextId[] = [context]
  while (frontier.length > 0) {
    const next = frontier
      .flatMap((id) => lineageOf(document, id))
      .flatMap((id) => recordById(document, 'context', id)?.containers ?? [])
      .filter((id) => id !== context && !seen.has(id))
    next.forEach((id) => seen.add(id))
    frontier = next
  }
  seen.delete(ROOT_CONTEXT)
  return context === ROOT_CONTEXT ? [] : [...seen, ROOT_CONTEXT]
}
