import { readFile } from 'node:fs/promises'
import { commandSchema, type CommandRecord } from '#domain/document.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { parameterSchema, type Parameter, type ScalarType } from '#domain/parameter.ts'
import { toSnakeCase } from '#domain/names.ts'
import type { Json } from '#shared/json.ts'

/** A message, the function it is for, and the values that are accepted for its parameters. */
export interface FunctionCase {
  readonly id: string
  readonly text: string
  readonly command: CommandRecord
  /** By parameter id: every value that is accepted; '' for leaving it out. */
  readonly accepted: ReadonlyMap<string, readonly Json[]>
}

/** A function as it is described to whoever calls it. */
export interface FunctionSchema {
  readonly name: string
  readonly description?: string
  readonly parameters: {
    readonly properties: Readonly<Record<string, PropertySchema>>
    readonly required?: readonly string[]
  }
}

interface PropertySchema {
  readonly type: string
  readonly description?: string
  readonly enum?: readonly Json[]
  readonly items?: PropertySchema
}

interface FunctionRow {
  readonly id: string
  readonly text: string
  readonly label: string
  readonly tools: readonly FunctionSchema[]
  readonly accepted_calls: readonly Readonly<Record<string, Readonly<Record<string, Json[]>>>>[]
}

/** Reads the function-calling rows of the Berkeley leaderboard, each with the function it is for. */
export async function readFunctionCases(path: string): Promise<FunctionCase[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const { id, text, label, tools, accepted_calls: calls } = JSON.parse(line) as FunctionRow
    const tool = tools.find(({ name }) => name === label)
    const accepted = calls[0]?.[label]
    if (!tool || !accepted) throw new Error(`${path}: ${id} has no call of ${label}`)
    return { id, text, command: functionCommand(tool), accepted: new Map(Object.entries(accepted)) }
  })
}

/** The command that a person would have drawn of a function. */
export function functionCommand({
  name,
  description = '',
  parameters,
}: FunctionSchema): CommandRecord {
  const required = new Set(parameters.required)
  return commandSchema.parse({
    kind: 'command',
    id: name,
    context: ROOT_CONTEXT,
    name: toSnakeCase(name),
    description,
    parameters: Object.entries(parameters.properties).map(([key, property]) =>
      parameterOf(key, property, required.has(key)),
    ),
    handler: { kind: 'reply', template: '' },
  })
}

function parameterOf(name: string, property: PropertySchema, required: boolean): Parameter {
  const isList = ['array', 'tuple'].includes(property.type)
  const { items } = property
  const choices = (isList ? items?.enum : property.enum) ?? []
  const isEnum = choices.length > 0 && choices.every((each) => typeof each === 'string')
  const scalar = isEnum ? 'enum' : scalarType(isList ? items?.type : property.type)
  return parameterSchema.parse({
    id: name,
    name: toSnakeCase(name) || 'value',
    type: isList ? 'list' : ['dict', 'object'].includes(property.type) ? 'object' : scalar,
    itemType: isList ? scalar : 'string',
    description: property.description ?? '',
    required,
    choices: isEnum ? choices.map((value) => ({ value })) : [],
  })
}

function scalarType(type: string | undefined): ScalarType {
  switch (type) {
    case 'integer':
    case 'boolean':
      return type
    case 'float':
    case 'number':
    case 'double':
      return 'number'
    default:
      return 'string'
  }
}
