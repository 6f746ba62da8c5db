import type { CommandRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import {
  extract,
  type Extraction,
  type ExtractionRequest,
  type ParameterProblem,
} from '../parameters/extract.ts'
import type { InlineValues } from '../parameters/inline.ts'
import { answerContext } from './answer-context.ts'
import { carriedFor, offering, type Carried } from './carrying.ts'
import { checkTogether } from './checking.ts'
import { askConsent, needsConsent } from './consent.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import type { ValueSource } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import { withValuesBefore } from './referring.ts'
import { execute } from './running.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf, type TurnFacts } from './turn-state.ts'
import {
  existingValues,
  extractionOf,
  openParameters,
  problemToAsk,
  taggedSpans,
  type Said,
} from './values.ts'
import { valueQuestion } from './wording.ts'

/** Reads values for a chosen command, from a form or from the message, and goes on from there. */
export async function fillCommand(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  form: InlineValues | null,
  signal: AbortSignal,
  asksAnyway = false,
): Promise<Rest> {
  const unknown = unknownName(command, form)
  if (unknown !== undefined) {
    const text = `“${titleOf(command.name)}” has no parameter “${unknown}”.`
    return endTurn(turn, 'refused', text, [{ path: unknown, code: 'unknown', text }])
  }
  turn.problems = await readValues(context, turn, command, form, signal)
  return advance(context, turn, command, signal, asksAnyway)
}

const unknownName = (
  { parameters }: CommandRecord,
  form: InlineValues | null,
): string | undefined =>
  Object.keys(form ?? {}).find((name) => parameters.every((parameter) => parameter.name !== name))

/** The words values are read from: of a turn that puts another right, those of that one. */
const saidIn = ({ misunderstood, text, decision }: TurnFacts): Said =>
  misunderstood ?? { text, decision }

/** Parameters that have no value yet and are not to be left out. */
const unsettled = (command: CommandRecord, { values, skipped }: TurnFacts): Parameter[] =>
  openParameters(command, values).filter(({ id }) => !skipped.includes(id))

/**
 * Reads what the message says of the parameters that have no value yet, or what a form says. Returns
 * what is wrong with it.
 */
async function readValues(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  form: InlineValues | null,
  signal: AbortSignal,
): Promise<readonly ParameterProblem[]> {
  // What lacks a part has been read: the answers for its parts are not to be read over.
  const open = unsettled(command, turn.state).filter(({ id }) =>
    turn.state.values.every((held) => held.parameter !== id),
  )
  const parameters = command.parameters.filter(
    (parameter) => open.includes(parameter) || Object.hasOwn(form ?? {}, parameter.name),
  )
  const said = saidIn(turn.state)
  const found = await readFrom(context, turn, command, { said, parameters, form }, signal)
  holdAll(turn, command, found.values)
  return found.problems
}

/** Reads the values of a command from the answer that picked it, and only then from the message. */
export async function readAnswer(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  said: Said,
  signal: AbortSignal,
): Promise<void> {
  const { parameters } = command
  const answer = { said, parameters, form: null }
  const answered = await readFrom(context, turn, command, answer, signal)
  const values = answered.values.filter(({ source }) => source !== 'default')
  const problems = answered.problems.filter(({ problem }) => problem.code !== 'missing')
  const unsaid = parameters.filter(
    ({ id }) => ![...values, ...problems].some(({ parameter }) => parameter.id === id),
  )
  const request = { said: saidIn(turn.state), parameters: unsaid, form: null }
  const before = await readFrom(context, turn, command, request, signal)
  holdAll(turn, command, [...values, ...before.values])
  turn.problems = [...problems, ...before.problems]
}

interface Reading {
  readonly said: Said
  readonly parameters: readonly Parameter[]
  readonly form: InlineValues | null
}

async function readFrom(
  { ports, source }: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  { said, parameters, form }: Reading,
  signal: AbortSignal,
): Promise<Extraction> {
  const level = levelOf(turn.state)
  const existing = await existingValues(ports.application, command.id, parameters, level)
  const clock = { now: ports.now(), timeZone: ports.timeZone?.() }
  const asked = extractionOf(source.document(), command, said, {
    parameters,
    existing,
    form,
    ...clock,
  })
  const spans = await taggedSpans(ports, asked, signal)
  const request: ExtractionRequest = { ...asked, spans }
  const { part } = turn.state
  const found = extract(request)
  return part ? withValuesBefore(found, request, part, source.document()) : found
}

function holdAll(turn: OpenTurn, { id }: CommandRecord, values: Extraction['values']): void {
  for (const { parameter, value, source } of values) holdValue(turn, id, parameter, value, source)
}

export const holdValue = (
  turn: OpenTurn,
  command: CommandId,
  { id: parameter, name }: Parameter,
  value: Json,
  source: ValueSource,
): void => turn.record({ type: 'value-extracted', command, parameter, name, value, source })

/** What is known of a parameter, where nothing at all was said of it. */
async function carriedTo(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  { parameter, problem: { code, path } }: ParameterProblem,
  signal: AbortSignal,
): Promise<Carried | null> {
  const { done } = context.past
  if (code !== 'missing' || path !== undefined || done.length === 0) return null
  const { valueContext } = await answerContext(context, turn, command, signal)
  const document = context.source.document()
  return carriedFor(parameter, command, turn.state, done, document, valueContext(parameter))
}

/**
 * Asks for the next value, or which of them to change, or for consent, or runs the command.
 * `asksAnyway` is for one that was interrupted: it is not run before the person is there again.
 */
export async function advance(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  signal: AbortSignal,
  asksAnyway = false,
): Promise<Rest> {
  const problems = (turn.problems ??= await readValues(context, turn, command, null, signal))
  for (const parameter of unsettled(command, turn.state)) {
    const problem = problemToAsk(parameter, turn.state.values, problems)
    if (!problem) continue
    const question = valueQuestion(command.id, problem, context.source.document())
    const carried = await carriedTo(context, turn, command, problem, signal)
    if (carried?.kind !== 'value')
      return ask(context, turn, carried ? offering(question, carried.values) : question)
    holdValue(turn, command.id, parameter, carried.value, 'before')
  }
  const unsound = await checkTogether(context, turn, command)
  if (unsound) return unsound
  if (asksAnyway || needsConsent(command)) return askConsent(context, turn, command, signal)
  return execute(context, turn, command, signal)
}
