import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { findMatching, isTelling, patternOf, shapesOf } from '../shapes.ts'
import { notOfType } from '../wording.ts'
import { comparable, unquoted } from '../words.ts'

const QUOTED = /"([^"]+)"|“([^”]+)”|«([^»]+)»|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)|`([^`]+)`/gu

/** What stands before a value in data: `'city': `; and behind its key. */
const KEY_BEFORE = /[{,]\s*(["'])([^"']+)\1\s*:\s*$/u
const IS_KEY = /^\s*:\s*[^\s:]/u
const OPENS_DATA = /[{,]\s*$/u

/** Quotations; of those in data, `{'city': 'Ulm'}`, the one whose key the parameter is called by. */
function findQuoted(text: string, { name }: Parameter): Span[] {
  const words = comparable(name)
  const names = [words, words.split(' ').at(-1)]
  return [...text.matchAll(QUOTED)].flatMap((match): Span[] => {
    const value = match.slice(1).join('').trim()
    const end = match.index + match[0].length
    const before = text.slice(0, match.index)
    const isKey = IS_KEY.test(text.slice(end)) && OPENS_DATA.test(before)
    if (value === '' || isKey) return []
    const key = KEY_BEFORE.exec(before)?.[2]
    if (key !== undefined && !names.includes(comparable(key))) return []
    const strength = key === undefined ? 50 : 70
    return [{ start: match.index, end, value, source: 'quoted', strength }]
  })
}

/** By the pattern if it tells values from words, else by the shape of the examples. */
function findShaped(text: string, parameter: Parameter): Span[] {
  const pattern = patternOf(parameter)
  const tests =
    pattern && isTelling(pattern)
      ? [{ test: pattern, strength: 60 }]
      : shapesOf(parameter).map((test) => ({ test, strength: 42 }))
  return tests.flatMap(({ test, strength }) =>
    findMatching(text, test).map(({ start, end }): Span => {
      return { start, end, value: text.slice(start, end), source: 'pattern', strength }
    }),
  )
}

/** An example that stands in the message word for word is a value like any other. */
function findExamples(text: string, { examples }: Parameter): Span[] {
  const said = new Set(examples.map(comparable))
  return findMatching(text, (words) => said.has(comparable(words))).map(({ start, end }): Span => {
    return { start, end, value: text.slice(start, end), source: 'pattern', strength: 32 }
  })
}

export const stringType: ParameterTypeDefinition = {
  expects: ({ examples: [example] }) =>
    example === undefined ? 'a text' : `something like “${example}”`,
  coerce(value) {
    if (typeof value === 'object') return err(notOfType(value, 'a text'))
    const text = unquoted(String(value))
    return text === '' ? err(notOfType(value, 'a text')) : ok(text)
  },
  find: (text, parameter) => [
    ...findQuoted(text, parameter),
    ...findShaped(text, parameter),
    ...findExamples(text, parameter),
  ],
}
