import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Json } from '#shared/json.ts'
import { understandable } from '../decide/message.ts'
import type { ParameterProblem } from '../parameters/extract.ts'
import { namedValues, positionalValues, splitOutsideQuotes } from '../parameters/inline.ts'
import { merged } from '../parameters/paths.ts'
import { isFreeText, isOpenText } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { textKindOf } from '../parameters/text-kind.ts'
import { missing } from '../parameters/wording.ts'
import { comparable, unquoted } from '../parameters/words.ts'
import type { AnswerContext, AnsweredValue, AnswerReading } from './answer-reading.ts'
import { askedBy, atPart, leftOut, readParts, settled, type Asked } from './asked.ts'
import { readCorrection } from './corrections.ts'
import type { Question, ValueProblem } from './events.ts'
import { mayBeCommand, withoutFrame } from './free-answer.ts'
import { readLoosely } from './loose-answer.ts'
import { isClear, meaning, otherCommand, otherMeaning } from './other-meaning.ts'
import { choiceIndex, isAbort, isAccepted, isConsent, isNo, isRefusal, isSkip } from './phrases.ts'
import { readSaidAgain } from './said-again.ts'
import { readOpenValues, readSentence, taken } from './sentence-answer.ts'

/** The answer to whether it is to be done so: yes, no, or what is to be otherwise first. */
export async function readConfirmation(
  message: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const text = understandable(message)
  // It is asked about again with what it is now: a name that is nearly right will do.
  const loose = loosely(context)
  return (
    yesOrNo(text, command) ??
    (await readChange(text, command, loose)) ??
    (await readRefusal(text, command, context)) ??
    (await readSaidAgain(text, null, command, loose)) ??
    readOther(text, context)
  )
}

/** The answer to whether what was done is to be taken back: it cannot be done otherwise any more. */
export async function readUndoConfirmation(
  message: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const text = understandable(message)
  const plain = yesOrNo(text, command)
  if (plain) return plain
  if (await readChange(text, command, context)) return { kind: 'unclear' }
  return (await readRefusal(text, command, context)) ?? readOther(text, context)
}

function yesOrNo(text: string, { name }: CommandRecord): AnswerReading | null {
  if (isAccepted(text) || isConsent(text, name)) return { kind: 'yes' }
  return isNo(text) || isAbort(text) ? { kind: 'abort' } : null
}

