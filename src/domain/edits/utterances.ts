import { err, ok, type Result } from '#shared/result.ts'
import { utteranceSchema, type Document, type Edit, type UtteranceRecord } from '../document.ts'
import { newId, type CommandId, type UtteranceId } from '../ids.ts'
import { recordById, utterancesOf } from '../queries.ts'
import { slotTarget, targetNamed } from '../slot-targets.ts'
import { readMarkup } from '../utterance-markup.ts'
import { change, putAll } from './change.ts'
import { shiftedSlots } from './slots.ts'

/** The longest an utterance may be, in UTF-16 units: far more than a person says at once. */
export const UTTERANCE_LIMIT = 2_000

/** What became of a pasted list: the texts to add, and how many lines were left out and why. */
export interface UtteranceBatch {
  /** As they were typed, with what is marked in them: `to [Berlin](address.city)`. */
  readonly texts: readonly string[]
  readonly empty: number
  /** Lines that occur twice, or that the command has already. */
  readonly duplicate: number
  readonly tooLong: number
}

/**
 * One utterance as it is kept: control characters and runs of blanks become one space, edges are
 * trimmed. Invisible marks that carry meaning in a script (joiners) stay.
 */
export function cleanUtterance(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Splits pasted text into utterances, one a line, and leaves out what should not be added. */
export function readUtterances(
  document: Document,
  command: CommandId,
  pasted: string,
): UtteranceBatch {
  const owner = recordById(document, 'command', command) ?? { parameters: [] }
  const known = new Set(utterancesOf(document, command).map(({ text }) => text))
  const texts: string[] = []
  const left = { empty: 0, duplicate: 0, tooLong: 0 }
  for (const line of pasted.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const typed = cleanUtterance(line)
    const { text } = readMarkup(typed, owner)
    if (text === '') left.empty++
    else if (text.length > UTTERANCE_LIMIT) left.tooLong++
    else if (known.has(text)) left.duplicate++
    else {
      known.add(text)
      texts.push(typed)
    }
  }
  return { texts, ...left }
}

/** Says what became of a batch, in one sentence for the live region. */
export function describeBatch({ texts, duplicate, tooLong }: UtteranceBatch): string {
  const left = [
    duplicate > 0 ? `${duplicate} already there` : '',
    tooLong > 0 ? `${tooLong} longer than ${UTTERANCE_LIMIT} characters` : '',
  ].filter((reason) => reason !== '')
  const added = `${texts.length} ${texts.length === 1 ? 'utterance' : 'utterances'} added`
  return left.length === 0 ? `${added}.` : `${added}; left out: ${left.join(', ')}.`
}

export function addUtterances(
  command: CommandId,
  texts: readonly string[],
  origin: UtteranceRecord['origin'] = 'seed',
): Edit {
  return (document) => {
    const owner = recordById(document, 'command', command)
    if (!owner) return document
    const { texts: usable } = readUtterances(document, command, texts.join('\n'))
    if (usable.length === 0) return document
    const records = usable.map((typed) => {
      const id = newId<UtteranceId>()
      return utteranceSchema.parse({
        kind: 'utterance',
        id,
        command,
        origin,
        ...readMarkup(typed, owner),
      })
    })
    return putAll(document, records)
  }
}

/** The text an utterance may become, or the sentence that says why not. */
export function utteranceText(
  document: Document,
  { id, command }: Pick<UtteranceRecord, 'id' | 'command'>,
  typed: string,
): Result<string, string> {
  const text = cleanUtterance(typed)
  if (text === '') return err('An utterance cannot be empty; delete it instead.')
  if (text.length > UTTERANCE_LIMIT)
    return err(
      `An utterance can have ${UTTERANCE_LIMIT} characters; this has ${text.length}. Shorten it.`,
    )
  const twin = utterancesOf(document, command).find((other) => other.text === text)
  return twin && twin.id !== id ? err('This command has the same utterance already.') : ok(text)
}

/** Retypes an utterance; its slots move along where they can. What cannot be kept changes nothing. */
export function updateUtterance(id: UtteranceId, typed: string): Edit {
  return (document) =>
    change(document, 'utterance', id, (utterance) => {
      const text = utteranceText(document, utterance, typed)
      if (!text.ok || text.value === utterance.text) return utterance
      const slots = shiftedSlots(utterance.slots, utterance.text, text.value)
      return { ...utterance, text: text.value, slots }
    })
}

/** Held-out utterances measure the model; they never train it. */
export function setHeldOut(ids: readonly UtteranceId[], heldOut: boolean): Edit {
  return (document) => {
    const changed = ids.flatMap((id) => {
      const utterance = recordById(document, 'utterance', id)
      return utterance && utterance.heldOut !== heldOut ? [{ ...utterance, heldOut }] : []
    })
    return changed.length === 0 ? document : putAll(document, changed)
  }
}

/**
 * Gives utterances to another command. Slots stay where that has a parameter, or a field, of the
 * same path; a text it has already is not doubled: the moved one goes.
 */
export function moveUtterances(ids: readonly UtteranceId[], to: CommandId): Edit {
  return (document) => {
    const target = recordById(document, 'command', to)
    if (!target) return document
    const texts = new Set(utterancesOf(document, to).map(({ text }) => text))
    const next: Record<string, Document[string]> = { ...document }
    for (const id of ids) {
      const utterance = recordById(document, 'utterance', id)
      if (!utterance || utterance.command === to) continue
      if (texts.has(utterance.text)) delete next[id]
      else next[id] = { ...utterance, command: to, slots: slotsFor(document, utterance, to) }
      texts.add(utterance.text)
    }
    return next
  }
}

function slotsFor(document: Document, utterance: UtteranceRecord, to: CommandId) {
  const source = recordById(document, 'command', utterance.command)
  const target = recordById(document, 'command', to)
  if (!source || !target) return []
  return utterance.slots.flatMap((slot) => {
    const own = slotTarget(source, slot.parameter)
    const twin = own && targetNamed(target, own.path)
    return twin ? [{ ...slot, parameter: twin.parameter.id }] : []
  })
}
