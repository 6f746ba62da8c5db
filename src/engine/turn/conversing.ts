import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { Decision } from '../decide/decision.ts'
import type { ScopeState } from '../ports.ts'
import { answerTurn, answerWithAction } from './answer-turn.ts'
import { beginAction, beginCommand, beginMessage, beginNextPart } from './beginning.ts'
import { controlIn, isUndoOfSeveral } from './controls.ts'
import { ask, type Rest } from './ending.ts'
import type { Question } from './events.ts'
import { endedOf, questionOf, type OpenTurn } from './open-turn.ts'
import { beginRighted, rightedBy, type Righted, type Unread } from './putting-right.ts'
import type { DirectAction, EndedTurn, TurnResult } from './session.ts'
import { startTurn } from './turn-context.ts'
import type { Turns } from './turns.ts'
import { takeBack } from './undoing.ts'

/* What is said or done in a conversation, and how it stands after that. */

/** A message: the answer to the open question, or something else. */
export async function say(turns: Turns, text: string, signal: AbortSignal): Promise<TurnResult> {
  const asked = turns.innermost?.runId
  await takeUp(turns, signal)
  const open = turns.innermost
  const followed = await followControl(turns, text, signal)
  if (followed) return followed
  const righted = await rightedBy(turns.context, text, open, signal)
  if (righted) return putRight(turns, text, righted, signal)
  // A question that came up only now is not what is being answered.
  if (!open || open.runId !== asked) return interject(turns, text, signal)
  const question = questionOf(open)?.question
  const change =
    question &&
    (await turns.settle(open, signal, () =>
      answerTurn(turns.context, open, question, text, signal),
    ))
  return change?.type === 'mind-changed'
    ? changeMind(turns, open, text, change.decision, signal)
    : conclude(turns, open, signal)
}

/** A message of its own: what is asked waits for it. */
async function interject(turns: Turns, text: string, signal: AbortSignal): Promise<TurnResult> {
  const earlier = await turns.makeRoomFor(null)
  return conclude(turns, await beginMessage(turns, text, signal), signal, earlier)
}

/** Instead of an answer, a message that means this: what is asked waits, unless it is about the same. */
async function changeMind(
  turns: Turns,
  open: OpenTurn,
  text: string,
  known: Decision,
  signal: AbortSignal,
): Promise<TurnResult> {
  const [best] = known.outcome === 'route' ? known.candidates : []
  if (best?.command === NOT_WHAT_I_MEANT.id) return misunderstood(turns, open, text, signal)
  const earlier = await turns.makeRoomFor(best?.command ?? null)
  const turn = await beginMessage(turns, text, signal, { known })
  return conclude(turns, turn, signal, earlier)
}

/** What was done last is done as it should have been; what is asked waits for that. */
async function putRight(
  turns: Turns,
  text: string,
  righted: Righted | Unread,
  signal: AbortSignal,
): Promise<TurnResult> {
  const earlier = await turns.makeRoomFor('error' in righted ? null : righted.record.id)
  return conclude(turns, await beginRighted(turns, text, righted, signal), signal, earlier)
}

/** Does what a message says about the conversation, where there is something it can be about. */
async function followControl(
  turns: Turns,
  text: string,
  signal: AbortSignal,
): Promise<TurnResult | null> {
  const { innermost: open, undoable, context } = turns
  switch (controlIn(text, context.source.document())) {
    case 'cancel-all':
      return open && cancelAll(turns, open, text)
    case 'misunderstood':
      return open && misunderstood(turns, open, text, signal)
    case 'undo':
      return undoable.length > 0 || /undo/i.test(text) ? undoLatest(turns, text, signal) : null
    case null:
      return null
  }
}

async function cancelAll(turns: Turns, open: OpenTurn, text: string): Promise<TurnResult> {
  open.record({ type: 'person-answered', text })
  const last = await turns.drop(open)
  return { ...last, resumed: null, earlier: await turns.dropAll() }
}

/** What is asked was not meant: asks what was, of the words before. */
async function misunderstood(
  turns: Turns,
  open: OpenTurn,
  text: string,
  signal: AbortSignal,
): Promise<TurnResult> {
  const earlier = [await turns.drop(open)]
  const command = { command: NOT_WHAT_I_MEANT.id, form: null, text }
  return conclude(turns, await beginCommand(turns, command, signal), signal, earlier)
}

