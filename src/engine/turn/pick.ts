import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { qualifiedName, recordById } from '#domain/queries.ts'
import { isSlipOf } from '../decide/fuzzy.ts'
import { understandable } from '../decide/message.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import type { Place } from '../parameters/free-text.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { AnswerReading, WordsContext } from './answer-reading.ts'
import { isTellingValue } from './free-answer.ts'
import { meaning } from './other-meaning.ts'
import { choiceIndex, isAbort, isNone } from './phrases.ts'

/**
 * Which of the candidates is meant: by its place or its name, by words that mean it, or by a value
 * that only one of them takes. What such words hold of values is for the command, too.
 */
export async function readPick(
  message: string,
  candidates: readonly CommandId[],
  context: WordsContext,
): Promise<AnswerReading> {
  const text = understandable(message)
  const pointed =
    candidates[choiceIndex(text) ?? -1] ?? namedAmong(text, candidates, context.document)
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
  const [taker, ...rivals] = await takersOf(text, candidates, context, WORDS_AROUND)
  if (taker && rivals.length === 0) return taking(taker, text)
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
