import type { Document } from '#domain/document.ts'
import type { ApplicationPort, Checkpoint, EnginePorts, HandlerCall } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { fakePorts } from './fake-engine.ts'

/** What is left when everything stops: the journal, the application's kept state, and what was sent. */
export interface Remains {
  readonly entries: readonly JournalEntry[]
  readonly kept: Kept
}

interface Kept {
  /** What the application's state holds: the commands that were done, in order. */
  readonly done: readonly string[]
  readonly checkpoint: Checkpoint | null
}

export const NOTHING_KEPT: Remains = { entries: [], kept: { done: [], checkpoint: null } }

export interface World {
  readonly ports: EnginePorts
  readonly entries: readonly JournalEntry[]
  /** Keys of the requests that reached the outside, since this world began. */
  readonly sent: readonly string[]
  /** Handlers that ran since this world began. */
  readonly ran: readonly HandlerCall[]
  /** What the state in memory holds. */
  readonly done: () => readonly string[]
  /** For each entry, what would be left by a stop right after it was kept. */
  readonly remains: readonly Remains[]
}

/**
 * An application whose state is the list of what it did, kept at checkpoints only, and whose
 * handlers send two requests where their command is named for it; over what another left.
 */
export function crashableWorld(document: Document, { entries: past, kept }: Remains): World {
  let state = [...kept.done]
  let saved = kept
  let runs = past.length * 1000
  const [entries, remains] = [[...past], [] as Remains[]]
  const [sent, ran]: [string[], HandlerCall[]] = [[], []]
  const fakes = fakePorts(() => document, { path: ['Place'] })
  const { application: fake } = fakes

  const execute: ApplicationPort['execute'] = async (call, _signal, effects) => {
    ran.push(call)
    if (call.command.includes('send'))
      for (const key of ['first', 'second']) {
        const effect = { key, kind: 'fetch', request: { key } } as const
        if ((await effects?.intend(effect)) !== undefined) continue
        sent.push(`${String(ran.length)}/${key}`)
        await effects?.done(effect, `answer to ${key}`)
      }
    state = [...state, call.command]
    const undoTicket = call.command.includes('move') ? String(state.length) : null
    return resultOf(`${call.command} is done`, undoTicket)
  }
  const resultOf = async (reply: string, undoTicket: string | null) => ({
    reply,
    output: null,
    logs: [],
    durationMs: 1,
    undoTicket,
    scope: await fake.scope(),
  })

  const ports: EnginePorts = {
    ...fakes,
    newRunId: () => `run-${String(++runs)}`,
    application: {
      ...fake,
      execute,
      rehearse: ({ command }) => resultOf(`${command} would be done`, null),
      validate: ({ values }) =>
        Promise.resolve(values.count === 13 ? [{ parameter: null, text: 'Not 13' }] : []),
      isUndoable: () => Promise.resolve(true),
      undo: (ticket) => {
        state = [...state, `undo ${ticket}`]
        return resultOf('', null)
      },
    },
    checkpoint: (checkpoint) => {
      saved = { done: state, checkpoint }
      return Promise.resolve()
    },
    journal: {
      append: (entry) => {
        entries.push(structuredClone(entry))
        remains.push({ entries: [...entries], kept: saved })
        return Promise.resolve()
      },
    },
  }
  return { ports, entries, sent, ran, remains, done: () => state }
}
