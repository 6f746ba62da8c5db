import type { CommandRecord, Document, Slot, UtteranceRecord } from './document.ts'
import type { Parameter, ScalarType } from './parameter.ts'
import { utterancesOf } from './queries.ts'
import type { SlotRow } from './slot-row.ts'
import { targetNamed } from './slot-targets.ts'

/** A `{parameter}` or `{address.city}` in an utterance; `end` is exclusive. */
export interface Placeholder {
  readonly name: string
  readonly start: number
  readonly end: number
}

const PLACEHOLDER = /\{\s*([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\s*\}/gu

export const placeholdersIn = (text: string): Placeholder[] =>
  [...text.matchAll(PLACEHOLDER)].map(({ 0: whole, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + whole.length,
  }))

export const hasPlaceholder = (text: string): boolean => placeholdersIn(text).length > 0

/** The slots of an utterance, those that are written as `{parameter}` among them, in order. */
export function slotsOf(
  { text, slots }: Pick<UtteranceRecord, 'text' | 'slots'>,
  command: Pick<CommandRecord, 'parameters'>,
): Slot[] {
  const written = placeholdersIn(text).flatMap(({ name, start, end }): Slot[] => {
    const target = targetNamed(command, name)
    return target ? [{ parameter: target.parameter.id, start, end }] : []
  })
  const marked = slots.filter(({ start, end }) =>
    written.every((other) => end <= other.start || start >= other.end),
  )
  return [...marked, ...written].sort((a, b) => a.start - b.start)
}

/** So many ways a template is filled in; more teach a tagger nothing new. */
const FILLINGS = 5

/** What people say for a value of a type that has neither examples nor choices. */
const USUAL: Readonly<Record<ScalarType, readonly string[]>> = {
  string: [],
  enum: [],
  integer: ['3', 'two', '12', '7', 'twenty'],
  number: ['2.5', '40', '0.75', 'six', '18'],
  boolean: ['yes', 'no'],
  date: ['tomorrow', '12 May', 'next Friday', '2026-03-01', 'June 3rd'],
  time: ['5 pm', 'noon', '14:30', 'half past eight', '9:15 am'],
}

/** Values to fill a template with: what is known of the parameter, else what its type suggests. */
function fillings(parameter: Parameter, marked: readonly UtteranceRecord[]): readonly string[] {
  const { id, type, itemType, choices, examples } = parameter
  const said = marked.flatMap(({ text, slots }) =>
    slots.filter((slot) => slot.parameter === id).map(({ start, end }) => text.slice(start, end)),
  )
  const known = new Set([
    ...choices.flatMap(({ value, synonyms }) => [value, ...synonyms]),
    ...examples,
    ...said,
  ])
  if (known.size > 0) return [...known]
  const scalar = type === 'list' ? itemType : type
  return scalar === 'object' ? [] : USUAL[scalar]
}

/**
 * A template with its placeholders filled in, in as many ways as its values give, at most five. A
 * parameter of which no value is known keeps its name as the word, and teaches no value.
 */
export function templateRows(
  template: UtteranceRecord,
  command: CommandRecord,
  marked: readonly UtteranceRecord[],
): SlotRow[] {
  const places = placeholdersIn(template.text).map((place) => {
    const parameter = targetNamed(command, place.name)?.parameter
    return { place, parameter, values: parameter ? fillings(parameter, marked) : [] }
  })
  const ways = Math.min(FILLINGS, Math.max(1, ...places.map(({ values }) => values.length)))
  const rows = Array.from({ length: ways }, (_, way): SlotRow => {
    let text = ''
    let at = 0
    const slots: Slot[] = []
    places.forEach(({ place, parameter, values }, i) => {
      // Each place begins elsewhere in its values, so that the first of all do not always meet.
      const value = values[(way + i) % Math.max(1, values.length)]
      text += template.text.slice(at, place.start)
      const start = text.length
      text += value ?? wordsOf(place)
      if (value !== undefined && parameter)
        slots.push({ parameter: parameter.id, start, end: text.length })
      at = place.end
    })
    return { text: text + template.text.slice(at), command: command.id, slots }
  })
  return [...new Map(rows.map((row) => [row.text, row])).values()]
}

/** The last of its names: "send it to city" says no more of the address. */
const wordsOf = ({ name }: Placeholder): string =>
  name.slice(name.lastIndexOf('.') + 1).replaceAll('_', ' ')

interface Spoken {
  readonly command: CommandRecord
  readonly utterances: readonly UtteranceRecord[]
}

const spoken = new WeakMap<readonly UtteranceRecord[], Spoken>()

/**
 * The utterances of a command, with what is written as `{parameter}` among their slots. The same
 * array as long as neither they nor the command change.
 */
export function spokenUtterances(
  document: Document,
  command: CommandRecord,
): readonly UtteranceRecord[] {
  const own = utterancesOf(document, command.id)
  const known = spoken.get(own)
  if (known?.command === command) return known.utterances
  const utterances = own.map((utterance) =>
    hasPlaceholder(utterance.text)
      ? { ...utterance, slots: slotsOf(utterance, command) }
      : utterance,
  )
  spoken.set(own, { command, utterances })
  return utterances
}
