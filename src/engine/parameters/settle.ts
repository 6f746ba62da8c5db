import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { LookupValue } from '../ports.ts'
import { brokenConstraint, checkedValue } from './constraints.ts'
import { settledFields } from './fields.ts'
import { lookupProblem, resolveLookup, type LookupOutcome } from './lookups.ts'
import type { ReadingContext } from './parameter-type.ts'
import { pathOf, type Steps } from './paths.ts'
import type { Rejection } from './rejection.ts'
import { isTelling, patternOf } from './shapes.ts'
import { textOf } from './wording.ts'

/** What a value is held against. */
export interface ValueContext extends ReadingContext {
  /** The values that exist, for a parameter with a lookup; `null` for any other. */
  readonly existing: readonly LookupValue[] | null
  /** Those of a field of it, by its path without places in lists: `items.product`. */
  readonly existingAt?: (path: string) => readonly LookupValue[] | null
  /** A near match is only suggested, because acting on the wrong thing would change something. */
  readonly exactOnly: boolean
}

/**
 * The one gate every value passes, wherever it comes from: type, constraints, and that it exists.
 * Where there is a lookup, its value replaces the words for it. What is made up of fields is
 * settled field by field; a problem then says where it is.
 */
export function settledValue(
  value: Json,
  parameter: Parameter,
  context: ValueContext,
): Result<Json, Rejection> {
  return settledAt(value, parameter, context, [parameter.name])
}

/** `steps` lead from the command's parameter to the one that is settled. */
export function settledAt(
  value: Json,
  parameter: Parameter,
  context: ValueContext,
  steps: Steps,
): Result<Json, Rejection> {
  if (!isOfFields(parameter) || parameter.fields.length === 0)
    return settledWhole(value, parameter, context, steps)
  return settledFields(value, parameter, steps, (part, field, at) =>
    settledAt(part, field, contextAt(context, at), at),
  )
}

export function contextAt(context: ValueContext, steps: Steps): ValueContext {
  const path = pathOf(steps.filter((step) => typeof step === 'string'))
  return { ...context, existing: context.existingAt?.(path) ?? null }
}

function settledWhole(
  value: Json,
  parameter: Parameter,
  context: ValueContext,
  steps: Steps,
): Result<Json, Rejection> {
  if (context.existing === null) return checked(value, parameter, context)
  if (Array.isArray(value) || parameter.type === 'list')
    return settledList(value, parameter, context, context.existing, steps)
  const outcome = resolveLookup(textOf(value), context.existing)
  if (outcome.kind !== 'exact') {
    // What breaks a constraint could not exist; saying why helps more than saying it does not.
    const broken = checked(value, parameter, context)
    if (!broken.ok && outcome.kind === 'none') return broken
  }
  const found = existingValue(textOf(value), parameter, outcome, context.exactOnly)
  return found.ok ? checked(found.value, parameter, context) : found
}

function settledList(
  value: Json,
  parameter: Parameter,
  context: ValueContext,
  existing: readonly LookupValue[],
  steps: Steps,
): Result<Json, Rejection> {
  const items = checked(value, parameter, context)
  if (!items.ok) return items
  const found = (items.value as readonly Json[]).map((item) => {
    const said = textOf(item)
    return existingValue(said, parameter, resolveLookup(said, existing), context.exactOnly)
  })
  return listOf(found, parameter, steps)
}

/**
 * A list of what was found for each of its items. One that was not found is asked about by itself,
 * if another was; one that is alone may be answered by several.
 */
export function listOf(
  found: readonly Result<Json, Rejection>[],
  parameter: Parameter,
  steps: Steps,
): Result<Json, Rejection> {
  const value = found.map((item) => (item.ok ? item.value : null))
  const at = found.findIndex(({ ok }) => !ok)
  const wrong = found[at]
  if (wrong && !wrong.ok) {
    const { problem, suggestions } = wrong.error
    if (found.length === 1) return wrong
    return err({
      problem: { ...problem, path: pathOf([...steps, at]) },
      suggestions,
      partial: value,
    })
  }
  const problem = brokenConstraint(value, parameter)
  return problem ? err({ problem, suggestions: [] }) : ok(value)
}

function existingValue(
  said: string,
  parameter: Parameter,
  outcome: LookupOutcome,
  exactOnly: boolean,
): Result<string, Rejection> {
  switch (outcome.kind) {
    case 'exact':
      return ok(outcome.value.value)
    case 'near':
      return exactOnly
        ? err({ problem: lookupProblem(said, parameter, outcome), suggestions: [outcome.value] })
        : ok(outcome.value.value)
    case 'several':
    case 'none':
      return err({ problem: lookupProblem(said, parameter, outcome), suggestions: outcome.values })
  }
}

function checked(
  value: Json,
  parameter: Parameter,
  context: ReadingContext,
): Result<Json, Rejection> {
  const result = checkedValue(value, parameter, context)
  return result.ok ? result : err({ problem: result.error, suggestions: choicesOf(parameter) })
}

/** Takes any text: nothing tells where in a message it is, and any answer is one. */
export const isFreeText = ({ type, pattern, lookup }: Parameter): boolean =>
  type === 'string' && pattern === '' && lookup.trim() === ''

/** Nothing about the value itself tells where in a message it is: a pattern may be that loose. */
export function isOpenText(parameter: Parameter): boolean {
  const pattern = patternOf(parameter)
  return isFreeText({ ...parameter, pattern: '' }) && (pattern === null || !isTelling(pattern))
}

/** The values an enum or boolean can take, as suggestions. */
export function choicesOf({ type, itemType, choices }: Parameter): LookupValue[] {
  if (type === 'enum' || (type === 'list' && itemType === 'enum'))
    return choices.map(({ value }) => ({ value, label: value }))
  return type === 'boolean'
    ? [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]
    : []
}
