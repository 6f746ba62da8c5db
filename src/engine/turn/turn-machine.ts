import { coreCommandById } from '#domain/core-commands.ts'
import type { CommandRecord } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { recordById } from '#domain/queries.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import { offeredCommands } from '../decide/offered.ts'
import { commandsInScope, commandTitle } from '../decide/scope-commands.ts'
import { extract, type Extraction } from '../parameters/extract.ts'
import type { InlineValues } from '../parameters/inline.ts'
import { missing } from '../parameters/wording.ts'
import { choicesOf } from '../parameters/settle.ts'
import type { EnginePorts, ScopeState } from '../ports.ts'
import { coreReply } from './core-replies.ts'
import type { TurnOutcome, ValueSource } from './events.ts'
import { openTurn, type OpenTurn } from './open-turn.ts'
import type { SessionSource } from './session.ts'
import { existingValues, extractionOf, openParameters, taggedSpans, type Said } from './values.ts'
import {
  confirmation,
  elsewhereText,
  outputText,
  refusalText,
  valueQuestion,
  valuesByName,
  whichCommand,
} from './wording.ts'

/** What the steps of a turn work with. */
export interface TurnContext {
  readonly ports: EnginePorts
  readonly source: SessionSource
  readonly decide: (message: string, scope: ScopeState, signal: AbortSignal) => Promise<Decision>
}

/*
 * The states of a turn and what leads from one to the next. Each function takes the turn as far as
 * it goes without the person: to a question, or to its end. Whatever happens is recorded first.
 *
 *   deciding ──► (which command?) ──► filling ──► (which value?)* ──► (confirm?) ──► running ──► ended
 */

export async function startTurn(
  { ports }: TurnContext,
  text: string,
  scope: ScopeState,
): Promise<OpenTurn> {
  const context = scope.levels[0]?.context ?? ROOT_CONTEXT
  const turn = openTurn(ports, ports.newRunId(), context)
  await turn.record({ type: 'turn-started', text, scope })
  return turn
}

export const endTurn = (turn: OpenTurn, outcome: TurnOutcome, reply: string): Promise<void> =>
  turn.record({ type: 'turn-ended', outcome, reply })

/** From what was said to a command, a question which, or a refusal. */
export async function followDecision(
  context: TurnContext,
  turn: OpenTurn,
  decision: Decision,
  signal: AbortSignal,
): Promise<void> {
  await turn.record({ type: 'decision-made', decision })
  const document = context.source.document()
  const [best] = decision.candidates
  if (decision.outcome === 'route' && best)
    return chooseCommand(
      context,
      turn,
      { command: best.command, scope: turn.state.scope, form: null },
      signal,
    )
  if (decision.outcome === 'ask') {
    const offered = offeredCommands(decision)
    return turn.record({ type: 'person-asked', question: whichCommand(document, offered) })
  }
  return endTurn(turn, 'refused', refusalText(document, decision))
}

/** A command to take up: where one is now, and the values of a form, `null` for a message. */
export interface Choice {
  readonly command: CommandId
  readonly scope: ScopeState
  readonly form: InlineValues | null
  /** What was answered when asked which; its values come before those of the message. */
  readonly said?: Said | null
}

/** Takes up a command if it is in scope, and reads its values. */
export async function chooseCommand(
  context: TurnContext,
  turn: OpenTurn,
  { command, scope, form, said = null }: Choice,
  signal: AbortSignal,
): Promise<void> {
  const document = context.source.document()
  const { byId, unavailable } = commandsInScope(document, scope)
  const scoped = byId.get(command)
  if (!scoped) {
    const refusal = { command, unavailable: unavailable.has(command) }
    return endTurn(turn, 'refused', elsewhereText(document, refusal))
  }
  await turn.record({ type: 'command-chosen', command, level: scoped.level })
  if (!scoped.record) return runCore(context, turn, command)
  if (!said) return fillCommand(context, turn, scoped.record, form, signal)
  await readAnswer(context, turn, scoped.record, said, signal)
  return advance(context, turn, scoped.record, signal)
}

/** Reads values for a chosen command, from a form or from the message, and goes on from there. */
export async function fillCommand(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  form: InlineValues | null,
  signal: AbortSignal,
): Promise<void> {
  const unknown = unknownName(command, form)
  if (unknown !== undefined) {
    const reply = `“${titleOf(command.name)}” has no parameter “${unknown}”.`
    return endTurn(turn, 'refused', reply)
  }
  await readValues(context, turn, command, form, signal)
  return advance(context, turn, command, signal)
}

const unknownName = (
  { parameters }: CommandRecord,
  form: InlineValues | null,
): string | undefined =>
  Object.keys(form ?? {}).find((name) => parameters.every((parameter) => parameter.name !== name))

