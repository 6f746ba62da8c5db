import type { ParsedComponents } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { ReadingContext, Span } from './parameter-type.ts'

const pad = (value: number | null, length = 2): string => String(value ?? 0).padStart(length, '0')

const dateOf = (moment: ParsedComponents): string | null =>
  moment.isCertain('day') || moment.isCertain('weekday')
    ? [pad(moment.get('year'), 4), pad(moment.get('month')), pad(moment.get('day'))].join('-')
    : null

const timeOf = (moment: ParsedComponents): string | null =>
  moment.isCertain('hour') ? `${pad(moment.get('hour'))}:${pad(moment.get('minute'))}` : null

/**
 * Dates or times within a text, read forwards from now: on a Friday, "Monday" is in three days.
 * "from Monday to Friday" gives two spans.
 */
export function findMoments(text: string, facet: 'date' | 'time', { now }: ReadingContext): Span[] {
  const read = facet === 'date' ? dateOf : timeOf
  const parsed = casual.parse(text, { instant: new Date(now) }, { forwardDate: true })
  return parsed.flatMap(({ index, text: words, start, end }): Span[] => {
    const split = end ? separatorIn(words) : words.length
    const spanOf = (moment: ParsedComponents, from: number, to: number): Span[] => {
      const value = read(moment)
      const place = { start: index + from, end: index + to }
      return value === null ? [] : [{ ...place, value, source: 'typed', strength: 45, facet }]
    }
    return [...spanOf(start, 0, split), ...(end ? spanOf(end, split, words.length) : [])]
  })
}

/** Where the second half of "Monday to Friday" begins. */
function separatorIn(words: string): number {
  const separator = /\s*(?:\bto\b|\buntil\b|\btill\b|\bthrough\b|[-–—])\s*/iu.exec(words)
  return separator ? separator.index : Math.floor(words.length / 2)
}

/** The one date or time that a whole text says, small words around it aside. */
export function readMoment(
  text: string,
  facet: 'date' | 'time',
  context: ReadingContext,
): string | null {
  const [only, ...others] = findMoments(text, facet, context)
  if (!only || others.length > 0 || typeof only.value !== 'string') return null
  const around = text.slice(0, only.start) + text.slice(only.end)
  return /^[\s.,!]*(?:(?:on|at|by|the|for|please|o'clock|from)[\s.,!]*)*$/iu.test(around)
    ? only.value
    : null
}
