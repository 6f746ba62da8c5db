import { ABORT } from '#domain/core-commands.ts'
import type { CommandRecord } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import { understandable } from '../decide/message.ts'
import { textOf } from '../parameters/wording.ts'
import { comparable } from '../parameters/words.ts'
import type { ScopeState } from '../ports.ts'
import { answerContext } from './answer-context.ts'
import type { AnswerReading } from './answer-reading.ts'
import { isAnswered } from './answer-turn.ts'
import { isClear } from './other-meaning.ts'
import { correctionsIn } from './correction-words.ts'
import { bare, readCorrection } from './corrections.ts'
import { needsConsent } from './consent.ts'
import type { DoneRun, MessagePart, TurnEvent } from './events.ts'
import type { Rest } from './ending.ts'
import { fillCommand } from './filling.ts'
import { questionOf, type OpenTurn } from './open-turn.ts'
import { isSameInstance, standingCommand } from './standing.ts'
import { startTurn, type TurnContext } from './turn-context.ts'
import { turnState, type TurnState } from './turn-state.ts'
import type { Turns } from './turns.ts'
import { takeBack } from './undoing.ts'

/*
 * "No, I meant Ben", after something was done for Anna: it is done with that value instead. What
 * changed something is taken back first, where it can be, and is asked about where it cannot.
 */

/** What was done last, as it should have been. */
export interface Righted {
  readonly run: DoneRun
  readonly record: CommandRecord
  readonly level: number
  readonly scope: ScopeState
  readonly values: Readonly<Record<string, Json>>
}

/** What was done last could not be read, as the world failed meanwhile. */
export interface Unread {
  readonly error: AppError
}

/** Said of what was done, whatever is asked by now: "I meant Ben", "not Anna, Ben", "Ben, not Anna". */
const EXPLICIT = /\bi (?:meant|mean|said) |\bnot /iu
/** Said of what was done, where it is no answer: "no, Ben", "make it 30". */
const LEADING =
  /^(?:no|nope|sorry|oops|wait|actually|oh)\b|^(?:make|change) (?:it|that) |\binstead\b/iu

/**
 * What a message puts right of what was done last; `null` where it is about anything else. Where the
 * world fails meanwhile, that is to be said.
 */
export async function rightedBy(
  context: TurnContext,
  message: string,
  open: OpenTurn | null,
  signal: AbortSignal,
): Promise<Righted | Unread | null> {
  const text = understandable(message)
  const done = context.past.done.at(-1)
  const isExplicit = EXPLICIT.test(text)
  if (!done || !(isExplicit || LEADING.test(text))) return null
  try {
    if (open && (await isOfOpen(context, open, text, isExplicit, signal))) return null
    const scope = await context.ports.application.scope()
    if (!isExplicit && isOther(await context.decide(text, scope, signal), done)) return null
    return await readRighted(context, done, scope, text, signal)
  } catch (error) {
    // Whoever reads the message next ends the turn as stopped.
    if (signal.aborted) return null
    if (error instanceof AppError) return { error }
    throw error
  }
}

async function readRighted(
  context: TurnContext,
  done: DoneRun,
  scope: ScopeState,
  text: string,
  signal: AbortSignal,
): Promise<Righted | null> {
  const record = recordById(context.source.document(), 'command', done.command)
  const level = scope.levels.findIndex(
    (each) => isSameInstance(each, done.on) && each.available.includes(done.command),
  )
  if (!record || level < 0) return null
  const before = draftOf(done, record, level)
  const reading = await correctionOf(context, before, record, text, signal)
  return reading && { run: done, record, level, scope, values: { ...done.values, ...reading } }
}

/** Whether it is rather for the open question. */
async function isOfOpen(
  context: TurnContext,
  open: OpenTurn,
  text: string,
  isExplicit: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  if (isExplicit) return corrects(context, open, text, signal)
  const { question } = questionOf(open) ?? {}
  const isTakingBack = open.state.undo !== null
  return !question || isTakingBack || isAnswered(context, open, question, text, signal)
}

/** Whether it puts a value of the open question's own command right: the one it names, if it does. */
async function corrects(
  context: TurnContext,
  open: OpenTurn,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const named = correctionsIn(text).flatMap(({ instead }) => instead ?? [])
  const held = open.state.values.map(({ value }) => comparable(textOf(value)))
  if (named.some((each) => !held.includes(comparable(each)))) return false
  const standing = await standingCommand(context, open)
  return (
    standing !== null &&
    (await correctionOf(context, open.state, standing.record, text, signal)) !== null
  )
}

