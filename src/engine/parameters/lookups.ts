import { distance } from 'fastest-levenshtein'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { groupBy } from '#shared/group-by.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueProblem } from '../turn/events.ts'
import { shown } from './wording.ts'
import { comparable, enumerate, isFunctionWord, tokensOf } from './words.ts'

/** What a person's words for an existing thing come to. */
export type LookupOutcome =
  | { readonly kind: 'exact' | 'near'; readonly value: LookupValue }
  /** Several fit equally. */
  | { readonly kind: 'several'; readonly values: readonly LookupValue[] }
  /** None fits; the nearest, best first. */
  | { readonly kind: 'none'; readonly values: readonly LookupValue[] }

export const SUGGESTIONS_MAX = 8

/** Which of the existing values is meant: by its value or label, or by being clearly nearest. */
export function resolveLookup(said: string, values: readonly LookupValue[]): LookupOutcome {
  const words = comparable(said)
  const exact = distinct(values.filter((value) => namesOf(value).includes(words)))
  const [first] = exact
  if (first) return exact.length === 1 ? { kind: 'exact', value: first } : several(exact)
  const near = distinct(
    values.filter((value) => namesOf(value).some((name) => isNear(words, name))),
  )
  const [only] = near
  if (only) return near.length === 1 ? { kind: 'near', value: only } : several(near)
  return { kind: 'none', values: nearestOf(words, values) }
}

const several = (values: readonly LookupValue[]): LookupOutcome => ({
  kind: 'several',
  values: values.slice(0, SUGGESTIONS_MAX),
})

const namesOf = ({ value, label }: LookupValue): string[] => [comparable(value), comparable(label)]

const distinct = (values: readonly LookupValue[]): LookupValue[] => [
  ...new Map(values.map((each) => [each.value, each])).values(),
]

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/**
 * A letter or two wrong, or some whole words of a longer name. Different digits are never near:
 * W123 and W124 are two orders, not one with a slip.
 */
function isNear(said: string, name: string): boolean {
  if (said.length < 3 || isFunctionWord(said)) return false
  const nameWords = name.split(' ')
  const saidWords = said.split(' ')
  if (nameWords.length > saidWords.length && saidWords.every((word) => nameWords.includes(word)))
    return saidWords.some((word) => word.length > 2)
  if (digitsOf(said) !== digitsOf(name) || said.length < 4) return false
  const allowed = said.length >= 9 ? 2 : 1
  return Math.abs(said.length - name.length) <= allowed && distance(said, name) <= allowed
}

function nearestOf(said: string, values: readonly LookupValue[]): LookupValue[] {
  if (values.length <= SUGGESTIONS_MAX) return [...values]
  return values
    .map((value) => {
      const away = namesOf(value).map(
        (name) => distance(said, name) / Math.max(said.length, name.length),
      )
      return { value, away: Math.min(...away) }
    })
    .sort((a, b) => a.away - b.away)
    .filter(({ away }, index) => away <= 0.6 || index < 3)
    .slice(0, 5)
    .map(({ value }) => value)
}

/** A place in a message that names one or more existing values. */
export interface LookupMatch {
  readonly start: number
  readonly end: number
  readonly outcome: Exclude<LookupOutcome, { kind: 'none' }>
}

const MOST_WORDS = 6
/** Beyond this, only whole names are looked for: nearness costs words × values. */
const NEAR_TOKENS = 40

/**
 * Names of existing values within a message. Names in full first; only where there are none,
 * near ones. `ignored` are words that are said for another reason, such as the command's own.
 */
export function findLookups(
  text: string,
  values: readonly LookupValue[],
  ignored: ReadonlySet<string>,
): LookupMatch[] {
  const byName = groupBy(
    values.flatMap((value) => [...new Set(namesOf(value))].map((name) => ({ name, value }))),
    ({ name }) => name,
  )
  byName.delete('')
  const exact = runsIn(text, MOST_WORDS).flatMap(({ start, end, words }): LookupMatch[] => {
    const found = distinct((byName.get(words) ?? []).map(({ value }) => value))
    const [first] = found
    if (!first) return []
    return [
      {
        start,
        end,
        outcome: found.length === 1 ? { kind: 'exact', value: first } : severalOf(found),
      },
    ]
  })
  if (exact.length > 0 || tokensOf(text).length > NEAR_TOKENS) return exact
  return runsIn(text, 3).flatMap(({ start, end, words }): LookupMatch[] => {
    const parts = words.split(' ')
    if (parts.some((word) => isFunctionWord(word) || ignored.has(word))) return []
    const outcome = resolveLookup(words, values)
    return outcome.kind === 'none' ? [] : [{ start, end, outcome }]
  })
}

const severalOf = (values: readonly LookupValue[]): { kind: 'several'; values: LookupValue[] } => ({
  kind: 'several',
  values: values.slice(0, SUGGESTIONS_MAX),
})

function runsIn(text: string, most: number): { start: number; end: number; words: string }[] {
  const tokens = tokensOf(text)
  return tokens.flatMap(({ start }, from) =>
    tokens
      .slice(from, from + most)
      .map(({ end }) => ({ start, end, words: comparable(text.slice(start, end)) })),
  )
}

/** Why words that were to name an existing thing do not, or not one alone. */
export function lookupProblem(
  said: string,
  { name }: Parameter,
  outcome: LookupOutcome,
): ValueProblem {
  const title = titleOf(name)
  const labels = 'values' in outcome ? outcome.values.map(({ label }) => `“${label}”`) : []
  switch (outcome.kind) {
    case 'several':
      return {
        code: 'lookup',
        text: `${title} “${shown(said)}” could be ${enumerate(labels, 'or')}.`,
      }
    case 'none':
      return { code: 'lookup', text: `There is no ${title.toLowerCase()} “${shown(said)}”.` }
    case 'exact':
    case 'near':
      return {
        code: 'lookup',
        text: `There is no ${title.toLowerCase()} “${shown(said)}”. Did you mean “${outcome.value.label}”?`,
      }
  }
}
