import type { CommandRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { commandsInScope } from '../decide/scope-commands.ts'
import { extract, valueContextOf, type Extraction } from '../parameters/extract.ts'
import type { AnswerReading } from './answers.ts'
import { readConfirmation, readValueAnswer, type AnswerContext } from './answers.ts'
import type { Question } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import { readPick } from './pick.ts'
import type { DirectAction } from './session.ts'
import {
  advance,
  chooseCommand,
  droppedText,
  endTurn,
  execute,
  fillCommand,
  holdValue,
  standingCommand,
  type TurnContext,
} from './turn-machine.ts'
import { existingValues, extractionOf, taggedSpans, type Said } from './values.ts'
import { confirmation, valueQuestion } from './wording.ts'

/** The answer was none: the message begins a turn of its own. */
export interface ChangeOfMind {
  readonly decision: Extract<AnswerReading, { kind: 'other' }>['decision']
}

/**
 * Takes a message as the answer to the open question. Returns a change of mind, after which the
 * turn is ended; else `null`, with the turn at its next question or at its end.
 */
export async function answerTurn(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<ChangeOfMind | null> {
  if (question.kind === 'which-command') {
    const reading = await readPick(
      text,
      question.candidates,
      await answerContext(context, turn, null, signal),
    )
    return takeReading(context, turn, { text, question, command: null, reading }, signal)
  }
  const command = await standingCommand(context, turn)
  if (!command) {
    await turn.record({ type: 'person-answered', text })
    await endTurn(turn, 'refused', NO_LONGER_POSSIBLE)
    return null
  }
  const answers = await answerContext(context, turn, command, signal)
  const reading =
    question.kind === 'value'
      ? await readValueAnswer(text, question, command, answers)
      : await readConfirmation(text, command, answers)
  return takeReading(context, turn, { text, question, command, reading }, signal)
}

/** A form, or a button: an answer that needs no reading. */
export async function answerWithAction(
  context: TurnContext,
  turn: OpenTurn,
  question: Question,
  action: DirectAction,
  signal: AbortSignal,
): Promise<void> {
  await turn.record({ type: 'person-answered', text: '' })
  const { command: id, values } = action
  if (question.kind === 'which-command') {
    // A button picks the command; what the message said of its values still counts.
    const form = Object.keys(values).length === 0 ? null : values
    const scope = await context.ports.application.scope()
    return chooseCommand(context, turn, { command: id, scope, form }, signal)
  }
  const command = await standingCommand(context, turn)
  return command
    ? fillCommand(context, turn, command, values, signal)
    : endTurn(turn, 'refused', NO_LONGER_POSSIBLE)
}

const NO_LONGER_POSSIBLE = 'That is no longer possible here.'

async function answerContext(
  { ports, source, decide }: TurnContext,
  turn: OpenTurn,
  command: CommandRecord | null,
  signal: AbortSignal,
): Promise<AnswerContext> {
  const document = source.document()
  const [now, timeZone] = [ports.now(), ports.timeZone?.()]
  const common = {
    document,
    held: turn.state.values,
    extract: async (id: CommandId, said: Said): Promise<Extraction | null> => {
      const { byId } = commandsInScope(document, await ports.application.scope())
      const { record, level = 0 } = byId.get(id) ?? {}
      if (!record) return null
      const { parameters } = record
      const existing = await existingValues(ports.application, id, parameters, level)
      const request = { parameters, existing, now, timeZone, form: null }
      const asking = extractionOf(document, record, said, request)
      return extract({ ...asking, spans: await taggedSpans(ports, asking, signal) })
    },
  }
  const decideAnew = async (text: string): ReturnType<AnswerContext['decide']> =>
    decide(text, await ports.application.scope(), signal)
  if (!command) {
    const valueContext = (): never => {
      throw new Error('No command, no values')
    }
    return { ...common, decide: decideAnew, valueContext }
  }
  const { parameters, id } = command
  const level = turn.state.command?.level ?? 0
  const existing = await existingValues(ports.application, id, parameters, level)
  const request = extractionOf(document, command, turn.state, {
    parameters,
    existing,
    now,
    timeZone,
    form: null,
  })
  return { ...common, decide: decideAnew, valueContext: valueContextOf(request) }
}

interface TakenAnswer {
  readonly text: string
  readonly question: Question
  /** `null` while the question is which. */
  readonly command: CommandRecord | null
  readonly reading: AnswerReading
}

async function takeReading(
  context: TurnContext,
  turn: OpenTurn,
  { text, question, command, reading }: TakenAnswer,
  signal: AbortSignal,
): Promise<ChangeOfMind | null> {
  if (reading.kind === 'other') {
    await endTurn(turn, 'cancelled', droppedText(context, turn))
    return reading
  }
  await turn.record({ type: 'person-answered', text })
  if (reading.kind === 'abort') await endTurn(turn, 'cancelled', droppedText(context, turn))
  else if (reading.kind === 'pick') await pick(context, turn, reading, signal)
  else if (!command || reading.kind === 'unclear')
    await turn.record({ type: 'person-asked', question: askedAgain(turn, question, command) })
  else await takeValues(context, turn, command, reading, signal)
  return null
}

async function pick(
  context: TurnContext,
  turn: OpenTurn,
  { command, said }: Extract<AnswerReading, { kind: 'pick' }>,
  signal: AbortSignal,
): Promise<void> {
  const scope = await context.ports.application.scope()
  return chooseCommand(context, turn, { command, scope, form: null, said }, signal)
}

function askedAgain(turn: OpenTurn, question: Question, command: CommandRecord | null): Question {
  if (question.kind === 'confirm' && command)
    return confirmation(command, turn.state, 'I did not understand. ')
  const lead = 'Please choose one, or say “never mind”. '
  return question.text.startsWith(lead) ? question : { ...question, text: lead + question.text }
}

async function takeValues(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  reading: Extract<AnswerReading, { kind: 'values' | 'skip' | 'rejected' | 'yes' }>,
  signal: AbortSignal,
): Promise<void> {
  switch (reading.kind) {
    case 'yes':
      return execute(context, turn, command, signal)
    case 'rejected': {
      const { parameter, rejection } = reading
      const question = valueQuestion(command.id, { parameter, ...rejection })
      return turn.record({ type: 'person-asked', question })
    }
    case 'skip':
      turn.problems = (turn.problems ?? []).filter(
        ({ parameter }) => parameter.id !== reading.parameter,
      )
      return advance(context, turn, command, signal)
    case 'values':
      for (const { parameter, value } of reading.values)
        await holdValue(turn, command.id, parameter, value, 'answer')
      return advance(context, turn, command, signal)
  }
}
