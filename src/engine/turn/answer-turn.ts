import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Decision } from '../decide/decision.ts'
import { understandable } from '../decide/message.ts'
import { comparable } from '../parameters/words.ts'
import { answerContext, wordsContext } from './answer-context.ts'
import type { AnswerReading } from './answer-reading.ts'
import { readConfirmation, readUndoConfirmation, readValueAnswer } from './answers.ts'
import { changeQuestion } from './checking.ts'
import { chooseCommand } from './choosing.ts'
import { ask, droppedText, endTurn, type Rest } from './ending.ts'
import type { Question } from './events.ts'
import { advance, fillCommand, holdValue } from './filling.ts'
import type { OpenTurn } from './open-turn.ts'
import { choiceIndex, isAccepted } from './phrases.ts'
import { readPick } from './pick.ts'
import { execute } from './running.ts'
import type { DirectAction } from './session.ts'
import { standingCommand } from './standing.ts'
import type { TurnContext } from './turn-context.ts'
import { runUndo, undoneCommand } from './undoing.ts'
import { CHOOSE_ONE, NOT_UNDERSTOOD } from './question-leads.ts'
import { valueQuestion } from './wording.ts'

/** The answer was none: the message begins a turn of its own, and means this. */
export interface ChangeOfMind {
  readonly type: 'mind-changed'
  readonly decision: Decision
}

/**
 * Takes a message as the answer to the open question. Returns a change of mind, with the turn as it
 * was; else the turn's next question, or its end.
 */
