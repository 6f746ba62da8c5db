import { coreCommandById, CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { qualifiedName, recordById, recordsOf } from '#domain/queries.ts'
import { commandInContext } from '#domain/scope.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** Programs know names; ids are the document's own. */
export function commandName(document: Document, id: CommandId): string {
  const record = recordById(document, 'command', id)
  return record ? qualifiedName(document, record) : (coreCommandById(id)?.name ?? id)
}

/**
 * The command that is called so: `Order/cancel_order`, also of a context that inherits it, or
 * `cancel_order` where only one is. The error is a sentence.
 */
export function commandCalled(document: Document, name: string): Result<CommandId, string> {
  const commands = recordsOf(document, 'command')
  const exact = commands.find((command) => qualifiedName(document, command) === name)
  const called = exact ?? commandInContext(document, name)?.command
  if (called) return ok(called.id)
  const [first, ...others] = commands.filter((command) => command.name === name)
  if (first && others.length === 0) return ok(first.id)
  if (first) {
    const names = [first, ...others].map((command) => qualifiedName(document, command))
    return err(`“${name}” may be ${names.join(' or ')}.`)
  }
  const core = CORE_COMMANDS.find((command) => command.name === name)
  return core ? ok(core.id) : err(`There is no command “${name}”.`)
}

/** Fields whose text is an id, in events and whatever stands in them. */
const NAMED = new Set(['command', 'context', 'parameter', 'by'])
const LISTS = new Set(['candidates', 'available', 'unavailable', 'parameters', 'places', 'ways'])

/** The same data with names in the place of ids. */
export function withNames(document: Document, value: unknown, field = ''): unknown {
  if (typeof value === 'string') return NAMED.has(field) ? nameOf(document, value) : value
  if (Array.isArray(value))
    return value.map((each: unknown) =>
      typeof each === 'string' && LISTS.has(field)
        ? nameOf(document, each)
        : withNames(document, each, LISTS.has(field) ? '' : field),
    )
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      // Values and outputs are the application's own words.
      OWN.has(key) ? each : withNames(document, each, key),
    ]),
  )
}

const OWN = new Set(['values', 'value', 'output', 'result', 'request', 'inlineValues'])

function nameOf(document: Document, id: string): string {
  const record = document[id]
  if (record?.kind === 'context') return record.name
  if (record?.kind === 'command' || coreCommandById(id))
    return commandName(document, id as CommandId)
  return parameterName(document, id) ?? id
}

export const parameterName = (document: Document, id: string): string | undefined =>
  recordsOf(document, 'command')
    .flatMap(({ parameters }) => parameters)
    .find((parameter) => parameter.id === id)?.name
