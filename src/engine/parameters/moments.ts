import type { Component, ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { Parameter } from '#domain/parameter.ts'
import { dayAt, isAfter, isoDay, plusDays, plusMonths, wallTime, type Day } from './calendar.ts'
import { momentRewritings } from './moment-words.ts'
import type { ReadingContext, Span } from './parameter-type.ts'
import { rewrite } from './rewrite.ts'
import { textOf } from './wording.ts'

type Facet = 'date' | 'time'

/** What the name of a parameter says of where in time its values lie. */
const PAST =
  /birth|\bborn\b|\bdob\b|since|\bpast\b|\blast\b|\bprevious|issued|purchased|ordered|joined|founded|graduat|\bhired?\b|occurred|happened|incurred/i

export const isOfThePast = ({ name, description }: Parameter): boolean =>
  PAST.test(name.replaceAll('_', ' ')) || /\b(?:in the past|date of birth)\b/i.test(description)

/** Words that look back whatever the parameter: forwards from now, "last Friday" were the next one. */
const LOOKING_BACK = /\b(?:last|past|previous|ago|yesterday|earlier)\b/iu

/**
 * Dates or times within a text, read forwards from now: on a Friday, "Monday" is in three days.
 * For a parameter of the past it was four days ago. "from Monday to Friday" gives two spans.
 */
export function findMoments(
  text: string,
  facet: Facet,
  parameter: Parameter,
  context: ReadingContext,
): Span[] {
  const isPast = isOfThePast(parameter)
  const said = rewrite(text, momentRewritings(context, isPast))
  const spans = parsed(said.text, context)
    .filter((result) => !isDuration(result, said.text))
    .flatMap((result) => momentsOf(result, facet, isPast, context))
  return spans.map((span) => ({ ...span, ...trimmed(text, said.placeOf(span.start, span.end)) }))
}

/** Which way from now so much time is counted: "in 3 days", "3 days later". */
const DIRECTION =
  /^(?:in|within|next|last|past|previous|after|coming|this|[+-])|\b(?:ago|later|from|before|after|hence|earlier|out)\b/iu

/**
 * "for 3 days", "a meeting of 30 minutes": how long something is, and not when. Who is asked when and
 * says "3 days" and nothing else means in 3 days.
 */
function isDuration(result: ParsedResult, said: string): boolean {
  if (!result.tags().has('result/relativeDate') || DIRECTION.test(result.text)) return false
  return /^for\b/iu.test(result.text) || said.replace(/[\s.!]+$/u, '').trim() !== result.text
}

/**
 * The parser counts by the machine's calendar (some of it even where it is told a zone): it is given
 * the moment at which that shows what the person's shows now.
 */
function onThisMachine({ now, timeZone }: ReadingContext): Date {
  const wall = new Date(wallTime(now, timeZone))
  return new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  )
}

function parsed(text: string, context: ReadingContext): ParsedResult[] {
  const reference = onThisMachine(context)
  const forwards = casual.parse(text, reference, { forwardDate: true })
  if (!forwards.some((result) => LOOKING_BACK.test(result.text))) return forwards
  const back = casual.parse(text, reference)
  return forwards.map((result) =>
    LOOKING_BACK.test(result.text)
      ? (back.find(({ index }) => index === result.index) ?? result)
      : result,
  )
}

function momentsOf(
  { index, text: words, start, end }: ParsedResult,
  facet: Facet,
  isPast: boolean,
  context: ReadingContext,
): Span[] {
  const split = end ? separatorIn(words) : words.length
  const spanOf = (moment: ParsedComponents, from: number, to: number): Span[] => {
    const wall = isInHours(moment, words) ? wallAfter(moment, context) : null
    const value =
      facet === 'date'
        ? dateOf(moment, isPast, context, wall)
        : timeOf(moment, { start, end: end ?? start }, wall)
    const place = { start: index + from, end: index + to }
    return value === null ? [] : [{ ...place, value, source: 'typed', strength: 45, facet }]
  }
  return [...spanOf(start, 0, split), ...(end ? spanOf(end, split, words.length) : [])]
}

