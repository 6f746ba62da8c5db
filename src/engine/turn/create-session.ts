import { workflowOf } from '#domain/queries.ts'
import { beginAction, beginMessage } from './beginning.ts'
import { act, aside, conclude, say, takeUp } from './conversing.ts'
import { questionOf } from './open-turn.ts'
import { createQueue } from './queue.ts'
import type { CreateSession, TurnResult } from './session.ts'
import { runCall } from './strict-call.ts'
import { Turns } from './turns.ts'
import { takeBack } from './undoing.ts'

/**
 * A conversation over the given ports. A failure of the world ends the turn as `failed`; a bug ends
 * it too, and is thrown. A journal that cannot be written to is thrown as its `AppError`: a turn
 * that cannot be recorded does not happen.
 */
export const createSession: CreateSession = (ports, source, resume = [], checkpoint = null) => {
  const turns = new Turns(ports, source, resume, checkpoint)
  const inOrder = createQueue()
  let isNew = resume.length === 0

  const queue = <T>(
    work: (signal: AbortSignal) => Promise<T>,
    signal = new AbortController().signal,
  ): Promise<T> =>
    inOrder(() => {
      isNew = false
      return work(signal)
    })

  async function startUp(signal: AbortSignal): Promise<TurnResult | null> {
    const { startup } = workflowOf(source.document())
    if (!startup) return null
    const turn =
      startup.kind === 'message'
        ? await beginMessage(turns, startup.text, signal, { by: 'startup' })
        : await beginAction(turns, startup, signal, 'startup')
    return conclude(turns, turn, signal)
  }

  async function cancel(all: boolean, signal: AbortSignal): Promise<void> {
    await takeUp(turns, signal)
    if (all) await turns.dropAll()
    else if (turns.innermost) await turns.drop(turns.innermost)
    await turns.resume()
  }

  return {
    start(signal = new AbortController().signal) {
      return inOrder(() => {
        const isFirst = isNew
        isNew = false
        return isFirst ? startUp(signal) : takeUp(turns, signal)
      })
    },
    say: (text, signal) => queue((stop) => say(turns, text, stop), signal),
    act: (action, signal) => queue((stop) => act(turns, action, stop), signal),
    call: (action, signal) =>
      queue(
        (stop) =>
          aside(turns, stop, { by: 'call' }, (turn, scope) =>
            runCall(turns.context, turn, action, scope, stop),
          ),
        signal,
      ),
    undo: (runId, signal) =>
      queue(
        (stop) =>
          aside(turns, stop, {}, (turn) => {
            const run = turns.undoable.find((each) => each.run === runId)
            return takeBack(turns.context, turn, run, stop, false)
          }),
        signal,
      ),
    cancel: (all = false) => queue((stop) => cancel(all, stop)),
    get question() {
      const open = turns.innermost
      return (open && questionOf(open)?.question) ?? null
    },
    get suspended() {
      return turns.suspended
    },
    get undoable() {
      return turns.undoable
    },
  }
}
