import type { ImportedSlot } from '#domain/import/imported.ts'
import { readAnnotated } from './annotated-text.ts'
import type { Collector, RawRow } from './collector.ts'

/** What tables and JSON of many makers call the same thing; compared in small letters. */
const NAMES = {
  text: 'text utterance message query sentence example phrase input question content',
  intent: 'intent label command category class target topic action',
  slots: 'slots entities annotations spans',
  use: 'held_out heldout split dataset use partition',
} as const
export type RowField = keyof typeof NAMES

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as RowField] as const),
  ),
)

/** Which field of a row a column or key is; `null` for one that is not known. */
export function rowField(name: string): RowField | null {
  const key = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return FIELDS.get(key) ?? null
}

export type RowRecord = Readonly<Partial<Record<RowField, unknown>>>

/** The known fields of an object; where two names stand for one field, the first has it. */
export function rowRecord(value: Readonly<Record<string, unknown>>): RowRecord {
  const record: Partial<Record<RowField, unknown>> = {}
  for (const [key, each] of Object.entries(value)) {
    const field = rowField(key)
    if (field !== null && record[field] === undefined) record[field] = each
  }
  return record
}

/** Takes a row of a table or a JSON object; without slots of its own its text may have marks. */
export function takeRow(record: RowRecord, place: string, into: Collector): void {
  const { text, intent, slots, use } = record
  if (typeof text !== 'string') return into.skip(place, 'It has no text.')
  if (intent !== undefined && intent !== null && !isWord(intent))
    return into.skip(place, 'Its intent is not a word.')
  const name = isWord(intent) ? String(intent) : ''
  const base: RawRow = { intent: name, text, heldOut: isHeldOut(use) }
  if (slots === undefined || slots === null || slots === '') {
    const marked = readAnnotated(text)
    for (const { role, entity } of marked.roles) into.alias(role, entity)
    return into.row({ ...base, text: marked.text, slots: marked.slots }, place)
  }
  const list = typeof slots === 'string' ? parsedOrNull(slots) : slots
  if (!Array.isArray(list)) {
    into.skip(place, 'Its slots are not a list; the text was taken without them.')
    return into.row(base, place)
  }
  into.row({ ...base, slots: list.map((slot) => slotOf(slot, text)) }, place)
}

const isWord = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

function isHeldOut(use: unknown): boolean {
  if (typeof use === 'boolean') return use
  return (
    typeof use === 'string' &&
    /^(?:true|1|yes|test|testing|val|valid|validation|dev|eval|held[ _-]?out)$/i.test(use.trim())
  )
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** A slot that fits no text: it is counted as one that could not be taken. */
const NO_SLOT: ImportedSlot = { entity: '', start: -1, end: -1 }

/**
 * One mark, as several systems write it: `end` exclusive, `endPos` inclusive, `offset` and
 * `length`; where there is only a value, its first place in the text.
 */
export function slotOf(value: unknown, text: string): ImportedSlot {
  if (typeof value !== 'object' || value === null) return NO_SLOT
  const slot = value as Readonly<Record<string, unknown>>
  const first = (...keys: readonly string[]): unknown =>
    keys.map((key) => slot[key]).find((each) => each !== undefined && each !== null && each !== '')
  const entity = first('parameter', 'role', 'entity', 'name', 'slot', 'category', 'type')
  if (typeof entity !== 'string') return NO_SLOT
  const start = first('start', 'startPos', 'offset')
  const { endPos, length } = slot
  const end = first('end')
  if (typeof start === 'number') {
    if (typeof end === 'number') return { entity, start, end }
    if (typeof endPos === 'number') return { entity, start, end: endPos + 1 }
    if (typeof length === 'number') return { entity, start, end: start + length }
    return NO_SLOT
  }
  const words = first('value', 'text')
  const at = typeof words === 'string' ? text.indexOf(words) : -1
  return typeof words === 'string' && at >= 0
    ? { entity, start: at, end: at + words.length }
    : NO_SLOT
}
