import type { CommandRecord } from '#domain/document.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Decision } from '../decide/decision.ts'
import type { Extraction } from '../parameters/extract.ts'
import { isOpenText } from '../parameters/settle.ts'
import { matchTemplates, slotPatterns } from '../parameters/templates.ts'
import { textKindOf } from '../parameters/text-kind.ts'
import { comparable, isFunctionWord, tokensOf, unquoted } from '../parameters/words.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import type { Asked } from './asked.ts'
import { readCorrection } from './corrections.ts'
import { mayBeCommand } from './free-answer.ts'
import { partContext } from './parts.ts'
import { taken } from './sentence-answer.ts'

/*
 * "Send Mina a message: see you", to "to whom?" of a message: no answer but the request once more.
 */

/**
 * The request that a question is about, said again: what it gives is held in the place of what was
 * given before, and what it does not give stays. `null` for what is only an answer.
 */
export async function readSaidAgain(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  if (!mayBeCommand(text) || unquoted(text) !== text) return null
  const length = openingLength(text, command, context)
  const isForm = length > 1 || (length > 0 && isTemplate(text, command, context))
  if (length === 0 || (isOpenText(asked.parameter) && !isForm)) return null
  if (isProse(asked, command, context)) return null
  const decision = await context.decide(text)
  if (!isAbout(decision, command)) return null
  if (await readCorrection(text, command, context, asked.parameter)) return null
  const found = await context.extract(command.id, { text, decision })
  if (!found) return null
  // What is held is not what was said, and what was said cannot be: all of it is asked for anew.
  if (isWrongOfHeld(found, context)) return { kind: 'other', decision }
  const values = found.values.filter(({ source }) => source !== 'default')
  if (values.length === 0) return null
  const reading = taken(values, context)
  const problems = found.problems.filter(({ problem }) => problem.code !== 'missing')
  return reading.kind === 'values' ? { ...reading, problems } : reading
}

const isAbout = ({ outcome, candidates: [best] }: Decision, { id }: CommandRecord): boolean =>
  outcome === 'route' && best?.command === id

const isWrongOfHeld = ({ problems }: Extraction, { held }: AnswerContext): boolean =>
  problems.some(
    ({ parameter, problem }) =>
      problem.code !== 'missing' && held.some((each) => each.parameter === parameter.id),
  )

/** How many of the first words that say something are those that a request for the command begins with. */
function openingLength(text: string, command: CommandRecord, { document }: AnswerContext): number {
  const openings = spokenUtterances(document, command)
    .filter(({ heldOut }) => !heldOut)
    .map(({ text: said, slots }) =>
      said.slice(0, Math.min(said.length, ...slots.map(({ start }) => start))),
    )
  const words = tellingWords(text)
  return Math.max(
    ...[command.name, ...openings].map((opening) => {
      const known = tellingWords(opening)
      const other = words.findIndex((word, i) => word !== known[i])
      return other < 0 ? words.length : other
    }),
  )
}

const tellingWords = (text: string): string[] =>
  tokensOf(comparable(text))
    .map((token) => token.text)
    .filter((word) => (!isFunctionWord(word) || ASKING.has(word)) && word !== 'please')

/** Small words elsewhere, and what is wanted at the beginning: "give Ben a book". */
const ASKING = new Set(['give', 'get', 'tell', 'show', 'make'])

/** Any words are a free text; these have the form of the request, beside that. */
const isTemplate = (text: string, command: CommandRecord, { document }: AnswerContext): boolean =>
  matchTemplates(text, slotPatterns(spokenUtterances(document, command)).templates).some(
    (slots) => slots.length > 1,
  )

function isProse(
  { parameter, part }: Asked,
  command: CommandRecord,
  context: AnswerContext,
): boolean {
  if (!isOpenText(parameter)) return false
  const patterns = slotPatterns(spokenUtterances(context.document, command))
  return textKindOf(parameter, patterns, partContext(part, context).existing).kind === 'prose'
}