const ONE_AT_A_TIME = 'One thing at a time, the latest first. '

async function undoLatest(turns: Turns, text: string, signal: AbortSignal): Promise<TurnResult> {
  const { context, innermost: open, undoable } = turns
  const latest = undoable.at(-1)
  const asked = open && latest && open.state.undo?.run === latest.run ? questionOf(open) : null
  if (open && asked) return askAgain(turns, open, asked.question, text, signal)
  await turns.suspend()
  const turn = startTurn(context, { text, scope: await context.ports.application.scope() })
  const lead = isUndoOfSeveral(text) && undoable.length > 1 ? ONE_AT_A_TIME : ''
  await turns.settle(turn, signal, () => takeBack(context, turn, latest, signal, true, lead))
  return conclude(turns, turn, signal)
}

/** What is asked was said once more: that is no yes to it, and no second question either. */
async function askAgain(
  turns: Turns,
  open: OpenTurn,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<TurnResult> {
  await turns.settle(open, signal, () => {
    open.record({ type: 'person-answered', text })
    return ask(turns.context, open, question)
  })
  return conclude(turns, open, signal)
}

/** A form, or a button: the answer to the open question where it is about that. */
export async function act(
  turns: Turns,
  action: DirectAction,
  signal: AbortSignal,
): Promise<TurnResult> {
  const asked = turns.innermost?.runId
  await takeUp(turns, signal)
  const open = turns.innermost
  const question = open && questionOf(open)?.question
  if (question && open.runId === asked && isAnswer(action, question)) {
    await turns.settle(open, signal, () =>
      answerWithAction(turns.context, open, question, action, signal),
    )
    return conclude(turns, open, signal)
  }
  const earlier = await turns.makeRoomFor(action.command)
  return conclude(turns, await beginAction(turns, action, signal), signal, earlier)
}

/** A form of the command that is asked about, or a button for one of those to choose from. */
const isAnswer = ({ command }: DirectAction, question: Question): boolean =>
  question.kind === 'which-command'
    ? question.candidates.includes(command)
    : question.command === command && !(question.kind === 'confirm' && question.about === 'undo')

/** A turn that asks nothing, beside whatever is asked. */
export async function aside(
  turns: Turns,
  signal: AbortSignal,
  by: { readonly by?: 'call' },
  work: (turn: OpenTurn, scope: ScopeState) => Promise<Rest>,
): Promise<EndedTurn> {
  await takeUp(turns, signal)
  await turns.suspend()
  const scope = await turns.context.ports.application.scope()
  const turn = startTurn(turns.context, { text: '', scope, ...by })
  await turns.settle(turn, signal, () => work(turn, scope))
  await turns.resume()
  return endedOf(turn)
}

/** How the conversation stands once a turn rests: what follows on it, or what stands again. */
export async function conclude(
  turns: Turns,
  turn: OpenTurn,
  signal: AbortSignal,
  earlier: readonly EndedTurn[] = [],
  wasInterrupted = false,
): Promise<TurnResult> {
  const question = questionOf(turn)
  if (question) return { status: 'waiting', ...question, earlier }
  const ended = endedOf(turn)
  const next = await beginNextPart(turns, turn, signal, wasInterrupted)
  if (next) return conclude(turns, next, signal, [...earlier, ended], wasInterrupted)
  const { resumed, dropped } = await turns.resume()
  return { ...ended, resumed, earlier: [...earlier, ...dropped] }
}

/** Goes on with what was interrupted; `null` where nothing was. */
export async function takeUp(turns: Turns, signal: AbortSignal): Promise<TurnResult | null> {
  const interrupted = await turns.takeUp(signal)
  if (interrupted) return conclude(turns, interrupted, signal, [], true)
  const before = turns.takeLatest()
  const next = before && (await beginNextPart(turns, before, signal, true))
  if (next) return conclude(turns, next, signal)
  if (turns.innermost?.state.status === 'waiting') return null
  const { resumed, dropped } = await turns.resume()
  if (resumed) return { status: 'waiting', ...resumed, earlier: dropped }
  const last = dropped.at(-1)
  return last ? { ...last, resumed: null, earlier: dropped.slice(0, -1) } : null
}
