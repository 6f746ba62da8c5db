import { readFile } from 'node:fs/promises'
import { commandSchema, newDocument, utteranceSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ParameterId, type WorkflowId } from '#domain/ids.ts'
import { newParameter } from '#domain/parameter.ts'
import { freeName, toSnakeCase } from '#domain/names.ts'

/** A message whose values are known. */
export interface SlotMessage {
  readonly text: string
  /** The name of a command. */
  readonly label: string
  readonly slots: readonly NamedSlot[]
  /** Names of the parameters that were asked for. */
  readonly asked: readonly string[]
}

export interface NamedSlot {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** Reads JSON Lines of `{ text, label, slots, requested_slots }`. */
export async function readSlotMessages(path: string): Promise<SlotMessage[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const row = JSON.parse(line) as {
      text?: unknown
      label?: unknown
      slots?: NamedSlot[]
      requested_slots?: string[]
    }
    if (typeof row.text !== 'string' || typeof row.label !== 'string')
      throw new Error(`${path}:${index + 1} has no "text" and "label"`)
    return [
      {
        text: row.text,
        label: row.label,
        slots: (row.slots ?? []).filter(({ start }) => typeof start === 'number'),
        asked: row.requested_slots ?? [],
      },
    ]
  })
}

export const commandOf = (label: string): CommandId => label as CommandId
export const parameterOf = (label: string, name: string): ParameterId =>
  `${label}.${name}` as ParameterId

/** Names of the slots of each label, as the messages of a whole data set have them. */
export function slotNames(messages: readonly SlotMessage[]): Map<string, string[]> {
  const names = new Map<string, Set<string>>()
  for (const { label, slots } of messages) {
    const own = names.get(label) ?? new Set()
    for (const { name } of slots) own.add(name)
    names.set(label, own)
  }
  return new Map([...names].map(([label, own]) => [label, [...own].sort()]))
}

/** A data set as the workflow a person would have drawn of it: every parameter a plain text. */
export function slotDocument(
  names: ReadonlyMap<string, readonly string[]>,
  taught: readonly SlotMessage[],
): Document {
  const taken = new Set<string>()
  const commands = [...names].map(([label, slots]) => {
    const name = freeName(toSnakeCase(label), taken)
    taken.add(name)
    return commandSchema.parse({
      kind: 'command',
      id: commandOf(label),
      context: ROOT_CONTEXT,
      name,
      parameters: slots.map((slot) => ({
        ...newParameter(parameterOf(label, slot), toSnakeCase(slot)),
        required: false,
      })),
      handler: { kind: 'reply', template: '' },
    })
  })
  const utterances = taught.map(({ text, label, slots }, index) =>
    utteranceSchema.parse({
      kind: 'utterance',
      id: `utterance-${index}`,
      command: commandOf(label),
      text,
      slots: slots.map(({ name, start, end }) => ({
        parameter: parameterOf(label, name),
        start,
        end,
      })),
    }),
  )
  return {
    ...newDocument('bench' as WorkflowId, 'Bench'),
    ...Object.fromEntries([...commands, ...utterances].map((record) => [record.id, record])),
  }
}