/** Values that the words give other than they are, by name; `null` where there are none. */
async function correctionOf(
  context: TurnContext,
  state: TurnState,
  record: CommandRecord,
  text: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Json>> | null> {
  const answers = await answerContext(context, { state }, record, signal)
  // A name that is nearly right will do where it is read only, or spelled out before it is run.
  const isLoose = needsConsent(record)
  const reading = await readCorrection(text, record, {
    ...answers,
    valueContext: (parameter) => {
      const own = answers.valueContext(parameter)
      return isLoose ? { ...own, exactOnly: false } : own
    },
  })
  if (reading?.kind === 'rejected') return asSaid(text, reading)
  if (reading?.kind !== 'values') return null
  const changed = reading.values.filter(({ parameter, value }) => {
    const before = state.values.find((each) => each.parameter === parameter.id)
    return JSON.stringify(before?.value ?? null) !== JSON.stringify(value)
  })
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map(({ parameter, value }) => [parameter.name, value]))
}

/** The words themselves, where they name several, or nothing: which is asked then. */
function asSaid(
  text: string,
  { parameter, rejection: { problem } }: Extract<AnswerReading, { kind: 'rejected' }>,
): Readonly<Record<string, Json>> | null {
  const [only, ...others] = correctionsIn(text)
  const isName = problem.code === 'lookup' && problem.path === undefined
  return only && isName && others.length === 0
    ? { [parameter.name]: bare(only.value, parameter) }
    : null
}

/** The turn as it was before it ran, as far as it is read. */
function draftOf(
  { command, values }: DoneRun,
  { parameters }: CommandRecord,
  level: number,
): TurnState {
  const held = parameters.flatMap(({ id: parameter, name }): TurnEvent[] => {
    const value = values[name]
    return value === undefined
      ? []
      : [{ type: 'value-extracted', command, parameter, name, value, source: 'before' }]
  })
  return turnState([{ type: 'command-chosen', command, level }, ...held])
}

/** Surely another command, said with a "no" before it: more than the "no" alone says. */
function isOther(decision: Decision, { command }: DoneRun): boolean {
  const best = decision.candidates[0]?.command
  const isRouted = decision.outcome === 'route' && isClear(decision)
  return isRouted && best !== command && best !== ABORT.id
}

/** Does what was done last again, as it should have been. Gives the turn at its first rest. */
export async function beginRighted(
  turns: Turns,
  text: string,
  righted: Righted | Unread,
  signal: AbortSignal,
): Promise<OpenTurn> {
  const { context } = turns
  const isUnread = 'error' in righted
  const scope = isUnread ? await context.ports.application.scope() : righted.scope
  const turn = startTurn(context, { text, scope })
  await turns.settle(turn, signal, () => {
    if (isUnread) throw righted.error
    return doRighted(turns, turn, text, righted, signal)
  })
  return turn
}

async function doRighted(
  { context, undoable }: Turns,
  turn: OpenTurn,
  text: string,
  { run, record, level, values }: Righted,
  signal: AbortSignal,
): Promise<Rest> {
  const undo = undoable.find((each) => each.run === run.run)
  if (undo && (await context.ports.application.isUndoable(undo.ticket))) {
    turn.record({ type: 'message-split', parts: partsOf(text, record, level, values) })
    return takeBack(context, turn, undo, signal, true)
  }
  turn.record({ type: 'command-chosen', command: record.id, level })
  return fillCommand(context, turn, record, values, signal, record.risk !== 'read')
}

/** To take back what was done, and to do it as it should have been. */
function partsOf(
  text: string,
  { id: command }: CommandRecord,
  level: number,
  inlineValues: Righted['values'],
): readonly MessagePart[] {
  const named: Decision = {
    outcome: 'route',
    rung: 'exact',
    candidates: [{ command, level, probability: 1, nearest: [] }],
    refusal: null,
    inlineText: null,
    inlineValues,
    thresholds: null,
    inScope: null,
    correction: null,
    timings: [],
  }
  return [
    { text, decision: named },
    { text, decision: named, isSettled: true },
  ]
}
