import { ABORT, coreCommandById } from '#domain/core-commands.ts'
import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import { understandable } from '../decide/message.ts'
import { overlaps } from '../parameters/assign.ts'
import { candidatesFor } from '../parameters/candidates.ts'
import type { ExtractedValue, ParameterProblem } from '../parameters/extract.ts'
import { namedValues, positionalValues, splitOutsideQuotes } from '../parameters/inline.ts'
import { merged } from '../parameters/paths.ts'
import { contextAt, isFreeText, isOpenText } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { missing } from '../parameters/wording.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { AnswerContext, AnsweredValue, AnswerReading } from './answer-reading.ts'
import { askedBy, atPart, leftOut, readParts, settled, type Asked } from './asked.ts'
import { readCorrection } from './corrections.ts'
import type { Question } from './events.ts'
import { bringsValues, mayBeCommand, withoutFrame } from './free-answer.ts'
import {
  choiceIndex,
  isAbort,
  isAccepted,
  isAgreement,
  isConsent,
  isNo,
  isRefusal,
  isSkip,
} from './phrases.ts'
import { readOpenValues, readSentence, taken } from './sentence-answer.ts'

export type { AnswerContext, AnswerReading } from './answer-reading.ts'

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

export async function readConfirmation(
  message: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const text = understandable(message)
  if (isAccepted(text) || isConsent(text, command.name)) return { kind: 'yes' }
  if (isNo(text) || isAbort(text)) return { kind: 'abort' }
  const named =
    readNamed(text, command.parameters, context) ?? (await readCorrection(text, command, context))
  if (named) return named
  const decision = await context.decide(text)
  const isOther = decision.candidates[0]?.command !== command.id
  if (isRefusal(text, command.name) && !(isOther && isClear(decision))) return { kind: 'abort' }
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
  const loosely = await readAnswer(message, question, command, {
    ...context,
    valueContext: (parameter) => ({ ...context.valueContext(parameter), exactOnly: false }),
  })
  const isOffered =
    loosely.kind === 'values' && loosely.values.every(({ value }) => value === offered.value)
  return isOffered ? loosely : reading
}

/** From the surest reading to the loosest. */
async function readAnswer(
  message: string,
  question: ValueQuestion,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const asked = askedBy(question, command, context)
  if (!asked) return { kind: 'unclear' }
  const { parameter, settle } = asked
  const text = understandable(message)
  const suggested = suggestionIn(text, question, parameter)
  if (suggested !== null) return settle(suggested)
  if (isAbort(text)) return { kind: 'abort' }
  if (declines(text, question) && settle(text).kind !== 'values') return askedAnew(asked, context)
  if (text.startsWith('/')) {
    const decision = await context.decide(text)
    if (decision.rung === 'exact') return { kind: 'other', decision }
  }
  const named = readNamed(text, command.parameters, context)
  if (named) return named
  if (!parameter.required && isSkip(text)) return leftOut(asked, context)
  const parts = await readParts(text, asked, command, context)
  if (parts) return parts
  if (isOpenText(parameter)) {
    const other = mayBeCommand(message.trim()) ? await otherCommand(text, command, context) : null
    if (other) return other
    const sentence = await readSentence(message.trim(), asked, command, context)
    if (sentence?.kind === 'unclear')
      return (await otherMeaning(text, command, context)) ?? sentence
    if (sentence) return sentence
    // A text of one's own is kept in full, line breaks and all.
    const patterns = slotPatterns(spokenUtterances(context.document, command))
    const reading = settle(withoutFrame(message.trim(), parameter, patterns))
    if (isFreeText(parameter) || reading.kind === 'values') return reading
  }
  const whole = readPositions(text, asked, command, context) ?? settle(text)
  if (whole.kind === 'values') return whole
  return (await readLoosely(text, asked, command, context)) ?? whole
}

/** "No", to the only value that was offered. */
const declines = (text: string, { problem, suggestions }: ValueQuestion): boolean =>
  problem.code === 'lookup' && suggestions.length === 1 && isNo(text)

/** It is asked for as if nothing had been said of it; of few that exist, the choice is shown. */
function askedAnew({ parameter, part }: Asked, { valueContext }: AnswerContext): AnswerReading {
  const problem = missing(parameter)
  const existing = part.isWhole ? valueContext(parameter).existing : null
  const rejection = { problem, suggestions: existing ?? [] }
  return { kind: 'rejected', parameter: part.root, rejection: atPart(rejection, part) }
}

/** What a text that is no value means as a message of its own, if that is another command. */
async function otherMeaning(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  if (isAgreement(text)) return null
  const decision = await context.decide(text)
  const isOther = decision.candidates[0]?.command !== command.id
  return isOther && (decision.outcome === 'route' || isClear(decision)) ? meaning(decision) : null
}

