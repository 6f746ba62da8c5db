import type { CorrectionRecord, Document, UtteranceRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { cleanUtterance } from '#domain/edits/utterances.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import type { Candidate } from '#engine/decide/decision.ts'
import type { TranscriptItem, SaidTurn } from './transcript.ts'

/** What became of a message: untouched, accepted as an utterance, or corrected to something else. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly utterance: UtteranceRecord }
  | { readonly kind: 'corrected'; readonly correction: CorrectionRecord }

/** A message of the conversation that began a turn, with what it went to. */
export interface HeardMessage {
  readonly turn: SaidTurn
  /** The command it went to at first; `null` when nothing was routed. */
  readonly takenFor: CommandId | null
  readonly verdict: Verdict
}

/** The messages that began turns, in order; answers to questions and runs without words are not. */
export function heardMessages(
  document: Document,
  transcript: readonly TranscriptItem[],
): HeardMessage[] {
  const latest = new Map<string, SaidTurn>()
  for (const item of transcript) if (item.kind === 'answer') latest.set(item.turn.runId, item.turn)
  return [...latest.values()]
    .filter(({ text }) => text.trim() !== '')
    .map((turn) => ({ turn, takenFor: takenFor(turn), verdict: verdictOf(document, turn) }))
}

/** What a message had been taken for: the command it chose, or none. */
export const takenFor = ({ command }: SaidTurn): CommandId | null => command?.id ?? null

function verdictOf(document: Document, turn: SaidTurn): Verdict {
  const correction = correctionOf(document, turn)
  if (correction) return { kind: 'corrected', correction }
  const command = takenFor(turn)
  const text = cleanUtterance(turn.text)
  const utterance = command
    ? utterancesOf(document, command).find((it) => it.text === text && it.origin === 'corrected')
    : undefined
  return utterance ? { kind: 'accepted', utterance } : { kind: 'none' }
}

/**
 * The correction that was made of this turn: of the same words in the same context, and made after
 * they were said. (One made before was not made of this turn: it decided it.)
 */
export function correctionOf(document: Document, turn: SaidTurn): CorrectionRecord | undefined {
  const text = turn.text.trim()
  return correctionsOf(document).findLast(
    (it) => it.text.trim() === text && it.context === turn.context && it.at >= turn.startedAt,
  )
}

/**
 * The candidates to offer first: what the decision weighed. A command that was chosen by hand
 * after a question counts as weighed too.
 */
export function candidatesOf({ decision }: SaidTurn): readonly Candidate[] {
  return decision?.candidates ?? []
}
