import { distance } from 'fastest-levenshtein'
import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { shown } from '../wording.ts'
import { comparable, enumerate, tokensOf, type Token } from '../words.ts'

/** Words this long are still recognised with one letter wrong. */
const FUZZY_LENGTH = 5

interface Wording {
  readonly words: string
  readonly value: string
}

function wordingsOf({ choices }: Parameter): Wording[] {
  return choices.flatMap(({ value, synonyms }) =>
    [value, ...synonyms].map((words) => ({ words: comparable(words), value })),
  )
}

/** The choice that these words mean: exactly, or by the one that is a letter away. */
function readChoice(text: string, parameter: Parameter): string | null {
  const wordings = wordingsOf(parameter)
  const said = comparable(text)
  const exact = wordings.find(({ words }) => words === said)
  if (exact) return exact.value
  const near = wordings.filter(({ words }) => isNear(said, words)).map(({ value }) => value)
  const [only, ...others] = new Set(near)
  return only !== undefined && others.length === 0 ? only : null
}

const isNear = (said: string, words: string): boolean =>
  Math.min(said.length, words.length) >= FUZZY_LENGTH &&
  Math.abs(said.length - words.length) <= 1 &&
  distance(said, words) <= 1

/** All runs of up to `most` words. */
function runsOf(tokens: readonly Token[], most: number): Token[][] {
  return tokens.flatMap((_, from) =>
    Array.from({ length: Math.min(most, tokens.length - from) }, (_run, extra) =>
      tokens.slice(from, from + extra + 1),
    ),
  )
}

export function findChoices(text: string, parameter: Parameter): Span[] {
  const exact = new Map(wordingsOf(parameter).map(({ words, value }) => [words, value]))
  const most = Math.max(0, ...[...exact.keys()].map((words) => words.split(' ').length))
  return runsOf(tokensOf(text), most).flatMap((run): Span[] => {
    const start = run[0]?.start ?? 0
    const end = run.at(-1)?.end ?? 0
    const words = comparable(text.slice(start, end))
    const known = exact.get(words)
    const value = known ?? readChoice(words, parameter)
    if (value === null) return []
    // A longer wording says more: "credit card" before "card".
    const strength = (known === undefined ? 25 : 55) + run.length
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
