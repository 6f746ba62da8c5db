import { ABORT } from '#domain/core-commands.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import { understandable } from '../decide/message.ts'
import { overlaps } from '../parameters/assign.ts'
import { candidatesFor } from '../parameters/candidates.ts'
import type { Extraction } from '../parameters/extract.ts'
import { namedValues, positionalValues } from '../parameters/inline.ts'
import type { Rejection } from '../parameters/rejection.ts'
import { isFreeText, isOpenText, settledValue, type ValueContext } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { Question } from './events.ts'
import { bringsValues, mayBeCommand, withoutFrame } from './free-answer.ts'
import {
  choiceIndex,
  correctionIn,
  isAbort,
  isConsent,
  isNo,
  isRefusal,
  isSkip,
  isYes,
} from './phrases.ts'
import type { TurnValue } from './turn-state.ts'
import type { Said } from './values.ts'

/** What the answer to an open question comes to. */
export type AnswerReading =
  | { readonly kind: 'abort' }
  /** `said` holds values for it, unless it was only pointed at. */
  | { readonly kind: 'pick'; readonly command: CommandId; readonly said: Said | null }
  | { readonly kind: 'values'; readonly values: readonly AnsweredValue[] }
  /** An optional value that is to be left out. */
  | { readonly kind: 'skip'; readonly parameter: ParameterId }
  | { readonly kind: 'rejected'; readonly parameter: Parameter; readonly rejection: Rejection }
  | { readonly kind: 'yes' }
  | { readonly kind: 'unclear' }
  /** A change of mind: the message is a new one, and this is what it means. */
  | { readonly kind: 'other'; readonly decision: Decision }

export interface AnsweredValue {
  readonly parameter: Parameter
  readonly value: Json
}

export interface AnswerContext {
  readonly document: Document
  readonly held: readonly TurnValue[]
  readonly valueContext: (parameter: Parameter) => ValueContext
  /** What the text would mean as a new message. */
  readonly decide: (text: string) => Promise<Decision>
  /** What words say of the parameters of a command; `null` for one that has none here. */
  readonly extract: (command: CommandId, said: Said) => Promise<Extraction | null>
}

/** A decision this sure, one by name, and one that names what is elsewhere are a change of mind. */
const CLEAR = 0.9

const isClear = ({ outcome, rung, candidates: [best], refusal }: Decision): boolean =>
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
  if (isYes(text) || isConsent(text, command.name)) return { kind: 'yes' }
  if (isNo(text) || isAbort(text)) return { kind: 'abort' }
  const named =
    readNamed(text, command.parameters, context) ?? readCorrection(text, command, context)
  if (named) return named
  const decision = await context.decide(text)
  const isOther = decision.candidates[0]?.command !== command.id
  if (isRefusal(text, command.name) && !(isOther && isClear(decision))) return { kind: 'abort' }
  return isClear(decision) ? meaning(decision) : { kind: 'unclear' }
}

/** The typed answer to a value question, from the surest reading to the loosest. */
export async function readValueAnswer(
  message: string,
  question: Extract<Question, { kind: 'value' }>,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading> {
  const parameter = command.parameters.find(({ id }) => id === question.parameter)
  if (!parameter) return { kind: 'unclear' }
  const text = understandable(message)
  const suggested = suggestionIn(text, question, parameter)
  const settle = (value: Json): AnswerReading => settled(value, parameter, context)
  if (suggested !== null) return settle(suggested)
  if (isAbort(text)) return { kind: 'abort' }
  if (text.startsWith('/')) {
    const decision = await context.decide(text)
    if (decision.rung === 'exact') return { kind: 'other', decision }
  }
  const named = readNamed(text, command.parameters, context)
  if (named) return named
  if (!parameter.required && isSkip(text)) return { kind: 'skip', parameter: parameter.id }
  if (isOpenText(parameter)) {
    const other = mayBeCommand(message.trim()) ? await otherCommand(text, context) : null
    if (other) return other
    // A text of one's own is kept in full, line breaks and all.
    const patterns = slotPatterns(spokenUtterances(context.document, command))
    const reading = settle(withoutFrame(message.trim(), parameter, patterns))
    if (isFreeText(parameter) || reading.kind === 'values') return reading
  }
  const whole = readPositions(text, parameter, command, context) ?? settle(text)
  if (whole.kind === 'values') return whole
  return (await readLoosely(text, parameter, command, context)) ?? whole
}

/** A clear command that comes with values of its own. */
async function otherCommand(text: string, context: AnswerContext): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  if (decision.outcome !== 'route' || !isClear(decision)) return null
  const [best] = decision.candidates
  const found = best && (await context.extract(best.command, { text, decision }))
  return found && bringsValues(decision, text, found) ? { kind: 'other', decision } : null
}

