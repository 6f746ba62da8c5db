import type { ImportedSlot } from '#domain/import/imported.ts'
import type { ParameterType } from '#domain/parameter.ts'
import type { Collector } from './collector.ts'
import { isObject, listOf, wordOf } from './json-rows.ts'
import { isPattern } from './rasa-sections.ts'

type JsonObject = Readonly<Record<string, unknown>>

export const isLuis = (value: unknown): value is JsonObject =>
  isObject(value) && typeof value['luis_schema_version'] === 'string'

/** What the prebuilt entities of LUIS and CLU are as parameters. */
const PREBUILT: Readonly<Record<string, ParameterType>> = {
  datetimev2: 'date',
  datetime: 'date',
  number: 'number',
  ordinal: 'integer',
  ordinalv2: 'integer',
  age: 'number',
  percentage: 'number',
  money: 'number',
  boolean: 'boolean',
}

export const prebuiltType = (name: string): ParameterType =>
  PREBUILT[name.replace(/^.*\./, '').toLowerCase()] ?? 'string'

/** A LUIS app as exported (schema 3 to 7): utterances with marks by first and last character. */
export function readLuis(app: JsonObject, into: Collector): void {
  listOf(app['utterances']).forEach((value, index) => {
    const place = `utterance ${index + 1}`
    if (!isObject(value)) return into.skip(place, 'It is not an utterance.')
    const slots = listOf(value['entities']).flatMap((mark) => luisSlots(mark, into))
    into.row({ intent: wordOf(value['intent']), text: wordOf(value['text']), slots }, place)
  })
  for (const value of listOf(app['prebuiltEntities']))
    if (isObject(value)) {
      const name = wordOf(value['name'])
      into.entity({ name, type: prebuiltType(name) })
    }
  for (const value of listOf(app['closedLists'])) if (isObject(value)) takeList(value, into)
  for (const value of listOf(app['regex_entities']))
    if (isObject(value)) {
      const [name, pattern] = [wordOf(value['name']), wordOf(value['regexPattern'])]
      if (isPattern(pattern)) into.entity({ name, pattern })
      else into.skip(`pattern “${name}”`, 'It is not a regular expression here.')
    }
  listOf(app['patterns']).forEach((_, index) =>
    into.skip(`pattern ${index + 1}`, 'Patterns are not utterances; write them as utterances.'),
  )
  const lists = listOf(app['phraselists']).length
  if (lists > 0) into.note(`Phrase lists are not needed here; ${lists} were not read.`)
}

/** A mark, or the marks it is made of: parts say more than the whole, and slots do not overlap. */
function luisSlots(mark: unknown, into: Collector): ImportedSlot[] {
  if (!isObject(mark)) return []
  const parts = listOf(mark['children']).flatMap((part) => luisSlots(part, into))
  if (parts.length > 0) return parts
  const { startPos, endPos } = mark
  const entity = wordOf(mark['entity'])
  const role = wordOf(mark['role'])
  if (role !== '') into.alias(role, entity)
  return [{ entity: role || entity, start: Number(startPos), end: Number(endPos) + 1 }]
}

function takeList(list: JsonObject, into: Collector): void {
  const choices = listOf(list['subLists']).flatMap((entry) => {
    if (!isObject(entry)) return []
    const value = wordOf(entry['canonicalForm'])
    const synonyms = listOf(entry['list']).map(wordOf).filter(Boolean)
    return value === '' ? [] : [{ value, synonyms }]
  })
  into.entity({
    name: wordOf(list['name']),
    type: choices.length > 0 ? 'enum' : 'string',
    choices,
  })
}
