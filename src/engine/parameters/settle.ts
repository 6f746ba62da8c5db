import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueProblem } from '../turn/events.ts'
import { brokenConstraint, checkedValue } from './constraints.ts'
import { lookupProblem, resolveLookup, type LookupOutcome } from './lookups.ts'
import type { ReadingContext } from './parameter-type.ts'
import { isTelling, patternOf } from './shapes.ts'
import { textOf } from './wording.ts'

/** Why a value is not taken, and what would be. */
export interface Rejection {
  readonly problem: ValueProblem
  readonly suggestions: readonly LookupValue[]
}

/** What a value is held against. */
export interface ValueContext extends ReadingContext {
  /** The values that exist, for a parameter with a lookup; `null` for any other. */
  readonly existing: readonly LookupValue[] | null
  /** A near match is only suggested, because acting on the wrong thing would change something. */
  readonly exactOnly: boolean
}

/**
 * The one gate every value passes, wherever it comes from: type, constraints, and that it exists.
 * Where there is a lookup, its value replaces the words for it.
 */
export function settledValue(
  value: Json,
  parameter: Parameter,
  context: ValueContext,
): Result<Json, Rejection> {
  if (context.existing === null) return checked(value, parameter, context)
  if (Array.isArray(value) || parameter.type === 'list')
    return settledList(value, parameter, context, context.existing)
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
): Result<Json, Rejection> {
  const items = checked(value, parameter, context)
  if (!items.ok) return items
  const settled: Json[] = []
  for (const item of items.value as readonly Json[]) {
    const said = textOf(item)
    const found = existingValue(said, parameter, resolveLookup(said, existing), context.exactOnly)
    if (!found.ok) return found
    settled.push(found.value)
  }
  const problem = brokenConstraint(settled, parameter)
  return problem ? err({ problem, suggestions: [] }) : ok(settled)
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