/** Reads what the message says of the parameters that have no value yet, or what a form says. */
async function readValues(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  form: InlineValues | null,
  signal: AbortSignal,
): Promise<void> {
  const open = openParameters(command, turn.state.values)
  const parameters = command.parameters.filter(
    (parameter) => open.includes(parameter) || Object.hasOwn(form ?? {}, parameter.name),
  )
  const found = await readFrom(
    context,
    turn,
    command,
    { said: turn.state, parameters, form },
    signal,
  )
  await holdAll(turn, command, found.values)
  turn.problems = found.problems
}

/** Reads the values of a command from the answer that picked it, and only then from the message. */
async function readAnswer(
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
  const request = { said: turn.state, parameters: unsaid, form: null }
  const before = await readFrom(context, turn, command, request, signal)
  await holdAll(turn, command, [...values, ...before.values])
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
  const level = turn.state.command?.level ?? 0
  const existing = await existingValues(ports.application, command.id, parameters, level)
  const request = { parameters, existing, now: ports.now(), timeZone: ports.timeZone?.(), form }
  const asked = extractionOf(source.document(), command, said, request)
  return extract({ ...asked, spans: await taggedSpans(ports, asked, signal) })
}

async function holdAll(
  turn: OpenTurn,
  { id }: CommandRecord,
  values: Extraction['values'],
): Promise<void> {
  for (const { parameter, value, source } of values)
    await holdValue(turn, id, parameter, value, source)
}

export const holdValue = (
  turn: OpenTurn,
  command: CommandId,
  { id: parameter, name }: Parameter,
  value: Json,
  source: ValueSource,
): Promise<void> =>
  turn.record({ type: 'value-extracted', command, parameter, name, value, source })

/** Asks for the next value, or for consent, or runs the command. */
export async function advance(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  signal: AbortSignal,
): Promise<void> {
  if (turn.problems === null) await readValues(context, turn, command, null, signal)
  const open = openParameters(command, turn.state.values)
  for (const parameter of open) {
    const said = turn.problems?.find((each) => each.parameter.id === parameter.id)
    if (!said && !parameter.required) continue
    const problem = said ?? {
      parameter,
      problem: missing(parameter),
      suggestions: choicesOf(parameter),
    }
    const question = valueQuestion(command.id, problem)
    return turn.record({ type: 'person-asked', question })
  }
  if (command.risk === 'destructive') {
    const question = confirmation(command, turn.state)
    return turn.record({ type: 'person-asked', question })
  }
  return execute(context, turn, command, signal)
}

/** Runs the handler. Whatever it throws, the state is as before; the caller words the failure. */
export async function execute(
  { ports }: TurnContext,
  turn: OpenTurn,
  { id: command }: CommandRecord,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const level = turn.state.command?.level ?? 0
  const values = valuesByName(turn.state.values)
  await turn.record({ type: 'command-started', command, level, values })
  const result = await ports.application.execute({ command, level, values }, signal)
  await recordMove(turn, result.scope)
  const reply = result.reply === '' ? outputText(result.output) : result.reply
  const { output, logs, durationMs } = result
  await turn.record({ type: 'command-ended', command, reply, output, logs, durationMs })
  return endTurn(turn, 'done', reply)
}

async function runCore(
  { ports, source }: TurnContext,
  turn: OpenTurn,
  command: CommandId,
): Promise<void> {
  await turn.record({ type: 'command-started', command, level: 0, values: {} })
  const since = ports.now()
  const { scope } = turn.state
  const { reply, scope: after } = await coreReply(
    command,
    source.document(),
    scope,
    ports.application,
  )
  await recordMove(turn, after)
  const durationMs = ports.now() - since
  await turn.record({ type: 'command-ended', command, reply, output: null, logs: [], durationMs })
  return endTurn(turn, 'done', reply)
}

async function recordMove(turn: OpenTurn, scope: ScopeState): Promise<void> {
  if (JSON.stringify(scope) !== JSON.stringify(turn.state.scope))
    await turn.record({ type: 'context-entered', scope })
}

/** The command of a turn that waits, if it still exists and can still be run where it was chosen. */
export async function standingCommand(
  { ports, source }: TurnContext,
  turn: OpenTurn,
): Promise<CommandRecord | null> {
  const chosen = turn.state.command
  const document = source.document()
  const record = recordById(document, 'command', chosen?.id ?? null)
  if (!record || !chosen) return null
  const scope = commandsInScope(document, await ports.application.scope())
  return scope.byId.get(record.id)?.level === chosen.level ? record : null
}

/** Words for giving up a command: which, if one was chosen. */
export function droppedText({ source }: TurnContext, { state }: OpenTurn): string {
  const { command } = state
  if (!command || coreCommandById(command.id)) return 'All right, nothing was done.'
  return `All right, “${commandTitle(source.document(), command.id)}” was not done.`
}
