import type { Json } from '#shared/json.ts'
import { err, ok } from '#shared/result.ts'
import type { ValueProblem } from '../../turn/events.ts'
import type { ParameterTypeDefinition, Span } from '../parameter-type.ts'
import { notOfType, shown } from '../wording.ts'
import { tokensOf } from '../words.ts'

const UNITS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen twenty'
).split(' ')
const TENS = ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, 30 + index * 10]),
  ['hundred', 100],
  ['dozen', 12],
])

/** Not part of a longer word, id or date: `W123`, `12-34`, `3.5.1` and `12:30` hold no number. */
const DIGITS =
  /(?<![\w.,:/#@-])(?:[$€£]\s?)?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)%?(?![\w@#]|[-:/]\d|\.\d)/gu
/** "one" after these points at a thing; it does not count. */
const POINTING = /\b(this|that|the|which|another|other|first|last|next|new|old|every|no|each)\s+$/iu

/** `1,234.5`, `+3`, `$20`, `twelve`, `twenty-one` → the number; anything else → `null`. */
export function readNumber(text: string): number | null {
  const trimmed = text
    .trim()
    .replace(/^[$€£]\s?/u, '')
    .replace(/\s?%$/u, '')
  if (/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(trimmed))
    return Number(trimmed.replaceAll(',', ''))
  if (/^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(trimmed)) return finite(Number(trimmed))
  return readNumberWords(trimmed)
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function readNumberWords(text: string): number | null {
  const [first = '', second, ...more] = text
    .toLowerCase()
    .replace(/^an? (?=hundred|dozen)/, '')
    .split(/[\s-]+/)
  const value = WORDS.get(first)
  if (value === undefined || more.length > 0) return null
  if (second === undefined) return value
  const unit = WORDS.get(second)
  if (second === 'hundred' && value < 10) return value * 100
  return unit !== undefined && unit > 0 && unit < 10 && value >= 20 && value < 100
    ? value + unit
    : null
}

/** Numbers in digits and in words, in their order. */
export function findNumbers(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(DIGITS)) {
    const digits = match[1] ?? ''
    // As words, so that it is refused as it was said.
    const value = isLongInteger(digits) ? digits : readNumber(digits)
    const end = match.index + match[0].length
    if (value !== null)
      spans.push({ start: match.index, end, value, source: 'typed', strength: 40 })
  }
  return [...spans, ...findNumberWords(text)].sort((a, b) => a.start - b.start)
}

function findNumberWords(text: string): Span[] {
  const spans: Span[] = []
  const tokens = tokensOf(text)
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    const next = tokens[i + 1]
    if (!token) continue
    const pair = next ? readNumberWords(`${token.text} ${next.text}`) : null
    const value = pair ?? readNumberWords(token.text)
    if (value === null) continue
    if (value === 1 && POINTING.test(text.slice(0, token.start))) continue
    const end = pair !== null && next ? next.end : token.end
    // "one" is a pronoun, too; any other word counts as digits do, so that order decides.
    const strength = value === 1 ? 35 : 40
    spans.push({ start: token.start, end, value, source: 'typed', strength })
    if (pair !== null) i++
  }
  return spans
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

export const numberType: ParameterTypeDefinition = {
  expects: () => 'a number',
  coerce(value) {
    const problem = inexact(value)
    if (problem) return err(problem)
    const read = typeof value === 'string' ? readNumber(value) : value
    return typeof read === 'number' && Number.isFinite(read)
      ? ok(read)
      : err(notOfType(value, 'a number'))
  },
  find: findNumbers,
}
