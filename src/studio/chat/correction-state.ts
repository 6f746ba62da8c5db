import type { CorrectionRecord, Document, UtteranceRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import type { Candidate } from '#engine/decide/decision.ts'
import type { TranscriptItem, TurnFacts } from './transcript.ts'

/** What became of a message: untouched, accepted as an utterance, or corrected to something else. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly utterance: UtteranceRecord }
  | { readonly kind: 'corrected'; readonly correction: CorrectionRecord }

/** A message of the conversation that began a turn, with what it went to. */
export interface HeardMessage {
  readonly facts: TurnFacts
  /** The command it went to at first; `null` when nothing was routed. */
  readonly takenFor: CommandId | null
  readonly verdict: Verdict
}

/** The messages that began turns, in order; answers to questions and runs without words are not. */
export function heardMessages(
  document: Document,
  transcript: readonly TranscriptItem[],
): HeardMessage[] {
  const latest = new Map<string, TurnFacts>()
  for (const item of transcript)
    if (item.kind === 'answer') latest.set(item.facts.runId, item.facts)
  return [...latest.values()]
    .filter(({ text }) => text.trim() !== '')
    .map((facts) => ({ facts, takenFor: takenFor(facts), verdict: verdictOf(document, facts) }))
}

/** What a message had been taken for: the command it chose, or none. */
export const takenFor = ({ command }: TurnFacts): CommandId | null => command?.id ?? null

function verdictOf(document: Document, facts: TurnFacts): Verdict {
  const correction = correctionOf(document, facts)
  if (correction) return { kind: 'corrected', correction }
  const command = takenFor(facts)
  const text = facts.text.trim()
  const utterance = command
    ? utterancesOf(document, command).find((it) => it.text === text && it.origin === 'corrected')
    : undefined
  return utterance ? { kind: 'accepted', utterance } : { kind: 'none' }
}

/**
 * The correction that was made of this turn: of the same words in the same context, and made after
 * they were said. (One made before was not made of this turn: it decided it.)
 */
export function correctionOf(document: Document, facts: TurnFacts): CorrectionRecord | undefined {
  const text = facts.text.trim()
  return correctionsOf(document).findLast(
    (it) => it.text.trim() === text && it.context === facts.context && it.at >= facts.startedAt,
  )
}

/**
 * The candidates to offer first: what the decision weighed. A command that was chosen by hand
 * after a question counts as weighed too.
 */
export function candidatesOf({ decision }: TurnFacts): readonly Candidate[] {
  return decision?.candidates ?? []
}
