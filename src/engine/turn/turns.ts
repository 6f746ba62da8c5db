import type { CommandId } from '#domain/ids.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import type { Checkpoint, EnginePorts, HandlerResult } from '../ports.ts'
import { conversationOf, pastAfter } from './conversation.ts'
import { droppedText, endTurn } from './ending.ts'
import type { JournalEntry, UndoableRun } from './events.ts'
import { endedOf, isOpen, questionOf, type OpenTurn } from './open-turn.ts'
import type { EndedTurn, OpenQuestion, SessionSource } from './session.ts'
import { resumeTurn } from './standing.ts'
import { takeUp } from './taking-up.ts'
import { turnContext, type Past, type TurnContext } from './turn-context.ts'
import { failureText } from './wording.ts'

/** So many questions may wait behind the one that is asked. */
const SUSPENDED_MAX = 3

/**
 * The turns of a conversation that are not over: one that is asked about, and those that wait for
 * it, innermost last. Each turn is taken to its next rest by `settle`, whatever happens on the way.
 */
export class Turns {
  readonly context: TurnContext
  #open: readonly OpenTurn[]
  #interrupted: OpenTurn | null
  #latest: OpenTurn | null
  #past: Past
  readonly #checkpoint: Checkpoint | null

  constructor(
    ports: EnginePorts,
    source: SessionSource,
    entries: readonly JournalEntry[],
    checkpoint: Checkpoint | null,
  ) {
    const { open, interrupted, latest, past } = conversationOf(ports, entries)
    this.#open = open
    this.#interrupted = interrupted
    this.#latest = latest
    this.#past = past
    this.#checkpoint = checkpoint
    this.context = turnContext(
      ports,
      source,
      () => this.#past,
      () => this.#open.length === 0,
    )
  }

  /** The turn that is asked about. */
  get innermost(): OpenTurn | null {
    return this.#open.at(-1) ?? null
  }

  get suspended(): readonly OpenQuestion[] {
    return this.#open.slice(0, -1).flatMap((turn) => questionOf(turn) ?? [])
  }

  get undoable(): readonly UndoableRun[] {
    return this.#past.undoable
  }

  /** Takes a turn to its next rest; `null` if that was an error. Rejects with what is no one's fault. */
  async settle<T>(
    turn: OpenTurn,
    signal: AbortSignal,
    work: () => Promise<T> | T,
  ): Promise<T | null> {
    try {
      signal.throwIfAborted()
      const outcome = await work()
      await turn.kept()
      return outcome
    } catch (error) {
      await this.#endByError(turn, error, signal)
      return null
    } finally {
      this.#place(turn)
    }
  }

  /** Ends the turn unasked; `why` unless the person wanted it so. */
  async drop(turn: OpenTurn, why = ''): Promise<EndedTurn> {
    endTurn(turn, 'cancelled', droppedText(this.context, turn) + why)
    await this.#keep(turn)
    return endedOf(turn)
  }

  async dropAll(): Promise<EndedTurn[]> {
    const dropped: EndedTurn[] = []
    for (let turn = this.innermost; turn; turn = this.innermost) dropped.push(await this.drop(turn))
    return dropped
  }

  /** Lets the open question wait for a turn that ends without asking anything. */
  async suspend(): Promise<void> {
    const turn = this.innermost
    if (turn?.state.status !== 'waiting') return
    turn.record({ type: 'turn-suspended' })
    await turn.kept()
  }

  /**
   * Lets the open question wait for a turn about this command. One about the same command gives way
   * to it, and the outermost does where too many wait.
   */
  async makeRoomFor(command: CommandId | null): Promise<EndedTurn[]> {
    const replaced = this.#open.filter(({ state }) => state.command?.id === command)
    const dropped: EndedTurn[] = []
    for (const turn of replaced) dropped.push(await this.drop(turn))
    const [outermost] = this.#open
    if (outermost && this.#open.length > SUSPENDED_MAX)
      dropped.push(await this.drop(outermost, ' Too much else came in between.'))
    await this.suspend()
    return dropped
  }

  /** Puts the question that waited last again; those whose time has gone end. */
  async resume(): Promise<{ resumed: OpenQuestion | null; dropped: EndedTurn[] }> {
    const dropped: EndedTurn[] = []
    for (let turn = this.innermost; turn; turn = this.innermost) {
      if (turn.state.status === 'waiting') return { resumed: questionOf(turn), dropped }
      await resumeTurn(this.context, turn)
      await this.#keep(turn)
      if (turn.state.status === 'ended') dropped.push(endedOf(turn))
    }
    return { resumed: null, dropped }
  }

  /** Goes on with the turn that was cut short, if one was: returns it at its next rest. */
  async takeUp(signal: AbortSignal): Promise<OpenTurn | null> {
    const turn = this.#interrupted
    if (!turn) return null
    this.#interrupted = null
    await this.settle(turn, signal, () => takeUp(this.context, turn, this.#known(turn), signal))
    return turn
  }

  /** The turn that was over when everything stopped, and whose message may have asked for more. */
  takeLatest(): OpenTurn | null {
    const turn = this.#latest
    this.#latest = null
    return turn
  }

  /** What the command that runs gave, if that is known: it is done then. */
  #known({ runId, state, result }: OpenTurn): HandlerResult | null {
    if (result) return result
    const kept = this.#checkpoint
    return kept?.runId === runId && kept.seq === state.started?.seq ? kept.result : null
  }

  async #endByError(turn: OpenTurn, error: unknown, signal: AbortSignal): Promise<void> {
    const isKnown = error instanceof AppError
    // The command is done; it is its end that could not be kept, and may be now.
    if (isKnown && turn.result) await takeUp(this.context, turn, turn.result, signal)
    else if (signal.aborted) endTurn(turn, 'cancelled', `Stopped. ${changedText(turn)}`)
    else fail(turn, isKnown ? error : null)
    await turn.kept()
    if (!isKnown && !signal.aborted) throw error
  }

  async #keep(turn: OpenTurn): Promise<void> {
    try {
      await turn.kept()
    } finally {
      this.#place(turn)
    }
  }

  #place(turn: OpenTurn): void {
    const { state, runId } = turn
    const others = this.#open.filter((each) => each !== turn)
    if (isOpen(turn)) this.#open = this.#open.includes(turn) ? this.#open : [...others, turn]
    else this.#open = others
    if (state.status === 'ended') this.#past = pastAfter(this.#past, runId, state)
    else if (!isOpen(turn) && turn.hasBegun) this.#interrupted = turn
  }
}

function fail(turn: OpenTurn, error: AppError | null): void {
  const { command } = turn.state
  if (error && command)
    turn.record({ type: 'command-failed', command: command.id, error: toWire(error) })
  endTurn(turn, 'failed', error ? failureText(error) : 'Something went wrong in Espalier.')
}

/** The state is as it was; what was sent to the world is not taken back by that. */
const changedText = ({ state: { effects } }: OpenTurn): string =>
  effects.length === 0
    ? 'Nothing was changed.'
    : 'Nothing was changed here, but something had been sent already.'
