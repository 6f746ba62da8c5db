import { ABORT, coreCommandById, NOT_WHAT_I_MEANT, SMALL_TALK } from '#domain/core-commands.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import { comparable, isFunctionWord, tokensOf } from '../parameters/words.ts'
import type { ScopeState } from '../ports.ts'
import { cutsIn, openerOf, tiesIn, type Cut } from './cuts.ts'
import type { Decision } from './decision.ts'
import { isLeftOpen } from './left-open.ts'
import { understandable } from './message.ts'
import { isUnread, shortenedRequests, type ReadValues } from './same-again.ts'

export interface SplitRequest {
  readonly message: string
  readonly scope: ScopeState
  readonly document: Document
  /** The ladder, for the parts; each costs a pass of the encoder. */
  readonly decide: (text: string) => Promise<Decision>
  /** What the ladder made of the message as a whole, where that is known already. */
  readonly whole?: Decision
  /** Whether a text asks for something of the conversation itself: "undo that". */
  readonly isControl?: (text: string) => boolean
  /** What a text says of the parameters of a command; without it, nothing that needs that is split. */
  readonly read?: ReadValues
}

/** One request of a message, and what the ladder made of it alone. */
export interface MessagePart {
  readonly text: string
  readonly decision: Decision
}

/** Parts that are asked about at most: each is a pass of the encoder. */
const MOST_ASKED = 6
const MOST_PARTS = 3

/**
 * Two or three commands in one message ("cancel it, then tell her"), in order; `null` where the
 * message is one request, or may be. A wrong split is worse than none: each part must be routed
 * with confidence by itself, to another command or another value of the same, and no text that a
 * command takes freely is ever cut. What is not to be done comes last: it keeps nothing from going on.
 */
export async function splitMessage(
  request: SplitRequest,
): Promise<readonly [MessagePart, MessagePart, ...MessagePart[]] | null> {
  const text = understandable(request.message)
  if (text.startsWith('/')) return null
  const cuts = cutsIn(text, request.document, request.isControl)
  const isCut = ({ start }: Cut): boolean => cuts.some((cut) => cut.start === start)
  const ties = request.read ? tiesIn(text).filter((tie) => !isCut(tie)) : []
  if (cuts.length === 0 && ties.length === 0) return null
  const whole = request.whole ?? (await request.decide(text))
  if (isSettled(whole)) return null
  const splitting = { ...request, whole, message: text, ask: budgeted(request.decide) }
  const [first, second, ...rest] =
    (await partsOf(splitting, text, cuts, MOST_PARTS)) ?? (await sameAgain(splitting, ties)) ?? []
  if (!first || !second || isOneRequest(whole, [first, second, ...rest])) return null
  const [one, other, ...others] = [first, second, ...rest].sort(
    (a, b) => Number(a.decision.isForbidden ?? false) - Number(b.decision.isForbidden ?? false),
  )
  return one && other ? [one, other, ...others] : null
}

/** A name, or words that were corrected: they mean what they mean. */
const isSettled = ({ rung, outcome }: Decision): boolean =>
  rung !== 'classifier' && outcome === 'route'

type Ask = (text: string) => Promise<Decision | null>

/** Asks about each text once, and about no more than so many; `null` for what is one too many. */
function budgeted(decide: SplitRequest['decide']): Ask {
  const asked = new Map<string, Decision>()
  return async (text) => {
    const known = asked.get(text)
    if (known) return known
    if (asked.size >= MOST_ASKED) return null
    const decision = await decide(text)
    asked.set(text, decision)
    return decision
  }
}

type Splitting = SplitRequest & { readonly ask: Ask; readonly whole: Decision }

/** The parts by the first cut that gives requests on both sides; the right one may be several. */
async function partsOf(
  splitting: Splitting,
  text: string,
  cuts: readonly Cut[],
  most: number,
): Promise<MessagePart[] | null> {
  for (const cut of cuts) {
    const left = await requestIn(splitting, text.slice(0, cut.end))
    if (!left || isLeftOpen(left.text, commandOf(left, splitting), splitting.document)) continue
    const rest = text.slice(cut.start)
    const right = await restOf(splitting, rest, most - 1)
    const next = right?.[0]
    if (right && next && areTwo(left, next, cut, splitting)) return [left, ...right]
  }
  return null
}

