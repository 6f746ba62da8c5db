import type { Json } from '#shared/json.ts'
import type { ValueProblem } from '../turn/events.ts'
import { numberAt, SCALES } from './number-words.ts'
import type { Span } from './parameter-type.ts'
import { shown } from './wording.ts'
import { tokensOf } from './words.ts'

/** What is written right after a number without a blank: `6cm`, `300K`, `1.5kg`. */
const UNIT =
  '(?:[kcmn]?m|km/h|kph|mph|[mk]?g|lbs?|ft|oz|in|yd|[mkc]?[lL]|ms|s|secs?|mins?|h|hrs?|d|[kMG]?Hz|[KMGTkmgt]i?[Bb]|k?[CFJNVW]|K|k?Pa|°[CF]|[A-Z]{3}|€|£)'
const MONEY = '[$€£¥₹]'
/** In small letters or with a capital. */
const SCALE_WORDS = [...SCALES.keys(), 'dozen']
  .map((word) => `[${word[0]}${word[0]?.toUpperCase()}]${word.slice(1)}`)
  .join('|')
/** `1.5k`, `$2M`, `2 million`: what multiplies the digits before it. */
const SCALE = String.raw`(?:k(?![\p{L}\d])|\s?(?:${SCALE_WORDS})(?![\p{L}\d]))`
/** Only of money: 300K are kelvin, and 2m are metres. */
const MONEY_SCALE = String.raw`\s?(?:[kK]|[mM]|bn|[bB])(?![\p{L}\d])`
const SHORT_SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['dozen', 12],
])
const scaleOf = (word: string): number => SCALES.get(word) ?? SHORT_SCALES.get(word) ?? 1

const PLAIN = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+`
const IS_PLAIN = new RegExp(`^(?:${PLAIN})$`, 'u')
const BEFORE_MONEY = new RegExp(`^${MONEY}\\s?`, 'u')
/**
 * Not part of a longer word, id, date or power: `W123`, `12-34`, `3.5.1`, `12:30` and `m^2` hold no
 * number; nor does `7,50`, which is seven and a half to many, and 7 to nobody.
 */
const DIGITS = new RegExp(
  String.raw`(?<![\w.,:/#@^-])(?:(${MONEY})\s?)?((?:${PLAIN})(?:[eE][+-]?\d{1,2}(?!\d))?)` +
    String.raw`(?:(${SCALE})|(?<=${MONEY}\s?[\d.,]+)(${MONEY_SCALE})|(?=${UNIT}(?![\p{L}\d]))|` +
    String.raw`(\s?%|\s[Pp]er\s?cent\b)?(?![\w@#]|[-:/]\d|[.,]\d))`,
  'gu',
)
/** `1/2`, `2 1/2`, `2½`. What could be a date is none: only parts of a whole. */
const FRACTION =
  /(?<![\w./:-])(?:(\d+)\s+)?(\d{1,2})\/(\d{1,3})(?![\w./:-])|(?<![\w./:-])(\d+)?\s?([½⅓⅔¼¾])/gu
const SIGNS: ReadonlyMap<string, number> = new Map([
  ['½', 1 / 2],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 1 / 4],
  ['¾', 3 / 4],
])
/** "one" after these points at a thing; it does not count. */
const POINTING = /\b(this|that|the|which|another|other|first|last|next|new|old|every|no|each)\s+$/iu

/** Without the noise of binary fractions: 7 % is 0.07, 1.1 thousand is 1,100. */
export const exactly = (value: number): number => Number(value.toPrecision(12))

/**
 * `1,234.5`, `+3`, `$20`, `1.5k`, `twenty-one`, `two and a half`, `3/4`, `5%` → the number; anything
 * else → `null`.
 */
export function readNumber(text: string): number | null {
  const trimmed = text.trim()
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(trimmed)) return finite(Number(trimmed))
  const amount = trimmed.replace(/\s?(?:[€£%]|per\s?cent)$/iu, '')
  const bare = amount.replace(BEFORE_MONEY, '')
  // In a sentence "5 k" may be a distance; alone it is a number.
  const whole = amount.replace(/\s+k$/u, 'k')
  return IS_PLAIN.test(bare) ? digits(bare) : (readWords(bare) ?? readWhole(whole))
}

const digits = (text: string): number => Number(text.replaceAll(',', ''))
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** `3/4`, `1.5k`, `2 and a half`: what is found in a text, where that is all of it. */
function readWhole(text: string): number | null {
  const [only, ...others] = findNumbers(text)
  const isAll = only?.start === 0 && only.end === text.length && others.length === 0
  return isAll && typeof only.value === 'number' ? only.value : null
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/u)
    .filter((word) => word !== '')

function readWords(text: string): number | null {
  const words = wordsOf(text)
  const said = numberAt(words)
  return said?.length === words.length ? said.value : null
}

