import { z } from 'zod'
import type { CommandId, ParameterId } from './ids.ts'

/** Scalar types a value can have; `date` is `YYYY-MM-DD` and `time` is `HH:MM`, both as strings. */
export const SCALAR_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'enum',
  'date',
  'time',
] as const
/** What a list may hold. */
export const ITEM_TYPES = [...SCALAR_TYPES, 'object'] as const
export const PARAMETER_TYPES = [...SCALAR_TYPES, 'list', 'object'] as const

export type ScalarType = (typeof SCALAR_TYPES)[number]
export type ItemType = (typeof ITEM_TYPES)[number]
export type ParameterType = (typeof PARAMETER_TYPES)[number]

/** One allowed value of an enum, with other words people use for it. */
export const choiceSchema = z.object({
  value: z.string().min(1),
  synonyms: z.array(z.string()).default([]),
})
export type Choice = z.infer<typeof choiceSchema>

/**
 * A typed input of a command. Constraints that are `null` (or empty) do not apply.
 * `min`/`max` bound numbers, `minLength`/`maxLength` strings and lists.
 */
export const parameterSchema = z.object({
  id: z
    .string()
    .min(1)
    .transform((id) => id as ParameterId),
  name: z.string(),
  type: z.enum(PARAMETER_TYPES),
  /** The type of a list's items; read only when `type` is `list`. */
  itemType: z.enum(ITEM_TYPES).default('string'),
  /** What an object, or each object of a list, is made of; empty for any object. */
  get fields(): z.ZodDefault<z.ZodArray<typeof parameterSchema>> {
    return z.array(parameterSchema).default([])
  },
  /** The unit a number is kept in (`kg`, `min`, `%`, `EUR`); what is said in others is converted. */
  unit: z.string().default(''),
  description: z.string().default(''),
  required: z.boolean().default(true),
  /** Used when an optional parameter was not mentioned. */
  defaultValue: z.json().nullable().default(null),
  /** For `enum`, or a list of them. */
  choices: z.array(choiceSchema).default([]),
  /** A regular expression the whole value must match; '' for none. */
  pattern: z.string().default(''),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  minLength: z.number().int().nonnegative().nullable().default(null),
  maxLength: z.number().int().nonnegative().nullable().default(null),
  examples: z.array(z.string()).default([]),
  /**
   * A JavaScript expression over the instance (`self`, `root`) that yields the values that exist,
   * as strings or `{ value, label }`; '' for none. Evaluated in the sandbox only.
   */
  lookup: z.string().default(''),
  /** Commands whose answer tells this value; named when it is asked for. */
  availableFrom: z.array(z.string().transform((id) => id as CommandId)).default([]),
})
export type Parameter = z.infer<typeof parameterSchema>

export function newParameter(
  id: ParameterId,
  name: string,
  type: ParameterType = 'string',
): Parameter {
  return parameterSchema.parse({ id, name, type })
}

/** Parameters with the fields of every object among them, each before its own fields. */
export const withFields = (parameters: readonly Parameter[]): Parameter[] =>
  parameters.flatMap((parameter) => [parameter, ...withFields(parameter.fields)])

/** Whether it is made of fields: an object, or a list of objects. */
export const isOfFields = ({ type, itemType }: Pick<Parameter, 'type' | 'itemType'>): boolean =>
  type === 'object' || (type === 'list' && itemType === 'object')

/** The list a parameter or field stands in; that of the command where it stands nowhere. */
export function siblingsOf(
  parameters: readonly Parameter[],
  id: ParameterId,
): readonly Parameter[] {
  const lists = [parameters, ...withFields(parameters).map(({ fields }) => fields)]
  return lists.find((list) => list.some((each) => each.id === id)) ?? parameters
}
