import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { findMatching, isTelling, patternOf, shapesOf } from '../shapes.ts'
import { notOfType } from '../wording.ts'
import { comparable, unquoted } from '../words.ts'

const QUOTED = /"([^"]+)"|“([^”]+)”|«([^»]+)»|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)|`([^`]+)`/gu

function findQuoted(text: string): Span[] {
  return [...text.matchAll(QUOTED)].flatMap((match): Span[] => {
    const value = match.slice(1).join('').trim()
    if (value === '') return []
    const end = match.index + match[0].length
    return [{ start: match.index, end, value, source: 'quoted', strength: 50 }]
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
    ...findQuoted(text),
    ...findShaped(text, parameter),
    ...findExamples(text, parameter),
  ],
}
