import type { Parameter } from '#domain/parameter.ts'
import type { ValueCandidate } from './candidates.ts'
import type { Span } from './parameter-type.ts'
import { isAmbiguous, type SlotCue } from './templates.ts'
import { comparable, isFunctionWord, tokensOf } from './words.ts'

/** How far before a value a word for it may stand: "zip code is 12345". */
const CUE_DISTANCE = 3

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
      score: candidate.strength + cueBonus(text, candidate, cues),
      order: parameters.indexOf(candidate.parameter),
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
  // Beyond a comma begins something else.
  const [after] = /^\s/.test(text.slice(candidate.end)) ? tokensOf(text.slice(candidate.end)) : []
  const names = nameWords(candidate.parameter)
  const learned = new Set(
    cues
      .filter(({ parameter }) => parameter === candidate.parameter.id)
      .map(({ left }) => left.split(' ').at(-1) ?? '')
      .filter((word) => !TYING.has(word) && !isAmbiguous(word, candidate.parameter.id, cues)),
  )
  const bonuses = before.map((word, distance) => {
    if (names.has(stem(word))) return 30 - 6 * distance
    return distance === 0 && learned.has(word) ? 20 : 0
  })
  const following = after && names.has(stem(comparable(after.text))) ? 27 : 0
  return Math.max(0, following, ...bonuses)
}

/** Nearest first; what stands before another number speaks of that one. */
function wordsBefore(text: string): string[] {
  const words = tokensOf(text)
    .slice(-CUE_DISTANCE)
    .reverse()
    .map((token) => comparable(token.text))
  const other = words.findIndex((word) => /\d/.test(word))
  return other < 0 ? words : words.slice(0, other)
}

/** `shipping_zip` → shipping, zip. Small words count only where the name is one: `from`, `to`. */
function nameWords({ name }: Parameter): ReadonlySet<string> {
  const words = comparable(name).split(' ')
  const telling = words.filter((word) => !isFunctionWord(word) || /^(from|to)$/.test(word))
  return new Set((telling.length > 0 ? telling : words).map(stem))
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word)
