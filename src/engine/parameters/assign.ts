import type { Parameter } from '#domain/parameter.ts'
import type { ValueCandidate } from './candidates.ts'
import type { Span } from './parameter-type.ts'
import { readNumber } from './numbers.ts'
import { isAmbiguous, type SlotCue } from './templates.ts'
import { comparable, isFunctionWord, tokensOf } from './words.ts'

/** How far before a value a word for it may stand: "zip code is 12345". */
const CUE_DISTANCE = 4

/**
 * Gives each parameter at most one place of the message, and each place to at most one parameter:
 * surest first. Of places that are equally sure, the first in the message goes to the first
 * parameter. Good values come before any that has a problem.
 */
export function assign(
  text: string,
  candidates: readonly ValueCandidate[],
  parameters: readonly Parameter[],
  cues: readonly SlotCue[],
): ValueCandidate[] {
  const ranked = candidates
    .filter(isWorthAsking)
    .map((candidate) => ({
      candidate,
      score: candidate.strength + (candidate.isWeighed ? 0 : cueBonus(text, candidate, cues)),
      // Of two that a value would do for, the one that cannot be left out.
      order: parameters.indexOf(candidate.parameter) + (candidate.parameter.required ? 0 : 1000),
    }))
    .sort(
      (a, b) =>
        doubt(a.candidate) - doubt(b.candidate) ||
        b.score - a.score ||
        a.order - b.order ||
        a.candidate.start - b.candidate.start,
    )
  const assigned: ValueCandidate[] = []
  for (const { candidate } of ranked) {
    const isFree = assigned.every(
      (other) => other.parameter.id !== candidate.parameter.id && !overlaps(other, candidate),
    )
    if (isFree) assigned.push(candidate)
  }
  return assigned
}

/**
 * Whether a candidate that cannot be used is worth asking about: it surely was to be this value.
 * Words of the wrong form after a loose cue, or for a value that may be left out, are no value.
 */
const isWorthAsking = (candidate: ValueCandidate): boolean =>
  doubt(candidate) < 2 || (candidate.parameter.required && candidate.strength >= 48)

/** A value of the right form that does not exist tells more than one of the wrong form. */
function doubt({ rejection }: ValueCandidate): number {
  if (!rejection) return 0
  return ['lookup', 'range', 'length'].includes(rejection.problem.code) ? 1 : 2
}

export function overlaps(a: Span, b: Span): boolean {
  if (a.facet !== undefined && b.facet !== undefined && a.facet !== b.facet) return false
  return a.start < b.end && b.start < a.end
}

/** Unlike "from" and "to", these stand before anything. */
const TYING = new Set(['of', 'and', 'or', 'is', 'are', 'the', 'a', 'an'])

/** 0–30: a word for the parameter near the place. */
export function cueBonus(
  text: string,
  candidate: ValueCandidate,
  cues: readonly SlotCue[],
): number {
  const before = wordsBefore(text.slice(0, candidate.start))
  const after = wordsAfter(text, candidate)
  const names = nameWords(candidate.parameter)
  const described = describedWords(candidate.parameter)
  const learned = new Set(
    cues
      .map(({ left }) => left.slice(left.lastIndexOf(' ') + 1))
      .filter((word) => !TYING.has(word) && !isAmbiguous(word, candidate.parameter.id, cues)),
  )
  const bonuses = before.map((word, distance) => {
    if (isAmong(names, stem(word))) return 30 - 6 * distance
    return distance === 0 && (learned.has(word) || isEdge(word, names)) ? 20 : 0
  })
  return (
    Math.max(
      0,
      isWrittenOut(text, candidate) ? 45 : 0,
      after.slice(0, 1).some((word) => names.has(word) && !isFunctionWord(word)) ? 27 : 0,
      ...bonuses,
      // Weaker than any name: the description tells which of several numbers is meant.
      ...before.map((word, distance) => (described.has(stem(word)) ? 9 - 2 * distance : 0)),
      ...after.map((word, distance) => (described.has(word) ? 8 - 2 * distance : 0)),
    ) + secondName(before, names)
  )
}

/** "from 0 to 5" names a start and an end, whatever they are called. */
const EDGES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:from|between)$/, /^(?:start|begin|beginning|lower|min|minimum|low)$/],
  [/^(?:to|until|till)$/, /^(?:end|stop|upper|max|maximum|high)$/],
]

const isEdge = (word: string, names: ReadonlySet<string>): boolean =>
  EDGES.some(([said, name]) => said.test(word) && [...names].some((each) => name.test(each)))

/** `b = 6`, `base: 6`. */
function isWrittenOut(text: string, { start, parameter }: ValueCandidate): boolean {
  const name = /([\p{L}_][\p{L}\p{N}_]*)\s*[=:]\s*$/u.exec(text.slice(0, start))?.[1]
  return name !== undefined && comparable(name) === comparable(parameter.name)
}

/** Two of them, as compared, with what is written right at the number: `6cm`. */
function wordsAfter(text: string, { end }: ValueCandidate): string[] {
  const rest = text.slice(end)
  const unit = /^\p{L}+/u.exec(rest)?.[0]
  // Beyond a comma begins something else.
  const clause = rest.slice(unit?.length ?? 0).replace(/[,;.!?]\s.*/su, '')
  const words = /^\s/.test(clause) ? tokensOf(clause).slice(0, 2) : []
  return [...(unit === undefined ? [] : [unit]), ...words.map((token) => token.text)].map((word) =>
    stem(comparable(word)),
  )
}

/** A name of two words that are both there: "initial temperature" is not the final one. */
const secondName = (before: readonly string[], names: ReadonlySet<string>): number =>
  new Set(before.map(stem).filter((word) => isAmong(names, word))).size > 1 ? 6 : 0

/** `temp` is short for `temperature`. */
const isAmong = (names: ReadonlySet<string>, word: string): boolean =>
  names.has(word) ||
  (word.length > 4 && [...names].some((name) => name.length > 2 && word.startsWith(name)))

function describedWords({ description }: Parameter): ReadonlySet<string> {
  const words = comparable(description).split(/[^\p{L}]/u)
  return new Set(words.filter((word) => word.length > 1 && !isFunctionWord(word)).map(stem))
}

/**
 * Nearest first. What stands before another number speaks of that one, and so does what follows it
 * closely: in "3 bedrooms and 2 baths" the bedrooms are taken.
 */
function wordsBefore(text: string): string[] {
  const clause = text.replace(/.*[;!?]\s/su, '')
  const tokens = tokensOf(clause).slice(-CUE_DISTANCE).reverse()
  const words = tokens.map((token) => comparable(token.text))
  const other = words.findIndex((word) => /\d/.test(word) || (readNumber(word) ?? 0) > 1)
  const [number, next] = [tokens[other], tokens[other - 1]]
  if (!number) return words
  const follows =
    next !== undefined &&
    clause.slice(number.end, next.start).trim() === '' &&
    !isFunctionWord(next.text) &&
    !EDGES.some(([said]) => said.test(next.text))
  return words.slice(0, follows ? other - 1 : other)
}

/** `shipping_zip` → shipping, zip. Small words count only where the name is one: `from`, `to`. */
function nameWords({ name }: Parameter): ReadonlySet<string> {
  const words = comparable(name).split(' ')
  const telling = words.filter((word) => !isFunctionWord(word) || ['from', 'to'].includes(word))
  return new Set((telling.length > 0 ? telling : words).map(stem))
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word)