/** Numbers in digits and in words, in their order. */
export function findNumbers(text: string): Span[] {
  const written = [...fractionsIn(text), ...digitsIn(text)]
  const apart = written.filter(
    (span, i) => !written.some((other, j) => j < i && covers(other, span)),
  )
  const worded = wordedIn(text).filter((span) => !apart.some((other) => covers(other, span)))
  return [...apart, ...worded].sort((a, b) => a.start - b.start)
}

const covers = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

function digitsIn(text: string): Span[] {
  return [...text.matchAll(DIGITS)].flatMap((match): Span[] => {
    const [all, , plain = '', scale, moneyScale] = match
    // "2 and a half", "3 dozen": words go on with what the digits began.
    const half =
      scale === undefined
        ? /^\s+and\s+a\s+(half|quarter)\b/iu.exec(text.slice(match.index + all.length))
        : null
    const part = half ? (half[1]?.toLowerCase() === 'half' ? 0.5 : 0.25) : 0
    const by = scaleOf((scale ?? moneyScale ?? '').trim().toLowerCase())
    // As words, so that it is refused as it was said.
    const said = digits(plain)
    const value = isLongInteger(plain)
      ? plain
      : by === 1 && part === 0
        ? said
        : exactly((said + part) * by)
    const end = match.index + all.length + (half?.[0].length ?? 0)
    return [{ start: match.index, end, value, source: 'typed', strength: 40 }]
  })
}

function fractionsIn(text: string): Span[] {
  return [...text.matchAll(FRACTION)].flatMap((match): Span[] => {
    const [all, whole, above, below, before, sign] = match
    const part = sign === undefined ? Number(above) / Number(below) : (SIGNS.get(sign) ?? 0)
    if (!(part > 0 && part < 1)) return []
    const start = match.index + (/^\s*/u.exec(all)?.[0].length ?? 0)
    const value = exactly(Number(whole ?? before ?? 0) + part)
    return [{ start, end: match.index + all.length, value, source: 'typed', strength: 40 }]
  })
}

/** As many words are tried as a number of thousands has. */
const MOST_WORDS = 10

function wordedIn(text: string): Span[] {
  const spans: Span[] = []
  const tokens = tokensOf(text)
  for (let i = 0; i < tokens.length; i++) {
    const found = numberFrom(text, tokens, i)
    const [token, last] = [tokens[i], tokens[i + (found?.count ?? 1) - 1]]
    if (!found || !token || !last) continue
    const { value, count } = found
    if (value === 1 && POINTING.test(text.slice(0, token.start))) continue
    // "one" is a pronoun, and "two sides" may only say how many follow; any other word counts as
    // digits do, so that order decides.
    const isCount =
      value < 10 &&
      count === 1 &&
      tokens.slice(i + 1, i + 3).some((word) => /^\p{Ll}{3,}s$/u.test(word.text))
    const strength = value === 1 || value === 0.5 ? 35 : isCount ? 31 : 40
    const percent = /^\s+per\s?cent\b/iu.exec(text.slice(last.end))?.[0].length ?? 0
    spans.push({ start: token.start, end: last.end + percent, value, source: 'typed', strength })
    i += count - 1
  }
  return spans
}

/** The number that begins at a token, and how many tokens say it; commas end it. */
function numberFrom(
  text: string,
  tokens: ReturnType<typeof tokensOf>,
  from: number,
): { readonly value: number; readonly count: number } | null {
  const words: string[] = []
  /** How many tokens the first so many words take; none where a token is cut. */
  const tokensAt = new Map<number, number>()
  for (let i = from; i < Math.min(tokens.length, from + MOST_WORDS); i++) {
    const [token, before] = [tokens[i], tokens[i - 1]]
    if (!token || (i > from && before && /\S/u.test(text.slice(before.end, token.start)))) break
    words.push(...wordsOf(token.text))
    tokensAt.set(words.length, i - from + 1)
  }
  const said = numberAt(words)
  const count = tokensAt.get(said?.length ?? 0)
  return said && count !== undefined ? { value: said.value, count } : null
}

/** Why a whole number cannot be taken: it would become another one. `null` for any other value. */
export function inexact(value: Json): ValueProblem | null {
  const isExact =
    typeof value === 'number'
      ? !Number.isInteger(value) || Number.isSafeInteger(value)
      : typeof value !== 'string' || !isLongInteger(value)
  return isExact
    ? null
    : { code: 'range', text: `“${shown(value)}” is too large to be kept to the last digit.` }
}

const isLongInteger = (text: string): boolean =>
  /^[$€£]?\s?[+-]?[\d,]+\s?%?$/u.test(text.trim()) && !Number.isSafeInteger(readNumber(text) ?? 0)
