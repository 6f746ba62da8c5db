import { distance } from 'fastest-levenshtein'
import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { shown } from '../wording.ts'
import { comparable, enumerate, tokensOf } from '../words.ts'

/** Words this long are still recognised with one letter wrong; twice as long, with two. */
const FUZZY_LENGTH = 5

interface Wording {
  /** As compared. */
  readonly words: string
  readonly value: string
}

const wordingsOf = ({ choices }: Parameter): Wording[] =>
  choices
    .flatMap(({ value, synonyms }) =>
      [value, ...synonyms].map((words) => ({ words: comparable(words), value })),
    )
    .filter(({ words }) => words !== '')

/** "extra-large", "extra large" and `extraLarge` are one. */
const joined = (words: string): string => words.replaceAll(/[\s-]/gu, '')

/** `pizzas` of `pizza`, `boxes` of `box`, `berries` of `berry`; digits have no number. */
const isPluralOf = (many: string, one: string): boolean =>
  many.length > 2 &&
  !/\d/u.test(many) &&
  [`${one}s`, `${one}es`, one.replace(/y$/u, 'ies')].includes(many)

/** A choice that words mean, and how surely they do. */
interface Reading {
  readonly value: string
  readonly strength: number
}

/** The choice that these words mean: exactly, in another number, or by the one that is a letter away. */
function readChoice(text: string, parameter: Parameter): Reading | null {
  const wordings = wordingsOf(parameter)
  const said = comparable(text)
  const exact = wordings.find(({ words }) => words === said)
  if (exact) return { value: exact.value, strength: 55 }
  const closed = joined(said)
  const form =
    onlyValue(wordings.filter(({ words }) => joined(words) === closed)) ??
    onlyValue(
      wordings.filter(
        ({ words }) => isPluralOf(closed, joined(words)) || isPluralOf(joined(words), closed),
      ),
    )
  if (form !== null) return { value: form, strength: 50 }
  const slip = onlyValue(wordings.filter(({ words }) => isNear(said, words)))
  return slip === null ? null : { value: slip, strength: 25 }
}

function onlyValue(found: readonly Wording[]): string | null {
  const [only, ...others] = new Set(found.map(({ value }) => value))
  return only !== undefined && others.length === 0 ? only : null
}

/** A slip in a word; never in what has digits, where each is another thing. */
function isNear(said: string, words: string): boolean {
  const length = Math.min(said.length, words.length)
  const allowed = length >= 2 * FUZZY_LENGTH ? 2 : 1
  return length >= FUZZY_LENGTH && !/\d/u.test(said + words) && distance(said, words) <= allowed
}

export function findChoices(text: string, parameter: Parameter): Span[] {
  const lengths = wordingsOf(parameter).map(({ words }) => words.split(/[\s-]/u).length)
  const most = Math.max(0, ...lengths)
  const tokens = tokensOf(text)
  return tokens.flatMap(({ start }, from) =>
    tokens.slice(from, from + most).flatMap(({ end }, more): Span[] => {
      const read = readChoice(text.slice(start, end), parameter)
      // A longer wording says more: "credit card" before "card".
      return read
        ? [{ start, end, value: read.value, source: 'choice', strength: read.strength + 1 + more }]
        : []
    }),
  )
}

export const enumType: ParameterTypeDefinition = {
  expects: ({ choices }) =>
    `one of ${enumerate(
      choices.map(({ value }) => value),
      'or',
    )}`,
  coerce(value, parameter) {
    const choice = typeof value === 'object' ? null : readChoice(String(value), parameter)
    if (choice) return ok(choice.value)
    const offered = parameter.choices.slice(0, 8).map((each) => each.value)
    return err({
      code: 'choice',
      text: `“${shown(value)}” is not one of ${enumerate(offered, 'or')}.`,
    })
  },
  find: findChoices,
}
