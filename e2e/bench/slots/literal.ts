import type { Json } from '#shared/json.ts'

/*
 * Which arguments of a call stand in its message, and when a value is right. Declared before any
 * engine is asked: an argument is literal where one of its accepted values can be read off the
 * text by itself, without knowing anything but the words for numbers.
 */

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** The numbers a text says, in digits or as one word. */
export function numbersIn(text: string): number[] {
  const digits = [...text.matchAll(/(?<![\p{L}\d])-?\d[\d,]*(?:\.\d+)?(%?)/gu)].flatMap((match) => {
    const value = Number(match[0].replaceAll(/[,%]/g, ''))
    return match[1] === '%' ? [value, value / 100] : [value]
  })
  const words = (text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => {
    if (UNITS.includes(word)) return [UNITS.indexOf(word)]
    return TENS.includes(word) ? [(TENS.indexOf(word) + 2) * 10] : []
  })
  return [...digits, ...words]
}

/** Whether a value can be read off a text. Data in braces, and a bare yes or no, never can. */
export function isLiteral(value: Json, text: string): boolean {
  if (typeof value === 'number') return numbersIn(text).includes(value)
  if (typeof value === 'string') return value.trim() !== '' && saysWords(text, value)
  return (
    Array.isArray(value) && value.length > 0 && value.every((item: Json) => isLiteral(item, text))
  )
}

const saysWords = (text: string, value: string): boolean => {
  const said = ` ${wordsOf(text)} `
  return said.includes(` ${wordsOf(value)} `)
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’]s\b/g, ' s')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The leaderboard's own rule: numbers by value; of texts neither case, blanks nor `,./-_*^` count. */
export function isEqual(a: Json, b: Json): boolean {
  if (typeof a === 'string' && typeof b === 'string') return standard(a) === standard(b)
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Json, i) => isEqual(item, b[i] as Json))
  return a === b
}

const standard = (text: string): string =>
  text
    .replaceAll(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"')
