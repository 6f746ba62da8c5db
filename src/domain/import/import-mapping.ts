import { distance } from 'fastest-levenshtein'
import type { CommandRecord, Document } from '../document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId } from '../ids.ts'
import { toSnakeCase } from '../names.ts'
import type { ParameterType } from '../parameter.ts'
import { contextsOf, qualifiedName, recordById, recordsOf } from '../queries.ts'
import { slotTargets } from '../slot-targets.ts'
import type { Imported } from './imported.ts'

/** What becomes of the utterances of an imported intent. */
export type IntentTarget =
  | { readonly kind: 'command'; readonly command: CommandId }
  /** A command that is made by the import; two intents of one place and name share it. */
  | { readonly kind: 'new'; readonly context: ContextId; readonly name: string }
  /** Examples of what nothing here is meant for. */
  | { readonly kind: 'out-of-scope' }
  | { readonly kind: 'skip' }

/**
 * A parameter of this name in each command that has the entity, made there where it is missing; or
 * a field by its path, `address.city`, in those that have it.
 */
export type EntityTarget =
  | { readonly kind: 'parameter'; readonly name: string; readonly type: ParameterType }
  | { readonly kind: 'drop' }

export interface ImportMapping {
  readonly intents: ReadonlyMap<string, IntentTarget>
  readonly entities: ReadonlyMap<string, EntityTarget>
}

/** Why an intent was mapped as it was: what a person should look at. */
export type MappingReason = 'same-name' | 'similar-name' | 'no-such-command' | 'no-intent' | 'none'

export interface IntentSuggestion {
  readonly target: IntentTarget
  readonly because: MappingReason
}

/** How other systems call what no intent is meant for. */
const NONE = /^(?:none|oos|oot|out_of_(?:scope|domain)|(?:nlu_|default_)?fallback(?:_intent)?)$/

/** Where each intent most likely belongs. `only` takes what names no intent. */
export function suggestIntents(
  document: Document,
  intents: Iterable<string>,
  only: CommandId | null = null,
): Map<string, IntentSuggestion> {
  const commands = recordsOf(document, 'command').map((command) => ({
    command,
    name: normalised(command.name),
    qualified: qualifiedName(document, command).toLowerCase(),
  }))
  return new Map(
    [...intents].map((intent) => [intent, suggestion(document, commands, intent, only)]),
  )
}

interface NamedCommand {
  readonly command: CommandRecord
  readonly name: string
  readonly qualified: string
}

function suggestion(
  document: Document,
  commands: readonly NamedCommand[],
  intent: string,
  only: CommandId | null,
): IntentSuggestion {
  if (intent === '')
    return only === null
      ? { target: { kind: 'skip' }, because: 'no-intent' }
      : { target: { kind: 'command', command: only }, because: 'no-intent' }
  const whole = normalised(intent)
  const last = normalised(lastPart(intent))
  const same =
    commands.find(({ qualified }) => qualified === intent.toLowerCase()) ??
    commands.find(({ name }) => name === whole) ??
    commands.find(({ name }) => name === last)
  if (same) return found(same, 'same-name')
  if (NONE.test(whole)) return { target: { kind: 'out-of-scope' }, because: 'none' }
  const similar = nearest(commands, [whole, last])
  if (similar) return found(similar, 'similar-name')
  return { target: newCommand(document, intent), because: 'no-such-command' }
}

const found = ({ command: { id } }: NamedCommand, because: MappingReason): IntentSuggestion => ({
  target: { kind: 'command', command: id },
  because,
})

/** `Order/cancel` goes to the context Order if there is one; else the whole is the name. */
function newCommand(document: Document, intent: string): IntentTarget {
  const place = intent.slice(0, -lastPart(intent).length).replace(/[/.:]$/, '')
  const home = contextsOf(document).find(({ name }) => name.toLowerCase() === place.toLowerCase())
  return home && place !== ''
    ? { kind: 'new', context: home.id, name: normalised(lastPart(intent)) }
    : { kind: 'new', context: ROOT_CONTEXT, name: normalised(intent) || 'imported' }
}

const lastPart = (intent: string): string => /[^/.:]*$/.exec(intent)?.[0] ?? intent

const normalised = (name: string): string => toSnakeCase(name)

/** The same words in another order, or a slip of the pen: one letter in five. */
function nearest(
  commands: readonly NamedCommand[],
  names: readonly string[],
): NamedCommand | undefined {
  const words = (name: string): string => name.split('_').sort().join('_')
  const usable = names.filter((name) => name.length > 2)
  const reordered = commands.find(({ name }) => usable.some((each) => words(each) === words(name)))
  if (reordered) return reordered
  return commands
    .map((named) => ({
      named,
      off: Math.min(...usable.map((name) => distance(name, named.name) / named.name.length)),
    }))
    .filter(({ off }) => off <= 0.2)
    .sort((a, b) => a.off - b.off)[0]?.named
}

/** The entities that were marked, most marks first, with how often and the words of some marks. */
export interface MarkedEntity {
  readonly name: string
  readonly marks: number
  readonly words: readonly string[]
}

const MOST_WORDS = 50

export function markedEntities({ rows }: Pick<Imported, 'rows'>): MarkedEntity[] {
  const found = new Map<string, { marks: number; words: Set<string> }>()
  for (const { text, slots } of rows)
    for (const { entity, start, end } of slots) {
      const known = found.get(entity) ?? { marks: 0, words: new Set<string>() }
      known.marks++
      if (known.words.size < MOST_WORDS) known.words.add(text.slice(start, end))
      found.set(entity, known)
    }
  return [...found]
    .map(([name, { marks, words }]) => ({ name, marks, words: [...words] }))
    .sort((a, b) => b.marks - a.marks)
}

/** A parameter for each entity: one that is there under that name, else a new one of its type. */
export function suggestEntities(
  document: Document,
  imported: Imported,
  intents: ReadonlyMap<string, IntentTarget>,
): Map<string, EntityTarget> {
  const known = new Map(targetParameters(document, intents).map((each) => [each.name, each.type]))
  const told = new Map(imported.entities.map((entity) => [entity.name, entity]))
  return new Map(
    markedEntities(imported).map(({ name: entity, words }) => {
      const path = parameterPath(entity)
      const name = known.has(path) ? path : toSnakeCase(entity) || 'value'
      const typed = told.get(entity)?.type ?? 'string'
      const type = known.get(name) ?? (typed === 'string' ? typeOfWords(words) : typed)
      return [entity, { kind: 'parameter', name, type }]
    }),
  )
}

/** `Address.ZIP code` → `address.zip_code`, as fields are called. */
export const parameterPath = (name: string): string => name.split('.').map(toSnakeCase).join('.')

/** The parameters of the commands that are imported to and the fields of objects, each path once. */
export function targetParameters(
  document: Document,
  intents: ReadonlyMap<string, IntentTarget>,
): { readonly name: string; readonly type: ParameterType }[] {
  const targets = [...intents.values()].flatMap((target) =>
    target.kind === 'command'
      ? slotTargets(recordById(document, 'command', target.command) ?? { parameters: [] })
      : [],
  )
  return [
    ...new Map(
      targets.map(({ path, parameter: { type } }) => [path, { name: path, type }]),
    ).values(),
  ]
}

function typeOfWords(words: readonly string[]): ParameterType {
  if (words.every((word) => /^-?\d+$/.test(word))) return 'integer'
  return words.every((word) => /^-?\d+(?:[.,]\d+)?$/.test(word)) ? 'number' : 'string'
}