/** A clear command that comes with values of its own. */
async function otherCommand(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  if (decision.outcome !== 'route' || !isClear(decision)) return null
  const [best] = decision.candidates
  const found = best && (await context.extract(best.command, { text, decision }))
  if (!found || !bringsValues(decision, text, found)) return null
  // What was said before of the same command still holds.
  return best.command === command.id
    ? taken(
        found.values.filter(({ source }) => source !== 'default'),
        context,
      )
    : { kind: 'other', decision }
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
  if (problem.code === 'lookup' && suggestions.length === 1 && isAccepted(text))
    return suggestions[0]?.value ?? null
  const isNumeric = type === 'integer' || type === 'number'
  const index = isNumeric ? null : choiceIndex(text)
  return index === null ? null : (suggestions[index]?.value ?? null)
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
function overHeld(value: Json, { id, type }: Parameter, { held }: AnswerContext): Json {
  const before = held.find(({ parameter }) => parameter === id)?.value
  return type === 'object' ? merged(before, value) : value
}

/** `5, tomorrow`: as many values as are missing, in their order. */
function readPositions(
  text: string,
  { parameter: asked, part }: Asked,
  { parameters }: CommandRecord,
  context: AnswerContext,
): AnswerReading | null {
  if (!part.isWhole) return null
  const missing = parameters.filter(
    ({ id, required }) => required && context.held.every((each) => each.parameter !== id),
  )
  const takesCommas = isFreeText(asked) || asked.type === 'list' || asked.type === 'object'
  const isForAll = splitOutsideQuotes(text).length === missing.length && text.includes(',')
  if (takesCommas || missing.length < 2 || !isForAll) return null
  const values = positionalValues(text, missing)
  const reading = values && settledTogether(values, missing, context)
  return reading?.kind === 'values' ? reading : null
}

/** Beyond so many other words, a text is rather a message of its own than an answer. */
const WORDS_AROUND = 3

async function readLoosely(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const correction = await readCorrection(text, command, context, asked.parameter)
  if (correction) return correction
  const within = valueWithin(text, asked, context)
  const isOneWord = tokensOf(text).length < 2 && !comparable(text).includes(' ')
  if (isOneWord) return within?.reading ?? (await coreCommandIn(text, context))
  const isNear = within !== null && within.isOnly && within.wordsAround <= WORDS_AROUND
  const told = await readOpenValues(text, asked, command, context)
  if (isNear && !isSaidOf(asked.parameter, told)) return within.reading
  if (isNear) return taken(told, context)
  const decision = await context.decide(text)
  const isSame = decision.rung === 'classifier' && decision.candidates[0]?.command === command.id
  if (isClear(decision) && !isSame) return meaning(decision)
  // It may tell of anything else that is open; what was asked for is asked for again.
  if (told.length > 0) return taken(told, context)
  // What holds no value at all is not held to the question.
  const isMeant = within === null && decision.outcome === 'route' && !isSame
  return isMeant ? meaning(decision) : (within?.reading ?? null)
}

/** "Help", "back", "hello": a single word that no value could be. */
async function coreCommandIn(text: string, context: AnswerContext): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  const [best] = decision.outcome === 'route' ? decision.candidates : []
  return decision.rung === 'exact' && coreCommandById(best?.command ?? '')
    ? meaning(decision)
    : null
}

const isSaidOf = ({ id }: Parameter, values: readonly ExtractedValue[]): boolean =>
  values.some(({ parameter }) => parameter.id === id)

interface ValueWithin {
  readonly reading: AnswerReading
  readonly wordsAround: number
  /** Not one of several: "multiply 5 by 4" is no answer to "how many?". */
  readonly isOnly: boolean
}

/** "it is W123, I think"; if only "it is 500", then why that cannot be. */
function valueWithin(
  text: string,
  { parameter, part, settle }: Asked,
  { valueContext }: AnswerContext,
): ValueWithin | null {
  const found = candidatesFor(text, parameter, {
    patterns: slotPatterns([]),
    ignoredWords: new Set(),
    valueContext: () =>
      part.isWhole ? valueContext(parameter) : contextAt(valueContext(part.root), part.steps),
  })
  const [best] = found.sort(
    (a, b) =>
      Number(a.rejection !== null) - Number(b.rejection !== null) ||
      b.strength - a.strength ||
      a.start - b.start,
  )
  if (!best) return null
  const { rejection, value } = best
  const around = `${text.slice(0, best.start)} ${text.slice(best.end)}`
  return {
    reading: rejection
      ? { kind: 'rejected', parameter: part.root, rejection: atPart(rejection, part) }
      : settle(value),
    wordsAround: tokensOf(around).length,
    isOnly: found.every((each) => each.rejection !== null || overlaps(each, best)),
  }
}
