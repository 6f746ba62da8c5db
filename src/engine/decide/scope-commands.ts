import { CORE_COMMANDS, coreCommandById } from '#domain/core-commands.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf, qualifiedName, recordById } from '#domain/queries.ts'
import { containersOf, effectiveCommands } from '#domain/scope.ts'
import type { ScopeState } from '../ports.ts'

/** A command that can be asked for now, at the narrowest level that offers it. */
export interface ScopedCommand {
  readonly id: CommandId
  readonly level: number
  readonly name: string
  /** `Order/cancel_order`; the plain name for root and core commands. */
  readonly qualifiedName: string
  readonly title: string
  readonly description: string
  /** `null` for a core command. */
  readonly record: CommandRecord | null
  /**
   * A narrower level offers another command of this name: the bare name means that one, and this
   * one is reached by its qualified name or by what is said.
   */
  readonly shadowed: boolean
}

export interface CommandLevel {
  readonly context: ContextId
  readonly label: string
  readonly commands: readonly ScopedCommand[]
}

/** Everything that can be asked for at this moment, from the current instance outwards. */
export interface CommandsInScope {
  readonly levels: readonly CommandLevel[]
  /** At level 0 of every scope. */
  readonly core: readonly ScopedCommand[]
  readonly byId: ReadonlyMap<CommandId, ScopedCommand>
  /** Commands some level would offer, were they available. */
  readonly unavailable: ReadonlyMap<CommandId, CommandRecord>
}

/**
 * Lists each command once, at its narrowest level. A command that is unavailable at a level is not
 * sought further out: "complete this" must not complete the parent because this is complete already.
 */
export function commandsInScope(document: Document, scope: ScopeState): CommandsInScope {
  const byId = new Map<CommandId, ScopedCommand>()
  const unavailable = new Map<CommandId, CommandRecord>()
  const names = new Set<string>()
  const levels = scope.levels.map(({ context, label, available, unavailable: closed }, level) => {
    const commands = available
      .filter((id) => !byId.has(id) && !unavailable.has(id))
      .flatMap((id) => recordById(document, 'command', id) ?? [])
      .map((record) => scoped(document, record, level, names.has(record.name)))
    for (const command of commands) {
      byId.set(command.id, command)
      names.add(command.name)
    }
    for (const id of closed) {
      const record = recordById(document, 'command', id)
      if (record && !byId.has(id)) unavailable.set(id, record)
    }
    return { context, label, commands }
  })
  const core = CORE_COMMANDS.map((command): ScopedCommand => ({
    ...command,
    level: 0,
    qualifiedName: command.name,
    record: null,
    shadowed: names.has(command.name),
  }))
  for (const command of core) byId.set(command.id, command)
  return { levels, core, byId, unavailable }
}

function scoped(
  document: Document,
  record: CommandRecord,
  level: number,
  shadowed: boolean,
): ScopedCommand {
  return {
    id: record.id,
    level,
    name: record.name,
    qualifiedName: qualifiedName(document, record),
    title: titleOf(record.name),
    description: record.description,
    record,
    shadowed,
  }
}

/** How a command is called when speaking to a person, in scope or not. */
export function commandTitle(document: Document, command: CommandId): string {
  const record = recordById(document, 'command', command)
  return record ? titleOf(record.name) : (coreCommandById(command)?.title ?? command)
}

/** Which commands compete with each other when one is in this context. */
export interface JobScope {
  readonly context: ContextId
  readonly commands: readonly CommandId[]
}

/**
 * For each context, what an instance there may have in scope, were all of it available: its own and
 * inherited commands, those of everything it can live in, and the core ones. Training measures
 * each context against exactly these.
 */
export function jobScopes(document: Document): JobScope[] {
  return contextsOf(document).map(({ id: context }) => {
    const ids = [context, ...containersOf(document, context)]
      .flatMap((level) => effectiveCommands(document, level))
      .map(({ command }) => command.id)
    const core = CORE_COMMANDS.filter(({ utterances }) => utterances.length > 0)
    return { context, commands: [...new Set([...ids, ...core.map(({ id }) => id)])] }
  })
}
