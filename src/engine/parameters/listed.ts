import type { Parameter } from '#domain/parameter.ts'
import { optionPlaces } from './described.ts'
import { phrasesIn, type Phrase } from './phrases.ts'
import { readNumber } from './numbers.ts'
import { tokensOf } from './words.ts'

/** Things in a row that may be a list. */
export interface ListedPlace {
  readonly start: number
  readonly end: number
  readonly value: string[]
  readonly strength: number
}

/**
 * Rows that may be a parameter's list: the options that its description quotes, names ("Microsoft,
 * Apple and Google"), and, where a list has to be given, any things ("tomatoes and lettuce").
 */
export function listedPlaces(text: string, parameter: Parameter): ListedPlace[] {
  const phrases = phrasesIn(text)
  const names = rowsOf(
    text,
    phrases.filter(({ isName }) => isName),
  ).map((row) => ({ ...row, strength: 30 }))
  const things = parameter.required ? rowsOf(text, phrases.flatMap(thingOf(text))) : []
  return [
    ...optionRow(text, parameter),
    ...names,
    ...things.map((row) => ({ ...row, strength: 24 })),
  ]
}

function optionRow(text: string, parameter: Parameter): ListedPlace[] {
  const options = optionPlaces(text, parameter).sort((a, b) => a.start - b.start)
  const [first, last] = [options[0], options.at(-1)]
  if (!first || !last) return []
  const value = [...new Set(options.map(({ start, end }) => text.slice(start, end)))]
  return [{ start: first.start, end: last.end, value, strength: 39 }]
}

interface Place extends Pick<ListedPlace, 'start' | 'end'> {
  /** Where the words begin that count it. */
  readonly from?: number
}

const BETWEEN = /^,?\s*(?:and|or|&)?\s*(?:(?:the|an?)\s+)?$/iu

/** Whether two things stand in a row with nothing but these words between them. */
export const areTied = (between: string): boolean => BETWEEN.test(between)

/** Neighbours with nothing but a comma or an "and" between them; the longest of each row. */
function rowsOf(text: string, places: readonly Place[]): Omit<ListedPlace, 'strength'>[] {
  const rows: Place[][] = []
  for (const place of [...places].sort((a, b) => a.start - b.start)) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    if (row && last && areTied(text.slice(last.end, place.from ?? place.start))) row.push(place)
    else rows.push([place])
  }
  return rows.flatMap((row) => {
    const [first, last] = [row[0], row.at(-1)]
    if (!first || !last || row.length < 2) return []
    const value = row.map(({ start, end }) => text.slice(start, end))
    return [{ start: first.start, end: last.end, value }]
  })
}

/** Without the verb before it and the number that counts it; names are rows of their own. */
const thingOf =
  (text: string) =>
  ({ start, end, before, isName }: Phrase): Place[] => {
    const words = tokensOf(text.slice(start, end))
    const isAfterStart = start === 0 || before === 'to'
    const own = isAfterStart ? words.slice(1) : words
    const from = own.findIndex(({ text: word }) => readNumber(word) === null)
    const [counted, first, last] = [own[0], own[from], own.at(-1)]
    return isName || !counted || !first || !last
      ? []
      : [{ start: start + first.start, end: start + last.end, from: start + counted.start }]
  }
