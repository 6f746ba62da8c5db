import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { LookupValue } from '../ports.ts'
import { describedPlaces } from './described.ts'
import { findForms } from './forms.ts'
import { freeTextWithin, isNameLike, isOnlyCarrier, namesIn } from './free-text.ts'
import { listedPlaces } from './listed.ts'
import { namedList } from './lookup-lists.ts'
import { findLookups, lookupProblem } from './lookups.ts'
import { readNumber } from './numbers.ts'
import type { ReadingContext, Span } from './parameter-type.ts'
import type { Steps } from './paths.ts'
import type { Rejection } from './rejection.ts'
import { isOpenText, settledValue, type ValueContext } from './settle.ts'
import { matchCues, matchTemplates, type SlotMatch, type SlotPatterns } from './templates.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './types/registry.ts'
import { comparable, tokensOf, unquoted } from './words.ts'

/** A field within a value that is made of them, and where it stands. */
export interface ValuePart extends Pick<Span, 'start' | 'end' | 'source'> {
  readonly parameter: Parameter
  /** From the command's parameter on. */
  readonly steps: Steps
  readonly value: Json
}

/** A place in the message that may be the value of one parameter. */
export interface ValueCandidate extends Span {
  readonly parameter: Parameter
  /** The good ones of the fields it was made of. */
  readonly parts?: readonly ValuePart[]
  /** Why it cannot be used as it stands; `null` for a good value. */
  readonly rejection: Rejection | null
}

export interface CandidateContext {
  readonly patterns: SlotPatterns
  readonly ignoredWords: ReadonlySet<string>
  readonly valueContext: (parameter: Parameter) => ValueContext
}

/** The values of the first utterance template that fits the whole message with good values. */
export function templateCandidates(
  text: string,
  parameters: readonly Parameter[],
  context: CandidateContext,
): ValueCandidate[] {
  for (const matches of matchTemplates(text, context.patterns.templates)) {
    const found = matches.flatMap((match) => slotCandidate(text, match, parameters, context) ?? [])
    if (found.length > 0 && found.every(({ rejection }) => rejection === null)) return found
  }
  return []
}

/** Everything in the message that may be the value of this parameter, good or not. */
export function candidatesFor(
  text: string,
  parameter: Parameter,
  context: CandidateContext,
): ValueCandidate[] {
  const values = context.valueContext(parameter)
  const typed = typedSpans(text, parameter, values).map((span) => judged(span, parameter, values))
  const slots = matchCues(text, parameter, context.patterns.cues).flatMap(
    (match) => slotCandidate(text, match, [parameter], context) ?? [],
  )
  const said = [...typed, ...slots].filter(
    (span) => !isCountedCarrier(text, span, context.patterns),
  )
  const existing = values.existing
    ? lookupCandidates(text, parameter, values.existing, values, context.ignoredWords)
    : []
  return [
    ...existing,
    ...said,
    ...formCandidates(text, parameter, values),
    ...nameCandidates(text, parameter, context),
    ...describedCandidates(text, parameter, context),
  ]
}

/** What looks like the values of everything that is called so: `zip`, `phone`. */
function formCandidates(
  text: string,
  parameter: Parameter,
  context: ValueContext,
): ValueCandidate[] {
  if (!isOpenText(parameter)) return []
  return findForms(text, parameter)
    .map((span) => judged(span, parameter, context))
    .filter(({ rejection }) => rejection === null)
}

/** By what the parameter is called, where no utterance shows a value of it. */
function describedCandidates(
  text: string,
  parameter: Parameter,
  { patterns, ignoredWords, valueContext }: CandidateContext,
): ValueCandidate[] {
  const isShown = patterns.values.has(parameter.id) || parameter.examples.length > 0
  const isList = parameter.type === 'list' && parameter.itemType === 'string'
  if (isShown || parameter.description === '' || !(isList || isOpenText(parameter))) return []
  const isTaught = patterns.carriers.size > 0
  const places = isList
    ? listedPlaces(text, parameter)
    : describedPlaces(text, parameter, ignoredWords, isTaught).map((place) => {
        return { ...place, value: unquoted(text.slice(place.start, place.end)) }
      })
  return places.flatMap((place) => {
    if (isOnlyCarrier(text.slice(place.start, place.end), patterns)) return []
    const span: Span = { ...place, source: 'pattern', isWeighed: true }
    const candidate = judged(span, parameter, valueContext(parameter))
    return candidate.rejection === null ? [candidate] : []
  })
}

/** The only name in the message, for a parameter whose values are names: "Nina wants to join". */
function nameCandidates(
  text: string,
  parameter: Parameter,
  { patterns, valueContext }: CandidateContext,
): ValueCandidate[] {
  if (!isOpenText(parameter) || !isNameLike(parameter, patterns)) return []
  const [only, ...others] = namesIn(text, { start: 0, end: text.length }, patterns)
  if (!only || others.length > 0) return []
  const value = text.slice(only.start, only.end)
  const span: Span = { ...only, value, source: 'pattern', strength: 34 }
  return [judged(span, parameter, valueContext(parameter))]
}

/**
 * "the sum of two numbers": a number word that the utterances, too, have outside of their slots and
 * before this same word. "Add two and 6" has a value there; digits are one in any case, for whoever
 * wrote the utterances may have marked no values in them.
 */
function isCountedCarrier(
  text: string,
  { start, end, value }: Span,
  { carrierPairs }: SlotPatterns,
): boolean {
  if (typeof value !== 'number' || /\d/.test(text.slice(start, end))) return false
  const [next] = tokensOf(text.slice(end))
  const pair = `${text.slice(start, end)} ${next?.text ?? ''}`
  return carrierPairs.has(comparable(pair))
}

