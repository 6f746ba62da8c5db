import { coreCommandById } from '#domain/core-commands.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import { enumerate } from '../parameters/words.ts'
import type { ActionProblem, Question, TurnEvent, TurnOutcome } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import type { TurnFacts } from './turn-state.ts'

/**
 * Where a turn comes to rest: at a question, or at its end. Every step of a turn gives one, and has
 * recorded it: there is no other way to stop.
 */
export type Rest = Extract<TurnEvent, { type: 'person-asked' | 'turn-ended' }>

/** Ends a turn. Unless it was done, what the message asked for besides is left, and that is said. */
export function endTurn(
  turn: OpenTurn,
  outcome: TurnOutcome,
  reply: string,
  problems: readonly ActionProblem[] = [],
): Rest {
  const left = outcome === 'done' ? '' : leftText(turn.state.rest.map(({ text }) => text))
  return rest(turn, {
    type: 'turn-ended',
    outcome,
    reply: reply + left,
    ...(problems.length === 0 ? {} : { problems }),
  })
}

function rest(turn: OpenTurn, event: Rest): Rest {
  turn.record(event)
  return event
}

const leftText = (texts: readonly string[]): string =>
  texts.length === 0
    ? ''
    : ` So I left the rest: ${enumerate(
        texts.map((text) => `“${text}”`),
        'and',
      )}.`

/** How often a question is put again for want of an answer. */
const UNCLEAR_MAX = 12

/** Asks; or, where the same was asked time and again to no avail, gives up. */
export function ask(context: TurnContext, turn: OpenTurn, question: Question): Rest {
  const { exchanges } = turn.state
  const other = exchanges.findLastIndex((each) => !isSame(each.question, question))
  const unclear = exchanges.length - 1 - other
  return unclear > UNCLEAR_MAX
    ? endTurn(turn, 'cancelled', `I could not make that out. ${droppedText(context, turn)}`)
    : rest(turn, { type: 'person-asked', question })
}

const isSame = (one: Question, other: Question): boolean => identityOf(one) === identityOf(other)

/** What is asked for, however it is worded and whatever was wrong with the answer. */
const identityOf = (question: Question): string =>
  JSON.stringify({ ...question, text: '', problem: null, suggestions: [] })

/** Words for giving up a command: which, if one was chosen. */
export function droppedText({ source }: TurnContext, { state }: OpenTurn): string {
  if (state.undo) return 'All right, it stays as it is.'
  const title = titleIn({ source }, state)
  return title === null ? 'All right, nothing was done.' : `All right, ${title} was not done.`
}

/** The command of a turn, in quotes; `null` where none was chosen, or one of Espalier's own. */
export function titleIn(
  { source }: Pick<TurnContext, 'source'>,
  { command }: TurnFacts,
): string | null {
  if (!command || coreCommandById(command.id)) return null
  return `“${commandTitle(source.document(), command.id)}”`
}
