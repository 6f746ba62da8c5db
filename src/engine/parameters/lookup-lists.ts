import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { LookupValue } from '../ports.ts'
import { areTied } from './listed.ts'
import { lookupProblem, nearNames, wholeNames, type LookupMatch } from './lookups.ts'
import type { Span } from './parameter-type.ts'
import type { Rejection } from './rejection.ts'
import { listOf, type ValueContext } from './settle.ts'

/** Where they stand, and what is wrong with them. */
export interface NamedList extends Span {
  readonly rejection: Rejection | null
}

/**
 * All existing values that a message names, as one value; in full, where a mistake would change
 * something. What names none surely ("the scarf", of two) is asked about where it stands in a row
 * with others ("the scarf and the hat"), or where nothing else is named.
 */
export function namedList(
  text: string,
  parameter: Parameter,
  existing: readonly LookupValue[],
  { exactOnly }: ValueContext,
  ignoredWords: ReadonlySet<string>,
): NamedList | null {
  const whole = wholeNames(text, existing)
  const near = nearNames(text, existing, ignoredWords)
  const isSure = ({ outcome }: LookupMatch): boolean =>
    outcome.kind === 'exact' || (outcome.kind === 'near' && !exactOnly)
  const exact = whole.filter(isSure)
  const sure = exact.length > 0 ? exact : near.filter(isSure)
  const row = rowOf(text, sure, apart([...whole, ...near], sure))
  const [first, last] = [row[0], row.at(-1)]
  if (!first || !last) return null
  const items = distinct(row.map((match) => itemOf(match, text, parameter, isSure(match))))
  const listed = listOf(items, parameter, [parameter.name])
  const found = {
    start: first.start,
    end: last.end,
    source: 'lookup',
    strength: 65,
  } as const
  return listed.ok
    ? { ...found, value: listed.value, rejection: null }
    : { ...found, value: listed.error.partial ?? null, rejection: listed.error }
}

/** What names something beside these; of two that overlap, the longer. */
function apart(matches: readonly LookupMatch[], sure: readonly LookupMatch[]): LookupMatch[] {
  const taken: LookupMatch[] = []
  for (const match of [...matches].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if ([...sure, ...taken].every(({ start, end }) => match.end <= start || match.start >= end))
      taken.push(match)
  return taken
}

/** What is sure, and what is tied to that by an "and" or a comma; the first row of all if nothing is. */
function rowOf(
  text: string,
  sure: readonly LookupMatch[],
  others: readonly LookupMatch[],
): LookupMatch[] {
  const rows: LookupMatch[][] = []
  for (const match of [...sure, ...others].sort((a, b) => a.start - b.start)) {
    const last = rows.at(-1)?.at(-1)
    if (last && areTied(text.slice(last.end, match.start))) rows.at(-1)?.push(match)
    else rows.push([match])
  }
  const isNaming = (row: readonly LookupMatch[]): boolean => row.some((each) => sure.includes(each))
  return sure.length > 0 ? rows.filter(isNaming).flat() : (rows[0] ?? [])
}

function itemOf(
  { start, end, outcome }: LookupMatch,
  text: string,
  parameter: Parameter,
  isSure: boolean,
): Result<string, Rejection> {
  if (isSure && outcome.kind !== 'several') return ok(outcome.value.value)
  const problem = lookupProblem(text.slice(start, end), parameter, outcome)
  return err({
    problem,
    suggestions: outcome.kind === 'several' ? outcome.values : [outcome.value],
  })
}

/** The same thing named twice is one item. */
const distinct = (items: readonly Result<string, Rejection>[]): Result<Json, Rejection>[] =>
  items.filter(
    (item, i) => !item.ok || items.findIndex((each) => each.ok && each.value === item.value) === i,
  )