export const typedSpans = (text: string, parameter: Parameter, context: ReadingContext): Span[] =>
  PARAMETER_TYPE_DEFINITIONS[parameter.type].find(text, parameter, context)

export function judged(span: Span, parameter: Parameter, context: ValueContext): ValueCandidate {
  const settled = settledValue(span.value, parameter, context)
  return settled.ok
    ? { ...span, value: settled.value, parameter, rejection: null }
    : { ...span, value: settled.error.partial ?? span.value, parameter, rejection: settled.error }
}

function slotCandidate(
  text: string,
  { parameter: id, start, end, strength }: SlotMatch,
  parameters: readonly Parameter[],
  { valueContext, patterns }: CandidateContext,
): ValueCandidate | null {
  const parameter = parameters.find((each) => each.id === id)
  if (!parameter) return null
  const context = valueContext(parameter)
  if (isOpenText(parameter)) {
    const place = freeTextWithin(text, { start, end }, parameter, patterns)
    if (!place) return null
    const value = unquoted(text.slice(place.start, place.end))
    return judged({ ...place, value, source: 'slot', strength }, parameter, context)
  }
  const begin = start + leadingWords(text.slice(start, end))
  const numbers = numbersIn(text, parameter, context)
  const { start: from, end: whole } = uncut(text, { start: begin, end }, numbers)
  const said = text.slice(from, whole)
  if (isOnlyCarrier(said, patterns) || TIED_ON.test(said)) return null
  const candidateTo = (to: number): ValueCandidate => {
    const value = unquoted(text.slice(from, to))
    return judged({ start: from, end: to, value, source: 'slot', strength }, parameter, context)
  }
  const isQuotation = unquoted(said) !== said.trim()
  const words = isQuotation ? [] : tokensOf(said)
  const ends = words.map((token) => from + token.end)
  const cutsNone = (to: number): boolean =>
    !numbers.some((each) => each.start < to && to < each.end)
  return narrowed(candidateTo, ends.filter(cutsNone), whole)
}

const numbersIn = (text: string, parameter: Parameter, context: ValueContext): readonly Span[] =>
  parameter.type === 'number' || parameter.type === 'integer'
    ? typedSpans(text, parameter, context)
    : []

/**
 * "log 2 days" says nothing of 2, and "-5" nothing of 5: a place for a number is as wide as what can
 * be read there, where that is another number.
 */
function uncut(
  text: string,
  { start, end }: Pick<Span, 'start' | 'end'>,
  numbers: readonly Span[],
): Pick<Span, 'start' | 'end'> {
  const wider = numbers.find(
    (each) => each.start < end && start < each.end && (each.start < start || end < each.end),
  )
  return !wider || wider.value === readNumber(text.slice(start, end))
    ? { start, end }
    : { start: Math.min(start, wider.start), end: Math.max(end, wider.end) }
}

/** Something else follows: "cancel the order and tell her" says nothing of the order. */
const TIED_ON = /^(?:and|or|but|then|also)\b/u

/** "order *is the* W12": how much stands between a cue and a value that is no free text. */
const leadingWords = (text: string): number =>
  /^(?:(?:is|are|was|the|an?|named|called|number|no\.?)\s+)*/iu.exec(text)?.[0].length ?? 0

/** As many words are tried as a value of a type is likely to have. */
const VALUE_WORDS = 4
/** What is no longer than a name is shown as it was said, when nothing is called so. */
const NAME_WORDS = 3

/**
 * What follows a cue may go on after the value: "order W12 by accident"; a quotation does not. The longest run of words
 * that is a good value; else the one that is nearest to one; else the first word, to say why not.
 */
function narrowed(
  candidateTo: (end: number) => ValueCandidate,
  ends: readonly number[],
  whole: number,
): ValueCandidate {
  const longest = candidateTo(whole)
  const shorter = ends.slice(0, VALUE_WORDS).reverse().map(candidateTo)
  const runs = [longest, ...shorter]
  const isName = ends.length <= NAME_WORDS && longest.rejection?.problem.code === 'lookup'
  return (
    runs.find(({ rejection }) => rejection === null) ??
    runs.find(
      ({ rejection }) => rejection?.problem.code === 'lookup' && rejection.suggestions.length === 1,
    ) ??
    (isName ? longest : (shorter.at(-1) ?? longest))
  )
}

function lookupCandidates(
  text: string,
  parameter: Parameter,
  existing: readonly LookupValue[],
  context: ValueContext,
  ignoredWords: ReadonlySet<string>,
): ValueCandidate[] {
  if (parameter.type === 'list') {
    const list = namedList(text, parameter, existing, context, ignoredWords)
    return list ? [{ ...list, parameter }] : []
  }
  return findLookups(text, existing, ignoredWords).map(
    ({ start, end, outcome }): ValueCandidate => {
      const said = text.slice(start, end)
      const place = { start, end, source: 'lookup' as const }
      const more = said.split(' ').length
      const isGood = outcome.kind === 'exact' || !context.exactOnly
      if (outcome.kind !== 'several' && isGood) {
        const strength = (outcome.kind === 'exact' ? 65 : 33) + more
        // Of a whole number it is one, though what exists is listed as words.
        return judged({ ...place, value: outcome.value.value, strength }, parameter, context)
      }
      const suggestions = outcome.kind === 'several' ? outcome.values : [outcome.value]
      const problem = lookupProblem(said, parameter, outcome)
      const rejection = { problem, suggestions }
      return { ...place, parameter, value: said, strength: 30 + more, rejection }
    },
  )
}
