import {
  dayAt,
  isAfter,
  isCalendarDate,
  isoDay,
  plusDays,
  plusMonths,
  weekdayOf,
  WEEKDAYS,
  type Day,
} from './calendar.ts'
import type { ReadingContext } from './parameter-type.ts'
import type { Rewriting } from './rewrite.ts'

/*
 * Dates and times as people say them that the date parser does not know, said as it knows them.
 * Digits are taken so: `2026-03-04` is ISO; `3/4/2026` has the month first, as English has it by the
 * parser, unless that is no month; `3.4.2026` with dots has the day first, as all who write it mean.
 */

const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const MINUTES = new Map([
  ['five', 5],
  ['ten', 10],
  ['fifteen', 15],
  ['quarter', 15],
  ['a quarter', 15],
  ['twenty', 20],
  ['twenty-five', 25],
  ['twenty five', 25],
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
  ['forty five', 45],
])
const HOUR = `(${HOURS.join('|')}|1[0-2]|[1-9])`
const MINUTE = `(${[...MINUTES.keys()].join('|')}|[1-5]?\\d)(?:\\s+minutes)?`

/** A number before one of these is no hour. */
const COUNTED =
  'hours?|minutes?|seconds?|days?|weeks?|months?|years?|people|persons|guests|times|of|a|an|dozen|hundred|thousand'

const hourOf = (said: string): number =>
  HOURS.includes(said.toLowerCase()) ? HOURS.indexOf(said.toLowerCase()) + 1 : Number(said)
const minutesOf = (said: string): number => MINUTES.get(said.toLowerCase()) ?? Number(said)
const clock = (hour: number, minute: number): string => `${hour}:${String(minute).padStart(2, '0')}`

/** What of the day stands after an hour: "in the evening". */
const HALF_OF_DAY = '(?:\\s*([ap]m\\b|in the (?:morning|afternoon|evening)|at night|tonight))?'

function halfOfDay(said: string | undefined, hour: number): string {
  const word = said?.toLowerCase() ?? ''
  if (word === '') return ''
  // "12 at night" is midnight, "12 in the afternoon" noon.
  const isNight = word === 'at night' || word === 'tonight'
  const isPm = word === 'pm' || /afternoon|evening/.test(word) || (isNight && hour > 4 && hour < 12)
  return isPm ? ' pm' : ' am'
}

/** "half past seven", "quarter to five in the afternoon", "at seven thirty", "19h30". */
const CLOCK: readonly Rewriting[] = [
  {
    find: new RegExp(
      `\\bhalf(?:\\s+past)?\\s+${HOUR}\\b(?!\\s*(?:${COUNTED}))${HALF_OF_DAY}`,
      'giu',
    ),
    say: ([, hour = '', half]) => `at ${clock(hourOf(hour), 30)}${halfOfDay(half, hourOf(hour))}`,
  },
  {
    find: new RegExp(
      `\\b${MINUTE}\\s+(past|after|to|before|till|until)\\s+${HOUR}\\b(?!\\s*[:/.-]\\d|\\s+(?:${COUNTED}))${HALF_OF_DAY}`,
      'giu',
    ),
    say: ([, minutes = '', side = '', hour = '', half]) =>
      spokenClock(minutes, side.toLowerCase(), hour, half),
  },
  {
    find: new RegExp(
      `\\b(at|by|from|until|till|before|after|around|about|to)\\s+(${HOURS.join('|')})` +
        `(?:[\\s-](fifteen|thirty|forty[\\s-]five|forty|twenty|ten))?` +
        `\\b(?!\\s+(?:${COUNTED}))(?:\\s+o['’]?clock)?${HALF_OF_DAY}`,
      'giu',
    ),
    say: ([, lead = '', hour = '', minutes, half]) => {
      const time = clock(hourOf(hour), minutes === undefined ? 0 : minutesOf(minutes))
      return `${lead} ${time}${halfOfDay(half, hourOf(hour))}`
    },
  },
  {
    find: /(?<![\p{L}\d.:/-])(\d{1,2})(?::(\d{2}))?\s+(in the (?:morning|afternoon|evening)|at night)\b/giu,
    say: ([, hour = '', minute = '00', half]) =>
      `${hour}:${minute}${Number(hour) > 12 ? '' : halfOfDay(half, Number(hour))}`,
  },
  {
    find: /\b([01]?\d|2[0-3])h([0-5]\d)?\b(?!\s*(?:long|of))/gu,
    say: ([, hour = '', minute]) => `at ${hour}:${minute ?? '00'}`,
  },
]

