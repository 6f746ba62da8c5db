import { z } from 'zod'
import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { seededRandom } from '#learn/train/random.ts'
import { readJsonLines } from '../json-lines.ts'
import { slotDocument, slotNames, type SlotMessage } from '../slots/slot-data.ts'

const rowSchema = z.object({
  text: z.string(),
  label: z.string(),
  domain: z.string(),
  slots: z.array(z.object({ name: z.string(), start: z.number(), end: z.number() })),
})

export interface DomainMessage extends SlotMessage {
  readonly domain: string
}

/** Reads JSON Lines of `{ text, label, domain, slots }`. */
export async function readDomainMessages(path: string): Promise<DomainMessage[]> {
  return (await readJsonLines(path, rowSchema)).map((row) => ({ ...row, asked: [] }))
}

/** Two requests made into one message, and where each of them is. */
export interface JoinedMessage {
  readonly text: string
  readonly parts: readonly [SlotMessage, SlotMessage]
  readonly tie: string
}

/** How people tie two requests together. */
export const TIES = [
  ' and ',
  ', then ',
  ' and then ',
  ', and also ',
  '. ',
  ' and after that ',
  '. Also, ',
  ', ',
] as const

/** So many pairs of messages of different commands, each tied in one of the ways in turn. */
export function joinedMessages(
  messages: readonly SlotMessage[],
  pairs: number,
  seed: number,
): JoinedMessage[] {
  const random = seededRandom(seed)
  const draw = (from: readonly SlotMessage[]): SlotMessage | undefined =>
    from[Math.floor(random() * from.length)]
  return Array.from({ length: pairs }, (_, i) => {
    const first = draw(messages)
    const second = draw(messages.filter(({ label }) => label !== first?.label))
    const tie = TIES[i % TIES.length] ?? ' and '
    return first && second ? [joined(first, second, tie)] : []
  }).flat()
}

function joined(first: SlotMessage, second: SlotMessage, tie: string): JoinedMessage {
  const left = first.text.trim().replace(/[\s.,;!?]+$/u, '')
  const right = second.text.trim()
  const isSentence = tie === '. '
  const begun = isSentence ? capitalised(right) : uncapitalised(right)
  return { text: `${left}${tie}${begun}`, parts: [first, second], tie }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "I" stays as it is. */
const uncapitalised = (text: string): string =>
  /^(?:I\b|I['’]|\p{Lu}{2})/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

/** The workflow of a domain: moments and spans of time are dates, all else is text. */
export function domainDocument(
  all: readonly SlotMessage[],
  taught: readonly SlotMessage[],
): Document {
  const document = slotDocument(slotNames(all), taught)
  const commands = recordsOf(document, 'command').map((command) => ({
    ...command,
    parameters: command.parameters.map((parameter) =>
      /(?:^|_)(?:time|frequency|duration|period)(?:_|$)/u.test(parameter.name)
        ? { ...parameter, type: 'date' as const }
        : parameter,
    ),
  }))
  return { ...document, ...Object.fromEntries(commands.map((command) => [command.id, command])) }
}
