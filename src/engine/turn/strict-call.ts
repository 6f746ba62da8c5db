import type { CommandRecord } from '#domain/document.ts'
import type { Json } from '#shared/json.ts'
import { commandsInScope } from '../decide/scope-commands.ts'
import type { ScopeState } from '../ports.ts'
import { problemsTogether } from './checking.ts'
import { refuseElsewhere } from './choosing.ts'
import { needsConsent } from './consent.ts'
import { endTurn, type Rest } from './ending.ts'
import type { ActionProblem } from './events.ts'
import { holdValue } from './filling.ts'
import type { OpenTurn } from './open-turn.ts'
import { execute, runCore } from './running.ts'
import type { Call } from './session.ts'
import { strictProblems } from './strict-values.ts'
import type { TurnContext } from './turn-context.ts'
import { existingValues } from './values.ts'
import { confirmation } from './wording.ts'

/** Runs a command with exactly these values, or says all that is wrong with them; asks nothing. */
export async function runCall(
  context: TurnContext,
  turn: OpenTurn,
  call: Call,
  scope: ScopeState,
  signal: AbortSignal,
): Promise<Rest> {
  const inScope = commandsInScope(context.source.document(), scope)
  const scoped = inScope.byId.get(call.command)
  if (!scoped) return refuseElsewhere(context, turn, call.command, inScope)
  turn.record({ type: 'command-chosen', command: call.command, level: scoped.level })
  const { record, level } = scoped
  const parameters = record?.parameters ?? []
  const existing = await existingValues(context.ports.application, call.command, parameters, level)
  const problems = strictProblems(parameters, call.values, existing)
  if (problems.length > 0) return refuse(turn, problems)
  if (!record) return runCore(context, turn, call.command)
  holdValues(turn, record, call.values)
  const wrong = await problemsTogether(context, turn, record)
  if (wrong.length > 0)
    return refuse(
      turn,
      wrong.map(({ parameter, text }) => ({ path: parameter ?? '', code: 'together', text })),
    )
  if (needsConsent(record) && call.confirmed !== true)
    return refuse(turn, [unconfirmed(record, turn)])
  return execute(context, turn, record, signal)
}

const refuse = (turn: OpenTurn, problems: readonly ActionProblem[]): Rest =>
  endTurn(turn, 'refused', problems.map(({ text }) => text).join(' '), problems)

function unconfirmed(command: CommandRecord, { state }: OpenTurn): ActionProblem {
  return { path: '', code: 'unconfirmed', text: confirmation(command, state).text }
}

/** As given; what is left out has its default. */
function holdValues(
  turn: OpenTurn,
  { id, parameters }: CommandRecord,
  values: Readonly<Record<string, Json>>,
): void {
  for (const parameter of parameters) {
    const given = Object.hasOwn(values, parameter.name) ? (values[parameter.name] ?? null) : null
    if (given !== null) holdValue(turn, id, parameter, given, 'form')
    else if (parameter.defaultValue !== null)
      holdValue(turn, id, parameter, parameter.defaultValue, 'default')
  }
}
