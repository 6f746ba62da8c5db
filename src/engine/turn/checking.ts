import type { CommandRecord } from '#domain/document.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { partAt, pathOf, stepsOf, type Steps } from '../parameters/paths.ts'
import { choicesOf } from '../parameters/settle.ts'
import { enumerate } from '../parameters/words.ts'
import type { ValidationProblem } from '../ports.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import type { Question, ValueProblem } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf } from './turn-state.ts'
import { valueQuestion, valuesByName } from './wording.ts'

/** What the command itself says is wrong with the values that it would be run with now. */
export async function problemsTogether(
  { ports }: TurnContext,
  { state }: OpenTurn,
  { id: command, validation }: CommandRecord,
): Promise<readonly ValidationProblem[]> {
  if (validation.trim() === '') return []
  const values = valuesByName(state.values)
  return ports.application.validate({ command, level: levelOf(state), values })
}

/** `null` where the values go together; else the person is asked to change one, or told. */
export async function checkTogether(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
): Promise<Rest | null> {
  const problems = await problemsTogether(context, turn, command)
  if (problems.length === 0) return null
  const { parameters } = command
  for (const problem of problems) {
    const place = placeIn(command, problem.parameter)
    if (!place) continue
    const text = sentences([problem])
    return ask(context, turn, changeQuestion(command, place.parameter, text, place.steps))
  }
  const text = sentences(problems)
  const held = parameters.filter(({ id }) =>
    turn.state.values.some(({ parameter }) => parameter === id),
  )
  return held.length === 0
    ? endTurn(turn, 'refused', text)
    : ask(context, turn, whichValue(command, held, text))
}

/** What a problem names: a parameter, or a field by its path: `address.zip`. */
function placeIn(
  { parameters }: CommandRecord,
  name: string | null | undefined,
): { readonly parameter: Parameter; readonly steps: Steps } | null {
  const steps = stepsOf(name ?? '')
  const parameter = parameters.find((each) => each.name === steps?.[0])
  return steps && parameter && partAt(parameter, steps.slice(1)) ? { parameter, steps } : null
}

const sentences = (problems: readonly ValidationProblem[]): string =>
  problems.map(({ text }) => text.trim().replace(/([^.!?…])$/u, '$1.')).join(' ')

/** Asks for a parameter, or a part of one, that has a value already, but not one that will do. */
export const changeQuestion = (
  command: CommandRecord,
  parameter: Parameter,
  text: string,
  steps: Steps = [parameter.name],
): Question =>
  valueQuestion(command.id, {
    parameter,
    problem: { ...problemOf(text), ...(steps.length > 1 && { path: pathOf(steps) }) },
    suggestions: choicesOf(partAt(parameter, steps.slice(1)) ?? parameter),
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