export async function answerTurn(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<Rest | ChangeOfMind> {
  const read = await readAnswer(context, turn, question, text, signal)
  if (read) return takeReading(context, turn, { text, question, ...read }, signal)
  turn.record({ type: 'person-answered', text })
  return endTurn(turn, 'refused', NO_LONGER_POSSIBLE)
}

interface ReadAnswer {
  /** `null` while the question is which. */
  readonly command: CommandRecord | null
  readonly reading: Reading
}

/** What a message comes to as the answer; `null` where what was asked about is no longer possible. */
async function readAnswer(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<ReadAnswer | null> {
  if (question.kind === 'which-command') {
    const { candidates } = question
    const words = wordsContext(context, signal)
    const reading =
      pickOfOne(text, question) ?? (await readPick(text, candidates, words, turn.state.decision))
    return { command: null, reading }
  }
  const command = turn.state.undo
    ? undoneCommand(context, turn)
    : ((await standingCommand(context, turn))?.record ?? null)
  if (!command) return null
  return {
    command,
    reading: await readAnswerTo(context, turn, { text, question, command }, signal),
  }
}

/** Whether a message says what the open question asks, or is a no to it: nothing is taken of it. */
export async function isAnswered(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { kind = 'unclear' } =
    (await readAnswer(context, turn, question, text, signal))?.reading ?? {}
  const isProposed = question.kind === 'confirm' || question.kind === 'which-value'
  return !UNTAKEN.has(kind) && (isProposed || !UNASKED.has(kind))
}

const UNTAKEN: ReadonlySet<Reading['kind']> = new Set(['unclear', 'other'])
/** To what is proposed these are answers; else it is only not what was asked for. */
const UNASKED: ReadonlySet<Reading['kind']> = new Set(['rejected', 'abort'])

/** "Yes", to the only command that is offered. */
function pickOfOne(
  text: string,
  { candidates }: Extract<Question, { kind: 'which-command' }>,
): AnswerReading | null {
  const [only, ...others] = candidates
  return only && others.length === 0 && isAccepted(understandable(text))
    ? { kind: 'pick', command: only, said: null }
    : null
}

/** A form, or a button: an answer that needs no reading. */
export async function answerWithAction(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  action: DirectAction,
  signal: AbortSignal,
): Promise<Rest> {
  turn.record({ type: 'person-answered', text: '' })
  const { command: id, values } = action
  if (question.kind === 'which-command') {
    // A button picks the command; what the message said of its values still counts.
    const form = Object.keys(values).length === 0 ? null : values
    const scope = await context.ports.application.scope()
    return chooseCommand(context, turn, { command: id, scope, form }, signal)
  }
  const standing = await standingCommand(context, turn)
  return standing
    ? fillCommand(context, turn, standing.record, values, signal)
    : endTurn(turn, 'refused', NO_LONGER_POSSIBLE)
}

const NO_LONGER_POSSIBLE = 'That is no longer possible here.'

/** What an answer to a question about values, or for consent, comes to. */
type Reading = AnswerReading | Change

/** Which of the values is to be another, and why. */
interface Change {
  readonly kind: 'change'
  readonly parameter: Parameter
  readonly reason: string
}

interface Asked {
  readonly text: string
  readonly question: Question
  readonly command: CommandRecord
}

async function readAnswerTo(
  context: TurnContext,
  turn: OpenTurn,
  { text, question, command }: Asked,
  signal: AbortSignal,
): Promise<Reading> {
  const answers = await answerContext(context, turn, command, signal)
  if (turn.state.undo) return readUndoConfirmation(text, command, answers)
  if (question.kind === 'value') return readValueAnswer(text, question, command, answers)
  if (question.kind === 'which-value') {
    const parameter = parameterNamed(text, question, command)
    if (parameter) return { kind: 'change', parameter, reason: question.problem.text }
  }
  const reading = await readConfirmation(text, command, answers)
  // Nothing was proposed that a yes could be to.
  const isNoAnswer = question.kind === 'which-value' && reading.kind === 'yes'
  return isNoAnswer ? { kind: 'unclear' } : reading
}

/** "The second", "quantity", "change the quantity": which of the values is to be another. */
function parameterNamed(
  text: string,
  { parameters }: Extract<Question, { kind: 'which-value' }>,
  command: CommandRecord,
): Parameter | null {
  const offered = command.parameters.filter(({ id }) => parameters.includes(id))
  const said = comparable(understandable(text)).replace(/^(?:change )?(?:the |its |my )?/, '')
  const named = offered.find(({ name }) => comparable(name) === said)
  return named ?? offered[choiceIndex(text, offered.length) ?? -1] ?? null
}

interface TakenAnswer extends ReadAnswer {
  readonly text: string
  readonly question: Question
}

async function takeReading(
  context: TurnContext,
  turn: OpenTurn,
  { text, question, command, reading }: TakenAnswer,
  signal: AbortSignal,
): Promise<Rest | ChangeOfMind> {
  if (reading.kind === 'other') return { type: 'mind-changed', decision: reading.decision }
  turn.record({ type: 'person-answered', text })
  if (reading.kind === 'abort') return endTurn(turn, 'cancelled', droppedText(context, turn))
  if (reading.kind === 'pick') return pick(context, turn, reading, signal)
  if (!command || reading.kind === 'unclear') return ask(context, turn, askedAgain(question))
  if (reading.kind === 'change')
    return ask(context, turn, changeQuestion(command, reading.parameter, reading.reason))
  if (turn.state.undo) return runUndo(context, turn, turn.state.undo, signal)
  return takeValues(context, turn, { command, reading }, signal)
}

async function pick(
  context: TurnContext,
  turn: OpenTurn,
  { command, said }: Extract<AnswerReading, { kind: 'pick' }>,
  signal: AbortSignal,
): Promise<Rest> {
  const scope = await context.ports.application.scope()
  return chooseCommand(context, turn, { command, scope, form: null, said }, signal)
}

function askedAgain(question: Question): Question {
  const lead = leadOf(question)
  return question.text.startsWith(lead) ? question : { ...question, text: lead + question.text }
}

const leadOf = ({ kind }: Question): string =>
  kind === 'which-command' ? CHOOSE_ONE : NOT_UNDERSTOOD

interface TakenValues {
  readonly command: CommandRecord
  readonly reading: Extract<AnswerReading, { kind: 'values' | 'skip' | 'rejected' | 'yes' }>
}

async function takeValues(
  context: TurnContext,
  turn: OpenTurn,
  { command, reading }: TakenValues,
  signal: AbortSignal,
): Promise<Rest> {
  // What was to be confirmed is run for a yes only, whatever else is said of it.
  const asksAnyway = turn.state.exchanges.some((each) => each.question.kind === 'confirm')
  switch (reading.kind) {
    case 'yes':
      return execute(context, turn, command, signal)
    case 'rejected': {
      const { parameter, rejection } = reading
      const problem = { parameter, ...rejection }
      return ask(context, turn, valueQuestion(command.id, problem, context.source.document()))
    }
    case 'skip':
      turn.record({ type: 'value-skipped', command: command.id, parameter: reading.parameter })
      return advance(context, turn, command, signal, asksAnyway)
    case 'values':
      turn.problems = [...(reading.problems ?? []), ...(turn.problems ?? [])]
      for (const { parameter, value } of reading.values)
        holdValue(turn, command.id, parameter, value, 'answer')
      return advance(context, turn, command, signal, asksAnyway)
  }
}
