import type { Parameter } from '#domain/parameter.ts'
import { escapeForUnicode, isFunctionWord, tokensOf } from './words.ts'

/** Longer texts are not tried against a pattern: a careless one takes time exponential in length. */
const PATTERN_INPUT_LENGTH = 200

/** Whether the whole of a value matches; `null` when the parameter has no (valid) pattern. */
export type PatternTest = (value: string) => boolean

export function patternOf({ pattern }: Parameter): PatternTest | null {
  if (pattern === '') return null
  const expression = compile(`^(?:${pattern})$`)
  return expression && ((value) => value.length <= PATTERN_INPUT_LENGTH && expression.test(value))
}

/** A pattern that is not valid is a problem of the document, shown there; here it constrains nothing. */
function compile(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u')
  } catch {
    return compileLoosely(source)
  }
}

function compileLoosely(source: string): RegExp | null {
  try {
    return new RegExp(source)
  } catch {
    return null
  }
}

/** Ordinary words: a pattern that matches these says nothing about where a value is. */
const ORDINARY = ['the', 'order', 'please', 'Anna', 'for my', 'somewhere']

export const isTelling = (test: PatternTest): boolean => !ORDINARY.some((word) => test(word))

const EMAIL = /^[\w.+'-]+@[\w-]+(?:\.[\w-]+)+$/u

/**
 * What values of this parameter look like, from its examples: `#W1234` and `#W77` say "# W digits".
 * Examples without a digit or a sign look like any word, and tell nothing.
 */
export function shapesOf({ examples, name, description }: Parameter): PatternTest[] {
  const telling = examples.filter((example) => /[\d@#_/-]/.test(example) && !/\s/.test(example))
  const emails =
    /e-?mail/i.test(name) ||
    /\be-?mail address/i.test(description) ||
    telling.some((each) => EMAIL.test(each))
  const shapes = new Set(telling.filter((each) => !EMAIL.test(each)).map(shapeOf))
  const tests = [...shapes].map((shape): PatternTest => {
    const expression = new RegExp(shape, 'u')
    return (value) => expression.test(value)
  })
  return emails ? [(value) => EMAIL.test(value), ...tests] : tests
}

const shapeOf = (example: string): string =>
  `^${example.replaceAll(/\d+|\p{L}+|[^\d\p{L}]/gu, partShape)}$`

/** Letters before digits are usually fixed (`W`, `ORD`); runs of digits vary a little in length. */
function partShape(part: string): string {
  if (/\d/.test(part)) return `\\d{${Math.max(1, part.length - 2)},${part.length + 2}}`
  if (!/\p{L}/u.test(part)) return escapeForUnicode(part)
  return part.length > 3
    ? '\\p{L}+'
    : Array.from(part, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`).join('')
}

/** `15% of 240 plus 3 times 4` is a value, too. */
const MOST_WORDS = 10

/**
 * Runs of words that pass a test, the longest at each place. They are tried without and with the
 * punctuation at their ends, which may be part of the value: `(2 + 3)`. No value ends in a small
 * word: "98155 as the" only happens to look like a street.
 */
export function findMatching(text: string, test: PatternTest): { start: number; end: number }[] {
  const tokens = tokensOf(text)
  const found: { start: number; end: number }[] = []
  let free = 0
  for (const [from, token] of tokens.entries()) {
    if (token.start < free) continue
    const runs = tokens.slice(from, from + MOST_WORDS).reverse()
    const match = runs
      .filter((last) => !isFunctionWord(last.text))
      .flatMap((last) => edgesOf(text, token.start, last.end))
      .find(({ start, end }) => test(text.slice(start, end)))
    if (!match) continue
    found.push(match)
    free = match.end
  }
  return found
}

/** A run of words with and without what stands right before and after it, the most first. */
function edgesOf(text: string, start: number, end: number): { start: number; end: number }[] {
  const from = text.slice(0, start).replace(/\S+$/u, '').length
  const after = text.slice(end).replace(/\s[^]*$/u, '')
  // "(2 + 3)?": the sentence ends in a sign, and the value in one.
  const within = after.replace(/[.,;:!?…]+$/u, '')
  const ends = new Set([end + after.length, end + within.length, end])
  return [...ends].flatMap((to) =>
    [...new Set([from, start])].map((at) => ({ start: at, end: to })),
  )
}
