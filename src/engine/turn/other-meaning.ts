import { ABORT } from '#domain/core-commands.ts'
import type { CommandRecord } from '#domain/document.ts'
import type { Decision } from '../decide/decision.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import { bringsValues } from './free-answer.ts'
import { isAgreement } from './phrases.ts'

/* What the answer to a question would mean as a message of its own. */

/** A decision this sure, one by name, and one that names what is elsewhere are a change of mind. */
const CLEAR = 0.9

export const isClear = ({ outcome, rung, candidates: [best], refusal }: Decision): boolean =>
  outcome === 'route'
    ? rung !== 'classifier' || (best?.probability ?? 0) >= CLEAR
    : refusal?.kind === 'elsewhere'

/** Words for "never mind" that no list has are still an end, and not a message of their own. */
export const meaning = (decision: Decision): AnswerReading =>
  decision.outcome === 'route' && decision.candidates[0]?.command === ABORT.id
    ? { kind: 'abort' }
    : { kind: 'other', decision }

/** What a text that is no value means as a message of its own, if that is another command. */
export async function otherMeaning(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  if (isAgreement(text)) return null
  const decision = await context.decide(text)
  const isOther = decision.candidates[0]?.command !== command.id
  return isOther && (decision.outcome === 'route' || isClear(decision)) ? meaning(decision) : null
}

/** Clearly another command that comes with values of its own. */
export async function otherCommand(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  const [best] = decision.candidates
  if (!best || best.command === command.id || decision.outcome !== 'route') return null
  const found = isClear(decision) && (await context.extract(best.command, { text, decision }))
  return found && bringsValues(decision, text, found) ? { kind: 'other', decision } : null
}
