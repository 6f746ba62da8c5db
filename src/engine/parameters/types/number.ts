import type { Parameter } from '#domain/parameter.ts'
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

/** What is written right after a number without a blank: `6cm`, `300K`, `1.5kg`. */
const UNIT =
  '(?:[kcmn]?m|km/h|mph|[mk]?g|lbs?|ft|oz|[mkc]?[lL]|ms|s|secs?|mins?|h|hrs?|[kMG]?Hz|[KMGT]B|k?[CKFJNVW]|k?Pa|°[CF])'
/**
 * Not part of a longer word, id, date or power: `W123`, `12-34`, `3.5.1`, `12:30` and `m^2` hold no
 * number.
 */
const DIGITS = new RegExp(
  String.raw`(?<![\w.,:/#@^-])(?:[$€£]\s?)?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)` +
    String.raw`(?:(?=${UNIT}(?![\p{L}\d]))|%?(?![\w@#]|[-:/]\d|\.\d))`,
  'gu',
)
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
    // "one" is a pronoun, and "two sides" may only say how many follow; any other word counts as
    // digits do, so that order decides.
    const isCount =
      value < 10 && pair === null && tokens.slice(i + 1, i + 3).some((word) => isPlural(word.text))
    const strength = value === 1 ? 35 : isCount ? 31 : 40
    spans.push({ start: token.start, end, value, source: 'typed', strength })
    if (pair !== null) i++
  }
  return spans
}

const isPlural = (word: string): boolean => /^\p{Ll}{3,}s$/u.test(word)

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

/**
 * "5 %" of a rate or a probability is 0.05; of what is called a percentage, or has values above 1,
 * it is 5.
 */
function isPart({ name, description, max, examples }: Parameter): boolean {
  if (/percent/i.test(name) || (max !== null && max > 1)) return false
  if (examples.some((example) => Math.abs(readNumber(example) ?? 0) > 1)) return false
  return (
    /(?:^|_)(?:rate|ratio|probability|fraction|yield|return)(?:_|$)/i.test(name) ||
    /\b(?:decimal form|as a decimal|fraction|between 0 and 1)\b/i.test(description)
  )
}

/** Without the noise of binary fractions: 7 % is 0.07. */
const hundredth = (value: number): number => Number((value / 100).toPrecision(12))

export const numberType: ParameterTypeDefinition = {
  expects: () => 'a number',
  coerce(value, parameter) {
    const problem = inexact(value)
    if (problem) return err(problem)
    const read = typeof value === 'string' ? readNumber(value) : value
    const isShare = typeof value === 'string' && value.trim().endsWith('%') && isPart(parameter)
    return typeof read === 'number' && Number.isFinite(read)
      ? ok(isShare ? hundredth(read) : read)
      : err(notOfType(value, 'a number'))
  },
  find: (text, parameter) =>
    isPart(parameter)
      ? findNumbers(text).map((span) =>
          typeof span.value === 'number' && text.slice(span.start, span.end).endsWith('%')
            ? { ...span, value: hundredth(span.value) }
            : span,
        )
      : findNumbers(text),
}
