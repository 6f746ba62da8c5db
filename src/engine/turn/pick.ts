import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { qualifiedName, recordById } from '#domain/queries.ts'
import type { Decision } from '../decide/decision.ts'
import { isSlipOf } from '../decide/fuzzy.ts'
import { understandable } from '../decide/message.ts'
import { isProhibition } from '../decide/prohibition.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import type { Place } from '../parameters/free-text.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { AnswerReading, WordsContext } from './answer-reading.ts'
import { needsConsent } from './consent.ts'
import { isTellingValue } from './free-answer.ts'
import { meaning } from './other-meaning.ts'
import { choiceIndex, isAbort, isNone } from './phrases.ts'

/**
 * Which of the candidates is meant: by its place or its name, by words that mean it, or by a value
 * that only one of them takes. What such words hold of values is for the command, too. `before` is
 * what the message was found to mean that made it a question.
 */
export async function readPick(
  message: string,
  candidates: readonly CommandId[],
  context: WordsContext,
  before: Decision | null = null,
): Promise<AnswerReading> {
  const text = understandable(message)
  const pointed =
    candidates[choiceIndex(text, candidates.length) ?? -1] ??
    namedAmong(text, candidates, context.document)
  if (pointed) return { kind: 'pick', command: pointed, said: null }
  if (isAbort(text) || isNone(text)) return { kind: 'abort' }
  // Nothing but a value: it means no command by itself.
  const bare = await takersOf(text, candidates, context, 0)
  const [only, ...others] = bare
  if (only) return others.length === 0 ? taking(only, text) : { kind: 'unclear' }
  const decision = await context.decide(text)
  if (decision.outcome === 'route') {
    const command = candidates.find((id) => id === decision.candidates[0]?.command)
    if (!command) return meaning(decision)
    return { kind: 'pick', command, said: isPointing(text) ? null : { text, decision } }
  }
  if (decision.refusal?.kind === 'elsewhere') return meaning(decision)
  // Whatever values it has, it asks for none of them.
  if (isProhibition(text)) return { kind: candidates.length === 1 ? 'abort' : 'unclear' }
  const [taker, ...rivals] = await takersOf(text, candidates, context, WORDS_AROUND)
  if (taker && rivals.length === 0) return taking(taker, text)
  const likeliest = likeliestOfBoth(candidates, before, decision, context.document)
  if (likeliest) return { kind: 'pick', command: likeliest, said: { text, decision } }
  return decision.outcome === 'refuse' ? { kind: 'unclear' } : meaning(decision)
}

/** "the cancel one" counts nothing. */
const isPointing = (text: string): boolean => /\bone$/.test(comparable(text))

function namedAmong(
  text: string,
  candidates: readonly CommandId[],
  document: Document,
): CommandId | undefined {
  const said = comparable(text.replace(/^\//, ''))
  const namesOf = (id: CommandId): string[] => {
    const record = recordById(document, 'command', id)
    return record ? [record.name, qualifiedName(document, record)] : [commandTitle(document, id)]
  }
  const exact = candidates.find((id) => namesOf(id).some((name) => comparable(name) === said))
  return exact ?? candidates.find((id) => namesOf(id).some((name) => isSlipOf(text, name)))
}

/** What both messages together make of a command, against the others that were asked about. */
const CLEARLY = 0.75
/** Of a candidate that a message has nothing for. */
const LEAST = 0.01

/**
 * Who is asked which, and says more of what they want, leaves the choice to us: to what both messages
 * together mean, where that only reads or is asked about before it is run.
 */
function likeliestOfBoth(
  candidates: readonly CommandId[],
  before: Decision | null,
  said: Decision,
  document: Document,
): CommandId | null {
  if (said.outcome !== 'ask' || !before) return null
  const chanceIn = (decision: Decision, id: CommandId): number =>
    Math.max(LEAST, decision.candidates.find(({ command }) => command === id)?.probability ?? 0)
  const chances = candidates.map((id) => chanceIn(before, id) * chanceIn(said, id))
  const most = Math.max(...chances)
  const record = recordById(document, 'command', candidates[chances.indexOf(most)] ?? null)
  if (!record || !candidates.includes(said.candidates[0]?.command ?? record.id)) return null
  const isHarmless = record.risk === 'read' || needsConsent(record)
  const isClear = most >= CLEARLY * chances.reduce((sum, chance) => sum + chance, 0)
  return isHarmless && isClear ? record.id : null
}

const taking = (command: CommandId, text: string): AnswerReading => ({
  kind: 'pick',
  command,
  said: { text, decision: null },
})

/** Beyond so many other words, a text is rather a message of its own. */
const WORDS_AROUND = 3

/** The candidates that the text has a value for, with no more than so many words around it. */
async function takersOf(
  text: string,
  candidates: readonly CommandId[],
  { extract }: WordsContext,
  wordsAround: number,
): Promise<CommandId[]> {
  const takers: CommandId[] = []
  for (const command of candidates) {
    const found = await extract(command, { text, decision: null })
    const isTaken = found?.values.some(
      (value) =>
        value.span !== null &&
        isTellingValue(value, text) &&
        wordsBeside(value.span, text) <= wordsAround,
    )
    if (isTaken) takers.push(command)
  }
  return takers
}

const wordsBeside = ({ start, end }: Place, text: string): number =>
  tokensOf(`${text.slice(0, start)} ${text.slice(end)}`).length
