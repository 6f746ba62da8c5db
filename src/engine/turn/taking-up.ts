import { fromWire } from '#shared/app-error.ts'
import type { HandlerResult } from '../ports.ts'
import { followDecision } from './choosing.ts'
import { againQuestion } from './consent.ts'
import { isUndo } from './controls.ts'
import { ask, endTurn, type Rest } from './ending.ts'
import { advance } from './filling.ts'
import type { OpenTurn } from './open-turn.ts'
import { endCommand } from './running.ts'
import { standingCommand } from './standing.ts'
import type { TurnContext } from './turn-context.ts'
import type { TurnState } from './turn-state.ts'
import { endUndo, takeBack, undoQuestion } from './undoing.ts'
import { failureText, whichCommand } from './wording.ts'

const INTERRUPTED =
  'This was interrupted before anything was done. Say it again if you want it still.'
const ELSEWHERE = 'This was interrupted, and cannot be gone on with here.'

/**
 * Goes on with a turn that was cut short. What it did is done; what nobody knows of is not done
 * again unasked; and nothing is run before the person is there. `known` is what the command that
 * was running gave, if that is kept.
 */
export async function takeUp(
  context: TurnContext,
  turn: OpenTurn,
  known: HandlerResult | null,
  signal: AbortSignal,
): Promise<Rest> {
  const { state } = turn
  switch (state.status) {
    case 'running':
      return takeUpRunning(context, turn, known)
    case 'filling': {
      const standing = await standingCommand(context, turn)
      if (!standing) return endTurn(turn, 'cancelled', INTERRUPTED)
      return advance(context, turn, standing.record, signal, true)
    }
    case 'deciding': {
      // An answer was given, but what it came to is lost: the question is put again.
      const asked = state.exchanges.at(-1)?.question
      if (asked) return ask(context, turn, asked)
      if (state.undo) return ask(context, turn, undoQuestion(context, state.undo))
      if (state.part) return askAboutPart(context, turn, signal)
      return endTurn(turn, 'cancelled', INTERRUPTED)
    }
    default:
      throw new Error(`A turn that is ${state.status} was not interrupted`)
  }
}

/** A request that was said together with another: the person may not expect it any more. */
export async function askAboutPart(
  context: TurnContext,
  turn: OpenTurn,
  signal: AbortSignal,
): Promise<Rest> {
  const { text, scope } = turn.state
  if (isUndo(text, context.source.document()))
    return takeBack(context, turn, context.past.undoable.at(-1), signal, true)
  const decision = await context.decide(text, scope, signal)
  const [best] = decision.outcome === 'route' ? decision.candidates : []
  if (!best) return followDecision(context, turn, decision, signal)
  turn.record({ type: 'decision-made', decision })
  const question = whichCommand(context.source.document(), [best.command])
  const lead = `This was interrupted. You also said “${text}”. `
  return ask(context, turn, { ...question, text: lead + question.text })
}

async function takeUpRunning(
  context: TurnContext,
  turn: OpenTurn,
  known: HandlerResult | null,
): Promise<Rest> {
  const { state } = turn
  const reply = state.undo ? state.undo.reply : state.execution?.reply
  if (typeof reply === 'string') return endTurn(turn, 'done', reply)
  if (state.error) return endTurn(turn, 'failed', failureText(fromWire(state.error)))
  if (state.undo)
    return known
      ? endUndo(context, turn, state.undo, known)
      : ask(context, turn, undoQuestion(context, state.undo, 'This was interrupted. '))
  if (known && state.command) return endCommand(turn, state.command.id, known)
  // One of Espalier's own only moves, and where one is can be seen.
  if (!state.started?.risk) return endTurn(turn, 'cancelled', INTERRUPTED)
  const standing = await standingCommand(context, turn)
  if (!standing) return endTurn(turn, 'cancelled', ELSEWHERE)
  const question = againQuestion(standing.record, state, unfinishedEffects(state))
  return ask(context, turn, question)
}

/** What may have reached the world, or not: it was begun, and how it ended is not known. */
const unfinishedEffects = ({ effects }: TurnState): string[] =>
  effects
    .filter(({ result }) => result === undefined)
    .map(({ request }) => JSON.stringify(request).slice(0, 200))
