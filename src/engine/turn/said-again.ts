import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Decision } from '../decide/decision.ts'
import type { Extraction } from '../parameters/extract.ts'
import { isOnlyCarrier } from '../parameters/free-text.ts'
import { isOpenText } from '../parameters/settle.ts'
import { matchTemplates, slotPatterns, type SlotPatterns } from '../parameters/templates.ts'
import { textKindOf } from '../parameters/text-kind.ts'
import { comparable, isFunctionWord, tokensOf, unquoted } from '../parameters/words.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import { isTellingValue } from './free-answer.ts'
import { isClear } from './other-meaning.ts'
import { withParts } from './parts.ts'
import { wordsBeside } from './said-values.ts'

/*
 * "Send Mina a message: see you", to "to whom?" of a message, or to "shall I send it?": no answer, but
 * the request once more. It shows by its words; where any words are an answer, by its values.
 */

/**
 * The request that a question is about, said again: what it gives is held in the place of what was
 * given before, and what it does not give stays. `null` for what is only an answer. `asked` is
 * `null` where consent is asked for, or which value is to change.
 */
export async function readSaidAgain(
  text: string,
  asked: Parameter | null,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  if (unquoted(text) !== text || text.startsWith('/')) return null
  const words = wordsOf(text, command, context)
  const isWorded = beginsIt(words, asked)
  const maySayAll = asked === null || isOpenText(asked)
  if (!isWorded && !maySayAll) return null
  const decision = await context.decide(text)
  if (decision.outcome !== 'route' || decision.candidates[0]?.command !== command.id) return null
  if (!isWorded && !isClear(decision)) return null
  const found = await context.extract(command.id, { text, decision })
  if (!found) return null
  const said = decision.inlineText ?? text
  const isSaid = asked
    ? isWorded || saysAll(said, found, words)
    : decision.inlineValues !== null || !isTextUnread(said, found, words, command)
  return isSaid ? heldAnew(found, asked, decision, context) : null
}

/** What is known of the words of a message as a request for the command. */
interface Words {
  /** Whether so many of the first words that tell something are those that a request begins with. */
  readonly areAlike: (count: number) => boolean
  /** How many values each template has that they are the whole of. */
  readonly forms: readonly number[]
  readonly patterns: SlotPatterns
}

function wordsOf(text: string, command: CommandRecord, { document }: AnswerContext): Words {
  const utterances = spokenUtterances(document, command)
  const patterns = slotPatterns(utterances)
  const forms = matchTemplates(text, patterns.templates).map((slots) => slots.length)
  const words = tellingWords(text)
  const openings = [command.name, ...utterances.flatMap(openingOf)].map(tellingWords)
  const areAlike = (count: number): boolean =>
    openings.some((opening) =>
      Array.from({ length: count }, (_, i) => words[i]).every(
        (word, i) => word !== undefined && word === opening[i],
      ),
    )
  return { areAlike, forms, patterns }
}

/** Whether nothing but the request begins so. Of prose nobody can say that. */
function beginsIt({ areAlike, forms, patterns }: Words, asked: Parameter | null): boolean {
  if (asked === null || !isOpenText(asked)) return areAlike(1)
  const isProse = textKindOf(asked, patterns).kind === 'prose'
  return !isProse && (areAlike(2) || forms.some((values) => values > 1))
}

/** All that the command needs, or all that a form of it has; and not just any words. */
const saysAll = (said: string, { values, problems }: Extraction, { forms }: Words): boolean =>
  (problems.length === 0 || (forms.length > 0 && problems.every(isMissing))) &&
  values.some((value) => isTellingValue(value, said))

/** A text may be what is to be another, where words are left that nothing is made of. */
const isTextUnread = (
  said: string,
  { values }: Extraction,
  { patterns }: Words,
  { parameters }: CommandRecord,
): boolean =>
  parameters.some(
    (parameter) =>
      isOpenText(parameter) && values.every((each) => each.parameter.id !== parameter.id),
  ) && wordsBeside(said, values).some((word) => !isOnlyCarrier(word.text, patterns))

function heldAnew(
  found: Extraction,
  asked: Parameter | null,
  decision: Decision,
  { held }: AnswerContext,
): AnswerReading | null {
  const problems = found.problems.filter((each) => !isMissing(each))
  // What is held is not what was said, and what was said cannot be: all of it is asked for anew.
  if (problems.some(({ parameter: { id } }) => held.some(({ parameter }) => parameter === id)))
    return { kind: 'other', decision }
  const values = found.values.filter(({ source }) => source !== 'default')
  if (values.length > 0) return { kind: 'values', values: withParts(values, held), problems }
  // It is no yes to what it says once more.
  return asked ? null : { kind: 'unclear' }
}

const isMissing = ({ problem }: Extraction['problems'][number]): boolean =>
  problem.code === 'missing'

/** An utterance up to its first value. */
const openingOf = ({ heldOut, text, slots }: UtteranceRecord): string[] =>
  heldOut ? [] : [text.slice(0, Math.min(text.length, ...slots.map(({ start }) => start)))]

const tellingWords = (text: string): string[] =>
  tokensOf(comparable(text))
    .map((token) => token.text)
    .filter((word) => !isFunctionWord(word) || ASKING.has(word))

/** Small words elsewhere, and what is wanted at the beginning: "give Ben a book". */
const ASKING = new Set(['give', 'get', 'tell', 'show', 'make'])
