import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { effectiveCommands } from '#domain/scope.ts'
import type {
  ApplicationPort,
  EnginePorts,
  HandlerCall,
  HandlerResult,
  LookupValue,
  ScopeState,
  ValidationProblem,
} from '#engine/ports.ts'
import type { Journal, JournalEntry } from '#engine/turn/events.ts'
import { bagOfWords, fakeUnderstanding } from './fake-understanding.ts'
import { contextId } from './workflow-builder.ts'

/** A journal that can be read. */
export interface MemoryJournal extends Journal {
  readonly entries: readonly JournalEntry[]
}

export function memoryJournal(): MemoryJournal {
  const entries: JournalEntry[] = []
  return {
    entries,
    append: (entry) => {
      // What a database would keep: plain data, or it is not an event.
      entries.push(structuredClone(entry))
      return Promise.resolve()
    },
  }
}

/** The scope of an instance path by context names, innermost first; the root is added. */
export function scopeAt(
  document: Document,
  path: readonly string[] = [],
  unavailable: readonly string[] = [],
): ScopeState {
  const levels = [...path, '*'].map((name) => {
    const commands = effectiveCommands(document, contextId(name)).map(({ command }) => command.id)
    const isClosed = (id: CommandId): boolean => unavailable.includes(id)
    return {
      context: contextId(name),
      label: name === '*' ? '' : name,
      identity: '',
      available: commands.filter((id) => !isClosed(id)),
      unavailable: commands.filter(isClosed),
    }
  })
  return { levels }
}

export interface FakeApplicationOptions {
  /** Instance path by context names, innermost first. */
  readonly path?: readonly string[]
  readonly unavailable?: readonly string[]
  /** What each lookup offers, by parameter name. */
  readonly lookups?: Readonly<Record<string, readonly LookupValue[]>>
  readonly handle?: (call: HandlerCall, signal: AbortSignal) => Promise<Partial<HandlerResult>>
  readonly validate?: (call: HandlerCall) => readonly ValidationProblem[]
}

const NOTHING_SAID = {
  reply: '',
  output: null,
  logs: [],
  durationMs: 1,
  undoTicket: null,
} as const

export interface FakeApplication extends ApplicationPort {
  readonly calls: readonly HandlerCall[]
  /** Tickets that were taken back. */
  readonly undone: readonly string[]
  /** Goes to an instance path, as a handler's `workflow.enter` would. */
  enter(path: readonly string[]): void
  close(command: string): void
  /** A later change closes the way back. */
  closeUndo(ticket: string): void
}

export function fakeApplication(
  document: () => Document,
  options: FakeApplicationOptions = {},
): FakeApplication {
  const calls: HandlerCall[] = []
  const undone: string[] = []
  const closed: string[] = []
  let path = options.path ?? []
  let unavailable = options.unavailable ?? []
  const scope = (): ScopeState => scopeAt(document(), path, unavailable)
  return {
    calls,
    undone,
    enter: (to) => {
      path = to
    },
    close: (command) => {
      unavailable = [...unavailable, command]
    },
    scope: () => Promise.resolve(scope()),
    async execute(call, signal) {
      calls.push(call)
      const result = (await options.handle?.(call, signal)) ?? { reply: `${call.command} done` }
      return { ...NOTHING_SAID, scope: scope(), ...result }
    },
    rehearse: async (call, signal) => ({
      ...NOTHING_SAID,
      scope: scope(),
      ...(await options.handle?.(call, signal)),
      undoTicket: null,
    }),
    validate: (call) => Promise.resolve(options.validate?.(call) ?? []),
    isUndoable: (ticket) => Promise.resolve(!closed.includes(ticket)),
    closeUndo: (ticket) => {
      closed.push(ticket)
    },
    undo(ticket) {
      undone.push(ticket)
      return Promise.resolve({ ...NOTHING_SAID, scope: scope(), reply: `${ticket} undone` })
    },
    lookup: (_command, parameter) => Promise.resolve(options.lookups?.[parameter] ?? []),
    goUp: () => {
      path = path.slice(1)
      return Promise.resolve(scope())
    },
    goToTop: () => {
      path = []
      return Promise.resolve(scope())
    },
  }
}

export interface FakePorts extends EnginePorts {
  readonly application: FakeApplication
  readonly journal: MemoryJournal
}

/** Friday, 2026-01-02, noon in the local time zone. */
export const TEST_NOW = new Date(2026, 0, 2, 12).getTime()

/** Everything the engine needs, over a document that may change between messages. */
export function fakePorts(
  document: () => Document,
  options: FakeApplicationOptions & Partial<FakePorts> = {},
): FakePorts {
  let runs = 0
  const {
    path: _path,
    unavailable: _closed,
    lookups: _lookups,
    handle: _handle,
    validate: _validate,
    ...ports
  } = options
  return {
    now: () => TEST_NOW,
    newRunId: () => `run-${++runs}`,
    understand: (text) => Promise.resolve(fakeUnderstanding(document(), text)),
    embed: (texts) => Promise.resolve(texts.map(bagOfWords)),
    application: fakeApplication(document, options),
    journal: memoryJournal(),
    ...ports,
  }
}
