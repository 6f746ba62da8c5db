import type { CommandRecord } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { ExtractedValue, Extraction } from '../parameters/extract.ts'
import { isOpenText } from '../parameters/settle.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { Cut } from './cuts.ts'

/*
 * "Send Bruno hi and Mina bye": a second request of the same command that leaves out its verb. It is
 * one where its words, said with the verb, hold the same values in the same order as the first does,
 * and nothing else; where one of them could not be just any words; and where the message as one
 * request would leave them out.
 */

/** What a text says of the parameters of a command; `null` for one that is not here. */
export type ReadValues = (command: CommandId, text: string) => Promise<Extraction | null>

export interface TiedMessage {
  readonly text: string
  readonly ties: readonly Cut[]
  readonly command: CommandRecord
  readonly read: ReadValues
}

/** Each tie is one to be tried; so many are no requests but a list of things. */
const MOST_TIES = 3

/** The requests of a message, each with its verb; `null` where it is not surely several of the same. */
export async function shortenedRequests({
  text,
  ties,
  command,
  read,
}: TiedMessage): Promise<string[] | null> {
  if (ties.length === 0 || ties.length > MOST_TIES) return null
  const whole = await read(command.id, text)
  const ways = ties.length === 1 ? [ties] : [ties, ...ties.map((tie) => [tie])]
  for (const way of ways) {
    const [first] = way
    if (!whole || !first || !way.every((tie, i) => isUnread(whole, tie.start, way[i + 1]?.end)))
      continue
    const left = text.slice(0, first.end)
    const others = way.map((tie, i) => text.slice(tie.start, way[i + 1]?.end))
    const completed = await completedBy(left, others, command, read)
    if (completed) return [left, ...completed]
  }
  return null
}

/** Whether no value stands within a part of a text: it would be left out without a word. */
export const isUnread = ({ values }: Extraction, start: number, end = Infinity): boolean =>
  values.every(({ span }) => !span || span.end <= start || span.start >= end)

const ALSO = /^(?:(?:also|then)\s+)+/iu
/** It may be anything but the same again. */
const HEDGED = /^(?:not|no|never|but|only|maybe|perhaps|instead|without|except)\b/iu

/** The others with the words that the first begins with, where they go with them. */
async function completedBy(
  left: string,
  others: readonly string[],
  command: CommandRecord,
  read: ReadValues,
): Promise<string[] | null> {
  const model = toldIn(await read(command.id, left), left)
  const [first] = model?.values ?? []
  const verb = left.slice(0, first?.span.start ?? 0)
  if (!model || verb.trim() === '' || !isSure(model.values)) return null
  const completed: string[] = []
  for (const other of others) {
    const said = other.trim().replace(ALSO, '')
    if (HEDGED.test(said)) return null
    const text = `${verb}${said}`
    const told = toldIn(await read(command.id, text), text)
    if (!told || !isLike(told, model)) return null
    completed.push(text)
  }
  return completed
}

type PlacedValue = ExtractedValue & {
  readonly span: { readonly start: number; readonly end: number }
}

interface Told {
  /** In the order in which they stand. */
  readonly values: readonly PlacedValue[]
  /** The other words, as compared. */
  readonly around: readonly string[]
}

function toldIn(found: Extraction | null, text: string): Told | null {
  if (!found) return null
  const values = found.values
    .flatMap((value) => (value.span ? [{ ...value, span: value.span }] : []))
    .sort((a, b) => a.span.start - b.span.start)
  const around = tokensOf(text)
    .filter(({ start, end }) => isUnread(found, start, end))
    .map((token) => comparable(token.text))
  return { values, around }
}

/** Said between things without changing what is said of them. */
const SMALL = new Set(['the', 'a', 'an', 'to', 'also', 'please'])

/** The same values in the same order, of which one is another, and no words of its own. */
function isLike(told: Told, model: Told): boolean {
  const idsOf = ({ values }: Told): ParameterId[] => values.map(({ parameter }) => parameter.id)
  return (
    idsOf(told).join() === idsOf(model).join() &&
    told.around.every((word) => model.around.includes(word) || SMALL.has(word)) &&
    told.values.some(({ value }, i) => value !== model.values[i]?.value) &&
    isSure(told.values)
  )
}

/** Of several values one is of a kind that not just any words have; a single one surely exists. */
function isSure(values: readonly ExtractedValue[]): boolean {
  const isNamed = ({ parameter }: ExtractedValue): boolean =>
    parameter.lookup.trim() !== '' || (parameter.pattern !== '' && !isOpenText(parameter))
  const isTelling = ({ parameter, source }: ExtractedValue): boolean =>
    source === 'tagger' || !isOpenText(parameter)
  return values.length > 1 ? values.some(isTelling) : values.every(isNamed)
}
