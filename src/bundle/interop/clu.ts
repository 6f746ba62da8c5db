import type { ImportedSlot } from '#domain/import/imported.ts'
import type { Collector } from './collector.ts'
import { isObject, listOf, wordOf } from './json-rows.ts'
import { prebuiltType } from './luis.ts'
import { isPattern } from './rasa-sections.ts'

type JsonObject = Readonly<Record<string, unknown>>

export const isClu = (value: unknown): value is JsonObject =>
  isObject(value) &&
  isObject(value['assets']) &&
  ('projectFileVersion' in value || Array.isArray(value['assets']['utterances']))

/** A project of conversational language understanding: marks by offset and length. */
export function readClu(project: JsonObject, into: Collector): void {
  const assets = isObject(project['assets']) ? project['assets'] : {}
  const unit = wordOf(project['stringIndexType'])
  listOf(assets['utterances']).forEach((value, index) => {
    const place = `utterance ${index + 1}`
    if (!isObject(value)) return into.skip(place, 'It is not an utterance.')
    const text = wordOf(value['text'])
    const places = unit === '' || unit === 'Utf16CodeUnit' ? null : codePointPlaces(text)
    const slots = listOf(value['entities']).map((mark) => cluSlot(mark, places))
    const heldOut = wordOf(value['dataset']).toLowerCase() === 'test'
    into.row({ intent: wordOf(value['intent']), text, slots, heldOut }, place)
  })
  for (const value of listOf(assets['entities'])) if (isObject(value)) takeEntity(value, into)
}

function cluSlot(mark: unknown, places: readonly number[] | null): ImportedSlot {
  if (!isObject(mark)) return { entity: '', start: -1, end: -1 }
  const start = Number(mark['offset'])
  const end = start + Number(mark['length'])
  const at = (place: number): number => (places ? (places[place] ?? -1) : place)
  return { entity: wordOf(mark['category']), start: at(start), end: at(end) }
}

/** Where each code point begins, in UTF-16 units, and where the text ends. */
function codePointPlaces(text: string): number[] {
  const places = [0]
  for (const char of text) places.push((places.at(-1) ?? 0) + char.length)
  return places
}

function takeEntity(entity: JsonObject, into: Collector): void {
  const name = wordOf(entity['category'])
  const list = isObject(entity['list']) ? listOf(entity['list']['sublists']) : []
  const choices = list.flatMap((entry) => {
    if (!isObject(entry)) return []
    const value = wordOf(entry['listKey'])
    const words = listOf(entry['synonyms']).flatMap((each) =>
      isObject(each) ? listOf(each['values']).map(wordOf) : [],
    )
    return value === '' ? [] : [{ value, synonyms: words.filter(Boolean) }]
  })
  const [prebuilt] = listOf(entity['prebuilts']).filter(isObject)
  const type = prebuilt ? prebuiltType(wordOf(prebuilt['category'])) : 'string'
  into.entity({
    name,
    type: choices.length > 0 ? 'enum' : type,
    choices,
    pattern: patternOf(entity),
  })
}

function patternOf(entity: JsonObject): string {
  const regex = isObject(entity['regex']) ? listOf(entity['regex']['expressions']) : []
  const [first] = regex.filter(isObject).map((each) => wordOf(each['regexPattern']))
  return first !== undefined && isPattern(first) ? first : ''
}
