import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { placed } from '../parameters/fields.ts'
import { itemOf, merged, valueAt, withValueAt, type Steps } from '../parameters/paths.ts'
import { contextAt, settledAt, type ValueContext } from '../parameters/settle.ts'
import type { AnswerContext, AnsweredValue, AnswerReading } from './answer-reading.ts'
import type { TurnValue } from './turn-state.ts'

/** A parameter, or a part of what it is made up of, and what it has for a value. */
export interface PartValue {
  readonly root: Parameter
  readonly parameter: Parameter
  /** From the root's name. */
  readonly steps: Steps
  /** `undefined` where it has none. */
  readonly value: Json | undefined
  readonly isWhole: boolean
}

/** All parameters and all parts of those that are made up of fields, as they stand. */
export function partsOf(parameters: readonly Parameter[], held: readonly TurnValue[]): PartValue[] {
  return parameters.flatMap((root) => {
    const value = held.find(({ parameter }) => parameter === root.id)?.value
    return partsWithin(root, root, [root.name], value)
  })
}

function partsWithin(
  root: Parameter,
  parameter: Parameter,
  steps: Steps,
  value: Json | undefined,
): PartValue[] {
  const own: PartValue = { root, parameter, steps, value, isWhole: steps.length === 1 }
  if (parameter.type === 'list' && parameter.fields.length === 0) return [own, ...openItems(own)]
  if (!isOfFields(parameter) || parameter.fields.length === 0) return [own]
  const inner =
    parameter.type === 'list'
      ? (Array.isArray(value) ? (value as readonly Json[]) : []).flatMap((item, i) =>
          partsWithin(root, itemOf(parameter), [...steps, i], item),
        )
      : parameter.fields.flatMap((field) =>
          partsWithin(root, field, [...steps, field.name], valueAt(value, [field.name])),
        )
  return [own, ...inner]
}

/** Those of a list of plain values that were said, and are still to be asked about. */
const openItems = ({ root, parameter, steps, value }: PartValue): PartValue[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : []).flatMap((item, i) =>
    item === null
      ? [{ root, parameter: itemOf(parameter), steps: [...steps, i], value: item, isWhole: false }]
      : [],
  )

/** A field of one of several objects: words alone do not tell of which. */
export const isOfItem = ({ steps }: Pick<PartValue, 'steps'>): boolean =>
  steps.some((step) => typeof step === 'number')

/** What values of a part are held against. */
export function partContext(
  { root, steps }: Pick<PartValue, 'root' | 'steps'>,
  { valueContext }: Pick<AnswerContext, 'valueContext'>,
): ValueContext {
  return contextAt(valueContext(root), steps)
}

/** A value read for one part, and the whole value with it. */
export function settledPart(
  value: Json,
  { root, parameter, steps }: PartValue,
  { held, valueContext }: Pick<AnswerContext, 'held' | 'valueContext'>,
): Extract<AnswerReading, { kind: 'values' | 'rejected' }> {
  const context = partContext({ root, steps }, { valueContext })
  const result = settledAt(value, parameter, context, steps)
  if (!result.ok) {
    const { problem, ...rest } = result.error
    return {
      kind: 'rejected',
      parameter: root,
      rejection: { ...rest, problem: placed(problem, steps) },
    }
  }
  return { kind: 'values', values: [withPart(root, steps, result.value, held)] }
}

/** The value of a parameter with another at one place of it; `undefined` takes that out. */
export function withPart(
  root: Parameter,
  steps: Steps,
  value: Json | undefined,
  held: readonly TurnValue[],
): AnsweredValue {
  const before = held.find(({ parameter }) => parameter === root.id)?.value
  const after = withValueAt(before, steps.slice(1), () => value)
  return { parameter: root, value: after ?? null }
}

/**
 * New values, each over what is held: parts that were not said again stay as they are, and are not
 * overruled by defaults.
 */
export const withParts = (
  values: readonly (AnsweredValue & Pick<ExtractedValue, 'parts'>)[],
  held: readonly TurnValue[],
): AnsweredValue[] =>
  values.map(({ parameter, value, parts }) => {
    const before = held.find((each) => each.parameter === parameter.id)?.value
    if (parameter.type !== 'object') return { parameter, value }
    if (before === undefined || !parts) return { parameter, value: merged(before, value) }
    const after = parts.reduce<Json>(
      (sum, part) => withValueAt(sum, part.steps.slice(1), () => part.value) ?? sum,
      before,
    )
    return { parameter, value: after }
  })
