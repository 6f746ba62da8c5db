import { commandSchema, type CommandRecord, type Document, type Slot } from '../document.ts'
import { newId, type CommandId, type ParameterId } from '../ids.ts'
import { freeName, RESERVED_COMMANDS, toSnakeCase } from '../names.ts'
import { newParameter, type Parameter } from '../parameter.ts'
import { ownCommands, recordById } from '../queries.ts'
import { targetNamed } from '../slot-targets.ts'
import { markedEntities, parameterPath, type ImportMapping } from './import-mapping.ts'
import type { Imported, ImportedEntity, ImportedRow } from './imported.ts'

/** The commands and parameters an import fills, made where they are missing. */
export interface ImportTargets {
  /** Where each intent's utterances go; none for one that is left out. */
  readonly goesTo: ReadonlyMap<string, CommandId>
  /** The slots of a row under the parameters of its command, which get a new one where needed. */
  slotsOf(row: ImportedRow, command: CommandId): Slot[]
  nameOf(command: CommandId): string
  /** Commands that are new or have new parameters, as they shall be. */
  changed(): readonly CommandRecord[]
  readonly newCommands: number
  newParameters(): number
}

export function importTargets(
  document: Document,
  imported: Imported,
  mapping: ImportMapping,
): ImportTargets {
  const { goesTo, made } = targetCommands(document, mapping)
  const changed = new Map(made.map((command) => [command.id, command]))
  const told = toldEntities(imported)
  /** By command and entity, so that a row costs no search. */
  const parameters = new Map<string, ParameterId | null>()
  let newParameters = 0

  const commandOf = (id: CommandId): CommandRecord | undefined =>
    changed.get(id) ?? recordById(document, 'command', id)

  function parameterOf(command: CommandId, entity: string): ParameterId | null {
    const key = `${command}\n${entity}`
    const known = parameters.get(key)
    if (known !== undefined) return known
    const found = findOrMake(command, entity)
    parameters.set(key, found)
    return found
  }

  function findOrMake(command: CommandId, entity: string): ParameterId | null {
    const target = mapping.entities.get(entity)
    const record = commandOf(command)
    if (!record || target?.kind !== 'parameter') return null
    const own = targetNamed(record, parameterPath(target.name))
    if (own) return own.parameter.id
    const name = toSnakeCase(target.name) || 'value'
    const flat = record.parameters.find((parameter) => parameter.name === name)
    if (flat) return flat.id
    const parameter = madeParameter(name, target.type, told.get(entity))
    changed.set(command, { ...record, parameters: [...record.parameters, parameter] })
    newParameters++
    return parameter.id
  }

  return {
    goesTo,
    slotsOf: (row, command) =>
      row.slots.flatMap(({ entity, start, end }) => {
        const parameter = parameterOf(command, entity)
        return parameter === null ? [] : [{ parameter, start, end }]
      }),
    nameOf: (command) => commandOf(command)?.name ?? '',
    changed: () => [...changed.values()],
    newCommands: made.length,
    newParameters: () => newParameters,
  }
}

/** Two intents that want the same name in the same context get one command. */
function targetCommands(
  document: Document,
  { intents }: ImportMapping,
): { goesTo: Map<string, CommandId>; made: CommandRecord[] } {
  const goesTo = new Map<string, CommandId>()
  const made = new Map<string, CommandRecord>()
  for (const [intent, target] of intents) {
    if (target.kind === 'command' && recordById(document, 'command', target.command))
      goesTo.set(intent, target.command)
    if (target.kind !== 'new' || !recordById(document, 'context', target.context)) continue
    const { context } = target
    const wanted = usableName(target.name)
    const key = `${context}\n${wanted}`
    const known = made.get(key)
    const siblings = [
      ...ownCommands(document, context),
      ...[...made.values()].filter((command) => command.context === context),
    ]
    const command =
      known ??
      commandSchema.parse({
        kind: 'command',
        id: newId<CommandId>(),
        context,
        name: freeName(wanted, new Set(siblings.map(({ name }) => name))),
        handler: { kind: 'reply', template: 'Done.' },
        order: Math.max(-1, ...siblings.map(({ order }) => order)) + 1,
      })
    made.set(key, command)
    goesTo.set(intent, command.id)
  }
  return { goesTo, made: [...made.values()] }
}

/** Names in other scripts leave no letter a command may have. */
function usableName(typed: string): string {
  const name = toSnakeCase(typed)
  return name === '' || RESERVED_COMMANDS.has(name) ? `imported${name && `_${name}`}` : name
}

/** What the file tells of each entity, with the words that were marked as it. */
function toldEntities(imported: Imported): Map<string, ImportedEntity> {
  const told = new Map(imported.entities.map((entity) => [entity.name, entity]))
  for (const { name, words } of markedEntities(imported)) {
    const known = told.get(name)
    const examples = [...new Set([...(known?.examples ?? []), ...words])]
    const { type = 'string', choices = [], pattern = '' } = known ?? {}
    told.set(name, { name, type, choices, pattern, examples })
  }
  return told
}

const MOST_EXAMPLES = 8

function madeParameter(
  name: string,
  type: Parameter['type'],
  entity: ImportedEntity | undefined,
): Parameter {
  const parameter = newParameter(newId<ParameterId>(), name, type)
  const { choices = [], examples = [], pattern = '' } = entity ?? {}
  // Not every utterance of an import need name it.
  const base = { ...parameter, required: false, examples: examples.slice(0, MOST_EXAMPLES) }
  if (type !== 'enum') return { ...base, pattern: type === 'string' ? pattern : '' }
  const words = examples.map((value) => ({ value, synonyms: [] }))
  return { ...base, examples: [], choices: choices.length > 0 ? [...choices] : words }
}
