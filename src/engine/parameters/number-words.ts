const SMALL_WORDS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen'
).split(' ')
const TENS_WORDS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const SMALL: ReadonlyMap<string, number> = new Map(
  SMALL_WORDS.map((word, value): [string, number] => [word, value]),
)
const TENS: ReadonlyMap<string, number> = new Map(
  TENS_WORDS.map((word, index): [string, number] => [word, 20 + 10 * index]),
)
/** What is said after a number to multiply it, in words or right at its digits. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
  ['trillion', 1_000_000_000_000],
])
const PARTS: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['third', 3],
  ['quarter', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['eighth', 8],
  ['tenth', 10],
  ['hundredth', 100],
])
const FEW: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['couple', 2],
  ['pair', 2],
])

/** A number that words begin with, and how many of them say it. */
export interface SaidNumber {
  readonly value: number
  readonly length: number
}

/**
 * The longest number that a row of words begins with: `twenty five`, `two and a half`, `three
 * hundred thousand`, `half a dozen`, `minus one`, `zero point five`. Words are lower case, without
 * hyphens. A bare ordinal ("the third") is none.
 */
export function numberAt(words: readonly string[]): SaidNumber | null {
  const [first = '', ...rest] = words
  if (first === 'minus' || first === 'negative') {
    const said = numberAt(rest)
    return said && said.value > 0 ? { value: -said.value, length: said.length + 1 } : null
  }
  return fractionAt(words) ?? fewAt(words) ?? fullAt(words)
}

/** `half`, `a third`, `three quarters`, `half a million`. */
function fractionAt(words: readonly string[]): SaidNumber | null {
  const [first = '', second = ''] = words
  if (first === 'half') {
    const of = isArticle(second) ? scaleOrFew(words[2]) : null
    return of === null ? { value: 0.5, length: 1 } : { value: of / 2, length: 3 }
  }
  const count = isArticle(first) ? 1 : (SMALL.get(first) ?? 0)
  const part = PARTS.get(singularPart(second))
  const isOne = count === 1 && PARTS.has(second)
  if (part === undefined || !(isOne || (count > 1 && second.endsWith('s')))) return null
  return { value: count / part, length: 2 }
}

const singularPart = (word: string): string => (word === 'halves' ? 'half' : word.replace(/s$/, ''))
const isArticle = (word: string | undefined): boolean => word === 'a' || word === 'an'
const scaleOrFew = (word = ''): number | null => SCALES.get(word) ?? FEW.get(word) ?? null

/** `a dozen`, `two dozen`, `a couple`. */
function fewAt(words: readonly string[]): SaidNumber | null {
  const [first = '', second = ''] = words
  const dozens = FEW.get(second)
  if (isArticle(first) && dozens !== undefined) return { value: dozens, length: 2 }
  if (first === 'dozen') return { value: 12, length: 1 }
  const count = SMALL.get(first) ?? 0
  return second === 'dozen' && count > 0 ? { value: 12 * count, length: 2 } : null
}

/** A cardinal with what comes after its whole part: `two and a half`, `three point one four`. */
function fullAt(words: readonly string[]): SaidNumber | null {
  const whole = cardinalAt(words)
  if (!whole) return null
  const { value, length } = whole
  const rest = words.slice(length)
  if (rest[0] === 'point') {
    const digits = rest.slice(1).map((word) => SMALL.get(word) ?? 10)
    const end = digits.findIndex((digit) => digit > 9)
    const decimals = end < 0 ? digits : digits.slice(0, end)
    if (decimals.length > 0)
      return {
        value: Number(`${value}.${decimals.join('')}`),
        length: length + 1 + decimals.length,
      }
  }
  const part = rest[0] === 'and' ? fractionAt(rest.slice(1)) : null
  const isPart = part !== null && part.value < 1 && (isArticle(rest[1]) || SMALL.has(rest[1] ?? ''))
  return isPart ? { value: value + part.value, length: length + 1 + part.length } : whole
}

interface Count {
  /** Of the thousands and above that are behind. */
  readonly total: number
  /** Below a thousand. */
  readonly current: number
  /** The last scale: the next must be smaller. */
  readonly scale: number
}

/** `twenty five`, `a hundred and five`, `twelve hundred`, `three hundred thousand`. */
function cardinalAt(words: readonly string[]): SaidNumber | null {
  let at = isArticle(words[0]) && SCALES.has(words[1] ?? '') ? 1 : 0
  const from = at
  let count: Count = { total: 0, current: 0, scale: Infinity }
  while (at < words.length) {
    const isJoined = words[at] === 'and' && SCALES.has(words[at - 1] ?? '')
    const next = withWord(count, words[isJoined ? at + 1 : at] ?? '', at === from)
    if (!next) break
    count = next
    at += isJoined ? 2 : 1
  }
  return at === from ? null : { value: count.total + count.current, length: at }
}

/** `null` where a word does not go on with the number: "two three" is two numbers. */
function withWord({ total, current, scale }: Count, word: string, isFirst: boolean): Count | null {
  const tens = TENS.get(word)
  const small = SMALL.get(word)
  const isOpen = isFirst || (current % 100 === 0 && current + total > 0)
  if (tens !== undefined) return isOpen ? { total, current: current + tens, scale } : null
  if (small !== undefined) {
    const isUnit = small > 0 && small < 10 && current % 100 >= 20 && current % 10 === 0
    return (isOpen && (small > 0 || isFirst)) || isUnit
      ? { total, current: current + small, scale }
      : null
  }
  const by = SCALES.get(word) ?? Infinity
  if (!isFirst && current === 0) return null
  if (by === 100) return current < 100 ? { total, current: (current || 1) * 100, scale } : null
  return by < scale ? { total: total + (current || 1) * by, current: 0, scale: by } : null
}
