import { contextSchema, commandSchema, newDocument, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type ContextId, type WorkflowId } from '#domain/ids.ts'
import { containersOf, effectiveCommands } from '#domain/scope.ts'
import { commandsInScope } from '#engine/decide/scope-commands.ts'
import type { ScopeState } from '#engine/ports.ts'

const DEPTH = 4
const BASES = 5

/**
 * A document in which one place offers so many commands: on four levels, each a context with five
 * bases that all come from one, as large applications do. Every tenth is not available.
 */
export function largeScope(commands: number): {
  resolve(): unknown
  forget(): void
  mask(): unknown
} {
  let document = largeDocument(commands)
  const place = contextId(0)
  const levels = [place, ...containersOf(document, place)]
  const scope: ScopeState = {
    levels: levels.map((context) => {
      const ids = effectiveCommands(document, context).map(({ command }) => command.id)
      return {
        context,
        label: '',
        identity: '',
        available: ids.filter((_, at) => at % 10 !== 0),
        unavailable: ids.filter((_, at) => at % 10 === 0),
      }
    }),
  }
  return {
    resolve: () =>
      [place, ...containersOf(document, place)].map((id) => effectiveCommands(document, id)),
    forget() {
      document = { ...document }
    },
    mask: () => commandsInScope(document, scope),
  }
}

const contextId = (level: number): ContextId => `level${level}` as ContextId

function largeDocument(commands: number): Document {
  const perContext = Math.ceil(commands / (DEPTH * (BASES + 2)))
  const records: { id: string }[] = []
  const addContext = (
    id: string,
    bases: readonly string[],
    containers: readonly string[],
  ): void => {
    records.push(contextSchema.parse({ kind: 'context', id, name: id, bases, containers }))
    for (let at = 0; at < perContext; at++)
      records.push(
        commandSchema.parse({
          kind: 'command',
          id: `${id}/command${at}`,
          context: id,
          name: `${id}_command${at}`,
          handler: { kind: 'reply', template: '' },
        }),
      )
  }
  for (let level = 0; level < DEPTH; level++) {
    const bases = Array.from({ length: BASES }, (_, at) => `base${level}_${at}`)
    const container = level + 1 < DEPTH ? contextId(level + 1) : ROOT_CONTEXT
    addContext(contextId(level), bases, [container])
    for (const base of bases) addContext(base, [`top${level}`], [])
    addContext(`top${level}`, [], [])
  }
  return {
    ...newDocument('workflow' as WorkflowId, 'Large'),
    ...(Object.fromEntries(records.map((record) => [record.id, record])) as Document),
  }
}