/** "in 3 hours", and not "3 hours after noon", where one counts along the clock. */
const isInHours = (moment: ParsedComponents, words: string): boolean =>
  moment.tags().has('result/relativeDateAndTime') &&
  !/\b(?:after|before|from(?! now))\b/iu.test(words)

const part = (moment: ParsedComponents, name: Component): number => Number(moment.get(name))

/** What clock and calendar show when so much time has passed: they may be put on or back meanwhile. */
function wallAfter(moment: ParsedComponents, { now, timeZone }: ReadingContext): string {
  const shown = Date.UTC(
    part(moment, 'year'),
    part(moment, 'month') - 1,
    part(moment, 'day'),
    part(moment, 'hour'),
    part(moment, 'minute'),
    part(moment, 'second'),
  )
  const elapsed = shown - Math.floor(wallTime(now, timeZone) / 1000) * 1000
  return new Date(wallTime(now + elapsed, timeZone)).toISOString()
}

function dateOf(
  moment: ParsedComponents,
  isPast: boolean,
  { now, timeZone }: ReadingContext,
  wall: string | null,
): string | null {
  if (wall !== null) return wall.slice(0, 10)
  const isWeekday = !moment.isCertain('day')
  if (isWeekday && !moment.isCertain('weekday')) return null
  const day: Day = {
    year: part(moment, 'year'),
    month: part(moment, 'month'),
    day: part(moment, 'day'),
  }
  if (!isPast || moment.isCertain('year') || !isAfter(day, dayAt(now, timeZone))) return isoDay(day)
  return isoDay(isWeekday ? plusDays(day, -7) : plusMonths(day, -12))
}

const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * From 9 to 5 is to five in the afternoon, and from 9 to 5 pm is from nine in the morning: what ends
 * before it begins is meant so.
 */
function timeOf(
  moment: ParsedComponents,
  range: { readonly start: ParsedComponents; readonly end: ParsedComponents },
  wall: string | null,
): string | null {
  if (wall !== null) return wall.slice(11, 16)
  if (!moment.isCertain('hour')) return null
  const [hour, from, to] = [
    part(moment, 'hour'),
    part(range.start, 'hour'),
    part(range.end, 'hour'),
  ]
  const isOpen = to < from && !moment.isCertain('meridiem')
  const isLater = isOpen && moment === range.end && from <= 12
  const isEarlier = isOpen && moment === range.start && from > 12
  const meant = hour + (isLater ? 12 : 0) - (isEarlier ? 12 : 0)
  return `${pad(meant)}:${pad(part(moment, 'minute'))}`
}

/** Without blanks and small words at its ends, which a rewriting may have brought in. */
function trimmed(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { start: number; end: number } {
  const words = text.slice(start, end)
  const lead = /^(?:(?:from|between|to|until|till|through|and|at|on|by)\s|[\s~–—-])+/iu.exec(words)
  const from = start + (lead?.[0].length ?? 0)
  return { start: from, end: from + text.slice(from, end).trimEnd().length }
}

/** Surest first: a hyphen may be part of a date. */
const SEPARATORS = [/\b(?:to|until|till|through)\b/iu, /\s[-–—~]\s/u, /[-–—~]/u]

/** Where the second half of "Monday to Friday" begins. */
const separatorIn = (words: string): number =>
  SEPARATORS.map((separator) => words.search(separator)).find((place) => place >= 0) ?? words.length

/** The one date or time that a whole text says, small words around it aside. */
export function readMoment(
  text: string,
  facet: Facet,
  parameter: Parameter,
  context: ReadingContext,
): string | null {
  const [only] = findMoments(text, facet, parameter, context)
  if (!only) return null
  const around = text.slice(0, only.start) + text.slice(only.end)
  return /^[\s.,!]*(?:(?:on|at|by|the|for|please|o'clock|from|until|since|around|about)[\s.,!]*)*$/iu.test(
    around,
  )
    ? textOf(only.value)
    : null
}
