import type { Collector } from './collector.ts'
import { rowRecord, takeRow } from './row-fields.ts'

type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** One JSON object or array a line; a line that is neither is skipped by itself. */
export function readJsonl(text: string, into: Collector): void {
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const place = `line ${index + 1}`
    if (line.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return into.skip(place, 'The line is not JSON.')
    }
    takeEntry(value, place, into)
  })
}

/**
 * JSON of many shapes: a list of rows; lists of texts by intent; lists of rows by their use
 * (`train`, `test`); the JSON that Rasa read before its YAML.
 */
export function readJson(value: unknown, into: Collector): void {
  if (Array.isArray(value)) return takeList(value, '', {}, into)
  if (!isObject(value)) return into.skip('', 'It has no list of utterances.')
  const rasa = value['rasa_nlu_data']
  if (isObject(rasa)) return takeList(listOf(rasa['common_examples']), '', {}, into)
  for (const [key, list] of Object.entries(value)) {
    if (!Array.isArray(list)) into.skip(`“${key}”`, 'It is not a list.')
    else if (list.every((each) => typeof each === 'string'))
      takeList(list, key, { intent: key }, into)
    else takeList(list, key, { use: useOf(key) }, into)
  }
}

/** `oos_val` and `test` are for measuring. */
const useOf = (key: string): string => (/(?:^|_)(?:test|val|dev)/i.test(key) ? 'test' : 'train')

function takeList(list: readonly unknown[], of: string, rest: JsonObject, into: Collector): void {
  list.forEach((value, index) => {
    const place = [of && `“${of}”`, `entry ${index + 1}`].filter(Boolean).join(' ')
    takeEntry(value, place, into, rest)
  })
}

function takeEntry(value: unknown, place: string, into: Collector, rest: JsonObject = {}): void {
  if (typeof value === 'string') return takeRow({ text: value, ...rest }, place, into)
  if (Array.isArray(value)) {
    const [text, intent] = value as readonly unknown[]
    return takeRow({ text, intent, ...rest }, place, into)
  }
  if (!isObject(value)) return into.skip(place, 'It is not a row.')
  takeRow({ ...rest, ...rowRecord(value) }, place, into)
}