const readChange = async (
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> =>
  readNamed(text, command.parameters, context) ?? (await readCorrection(text, command, context))

/** A no of more words. */
async function readRefusal(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  const isOther = decision.candidates[0]?.command !== command.id
  // "Don't recall it", where it is asked whether to.
  const isRefused =
    (decision.isForbidden && !isOther) ||
    (isRefusal(text, command.name) && !(isOther && isClear(decision)))
  return isRefused ? { kind: 'abort' } : null
}

async function readOther(text: string, { decide }: AnswerContext): Promise<AnswerReading> {
  const decision = await decide(text)
  return isClear(decision) ? meaning(decision) : { kind: 'unclear' }
}

type ValueQuestion = Extract<Question, { kind: 'value' }>

/**
 * The typed answer to a value question. What was offered ("did you mean Hiking Boots?") may be named
 * again as loosely as before: "the boots" is a yes then.
 */
export async function readValueAnswer(
  message: string,
  question: ValueQuestion,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const reading = await readAnswer(message, question, command, context)
  const [offered, ...others] = question.problem.code === 'lookup' ? question.suggestions : []
  if (reading.kind !== 'rejected' || !offered || others.length > 0) return reading
  const again = await readAnswer(message, question, command, loosely(context))
  const isOffered =
    again.kind === 'values' && again.values.every(({ value }) => value === offered.value)
  return isOffered ? again : reading
}

/** Where names that are nearly right are taken, as what changes something does not take them unasked. */
const loosely = (context: AnswerContext): AnswerContext => ({
  ...context,
  valueContext: (parameter) => ({ ...context.valueContext(parameter), exactOnly: false }),
})

/** From the surest reading to the loosest. */
async function readAnswer(
  message: string,
  question: ValueQuestion,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const asked = askedBy(question, command, context)
  // It is not there any more: what is missing now is asked for.
  if (!asked) return { kind: 'values', values: [] }
  const { parameter, settle } = asked
  const text = understandable(message)
  const suggested = suggestionIn(text, question, parameter)
  if (suggested !== null) return settle(suggested)
  if (isAbort(text)) return { kind: 'abort' }
  if (declines(text, question) && !mayBe(text, question, asked)) return askedAnew(asked, context)
  if (text.startsWith('/')) {
    const decision = await context.decide(text)
    if (decision.rung === 'exact') return { kind: 'other', decision }
  }
  const named = readNamed(text, command.parameters, context)
  if (named) return named
  if (parameter.required && isNo(text) && !mayBeValue(text, asked, command, context))
    return { kind: 'abort' }
  if (!parameter.required && isSkip(text)) return leftOut(asked, context)
  // A text of one's own is kept in full, line breaks and all.
  const said = message.trim()
  const mayBeRequest = !isOpenText(parameter) || mayBeCommand(said)
  const again = mayBeRequest ? await readSaidAgain(text, parameter, command, context) : null
  if (again) return again
  const parts = await readParts(text, asked, command, context)
  if (parts) return parts
  if (isOpenText(parameter)) {
    const other = mayBeRequest ? await otherCommand(text, command, context) : null
    if (other) return other
    const sentence = await readSentence(said, asked, command, context)
    if (sentence?.kind === 'unclear')
      return (await otherMeaning(text, command, context)) ?? sentence
    if (sentence) return sentence
    const patterns = slotPatterns(spokenUtterances(context.document, command))
    const reading = settle(withoutFrame(said, parameter, patterns))
    if (isFreeText(parameter) || reading.kind === 'values') return reading
  }
  const whole = readPositions(text, asked, command, context) ?? settle(text)
  if (whole.kind === 'values') return (await readDayAndTime(text, asked, command, context)) ?? whole
  return (await readLoosely(text, asked, command, context)) ?? whole
}

/** "The day after tomorrow at half past three", to "which day?", where the time is open, too. */
async function readDayAndTime(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const { parameter, part } = asked
  if (parameter.type !== 'date' || !part.isWhole) return null
  const told = await readOpenValues(text, asked, command, context)
  const both = told.filter((said) => said.parameter.id === parameter.id || isTime(said.parameter))
  return both.length > 1 ? taken(both, context) : null
}

const isTime = ({ type }: Parameter): boolean => type === 'time'

/** "No", to the only value that was offered. */
const declines = (text: string, { problem, suggestions }: ValueQuestion): boolean =>
  OFFERING.has(problem.code) && suggestions.length === 1 && isNo(text)

/** Something that exists may be called so. */
const mayBe = (text: string, { problem }: ValueQuestion, { settle }: Asked): boolean =>
  problem.code === 'lookup' && settle(text).kind === 'values'

/** A note may be "no", and what asks for a yes or a no; a name is not, unless it is quoted. */
function mayBeValue(
  text: string,
  { parameter, settle }: Asked,
  command: CommandRecord,
  { document }: AnswerContext,
): boolean {
  if (!isOpenText(parameter)) return settle(text).kind === 'values'
  const patterns = slotPatterns(spokenUtterances(document, command))
  return unquoted(text) !== text || textKindOf(parameter, patterns).kind === 'prose'
}

/** Of which a single suggestion is a value that was offered. */
const OFFERING: ReadonlySet<ValueProblem['code']> = new Set(['lookup', 'missing'])

/** It is asked for as if nothing had been said of it; of few that exist, the choice is shown. */
function askedAnew({ parameter, part }: Asked, { valueContext }: AnswerContext): AnswerReading {
  const problem = missing(parameter)
  const existing = part.isWhole ? valueContext(parameter).existing : null
  const rejection = { problem, suggestions: existing ?? [] }
  return { kind: 'rejected', parameter: part.root, rejection: atPart(rejection, part) }
}

/** One of the offered values: by its words, by its place in the list, or by "yes" to the only one. */
function suggestionIn(
  text: string,
  { suggestions, problem }: ValueQuestion,
  { type }: Parameter,
): string | null {
  const said = comparable(text)
  const named = suggestions.filter((each) =>
    [each.value, each.label].some((words) => comparable(words) === said),
  )
  const [only, ...others] = named
  if (only && others.length === 0) return only.value
  if (OFFERING.has(problem.code) && suggestions.length === 1 && isAccepted(text))
    return suggestions[0]?.value ?? null
  const isNumeric = type === 'integer' || type === 'number'
  const index = isNumeric ? null : choiceIndex(text, suggestions.length)
  return suggestions[index ?? -1]?.value ?? null
}

/** `quantity=3`, also for a value that was accepted before. */
function readNamed(
  text: string,
  parameters: readonly Parameter[],
  context: AnswerContext,
): AnswerReading | null {
  const values = namedValues(text, parameters)
  return values && settledTogether(values, parameters, context)
}

function settledTogether(
  values: Readonly<Record<string, Json>>,
  parameters: readonly Parameter[],
  context: AnswerContext,
): AnswerReading {
  const accepted: AnsweredValue[] = []
  const problems: ParameterProblem[] = []
  for (const parameter of parameters) {
    const given = values[parameter.name]
    if (given === undefined) continue
    const value = overHeld(given, parameter, context)
    const reading = settled(value, parameter, context)
    if (reading.kind !== 'values') return reading
    accepted.push(...reading.values)
    problems.push(...(reading.problems ?? []))
  }
  return { kind: 'values', values: accepted, problems }
}

/** `address.city=Austin` changes the city, and leaves the rest of the address as it is. */
const overHeld = (value: Json, { id }: Parameter, { held }: AnswerContext): Json =>
  merged(held.find(({ parameter }) => parameter === id)?.value, value)

/** `5, tomorrow`: as many values as are missing, in their order. */
function readPositions(
  text: string,
  { parameter, part }: Asked,
  { parameters }: CommandRecord,
  context: AnswerContext,
): AnswerReading | null {
  // A list has commas of its own.
  if (!part.isWhole || parameter.type === 'list') return null
  const missing = parameters.filter(
    ({ id, required }) => required && context.held.every((each) => each.parameter !== id),
  )
  const isForAll = splitOutsideQuotes(text).length === missing.length && text.includes(',')
  if (!isForAll) return null
  const values = positionalValues(text, missing)
  const reading = values && settledTogether(values, missing, context)
  return reading?.kind === 'values' ? reading : null
}
