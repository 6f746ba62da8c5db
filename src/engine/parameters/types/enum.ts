import { distance } from 'fastest-levenshtein'
import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { shown } from '../wording.ts'
import { comparable, enumerate, tokensOf, type Token } from '../words.ts'

/** Words this long are still recognised with one letter wrong; twice as long, with two. */
const FUZZY_LENGTH = 5

interface Wording {
  /** As compared. */
  readonly words: string
  readonly value: string
}

function wordingsOf({ choices }: Parameter): Wording[] {
  return choices.flatMap(({ value, synonyms }) =>
    [value, ...synonyms].map((words) => ({ words: comparable(words), value })),
  )
}

/** "extra-large", "extra large" and `extraLarge` are one. */
const joined = (words: string): string => words.replaceAll(/[\s-]+/gu, '')

/** A word and what it is as one of many, or one of them: `pizza`, `pizzas`; `box`, `boxes`. */
function formsOf(words: string): string[] {
  const base = joined(words)
  if (base.length < 3 || /\d/u.test(base)) return [base]
  const singles = [base.replace(/ies$/u, 'y'), base.replace(/es$/u, ''), base.replace(/s$/u, '')]
  return [base, `${base}s`, `${base}es`, base.replace(/y$/u, 'ies'), ...singles]
}

/** The choice that these words mean: exactly, in another number, or by the one that is a letter away. */
function readChoice(text: string, parameter: Parameter): string | null {
  const wordings = wordingsOf(parameter)
  const said = comparable(text)
  const exact = wordings.find(({ words }) => words === said)
  if (exact) return exact.value
  if (joined(said) === '') return null
  const same = onlyValue(wordings.filter(({ words }) => joined(words) === joined(said)))
  if (same !== null) return same
  const forms = new Set(formsOf(said))
  return (
    onlyValue(wordings.filter(({ words }) => formsOf(words).includes(joined(said)))) ??
    onlyValue(wordings.filter(({ words }) => forms.has(joined(words)))) ??
    onlyValue(wordings.filter(({ words }) => isNear(said, words)))
  )
}

function onlyValue(found: readonly Wording[]): string | null {
  const [only, ...others] = new Set(found.map(({ value }) => value))
  return only !== undefined && others.length === 0 ? only : null
}

/** A slip in a word; never in what has digits, where each is another thing. */
function isNear(said: string, words: string): boolean {
  const length = Math.min(said.length, words.length)
  const allowed = length >= 2 * FUZZY_LENGTH ? 2 : 1
  return (
    length >= FUZZY_LENGTH &&
    !/\d/u.test(said + words) &&
    Math.abs(said.length - words.length) <= allowed &&
    distance(said, words) <= allowed
  )
}

/** All runs of up to `most` words. */
function runsOf(tokens: readonly Token[], most: number): Token[][] {
  return tokens.flatMap((_, from) =>
    Array.from({ length: Math.min(most, tokens.length - from) }, (_run, extra) =>
      tokens.slice(from, from + extra + 1),
    ),
  )
}

/** Whether the words are the choice in another number or spelling, and no slip. */
const isForm = (said: string, value: string, parameter: Parameter): boolean => {
  const forms = new Set(formsOf(said))
  return wordingsOf(parameter).some(
    (each) =>
      each.value === value &&
      (forms.has(joined(each.words)) || formsOf(each.words).includes(joined(said))),
  )
}

export function findChoices(text: string, parameter: Parameter): Span[] {
  const exact = new Map(wordingsOf(parameter).map(({ words, value }) => [words, value]))
  const most = Math.max(0, ...[...exact.keys()].map((words) => words.split(/[\s-]/u).length))
  return runsOf(tokensOf(text), most).flatMap((run): Span[] => {
    const start = run[0]?.start ?? 0
    const end = run.at(-1)?.end ?? 0
    const words = comparable(text.slice(start, end))
    const known = exact.get(words)
    const value = known ?? readChoice(words, parameter)
    if (value === null) return []
    const isSlip = known === undefined && !isForm(words, value, parameter)
    // A longer wording says more: "credit card" before "card".
    const strength = (isSlip ? 25 : known === undefined ? 50 : 55) + run.length
    return [{ start, end, value, source: 'choice', strength }]
  })
}

export const enumType: ParameterTypeDefinition = {
  expects: ({ choices }) =>
    `one of ${enumerate(
      choices.map(({ value }) => value),
      'or',
    )}`,
  coerce(value, parameter) {
    const choice = typeof value === 'object' ? null : readChoice(String(value), parameter)
    if (choice !== null) return ok(choice)
    const offered = parameter.choices.slice(0, 8).map((each) => each.value)
    return err({
      code: 'choice',
      text: `“${shown(value)}” is not one of ${enumerate(offered, 'or')}.`,
    })
  },
  find: findChoices,
}