function settled(value: Json, parameter: Parameter, context: AnswerContext): AnswerReading {
  const result = settledValue(value, parameter, context.valueContext(parameter))
  return result.ok
    ? { kind: 'values', values: [{ parameter, value: result.value }] }
    : { kind: 'rejected', parameter, rejection: result.error }
}

/** One of the offered values: by its words, by its place in the list, or by "yes" to the only one. */
function suggestionIn(
  text: string,
  { suggestions, problem }: Extract<Question, { kind: 'value' }>,
  { type }: Parameter,
): string | null {
  const said = comparable(text)
  const named = suggestions.filter((each) =>
    [each.value, each.label].some((words) => comparable(words) === said),
  )
  const [only, ...others] = named
  if (only && others.length === 0) return only.value
  if (problem.code === 'lookup' && suggestions.length === 1 && isYes(text))
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
  for (const parameter of parameters) {
    const value = values[parameter.name]
    if (value === undefined) continue
    const reading = settled(value, parameter, context)
    if (reading.kind !== 'values') return reading
    accepted.push(...reading.values)
  }
  return { kind: 'values', values: accepted }
}

/** `5, tomorrow`: as many values as are missing, in their order. */
function readPositions(
  text: string,
  asked: Parameter,
  { parameters }: CommandRecord,
  context: AnswerContext,
): AnswerReading | null {
  const missing = parameters.filter(
    ({ id, required }) => required && context.held.every((each) => each.parameter !== id),
  )
  const takesCommas = isFreeText(asked) || asked.type === 'list' || asked.type === 'object'
  if (takesCommas || missing.length < 2 || text.split(',').length !== missing.length) return null
  const values = positionalValues(text, missing)
  const reading = values && settledTogether(values, missing, context)
  return reading?.kind === 'values' ? reading : null
}

/** Beyond so many other words, a text is rather a message of its own than an answer. */
const WORDS_AROUND = 3

async function readLoosely(
  text: string,
  asked: Parameter,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const correction = readCorrection(text, command, context, asked)
  if (correction) return correction
  const within = valueWithin(text, asked, context)
  if (within?.isOnly && within.wordsAround <= WORDS_AROUND) return within.reading
  if (tokensOf(text).length > 1 || comparable(text).includes(' ')) {
    const decision = await context.decide(text)
    // What holds no value at all is not held to the question.
    const isMeant = isClear(decision) || (within === null && decision.outcome === 'route')
    if (isMeant) return meaning(decision)
  }
  return within?.reading ?? null
}

interface ValueWithin {
  readonly reading: AnswerReading
  readonly wordsAround: number
  /** Not one of several: "multiply 5 by 4" is no answer to "how many?". */
  readonly isOnly: boolean
}

/** "it is W123, I think"; if only "it is 500", then why that cannot be. */
function valueWithin(
  text: string,
  parameter: Parameter,
  { valueContext }: AnswerContext,
): ValueWithin | null {
  const found = candidatesFor(text, parameter, {
    patterns: slotPatterns([]),
    ignoredWords: new Set(),
    valueContext,
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
      ? { kind: 'rejected', parameter, rejection }
      : { kind: 'values', values: [{ parameter, value }] },
    wordsAround: tokensOf(around).length,
    isOnly: found.every((each) => each.rejection !== null || overlaps(each, best)),
  }
}

/**
 * "no, make it Friday": a new value for the one accepted parameter that can take it, or for the
 * one that is named. `asked` is open, and is taken first.
 */
function readCorrection(
  text: string,
  { parameters }: CommandRecord,
  context: AnswerContext,
  asked?: Parameter,
): AnswerReading | null {
  const correction = correctionIn(text)
  if (!correction) return null
  const { about, value } = correction
  const accepted = parameters.filter(({ id }) => context.held.some((each) => each.parameter === id))
  const named = about === null ? null : parameters.find((each) => isAbout(about, each))
  if (named) return settled(value, named, context)
  if (about !== null) return null
  const fitting = [...(asked ? [asked] : []), ...accepted.filter((each) => !isFreeText(each))]
    .map((parameter) => settled(value, parameter, context))
    .filter((reading) => reading.kind === 'values')
  const [first, ...others] = fitting
  return first && (asked !== undefined || others.length === 0) ? first : null
}

const isAbout = (about: string, { name }: Parameter): boolean =>
  comparable(about).replace(/^(?:the|my|its?) /, '') === comparable(name)
