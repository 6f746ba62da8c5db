import type { Parameter } from '#domain/parameter.ts'
import { err, ok } from '#shared/result.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { notOfType, spoken } from '../wording.ts'
import { comparable, escapeForUnicode, tokensOf } from '../words.ts'

const TRUE = new Set('true yes y yep yeah sure on enabled enable 1 ok okay'.split(' '))
const FALSE = new Set('false no n nope off disabled disable 0'.split(' '))
/** Unlike "on" and "no", these mean nothing else wherever they stand. */
const UNMISTAKABLE = new Set(['true', 'false', 'enabled', 'disabled'])

function readBoolean(text: string): boolean | null {
  const word = comparable(text)
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : null
}

/** What denies the words after it. */
const DENIALS =
  "without|no|not|never|skip|omit|leave out|leave off|(?:do|does|did|is|are|was|should)n['’]t|(?:do|does|did) not|don['’]t need|don['’]t want|no need (?:for|to)"
const ARTICLES = '(?:any|the|an?|my|this|that|to|for|be)'
/** `wrap`, `wrapped`, `wrapping`, `notifying`. */
const ENDING = '(?:s|es|(?:\\p{L})?ed|(?:\\p{L})?ing)?'

/**
 * "with gift wrap", "without gift wrapping", "don't notify her": the parameter's own words say it,
 * and a denial before them turns it round. `is_urgent` is said as "urgent".
 */
function findMention(text: string, parameter: Parameter): Span[] {
  const name = spoken(parameter).replace(/^(?:is|has|are|should|with|include|use)\s+/u, '')
  if (name === '') return []
  const found = mentionsOf(text, name.split(' ').map(escapeForUnicode).join('[ _-]?'))
  // Of `notify_customer` a denial names the deed alone: "don't notify her".
  const deed = name.replace(/ .*$/u, '')
  return found.length > 0 || deed === name || deed.length < 5
    ? found
    : mentionsOf(text, escapeForUnicode(deed)).filter(({ value }) => value === false)
}

function mentionsOf(text: string, words: string): Span[] {
  const mention = new RegExp(
    `(?<![\\p{L}\\d])(?:(${DENIALS})\\s+(?:${ARTICLES}\\s+)*)?${words}${ENDING}(?![\\p{L}\\d])`,
    'giu',
  )
  return [...text.matchAll(mention)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[1] === undefined,
    source: 'typed',
    strength: match[1] === undefined ? 30 : 40,
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