/** Two numbers with "to" between them are an hour only where the first is a part of one. */
function spokenClock(
  minutes: string,
  side: string,
  hour: string,
  half: string | undefined,
): string | null {
  const isWord = MINUTES.has(minutes.toLowerCase())
  const before = !['past', 'after'].includes(side)
  const count = minutesOf(minutes)
  const isQuarter = /quarter/i.test(minutes)
  if (before && !isQuarter && (!isWord || side !== 'to')) return null
  if (!before && !isWord && side !== 'past') return null
  const h = hourOf(hour)
  const earlier = h === 1 ? 12 : h - 1
  const time = before ? clock(earlier, 60 - count) : clock(h, count)
  return `at ${time}${halfOfDay(half, h)}`
}

const EDGE = '(?:midnight|noon|midday)'
const TO = '\\s*(?:\\b(?:to|until|till|through)\\b|[-–—])\\s*'

/** "midnight to noon": the parser takes the one for the other where both are words. */
const EDGES_OF_DAY: Rewriting = {
  find: new RegExp(`\\b${EDGE}\\b(?=${TO}${EDGE}\\b)|(?<=\\b${EDGE}${TO})${EDGE}\\b`, 'giu'),
  say: ([said]) => (said.toLowerCase() === 'midnight' ? '12 am' : '12 pm'),
}

/** "between 3 and 5 pm" is said as a range: "from 3 to 5 pm". */
const BETWEEN: readonly Rewriting[] = [
  {
    find: /(?<=\bbetween\s+(?:\S+\s+){1,4}?)and(?=\s+(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|noon|midnight|today|tomorrow|the\s|next\s|this\s))/giu,
    say: () => 'to',
  },
  { find: /\bbetween\b/giu, say: () => 'from' },
]

const FEASTS: Readonly<Record<string, string>> = {
  'christmas eve': 'December 24',
  'christmas day': 'December 25',
  christmas: 'December 25',
  'boxing day': 'December 26',
  'new year eve': 'December 31',
  'new year day': 'January 1',
  'new year': 'January 1',
  halloween: 'October 31',
  'valentine day': 'February 14',
  valentine: 'February 14',
}

