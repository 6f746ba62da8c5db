import type { CorrectionRecord, Document, UtteranceRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { correctionsOf } from '#domain/queries.ts'
import type { Candidate } from '#engine/decide/decision.ts'
import type { SaidTurn } from './turn-items.ts'

/** What became of a message: untouched, accepted as an utterance, or corrected to something else. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly utterance: UtteranceRecord }
  | { readonly kind: 'corrected'; readonly correction: CorrectionRecord }

/** What a message had been taken for: the command it chose, or none. */
export const takenFor = ({ command }: SaidTurn): CommandId | null => command?.id ?? null

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
 * The candidates to offer first: what the decision weighed. Where it was refused because the
 * command it is like is not offered here, that one leads: it is what was probably meant.
 */
export function candidatesOf({ decision }: SaidTurn): readonly Candidate[] {
  const candidates = decision?.candidates ?? []
  const refusal = decision?.refusal
  if (refusal?.kind !== 'elsewhere') return candidates
  const elsewhere = { command: refusal.command, level: 0, probability: 1, nearest: [] }
  return [elsewhere, ...candidates.filter(({ command }) => command !== refusal.command)]
}
