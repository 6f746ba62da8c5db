import type { CommandRecord, Slot, UtteranceRecord } from './document.ts'
import type { ParameterId } from './ids.ts'
import { knownValues } from './slot-lesson.ts'
import { markable } from './slot-targets.ts'
import { placeholdersIn } from './utterance-templates.ts'

/** Values of a command's parameters that are known: by their choices and examples, or as marked. */
export type KnownValues = ReadonlyMap<string, ParameterId>

/** A value of two parameters tells neither; what is made of fields has its values in those. */
export function valuesOfCommand(
  command: CommandRecord,
  utterances: readonly UtteranceRecord[],
): KnownValues {
  const targets = markable(command)
  const owners = new Map<string, Set<ParameterId>>()
  const note = (value: string, parameter: ParameterId): void => {
    const key = value.trim().toLowerCase()
    if (key === '') return
    const known = owners.get(key)
    if (known) known.add(parameter)
    else owners.set(key, new Set([parameter]))
  }
  for (const { parameter } of targets)
    for (const value of knownValues(parameter)) note(value, parameter.id)
  for (const { text, slots } of utterances)
    for (const { parameter, start, end } of slots)
      if (targets.some((target) => target.parameter.id === parameter))
        note(text.slice(start, end), parameter)
  return new Map(
    [...owners].flatMap(([value, ids]) => {
      const [only, ...others] = ids
      return only !== undefined && others.length === 0 ? [[value, only] as const] : []
    }),
  )
}

const MOST_WORDS = 8

/** Known values that stand in a text word for word, the longest at each place. */
export function knownValuesIn(text: string, values: KnownValues): Slot[] {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\s]/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }))
  const found: Slot[] = []
  for (const [from, { start }] of words.entries()) {
    if (found.some((slot) => slot.end > start)) continue
    const ends = words.slice(from, from + MOST_WORDS).reverse()
    const match = ends.find(({ end }) => values.has(text.slice(start, end).toLowerCase()))
    const parameter = match && values.get(text.slice(start, match.end).toLowerCase())
    if (match && parameter) found.push({ parameter, start, end: match.end })
  }
  return found
}

/** Of what is proposed, in this order, what lies on nothing that is marked or proposed before. */
export function freeSlots(
  { text, slots }: Pick<UtteranceRecord, 'text' | 'slots'>,
  proposed: readonly Slot[],
): Slot[] {
  const taken: { readonly start: number; readonly end: number }[] = [
    ...slots,
    ...placeholdersIn(text),
  ]
  const parameters = new Set(slots.map(({ parameter }) => parameter))
  const free = proposed.filter((slot) => {
    const isFree =
      slot.end > slot.start &&
      !parameters.has(slot.parameter) &&
      taken.every(({ start, end }) => slot.end <= start || slot.start >= end)
    if (isFree) {
      taken.push(slot)
      parameters.add(slot.parameter)
    }
    return isFree
  })
  return free.sort((a, b) => a.start - b.start)
}
