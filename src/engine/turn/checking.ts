import type { CommandRecord } from '#domain/document.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { choicesOf } from '../parameters/settle.ts'
import { enumerate } from '../parameters/words.ts'
import type { ValidationProblem } from '../ports.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import type { Question, ValueProblem } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { valueQuestion, valuesByName } from './wording.ts'

/** What the command itself says is wrong with the values that it would be run with now. */
export async function problemsTogether(
  { ports }: TurnContext,
  { state }: OpenTurn,
  { id: command, validation }: CommandRecord,
): Promise<readonly ValidationProblem[]> {
  if (validation.trim() === '') return []
  const level = state.command?.level ?? 0
  return ports.application.validate({ command, level, values: valuesByName(state.values) })
}

/** `null` where the values go together; else the person is asked to change one, or told. */
export async function checkTogether(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
): Promise<Rest | null> {
  const problems = await problemsTogether(context, turn, command)
  const [first] = problems
  if (!first) return null
  const { parameters } = command
  const about = problems.find(({ parameter: name }) =>
    parameters.some((each) => each.name === name),
  )
  const text = sentences(about ? [about] : problems)
  const held = parameters.filter(({ id }) =>
    turn.state.values.some(({ parameter }) => parameter === id),
  )
  const named = parameters.find(({ name }) => name === about?.parameter)
  if (named) return ask(context, turn, changeQuestion(command, named, text))
  if (held.length === 0) return endTurn(turn, 'refused', text)
  return ask(context, turn, whichValue(command, held, text))
}

const sentences = (problems: readonly ValidationProblem[]): string =>
  problems.map(({ text }) => text.trim().replace(/([^.!?…])$/u, '$1.')).join(' ')

/** Asks for a parameter that has a value already, but not one that will do. */
export const changeQuestion = (
  command: CommandRecord,
  parameter: Parameter,
  text: string,
): Question =>
  valueQuestion(command.id, {
    parameter,
    problem: problemOf(text),
    suggestions: choicesOf(parameter),
  })

const problemOf = (text: string): ValueProblem => ({ code: 'together', text })

function whichValue(command: CommandRecord, held: readonly Parameter[], text: string): Question {
  const [only, ...others] = held
  if (only && others.length === 0) return changeQuestion(command, only, text)
  const names = held.map(({ name }) => titleOf(name).toLowerCase())
  return {
    kind: 'which-value',
    command: command.id,
    parameters: held.map(({ id }) => id),
    text: `${text} What shall I change: the ${enumerate(names, 'or')}?`,
    problem: problemOf(text),
  }
}
