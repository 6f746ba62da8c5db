import {
  commandSchema,
  contextSchema,
  newDocument,
  utteranceSchema,
  type CommandRecord,
  type Document,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId, type WorkflowId } from '#domain/ids.ts'
import { toSnakeCase } from '#domain/names.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Service, ServiceIntent, ServiceSlot, UserTurn } from './dialogues.ts'

export const contextOf = (service: string): ContextId => service as ContextId
export const commandOf = (service: string, intent: string): CommandId =>
  `${service}.${intent}` as CommandId
/** The service and intent that a command was made from. */
export const intentOf = (command: CommandId): readonly [service: string, intent: string] => {
  const [service = '', intent = ''] = command.split('.')
  return [service, intent]
}

/** "No preference": not a value, but the absence of one. */
export const ANY = 'dontcare'

/**
 * Services as the workflow a person would have drawn of them: each a context, its intents commands,
 * its slots their parameters. What changes something asks for consent, as those services do.
 */
export function serviceWorkflow(
  services: readonly Service[],
  turns: readonly UserTurn[],
): Document {
  const commands = services.flatMap((service) =>
    service.intents.map((intent) => commandFor(service, intent)),
  )
  const byId = new Map(commands.map((command) => [command.id, command]))
  const utterances = turns.flatMap((turn, index) => {
    const command = byId.get(commandOf(turn.service, turn.label))
    return command && teaches(turn) ? [utteranceFor(turn, command, index)] : []
  })
  const contexts = services.map(({ service_name: name, description }) =>
    contextSchema.parse({
      kind: 'context',
      id: contextOf(name),
      name: name.replaceAll('_', ''),
      description,
      containers: [ROOT_CONTEXT],
    }),
  )
  const records = [...contexts, ...commands, ...utterances]
  return {
    ...newDocument('bench' as WorkflowId, 'Services'),
    ...Object.fromEntries(records.map((record) => [record.id, record])),
  }
}

/** What says what is wanted, or a value of it; "yes" and "thank you" say neither. */
const teaches = ({ acts, slots }: UserTurn): boolean =>
  acts.some(({ act }) => act === 'INFORM_INTENT') ||
  (slots.length > 0 && acts.some(({ act }) => act === 'INFORM'))

function commandFor(
  { service_name: service, slots }: Service,
  intent: ServiceIntent,
): CommandRecord {
  const id = commandOf(service, intent.name)
  const names = [...intent.required_slots, ...Object.keys(intent.optional_slots)]
  return commandSchema.parse({
    kind: 'command',
    id,
    context: contextOf(service),
    name: toSnakeCase(intent.name),
    description: intent.description,
    risk: intent.is_transactional ? 'destructive' : 'read',
    parameters: names.flatMap((name) => {
      const slot = slots.find((each) => each.name === name)
      return slot ? [parameterFor(id, slot, intent)] : []
    }),
    handler: { kind: 'reply', template: '' },
  })
}

function parameterFor(
  command: CommandId,
  { name, description, possible_values: values, is_categorical: isCategorical }: ServiceSlot,
  { required_slots: required, optional_slots: optional }: ServiceIntent,
): Parameter {
  const type = typeOf(name, isCategorical, values)
  const fallback = optional[name]
  return parameterSchema.parse({
    id: `${command}.${name}`,
    name,
    description,
    type,
    required: required.includes(name),
    defaultValue: fallback === undefined || fallback === ANY ? null : typed(fallback, type),
    choices: type === 'enum' ? values.map((value) => ({ value })) : [],
    examples: isCategorical ? [] : values,
  })
}

function typeOf(
  name: string,
  isCategorical: boolean,
  values: readonly string[],
): Parameter['type'] {
  if (isCategorical) {
    if (values.every((value) => value === 'True' || value === 'False')) return 'boolean'
    return values.every((value) => /^\d+$/.test(value)) ? 'integer' : 'enum'
  }
  if (/(?:^|_)date$/.test(name)) return 'date'
  if (/(?:^|_)time$/.test(name)) return 'time'
  if (/^number_of_|^stay_length$/.test(name)) return 'integer'
  return /(?:^|_)amount$/.test(name) ? 'number' : 'string'
}

function typed(value: string, type: Parameter['type']): string | number | boolean {
  if (type === 'boolean') return value === 'True'
  return type === 'integer' || type === 'number' ? Number(value) : value
}

function utteranceFor({ text, slots }: UserTurn, { id, parameters }: CommandRecord, index: number) {
  return utteranceSchema.parse({
    kind: 'utterance',
    id: `utterance-${index}`,
    command: id,
    text,
    slots: slots.flatMap(({ name, start, end }) => {
      const parameter = parameters.find((each) => each.name === name)
      return parameter ? [{ parameter: parameter.id, start, end }] : []
    }),
  })
}
