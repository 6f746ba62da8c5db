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
  const exact = valuesWhere(values, (names) => names.includes(words))
  return (
    oneOrSeveral('exact', exact) ??
    oneOrSeveral('near', nearMatches(words, values)) ?? {
      kind: 'none',
      values: nearestOf(words, values),
    }
  )
}

/** An outcome with something in it. */
type FoundOutcome = Exclude<LookupOutcome, { kind: 'none' }>

function oneOrSeveral(kind: 'exact' | 'near', found: readonly LookupValue[]): FoundOutcome | null {
  const [first, ...others] = found
  if (!first) return null
  return others.length === 0
    ? { kind, value: first }
    : { kind: 'several', values: found.slice(0, SUGGESTIONS_MAX) }
}

interface NamedValue {
  readonly value: LookupValue
  /** As compared. */
  readonly names: readonly string[]
}

/** Each list is compared with many words of a message; its names are made ready once. */
const namedLists = new WeakMap<readonly LookupValue[], readonly NamedValue[]>()

function named(values: readonly LookupValue[]): readonly NamedValue[] {
  const known = namedLists.get(values)
  if (known) return known
  const list = values.map((value) => {
    return { value, names: [...new Set([comparable(value.value), comparable(value.label)])] }
  })
  namedLists.set(values, list)
  return list
}

const valuesWhere = (
  values: readonly LookupValue[],
  fits: (names: readonly string[]) => boolean,
): LookupValue[] =>
  distinct(named(values).flatMap(({ value, names }) => (fits(names) ? value : [])))

const distinct = (values: readonly LookupValue[]): LookupValue[] => [
  ...new Map(values.map((each) => [each.value, each])).values(),
]

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/**
 * Values of whose name these are some whole words, in any order, or the plural; else with a letter
 * or two wrong, the least wrong of them. Different digits are never near: W123 and W124 are two orders, not one with
 * a slip.
 */
function nearMatches(said: string, values: readonly LookupValue[]): LookupValue[] {
  if (isFunctionWord(said)) return []
  const saidWords = wordsIn(said.replace(DETERMINER, ''))
  const isTelling = saidWords.some((word) => word.length > 2)
  const digits = digitsOf(said)
  const allowed = said.length >= 9 ? 2 : said.length >= 4 ? 1 : 0
  const isPart = (name: string): boolean => {
    const nameWords = wordsIn(name)
    return (
      nameWords.length >= saidWords.length && saidWords.every((word) => nameWords.includes(word))
    )
  }
  const slipIn = (name: string): number =>
    Math.abs(said.length - name.length) <= allowed && digitsOf(name) === digits
      ? distance(said, name)
      : Infinity
  const parts = isTelling ? valuesWhere(values, (names) => names.some(isPart)) : []
  if (parts.length > 0) return parts
  const one = singulars(said.replace(DETERMINER, ''))
  const counted = valuesWhere(values, (names) => names.some((name) => one.includes(name)))
  if (counted.length > 0) return counted
  const slips = named(values)
    .map(({ value, names }) => ({ value, slip: Math.min(...names.map(slipIn)) }))
    .filter(({ slip }) => slip <= allowed)
  const least = Math.min(...slips.map(({ slip }) => slip))
  return distinct(slips.filter(({ slip }) => slip === least).map(({ value }) => value))
}

/** "The scarf" is the wool scarf. */
const DETERMINER = /^(?:the|my|your|his|her|their|our|this|that|these|those) /

const ENDINGS: readonly (readonly [plural: RegExp, singular: string])[] = [
  [/(?<=\p{L}{3})(?<!s)s$/u, ''],
  [/(?<=\p{L}(?:s|x|z|ch|sh|o))es$/u, ''],
  [/(?<=\p{L}{2})ies$/u, 'y'],
]

/** What words may be the plural of: "ties" of tie, "red boxes" of red box. */
const singulars = (said: string): string[] =>
  ENDINGS.filter(([plural]) => plural.test(said)).map(([plural, one]) => said.replace(plural, one))

/** "Berg, Anna" is Anna Berg. */
const wordsIn = (name: string): string[] => name.split(/[\s,]+/u)

/** Of a name, or of one of its words, at most this much may be wrong. */
const MOST_AWAY = 0.4

/** A short list whole; of a long one, only what may well have been meant. */
function nearestOf(said: string, values: readonly LookupValue[]): LookupValue[] {
  if (values.length <= SUGGESTIONS_MAX) return [...values]
  const awayFrom = (name: string): number =>
    distance(said, name) / Math.max(said.length, name.length, 1)
  return named(values)
    .map(({ value, names }) => {
      const words = names.flatMap((name) => [name, ...name.split(' ')])
      return { value, away: Math.min(...words.map(awayFrom)) }
    })
    .filter(({ away }) => away <= MOST_AWAY)
    .sort((a, b) => a.away - b.away)
    .slice(0, 5)
    .map(({ value }) => value)
}

/** A place in a message that names one or more existing values. */
export interface LookupMatch {
  readonly start: number
  readonly end: number
  readonly outcome: FoundOutcome
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
  const exact = wholeNames(text, values)
  return exact.length > 0 ? exact : nearNames(text, values, ignored)
}

export function wholeNames(text: string, values: readonly LookupValue[]): LookupMatch[] {
  const byName = groupBy(
    named(values).flatMap(({ value, names }) => names.map((name) => ({ name, value }))),
    ({ name }) => name,
  )
  byName.delete('')
  return runsIn(text, MOST_WORDS).flatMap(({ start, end, words }): LookupMatch[] => {
    const found = distinct((byName.get(words) ?? []).map(({ value }) => value))
    const outcome = oneOrSeveral('exact', found)
    return outcome ? [{ start, end, outcome }] : []
  })
}

/** Words near to names; of a long message none. */
export function nearNames(
  text: string,
  values: readonly LookupValue[],
  ignored: ReadonlySet<string>,
): LookupMatch[] {
  if (tokensOf(text).length > NEAR_TOKENS) return []
  return runsIn(text, 3).flatMap(({ start, end, words }): LookupMatch[] => {
    const parts = words.split(' ')
    if (parts.some((word) => isFunctionWord(word) || ignored.has(word))) return []
    if (isHalfAName(text, start, end)) return []
    const outcome = oneOrSeveral('near', nearMatches(words, values))
    return outcome ? [{ start, end, outcome }] : []
  })
}

/** "Carla" of "Carla Bianchi" is not said to mean any Carla. */
function isHalfAName(text: string, start: number, end: number): boolean {
  const isNextToName =
    /^ \p{Lu}\p{Ll}/u.test(text.slice(end)) || /\S \p{Lu}\p{Ll}+ $/u.test(text.slice(0, start))
  return isNextToName && /^\p{Lu}/u.test(text.slice(start, end))
}

function runsIn(text: string, most: number): { start: number; end: number; words: string }[] {
  const tokens = tokensOf(text)
  return tokens.flatMap(({ start }, from) =>
    tokens.slice(from, from + most).map(({ text: word, end: last }) => {
      const end = last - (/['’]s$/u.exec(word)?.[0].length ?? 0)
      return { start, end, words: comparable(text.slice(start, end)) }
    }),
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
