import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { notOfType, spoken } from '../wording.ts'
import { comparable, escapeRegExp, tokensOf } from '../words.ts'

const TRUE = new Set('true yes y yep yeah sure on enabled enable 1 ok okay'.split(' '))
const FALSE = new Set('false no n nope off disabled disable 0'.split(' '))
/** Unlike "on" and "no", these mean nothing else wherever they stand. */
const UNMISTAKABLE = new Set(['true', 'false', 'enabled', 'disabled'])

function readBoolean(text: string): boolean | null {
  const word = comparable(text)
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : null
}

/** "with gift wrap", "without gift wrap": the parameter's own words say it. */
function findMention(text: string, parameter: Parameter): Span[] {
  const words = escapeRegExp(spoken(parameter)).replaceAll(' ', '[ _-]?')
  const mention = new RegExp(
    `\\b(?:(without|no|not|don't|do not)\\s+(?:any\\s+)?)?${words}\\b`,
    'giu',
  )
  return [...text.matchAll(mention)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[1] === undefined,
    source: 'typed',
    strength: 30,
  }))
}

function findWords(text: string): Span[] {
  const tokens = tokensOf(text)
  return tokens.flatMap((token, index): Span[] => {
    const value = readBoolean(token.text)
    const isLast = index === tokens.length - 1
    if (value === null || /^[01yn]$/i.test(token.text)) return []
    if (!isLast && !UNMISTAKABLE.has(token.text.toLowerCase())) return []
    return [{ start: token.start, end: token.end, value, source: 'typed', strength: 38 }]
  })
}

export const booleanType: ParameterTypeDefinition = {
  expects: () => 'yes or no',
  coerce(value) {
    const read =
      typeof value === 'string' || typeof value === 'number' ? readBoolean(String(value)) : value
    return typeof read === 'boolean' ? ok(read) : err(notOfType(value, 'yes or no'))
  },
  find: (text, parameter) => [...findWords(text), ...findMention(text, parameter)],
}