async function restOf(
  splitting: Splitting,
  text: string,
  most: number,
): Promise<MessagePart[] | null> {
  const cuts = cutsIn(text, splitting.document, splitting.isControl)
  const several = most > 1 ? await partsOf(splitting, text, cuts, most) : null
  if (several) return several
  // A "then" that could not be cut at ties something together: this is not one request alone.
  if (cuts.some(({ isStrong }) => isStrong)) return null
  const one = (await requestIn(splitting, text)) ?? (await requestElsewhere(splitting, text))
  return one && [one]
}

/**
 * "Open the order and cancel it": what is offered where the first request may lead. It is decided on
 * anew there; where nothing has led on, it is refused in so many words. Only where the message as
 * one request would say nothing of it.
 */
async function requestElsewhere(
  { ask, whole, read, message }: Splitting,
  part: string,
): Promise<MessagePart | null> {
  const text = bare(part)
  const decision = await ask(text)
  if (decision?.refusal?.kind !== 'elsewhere') return null
  const [best] = whole.outcome === 'route' ? whole.candidates : []
  const found = best && (await read?.(best.command, message))
  const isLost = !best || (found && isUnread(found, message.length - part.length))
  return isLost ? { text, decision } : null
}

/** One request after the other, where those after the first leave out the verb. */
async function sameAgain(
  splitting: Splitting,
  ties: readonly Cut[],
): Promise<MessagePart[] | null> {
  const { document, whole, read, message } = splitting
  const command = recordById(document, 'command', whole.candidates[0]?.command ?? null)
  if (!command || !read) return null
  const texts = await shortenedRequests({ text: message, ties, command, read })
  const parts: MessagePart[] = []
  for (const text of texts ?? []) {
    const part = await requestIn(splitting, text)
    if (!part || idOf(part) !== command.id || isLeftOpen(text, command, document)) return null
    parts.push(part)
  }
  return parts
}

const bare = (part: string): string => part.trim().replace(/[\s,;]+$/u, '')

/** A part that is a request by itself, surely: `null` for anything else. A control is no command's. */
async function requestIn({ ask, isControl }: Splitting, part: string): Promise<MessagePart | null> {
  const text = bare(part)
  const decision = await ask(text)
  if (decision && isControl?.(text))
    return { text, decision: { ...decision, outcome: 'refuse', candidates: [] } }
  const [best] = decision?.candidates ?? []
  // What is forbidden is as surely a request of its own, and is asked about when its turn comes.
  const isSure = decision?.outcome === 'route' || decision?.isForbidden
  if (!decision || !best || !isSure) return null
  return isDoable(best.command, decision) ? { text, decision } : null
}

const NO_REQUESTS: ReadonlySet<CommandId> = new Set(
  [ABORT, NOT_WHAT_I_MEANT, SMALL_TALK].map(({ id }) => id),
)

/**
 * "Never mind" and "not what I meant" are about the message before, not a request beside another,
 * and "hello" is none; the other core commands only in their very words.
 */
const isDoable = (command: CommandId, { rung }: Decision): boolean =>
  coreCommandById(command) === undefined || (rung === 'exact' && !NO_REQUESTS.has(command))

const idOf = ({ decision: { refusal, candidates } }: MessagePart): CommandId | undefined =>
  refusal?.kind === 'elsewhere' ? refusal.command : candidates[0]?.command

const commandOf = (part: MessagePart, { document }: Splitting): CommandRecord | undefined =>
  recordById(document, 'command', idOf(part) ?? null)

/**
 * Different commands, or one command said twice with different values. A single word after a mere
 * "and" may be anything.
 */
function areTwo(left: MessagePart, right: MessagePart, cut: Cut, splitting: Splitting): boolean {
  if (!cut.isStrong && tokensOf(right.text).length < 2) return false
  if (idOf(left) !== idOf(right)) return true
  const takesList = commandOf(left, splitting)?.parameters.some(({ type }) => type === 'list')
  return !takesList && openerOf(left.text) === openerOf(right.text) && addsWords(left, right)
}

/** Whether the right part has words of its own: the same thing said twice is one request. */
function addsWords(left: MessagePart, right: MessagePart): boolean {
  const said = new Set(contentOf(left.text))
  return contentOf(right.text).some((word) => !said.has(word))
}

const contentOf = (text: string): string[] =>
  tokensOf(text)
    .map((token) => comparable(token.text))
    .filter((word) => !isFunctionWord(word))

/** The whole is surely a request for something that neither part is: the parts are chance. */
function isOneRequest(whole: Decision, parts: readonly MessagePart[]): boolean {
  const [best] = whole.candidates
  return whole.outcome === 'route' && !parts.some((part) => idOf(part) === best?.command)
}
