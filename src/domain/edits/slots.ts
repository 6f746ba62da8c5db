import type { Edit, Slot } from '../document.ts'
import type { ParameterId, UtteranceId } from '../ids.ts'
import { recordById } from '../queries.ts'
import { slotTarget } from '../slot-targets.ts'
import { change } from './change.ts'

/** A stretch of text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Slots of a text after it was retyped. What was typed is taken to be the stretch between the
 * longest common beginning and end: slots before it stay, slots after it move along, a slot around
 * it grows or shrinks, and a slot it cuts into is dropped.
 */
export function shiftedSlots(slots: readonly Slot[], before: string, after: string): Slot[] {
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head++
  let tail = 0
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const changedEnd = before.length - tail
  const by = after.length - before.length
  return slots.flatMap((slot) => {
    if (slot.end <= head) return [slot]
    if (slot.start >= changedEnd) return [{ ...slot, start: slot.start + by, end: slot.end + by }]
    const around = slot.start <= head && slot.end >= changedEnd && slot.end + by > slot.start
    return around ? [{ ...slot, end: slot.end + by }] : []
  })
}

/** The span without blanks at its edges, or `null` if nothing is left of it. */
export function trimmedSpan(text: string, { start, end }: Span): Span | null {
  const selected = text.slice(start, end)
  const from = start + (selected.length - selected.trimStart().length)
  const to = from + selected.trim().length
  return to > from ? { start: from, end: to } : null
}

/** Marks a stretch of an utterance as the value of a parameter or field; slots it overlaps give way. */
export function annotate(id: UtteranceId, parameter: ParameterId, span: Span): Edit {
  return (document) => {
    const utterance = recordById(document, 'utterance', id)
    const command = recordById(document, 'command', utterance?.command ?? null)
    const trimmed = utterance ? trimmedSpan(utterance.text, span) : null
    if (!trimmed || !command || !slotTarget(command, parameter)) return document
    return change(document, 'utterance', id, (record) => ({
      ...record,
      slots: [
        ...record.slots.filter(({ start, end }) => end <= trimmed.start || start >= trimmed.end),
        { parameter, ...trimmed },
      ].sort((a, b) => a.start - b.start),
    }))
  }
}

/** Marks several values, each where nothing is marked yet; one edit for all of them. */
export function annotateAll(
  proposed: readonly { readonly utterance: UtteranceId; readonly slots: readonly Slot[] }[],
): Edit {
  return (document) =>
    proposed.reduce(
      (current, { utterance, slots }) =>
        slots.reduce((next, slot) => annotate(utterance, slot.parameter, slot)(next), current),
      document,
    )
}

export function removeSlot(id: UtteranceId, start: number): Edit {
  return (document) =>
    change(document, 'utterance', id, (record) => ({
      ...record,
      slots: record.slots.filter((slot) => slot.start !== start),
    }))
}
