import { CORE_COMMANDS } from '../core-commands.ts'
import type { ContextRecord, Document } from '../document.ts'
import type { CommandId, ContextId } from '../ids.ts'
import { contextsOf, qualifiedName, recordsOf } from '../queries.ts'
import { containersOf, effectiveCommands } from '../scope.ts'
import type { Benchmark, BenchmarkCase } from './benchmark.ts'
import { CORE_LABELS } from './core-labels.ts'

/** A case as the workflow knows it. */
export interface PlacedCase {
  /** Its place in the file, from 0. */
  readonly index: number
  readonly utterance: string
  readonly context: ContextId
  readonly kind: BenchmarkCase['kind']
  /** `null` where it should be refused. */
  readonly expected: CommandId | null
}

/** A case that cannot be scored: the file is wrong about the workflow, not the model. */
export interface CaseDefect {
  readonly index: number
  readonly because:
    'no-such-context' | 'no-such-command' | 'not-in-context' | 'in-context' | 'in-no-ancestor'
}

/**
 * Finds the contexts and commands that the cases name. A routing case is about what its context
 * offers, an escalation about what only a context around it does: a case that is neither is a defect.
 */
export function placeCases(
  document: Document,
  { cases }: Benchmark,
): { readonly placed: readonly PlacedCase[]; readonly defects: readonly CaseDefect[] } {
  const placing = placer(document)
  const placed: PlacedCase[] = []
  const defects: CaseDefect[] = []
  for (const [index, each] of cases.entries()) {
    const found = placing(each)
    if (typeof found === 'string') defects.push({ index, because: found })
    else placed.push({ index, utterance: each.utterance, kind: each.kind, ...found })
  }
  return { placed, defects }
}

type Placing = Pick<PlacedCase, 'context' | 'expected'> | CaseDefect['because']

function placer(document: Document): (each: BenchmarkCase) => Placing {
  const contexts = new Map(contextsOf(document).map((context) => [context.name, context]))
  const commands = new Map<string, CommandId>([
    ...CORE_COMMANDS.map(({ id }): [string, CommandId] => [id, id]),
    ...CORE_LABELS,
    ...recordsOf(document, 'command').flatMap((command): [string, CommandId][] => {
      const label = qualifiedName(document, command)
      // A root command may be written with or without its context.
      return label === command.name
        ? [
            [label, command.id],
            [`*/${label}`, command.id],
          ]
        : [[label, command.id]]
    }),
  ])
  const offeredBy = memoised((context: ContextRecord) => offered(document, context.id))
  return (each) => {
    const context = contexts.get(each.context === 'global' ? '*' : each.context)
    if (!context) return 'no-such-context'
    if (each.kind === 'out_of_scope') return { context: context.id, expected: null }
    const expected = commands.get(each.expected)
    if (expected === undefined) return 'no-such-command'
    const { here, around } = offeredBy(context)
    if (each.kind === 'routing')
      return here.has(expected) ? { context: context.id, expected } : 'not-in-context'
    if (here.has(expected)) return 'in-context'
    return around.has(expected) ? { context: context.id, expected } : 'in-no-ancestor'
  }
}

function offered(document: Document, context: ContextId) {
  const commandsAt = (id: ContextId) =>
    effectiveCommands(document, id).map(({ command }) => command.id)
  return {
    here: new Set([...commandsAt(context), ...CORE_COMMANDS.map(({ id }) => id)]),
    around: new Set(containersOf(document, context).flatMap(commandsAt)),
  }
}

function memoised<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? compute(key)
    known.set(key, value)
    return value
  }
}
