import { understandable } from '../decide/message.ts'
import type { Decision } from '../decide/decision.ts'
import { splitMessage } from '../decide/split.ts'
import type { CommandId } from '#domain/ids.ts'
import type { ScopeState } from '../ports.ts'
import { wordsContext } from './answer-context.ts'
import { chooseCommand, followDecision } from './choosing.ts'
import { isUndo } from './controls.ts'
import { endTurn, type Rest } from './ending.ts'
import type { PartPlace } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import { isSameScope } from './running.ts'
import type { DirectAction } from './session.ts'
import { askAboutPart } from './taking-up.ts'
import { startTurn, type TurnContext } from './turn-context.ts'
import type { Turns } from './turns.ts'
import { takeBack } from './undoing.ts'

/* The ways a turn begins. Each gives it at its first rest. */

type By = 'startup' | undefined

const byOf = (by: By): { readonly by?: 'startup' } => (by ? { by } : {})

/** `known` is what the text was found to mean as the answer to a question that it was not. */
export async function beginMessage(
  turns: Turns,
  text: string,
  signal: AbortSignal,
  { known, by }: { readonly known?: Decision; readonly by?: By } = {},
): Promise<OpenTurn> {
  const { context } = turns
  const scope = await context.ports.application.scope()
  const turn = startTurn(context, { text, scope, ...byOf(by) })
  await turns.settle(turn, signal, async () => {
    if (understandable(text) === '')
      return endTurn(turn, 'refused', 'Say what you would like to do.')
    const whole = known ?? (await context.decide(text, scope, signal))
    const parts = await partsOf(context, text, scope, whole, signal)
    if (!parts) return followDecision(context, turn, whole, signal)
    turn.record({ type: 'message-split', parts })
    return followPart(context, turn, parts[0].decision, signal)
  })
  return turn
}

/** The requests of a message, where it is not one. */
function partsOf(
  context: TurnContext,
  message: string,
  scope: ScopeState,
  whole: Decision,
  signal: AbortSignal,
): ReturnType<typeof splitMessage> {
  const document = context.source.document()
  const { extract } = wordsContext(context, signal)
  return splitMessage({
    message,
    scope,
    document,
    decide: (text) => context.decide(text, scope, signal),
    whole,
    isControl: (text) => isUndo(text, document),
    read: (command, text) => extract(command, { text, decision: null }),
  })
}

/** Does what one request of several says, which may be to take back what was done before. */
async function followPart(
  context: TurnContext,
  turn: OpenTurn,
  decision: Decision,
  signal: AbortSignal,
): Promise<Rest> {
  return isUndo(turn.state.text, context.source.document())
    ? takeBack(context, turn, context.past.undoable.at(-1), signal, true)
    : followDecision(context, turn, decision, signal)
}

/** A command with the values of a form; `text` is what was said, where that says which. */
export async function beginAction(
  turns: Turns,
  { command, values }: DirectAction,
  signal: AbortSignal,
  by?: By,
): Promise<OpenTurn> {
  return beginCommand(turns, { command, form: values, text: '' }, signal, by)
}

export async function beginCommand(
  turns: Turns,
  {
    command,
    form,
    text,
  }: { command: CommandId; form: DirectAction['values'] | null; text: string },
  signal: AbortSignal,
  by?: By,
): Promise<OpenTurn> {
  const { context } = turns
  const scope = await context.ports.application.scope()
  const turn = startTurn(context, { text, scope, ...byOf(by) })
  await turns.settle(turn, signal, () =>
    chooseCommand(context, turn, { command, scope, form }, signal),
  )
  return turn
}

/**
 * The next request of a message, after the one before it is done; `null` where there is none. One
 * that the conversation was interrupted before is asked about first.
 */
export async function beginNextPart(
  turns: Turns,
  before: OpenTurn,
  signal: AbortSignal,
  wasInterrupted: boolean,
): Promise<OpenTurn | null> {
  const { context } = turns
  const place = placeAfter(before)
  const [next] = before.state.rest
  if (!place || !next) return null
  const { text } = next
  const scope = await context.ports.application.scope()
  const turn = startTurn(context, { text, scope, part: place })
  // Where the first led, the words may mean something else than they did before it.
  const isAsBefore =
    next.isSettled === true || (place.index === 1 && isSameScope(scope, before.state.scope))
  await turns.settle(turn, signal, async () => {
    if (wasInterrupted) return askAboutPart(context, turn, signal)
    const decision = isAsBefore ? next.decision : await context.decide(text, scope, signal)
    return followPart(context, turn, decision, signal)
  })
  return turn
}

function placeAfter({ runId, state }: OpenTurn): PartPlace | null {
  const { part, rest, command, started, undo, outcome } = { outcome: '', ...state }
  const done = undo?.command ?? command?.id
  if (outcome !== 'done' || rest.length === 0 || done === undefined) return null
  return {
    of: part?.of ?? runId,
    index: (part?.index ?? 0) + 1,
    before: { command: done, values: started?.values ?? {} },
    rest: rest.slice(1),
  }
}
