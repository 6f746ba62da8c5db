import { AppError, toWire } from '#shared/app-error.ts'
import type { Decision } from '../decide/decision.ts'
import { decide } from '../decide/decide.ts'
import { createMemoryIndex } from '../decide/memory.ts'
import { understandable } from '../decide/message.ts'
import type { EnginePorts } from '../ports.ts'
import { answerTurn, answerWithAction } from './answer-turn.ts'
import type { JournalEntry, Question } from './events.ts'
import { openTurn, resultOf, type OpenTurn } from './open-turn.ts'
import { createQueue } from './queue.ts'
import type { CreateSession, DirectAction, SessionSource, TurnResult } from './session.ts'
import {
  chooseCommand,
  droppedText,
  endTurn,
  followDecision,
  startTurn,
  type TurnContext,
} from './turn-machine.ts'
import { turnsOf } from './turn-state.ts'
import { failureText } from './wording.ts'

/**
 * A conversation over the given ports. `resume` may be a whole journal: its last turn is taken up
 * if it waits for an answer. A failure of the world ends the turn as `failed`; a bug ends it too,
 * and is thrown. A journal that cannot be written to is thrown as its `AppError`: a turn that
 * cannot be recorded does not happen.
 */
export const createSession: CreateSession = (ports, source, resume = []) => {
  const context = turnContext(ports, source)
  const queue = createQueue()
  let open: OpenTurn | null = waitingTurn(ports, resume)

  /** Takes a turn to its next rest, whatever happens on the way; `null` if that was an error. */
  async function settle<T>(
    turn: OpenTurn,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T | null> {
    open = turn
    try {
      signal.throwIfAborted()
      return await work()
    } catch (error) {
      await endByError(turn, error, signal)
      return null
    } finally {
      if (turn.state.status !== 'waiting') open = null
    }
  }

  /** `known` is what the text was found to mean as the answer to a question that it was not. */
  async function begin(text: string, signal: AbortSignal, known?: Decision): Promise<TurnResult> {
    const scope = await ports.application.scope()
    const turn = await startTurn(context, text, scope)
    await settle(turn, signal, async () => {
      if (understandable(text) === '')
        return endTurn(turn, 'refused', 'Say what you would like to do.')
      const decision = known ?? (await context.decide(text, scope, signal))
      return followDecision(context, turn, decision, signal)
    })
    return resultOf(turn)
  }

  async function answer(
    turn: OpenTurn,
    question: Question,
    text: string,
    signal: AbortSignal,
  ): Promise<TurnResult> {
    const change = await settle(turn, signal, () =>
      answerTurn(context, turn, question, text, signal),
    )
    return change ? begin(text, signal, change.decision) : resultOf(turn)
  }

  async function act(action: DirectAction, signal: AbortSignal): Promise<TurnResult> {
    const turn = open
    const question = questionOf(turn)
    if (turn && question && isAnswer(action, question)) {
      await settle(turn, signal, () => answerWithAction(context, turn, question, action, signal))
      return resultOf(turn)
    }
    await drop()
    const scope = await ports.application.scope()
    const started = await startTurn(context, '', scope)
    const { command, values: form } = action
    await settle(started, signal, () =>
      chooseCommand(context, started, { command, scope, form }, signal),
    )
    return resultOf(started)
  }

  async function drop(): Promise<void> {
    const turn = open
    open = null
    if (turn?.state.status === 'waiting')
      await endTurn(turn, 'cancelled', droppedText(context, turn))
  }

  return {
    say: (text, signal = new AbortController().signal) =>
      queue(() => {
        const turn = open
        const question = questionOf(turn)
        return turn && question ? answer(turn, question, text, signal) : begin(text, signal)
      }),
    act: (action, signal = new AbortController().signal) => queue(() => act(action, signal)),
    cancel: () => queue(drop),
    get question() {
      return questionOf(open)
    },
  }
}

function turnContext(ports: EnginePorts, source: SessionSource): TurnContext {
  const memory = createMemoryIndex(ports.embed)
  return {
    ports,
    source,
    decide: (message, scope, signal) =>
      decide(
        { message, scope, document: source.document(), model: source.model() },
        ports,
        memory,
        signal,
      ),
  }
}

const questionOf = (turn: OpenTurn | null): Question | null =>
  turn?.state.status === 'waiting' ? turn.state.question : null

/** A form of the command that is asked about, or a button for one of those to choose from. */
const isAnswer = ({ command }: DirectAction, question: Question): boolean =>
  question.kind === 'which-command'
    ? question.candidates.includes(command)
    : question.command === command

function waitingTurn(ports: EnginePorts, entries: readonly JournalEntry[]): OpenTurn | null {
  const last = turnsOf(entries).at(-1)
  if (last?.state.status !== 'waiting') return null
  const past = last.entries.map(({ event }) => event)
  return openTurn(ports, last.runId, last.context, past)
}

async function endByError(turn: OpenTurn, error: unknown, signal: AbortSignal): Promise<void> {
  const { command, status } = turn.state
  if (status === 'ended') throw error
  if (signal.aborted) return endTurn(turn, 'cancelled', 'Stopped. Nothing was changed.')
  const isKnown = error instanceof AppError
  if (isKnown && command)
    await turn.record({ type: 'command-failed', command: command.id, error: toWire(error) })
  await endTurn(turn, 'failed', isKnown ? failureText(error) : 'Something went wrong in Espalier.')
  if (!isKnown) throw error
}