const FEAST: Rewriting = {
  find: /\b(?:christmas(?: eve| day)?|boxing day|new year(?:['’]s)?(?: eve| day)?|halloween|valentine['’]s(?: day)?)(?![\p{L}])/giu,
  say: ([said]) => FEASTS[said.toLowerCase().replace(/['’]s/, '')] ?? null,
}

const DOTTED: Rewriting = {
  find: /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\.?\d)/gu,
  say: ([, day = '', month = '', year = '']) =>
    realDay({ year: Number(year), month: Number(month), day: Number(day) }),
}

const realDay = (day: Day): string | null => (isCalendarDate(isoDay(day)) ? isoDay(day) : null)

const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const WEEKDAY = `(${WEEKDAYS.join('|')})`
const weekdayIndex = (said: string): number =>
  WEEKDAYS.findIndex((name) => name === said.toLowerCase())

/** How many days: "a", "two", "3". */
const COUNT = `(an?|${HOURS.join('|')}|\\d{1,3})`
const countOf = (said: string): number =>
  ['a', 'an'].includes(said.toLowerCase()) ? 1 : hourOf(said)

/** What is counted from today. `isPast` looks back for a day of the month. */
function counted(today: Day, isPast: boolean): Rewriting[] {
  const coming = (index: number): Day => plusDays(today, (index - weekdayOf(today) + 7) % 7 || 7)
  const anchored = (said: string): Day => {
    const word = said.toLowerCase()
    if (word === 'today' || word === 'now') return today
    return word === 'tomorrow' ? plusDays(today, 1) : coming(weekdayIndex(word))
  }
  return [
    {
      find: new RegExp(
        `\\b${COUNT}\\s+(day|week|fortnight|month|year)s?\\s+(?:from|after|on)\\s+(?:next\\s+|this\\s+)?(today|now|tomorrow|${WEEKDAYS.join('|')})\\b`,
        'giu',
      ),
      say: ([, count = '', unit = '', anchor = '']) =>
        isoDay(later(anchored(anchor), countOf(count), unit.toLowerCase())),
    },
    {
      find: new RegExp(`\\b${COUNT}\\s+fortnights?\\b`, 'giu'),
      say: ([, count = '']) => `${14 * countOf(count)} days`,
    },
    {
      find: new RegExp(
        `\\b${WEEKDAY},?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)\\b(?!\\s*(?:of\\b|${MONTH}))`,
        'giu',
      ),
      say: ([, name = '', day = '']) => dayOfMonth(today, Number(day), isPast, weekdayIndex(name)),
    },
    {
      find: new RegExp(`\\b${WEEKDAY},?\\s+the\\s+(?=\\d{1,2}(?:st|nd|rd|th)\\s+of\\b)`, 'giu'),
      say: ([, name = '']) => `${name}, `,
    },
    {
      find: new RegExp(`\\b${WEEKDAY}\\s+week\\b`, 'giu'),
      say: ([, name = '']) => isoDay(plusDays(coming(weekdayIndex(name)), 7)),
    },
    {
      find: /\b(?:the\s+)?(beginning|start|end)\s+of\s+(the|this|next|last)\s+(week|month|year)\b/giu,
      say: ([, edge = '', which = '', unit = '']) =>
        isoDay(edgeOf(today, edge.toLowerCase(), which.toLowerCase(), unit.toLowerCase())),
    },
    {
      find: /\b(on|by|until|till|from|to|before|after|for|since)\s+the\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s*(?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\p{L}+day|floor|time|street|place))/giu,
      say: ([, lead = '', day = '']) => {
        const found = dayOfMonth(today, Number(day), isPast)
        return found && `${lead} ${found}`
      },
    },
  ]
}

function later(day: Day, count: number, unit: string): Day {
  if (unit === 'month') return plusMonths(day, count)
  if (unit === 'year') return plusMonths(day, 12 * count)
  const length = unit === 'fortnight' ? 14 : unit === 'week' ? 7 : 1
  return plusDays(day, count * length)
}

/** A week begins on Monday. */
function edgeOf(today: Day, edge: string, which: string, unit: string): Day {
  const step = which === 'next' ? 1 : which === 'last' ? -1 : 0
  const isEnd = edge === 'end'
  if (unit === 'week') {
    const monday = plusDays(today, ((1 - weekdayOf(today) - 7) % 7) + 7 * step)
    return plusDays(monday, isEnd ? 6 : 0)
  }
  const first = unit === 'year' ? { ...today, month: 1, day: 1 } : { ...today, day: 1 }
  const months = unit === 'year' ? 12 : 1
  const begin = plusMonths(first, months * step)
  return isEnd ? plusDays(plusMonths(begin, months), -1) : begin
}

/** Within so many months any day of the month is once on any weekday. */
const MONTHS_AHEAD = 48

/** The next (or latest) month that has such a day, on this weekday where one is said. */
function dayOfMonth(today: Day, day: number, isPast: boolean, weekday?: number): string | null {
  for (let months = 0; months < MONTHS_AHEAD; months++) {
    const found = { ...plusMonths({ ...today, day: 1 }, isPast ? -months : months), day }
    const isOut = isPast ? isAfter(found, today) : isAfter(today, found)
    if (isOut || realDay(found) === null) continue
    if (weekday === undefined || weekdayOf(found) === weekday) return isoDay(found)
  }
  return null
}

/** All of them, for a moment to count from. */
export function momentRewritings(context: ReadingContext, isPast: boolean): Rewriting[] {
  const today = dayAt(context.now, context.timeZone)
  return [DOTTED, FEAST, ...counted(today, isPast), ...CLOCK, EDGES_OF_DAY, ...BETWEEN]
}
