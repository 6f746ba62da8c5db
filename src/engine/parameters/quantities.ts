import type { Parameter } from '#domain/parameter.ts'
import { exactly, findNumbers, readNumber } from './numbers.ts'
import type { Span } from './parameter-type.ts'
import { converted, measureOf, unitAfter } from './units.ts'

/** A number with the unit it was said in; '' where none was said. */
interface Quantity extends Span {
  readonly value: number
  readonly unit: string
}

/**
 * Numbers of a text, in the unit their parameter is kept in: "an hour and a half" is 90 for `min`,
 * "5 ft 10" is 178 for `cm`. A number without a unit is in that unit already. One of another
 * measure is given as it was said, so that it is refused in these words.
 */
export function findQuantities(text: string, { unit }: Pick<Parameter, 'unit'>): Span[] {
  const numbers = findNumbers(text)
  if (unit.trim() === '') return numbers
  const own = unit.trim()
  const said = numbers.map((span) =>
    typeof span.value === 'number' ? quantityOf(text, { ...span, value: span.value }, own) : span,
  )
  const quantities = [...said, ...articlesIn(text, own)].sort((a, b) => a.start - b.start)
  return summed(text, withoutCovered(quantities)).map((span) => inUnit(text, span, own))
}

/** Whether a number has such a unit, and how surely it is meant by that. */
const MATCHING = 8

function quantityOf(text: string, span: Span & { readonly value: number }, own: string): Quantity {
  const words = text.slice(span.start, span.end)
  if (/(?:%|per\s?cent)$/iu.test(words)) return { ...span, unit: '%' }
  const money = /^[$€£¥₹]/u.exec(words)?.[0]
  if (money !== undefined) return { ...span, unit: money }
  const after = unitAfter(text.slice(span.end)) ?? ownAfter(text.slice(span.end), own)
  if (!after) return { ...span, unit: '' }
  const end = span.end + after.length
  const half = /^\s+and\s+a\s+(half|quarter)\b/iu.exec(text.slice(end))
  const part = half ? (half[1]?.toLowerCase() === 'half' ? 0.5 : 0.25) : 0
  return {
    ...span,
    end: end + (half?.[0].length ?? 0),
    value: span.value + part,
    unit: after.name,
    strength: span.strength === 31 ? 40 : span.strength,
  }
}

/** A unit that no table has is known by its own word: `3 crates` for `crate`. */
function ownAfter(text: string, own: string): { name: string; length: number } | null {
  if (measureOf(own) !== null) return null
  const all = /^\s*\p{L}+/u.exec(text)?.[0] ?? ''
  const name = all.trimStart()
  return converted(1, name, own) === null ? null : { name, length: all.length }
}

const ARTICLE =
  /\b(half\s+an?|a\s+quarter\s+of\s+an?|three\s+quarters\s+of\s+an?|a\s+couple\s+of|an?)\b/giu
const ARTICLES: readonly (readonly [RegExp, number])[] = [
  [/^half/iu, 0.5],
  [/^a\s+quarter/iu, 0.25],
  [/^three/iu, 0.75],
  [/couple/iu, 2],
]

/** "an hour and a half", "half an hour", "a kilo": the article counts one of the unit. */
function articlesIn(text: string, own: string): Quantity[] {
  return [...text.matchAll(ARTICLE)].flatMap((match): Quantity[] => {
    const after = unitAfter(text.slice(match.index + match[0].length))
    if (!after || after.name.length < 3 || converted(1, after.name, own) === null) return []
    const end = match.index + match[0].length + after.length
    const half = /^\s+and\s+a\s+half\b/iu.exec(text.slice(end))
    const count = ARTICLES.find(([form]) => form.test(match[0]))?.[1] ?? 1
    return [
      {
        start: match.index,
        end: end + (half?.[0].length ?? 0),
        value: count + (half ? 0.5 : 0),
        unit: after.name,
        source: 'typed',
        strength: 40,
      },
    ]
  })
}

/** The longer of two that share words: "half an hour" holds "half". */
function withoutCovered<T extends Span>(spans: readonly T[]): T[] {
  return spans.filter(
    (span) =>
      !spans.some(
        (other) =>
          other.start <= span.start &&
          other.end >= span.end &&
          other.end - other.start > span.end - span.start,
      ),
  )
}

const isQuantity = (span: Span): span is Quantity => 'unit' in span

/** "5 feet 10 inches", "1 hour and 30 minutes", "5 ft 10": one value in several units. */
function summed(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    const sum = last && isQuantity(last) && isQuantity(span) ? sumOf(text, last, span) : null
    if (sum) joined[joined.length - 1] = sum
    else joined.push(span)
  }
  return joined
}

function sumOf(text: string, a: Quantity, b: Quantity): Quantity | null {
  if (!/^\s*(?:and\s+|,\s*)?$/iu.test(text.slice(a.end, b.start)) || a.unit === '') return null
  const unit = b.unit === '' ? smallerThan(a.unit) : b.unit
  if (unit === null || (b.unit === '' && /,|and/iu.test(text.slice(a.end, b.start)))) return null
  const [size, first] = [converted(1, unit, a.unit), converted(a.value, a.unit, unit)]
  if (size === null || first === null || size >= 1 || size * b.value >= 1) return null
  if (measureOf(unit) === 'temperature') return null
  return { ...a, end: b.end, value: exactly(first + b.value), unit }
}

/** What a bare number after it counts: `5 ft 10`, `1 h 30`. */
const smallerThan = (unit: string): string | null => {
  if (/^(?:ft|foot|feet)$/iu.test(unit)) return 'in'
  return /^h(?:rs?|ours?)?$/iu.test(unit) ? 'min' : null
}

function inUnit(text: string, span: Span, own: string): Span {
  if (!isQuantity(span)) return span
  const { unit, ...plain } = span
  if (unit === '') return plain
  const value = converted(span.value, unit, own)
  return value === null
    ? { ...plain, value: text.slice(span.start, span.end), strength: 50 }
    : { ...plain, value, strength: span.strength + MATCHING }
}

/** The one quantity that a whole text says, in the parameter's unit; words where it is of another. */
export function readQuantity(text: string, parameter: Pick<Parameter, 'unit'>): number | null {
  if (parameter.unit.trim() === '') return readNumber(text)
  const trimmed = text.trim()
  const [only, ...others] = findQuantities(trimmed, parameter)
  const isWhole = only?.start === 0 && only.end === trimmed.length && others.length === 0
  if (isWhole) return typeof only.value === 'number' ? only.value : null
  return readNumber(trimmed)
}

/** What a quantity in words measures that it should not: `time`; `null` where that is not the matter. */
export function alienMeasure(text: string, { unit }: Pick<Parameter, 'unit'>): string | null {
  const own = measureOf(unit)
  const trimmed = text.trim()
  const [number] = findNumbers(trimmed)
  if (own === null || !number) return null
  const sign = /^[$€£¥₹]/u.exec(trimmed)?.[0] ?? unitAfter(trimmed.slice(number.end))?.name ?? ''
  const said = sign === '' ? null : measureOf(sign, own.startsWith('money'))
  return said !== null && converted(1, sign, unit) === null ? said : null
}
