import { createStore } from 'zustand/vanilla'
import type { Document } from '#domain/document.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import type { ApplicationPort, Checkpoint, ScopeState } from '#engine/ports.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import type { SandboxClient } from '#engine/sandbox/worker/sandbox-client.ts'
import type { DocumentStore } from '#store/document-store.ts'
import type { KeptState } from '#store/state-store.ts'
import type { ApplicationController, ApplicationState } from './studio.ts'

export interface ApplicationOptions {
  readonly document: DocumentStore
  readonly sandbox: () => SandboxClient
  readonly load: () => Promise<KeptState<SavedState, Checkpoint> | null>
  /** All of it in one write. */
  readonly save: (kept: KeptState<SavedState, Checkpoint>) => Promise<void>
  readonly onScope: (scope: ScopeState | null) => void
  readonly report: (error: unknown) => void
  /** Tells that something is gone, with a way to have it back. */
  readonly offerUndo: (text: string, undo: () => Promise<void>) => void
}

/** The running application of one workflow: started when first needed, restarted when its source changes. */
export interface ApplicationService extends ApplicationController {
  readonly port: ApplicationPort
  /** Keeps the state as it is now, with which command's work it holds. */
  checkpoint(done: Checkpoint): Promise<void>
  /** Which command's work the kept state holds already. */
  lastCheckpoint(): Promise<Checkpoint | null>
  /** Resolves once what is being kept is kept, or has failed to be. */
  settled(): Promise<void>
  /** Starts the application unless it runs already. */
  start(): Promise<void>
  /** Starts it from what is stored, whatever ran here before: another tab may have gone on. */
  restart(): Promise<void>
  /** Another tab runs it from now on: what runs here is kept no more, and not brought up to date. */
  standBy(): void
  dispose(): Promise<void>
}

/** Typing in the source restarts the application once it pauses, not at each key. */
const RESTART_AFTER_MS = 400

/** After the last answer of several. */
const WHOLE_AFTER_MS = 1500

export function createApplicationService(options: ApplicationOptions): ApplicationService {
  const { document, onScope } = options
  const state = createStore<ApplicationState>(() => ({
    status: 'starting',
    error: null,
    faults: [],
    lostClasses: [],
    isOutgrown: false,
  }))
  let sandbox: SandboxClient | null = null
  /** The starting that is under way or done; `null` when the next need starts it anew. */
  let started: Promise<void> | null = null
  /** This tab runs the application: it follows the source, even from one that does not start. */
  let isOurs = false
  let runningHash: string | null = null
  /** The latest keeping; those before it are done by then. */
  let keeping: Promise<void> = Promise.resolve()
  /** Goes with the state wherever that is kept. */
  let note: Checkpoint | null = null
  let restart: ReturnType<typeof setTimeout> | undefined
  let whole: ReturnType<typeof setTimeout> | undefined

  const current = (): Document => document.state.getState().document

  async function open(saved: SavedState | null): Promise<void> {
    sandbox ??= options.sandbox()
    const spec = appSpec(current())
    runningHash = spec.hash
    try {
      const { origin: _, ...found } = await sandbox.open(spec, saved)
      onScope(await sandbox.scope())
      state.setState({ status: 'running', error: null, ...found })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      state.setState({ status: 'failed', error: toWire(error) })
      onScope(null)
      throw error
    }
  }

  async function load(): Promise<SavedState | null> {
    const kept = await options.load()
    note = kept?.note ?? null
    return kept?.state ?? null
  }

  async function keep(take: (client: SandboxClient) => Promise<SavedState>): Promise<void> {
    if (!sandbox || state.getState().status !== 'running') return
    const client = sandbox
    const earlier = keeping.catch(() => undefined)
    keeping = earlier.then(async () => {
      const saved = await take(client)
      await options.save({ state: saved, note })
    })
    return keeping
  }

  const keepWhole = (): Promise<void> => keep((client) => client.save())

  /** The objects as text, which outlive a change of the engine, take longer than an answer may. */
  function keepWholeSoon(): void {
    clearTimeout(whole)
    whole = setTimeout(() => {
      // What could not be kept is kept as memory already, and the next answer tells.
      keepWhole().catch(() => {})
    }, WHOLE_AFTER_MS)
  }

  function start(): Promise<void> {
    isOurs = true
    if (started === null) {
      const attempt = load().then(open)
      started = attempt
      // What could not even be read is read again when it is next needed.
      attempt.catch(() => {
        if (started === attempt) started = null
      })
    }
    return started
  }

  async function running(): Promise<SandboxClient> {
    // A source that failed is tried again: it may have been mended since.
    if (state.getState().status === 'failed') started = null
    await start()
    if (!sandbox) throw new Error('The application started without a sandbox')
    return sandbox
  }

  /** Takes the state over to the changed source; a source that does not start leaves it as saved. */
  async function reopen(): Promise<void> {
    if (appSpec(current()).hash === runningHash) return
    const wasRunning = state.getState().status === 'running'
    const saved = wasRunning && sandbox ? await sandbox.save() : await load()
    if (wasRunning && saved) await options.save({ state: saved, note })
    state.setState({ status: 'starting', error: null })
    started = open(saved)
    await started
  }

  const unsubscribe = document.onChange(() => {
    if (!isOurs) return
    clearTimeout(restart)
    restart = setTimeout(() => {
      // What is wrong with the source is shown by the state; only bugs are reported.
      reopen().catch((error: unknown) => {
        if (!(error instanceof AppError)) options.report(error)
      })
    }, RESTART_AFTER_MS)
  })

  /** The change of a moment ago must be in force for the message of now. */
  async function upToDate(): Promise<SandboxClient> {
    clearTimeout(restart)
    const client = await running()
    await reopen()
    return client
  }

  return {
    state,
    start,

    restart() {
      started = null
      return start()
    },

    standBy() {
      clearTimeout(restart)
      clearTimeout(whole)
      isOurs = false
      started = null
      // What is kept from now on is the other tab's.
      note = null
    },

    port: {
      scope: async () => (await upToDate()).scope(),
      execute: async (call, signal, effects) => (await running()).execute(call, signal, effects),
      rehearse: async (call, signal) => (await running()).rehearse(call, signal),
      validate: async (call) => (await running()).validate(call),
      isUndoable: async (ticket) => (await running()).isUndoable(ticket),
      undo: async (ticket, signal, effects) => (await running()).undo(ticket, signal, effects),
      lookup: async (command, parameter, level) =>
        (await running()).lookup(command, parameter, level),
      goUp: async () => (await running()).goUp(),
      goToTop: async () => (await running()).goToTop(),
    },

    checkpoint(done) {
      note = done
      keepWholeSoon()
      return keep((client) => client.snapshot())
    },

    lastCheckpoint: async () => note ?? (await options.load())?.note ?? null,

    settled: () => keeping.catch(() => undefined),

    async reset() {
      const isRunning = sandbox !== null && state.getState().status === 'running'
      const before = isRunning && sandbox ? await sandbox.save() : await load()
      const goOnFrom = async (saved: SavedState | null): Promise<void> => {
        started = open(saved)
        await started
        await keepWhole()
      }
      await goOnFrom(null)
      if (before) options.offerUndo('Application restarted', () => goOnFrom(before))
    },

    inspect: async () => (await running()).inspect(),

    dispose() {
      unsubscribe()
      clearTimeout(restart)
      clearTimeout(whole)
      sandbox?.dispose()
      return Promise.resolve()
    },
  }
}
