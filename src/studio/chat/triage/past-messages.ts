import type { Document } from '#domain/document.ts'
import { cleanUtterance } from '#domain/edits/utterances.ts'
import type { CommandId } from '#domain/ids.ts'
import { correctionsOf, recordsOf } from '#domain/queries.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { turnsOf, type TurnFacts } from '#engine/turn/turn-state.ts'
import { isCommand } from '../../session/command-titles.ts'
import type { ConversationHistory } from '../../session/correction-controller.ts'
import type { Verdict } from '../correction-state.ts'
import type { SaidTurn } from '../turn-items.ts'

/** A message of some conversation. Said again in the same place, it is the same message. */
export interface PastMessage {
  readonly turn: SaidTurn
  readonly conversation: string
  /** How often these words were said there. */
  readonly times: number
  /** The command it went to; `null` when nothing was routed. */
  readonly takenFor: CommandId | null
  readonly came: Outcome
  /** 0–1, of what it went to or is nearest to. */
  readonly probability: number
  /** What it may mean, likeliest first; what it went to leads. At most five. */
  readonly suggestions: readonly Suggestion[]
}

export interface Suggestion {
  readonly command: CommandId
  readonly probability: number | null
}

export type Outcome = 'refused' | 'asked' | 'unsure' | 'routed' | 'failed'

/** Below this a message that was routed is worth a look. */
const SURE = 0.7
const SUGGESTIONS = 5
const SLICE = 200

/**
 * The turns of all conversations, a slice at a time, so that thousands of them do not stop the
 * page. Rejects with the signal's reason.
 */
export async function readTurns(
  conversations: readonly ConversationHistory[],
  signal: AbortSignal,
): Promise<{ readonly turn: SaidTurn; readonly conversation: string }[]> {
  const read: { turn: SaidTurn; conversation: string }[] = []
  for (const { id, entries } of conversations) {
    for (const slice of slicesOf(entries)) {
      for (const { runId, at, context, state } of turnsOf(slice))
        if (state.text.trim() !== '' && isJudged(state))
          read.push({ turn: { ...state, runId, startedAt: at, context }, conversation: id })
      await new Promise((resolve) => setTimeout(resolve))
      signal.throwIfAborted()
    }
  }
  return read
}

/** "undo that" is known by its words and goes to no command: there is nothing in it to put right. */
function isJudged({ decision, command, error }: TurnFacts): boolean {
  return decision !== null || command !== null || error !== null
}

/** Turns do not interleave: a journal can be cut wherever one begins. */
function slicesOf(entries: readonly JournalEntry[]): JournalEntry[][] {
  const slices: JournalEntry[][] = []
  let turns = SLICE
  for (const entry of entries) {
    if (entry.event.type === 'turn-started' && ++turns > SLICE) {
      slices.push([])
      turns = 1
    }
    slices.at(-1)?.push(entry)
  }
  return slices
}

/** One for each message and place, the latest turn standing for all. */
export function pastMessages(
  turns: readonly { readonly turn: SaidTurn; readonly conversation: string }[],
): PastMessage[] {
  const byKey = new Map<string, PastMessage>()
  for (const { turn, conversation } of turns) {
    const key = `${turn.context}\n${turn.text.trim().toLowerCase()}`
    const known = byKey.get(key)
    if (known && known.turn.startedAt > turn.startedAt)
      byKey.set(key, { ...known, times: known.times + 1 })
    else byKey.set(key, messageOf(turn, conversation, (known?.times ?? 0) + 1))
  }
  return [...byKey.values()]
}

function messageOf(turn: SaidTurn, conversation: string, times: number): PastMessage {
  const takenFor = turn.command?.id ?? null
  const candidates = turn.decision?.candidates ?? []
  const own = candidates.find(({ command }) => command === takenFor) ?? candidates[0]
  const probability = own?.probability ?? (takenFor ? 1 : 0)
  const ids = [
    ...(takenFor ? [takenFor] : []),
    ...elsewhereOf(turn),
    ...candidates.map((c) => c.command),
  ]
  const suggestions = [...new Set(ids)].slice(0, SUGGESTIONS).map((command) => ({
    command,
    probability: candidates.find((each) => each.command === command)?.probability ?? null,
  }))
  return {
    turn,
    conversation,
    times,
    takenFor,
    came: outcomeOf(turn, probability),
    probability,
    suggestions,
  }
}

const elsewhereOf = ({ decision }: SaidTurn): CommandId[] =>
  decision?.refusal?.kind === 'elsewhere' ? [decision.refusal.command] : []

function outcomeOf({ decision, error }: SaidTurn, probability: number): Outcome {
  if (decision?.outcome === 'refuse') return 'refused'
  if (decision?.outcome === 'ask') return 'asked'
  if (error) return 'failed'
  return probability < SURE ? 'unsure' : 'routed'
}

const ORDER: readonly Outcome[] = ['refused', 'asked', 'unsure', 'failed', 'routed']

/** What most wants a look first; among equals the least sure, then the latest. */
export function doubtfulFirst(messages: readonly PastMessage[]): PastMessage[] {
  return messages.toSorted(
    (a, b) =>
      ORDER.indexOf(a.came) - ORDER.indexOf(b.came) ||
      a.probability - b.probability ||
      b.turn.startedAt - a.turn.startedAt,
  )
}

/** What became of messages, for all of them at once: thousands are asked at each edit. */
export function verdicts(document: Document): (message: PastMessage) => Verdict {
  const corrected = new Map(
    correctionsOf(document).map((correction) => [
      `${correction.context}\n${correction.text.trim()}`,
      correction,
    ]),
  )
  const accepted = new Map(
    recordsOf(document, 'utterance')
      .filter(({ origin, command }) => origin === 'corrected' && isCommand(document, command))
      .map((utterance) => [utterance.text, utterance]),
  )
  return ({ turn }) => {
    const correction = corrected.get(`${turn.context}\n${turn.text.trim()}`)
    // One made before the words were said was not made of them: it decided them.
    if (correction && correction.at >= turn.startedAt) return { kind: 'corrected', correction }
    const utterance = accepted.get(cleanUtterance(turn.text))
    return utterance ? { kind: 'accepted', utterance } : { kind: 'none' }
  }
}

/** The messages that have all the words, in their text or in what they went to. */
export function matching(
  messages: readonly PastMessage[],
  query: string,
  titleOf: (command: CommandId) => string,
): readonly PastMessage[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return messages
  return messages.filter(({ turn, takenFor }) => {
    const text = `${turn.text} ${takenFor ? titleOf(takenFor) : 'nothing'}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
