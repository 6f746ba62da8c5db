import { proxy, releaseProxy, wrap, type Endpoint, type Remote } from 'comlink'
import { AppError, fromWire, type WireError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'
import type { ApplicationPort, EffectLog, HandlerResult, ScopeState } from '../../ports.ts'
import type { AppSpec } from '../app-spec.ts'
import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import type { SavedState, StateExport } from '../saved-state.ts'
import type { OpenReport, SandboxApi } from './contract.ts'

/** The application in its worker. Everything but `open` and `dispose` needs one to be open. */
export interface SandboxClient extends ApplicationPort {
  /**
   * Opens an application in place of the one that is open, going on from `saved` where it can.
   * When this rejects, the one before stays open.
   */
  open(spec: AppSpec, saved: SavedState | null): Promise<OpenReport>
  /** Forgets the state and starts anew. */
  reset(): Promise<ScopeState>
  save(): Promise<SavedState>
  /** The state without its objects as text: quick enough for after each command. */
  snapshot(): Promise<SavedState>
  inspect(): Promise<StateExport>
  dispose(): void
}

/** A worker, or what stands for one in a test. */
export interface SandboxConnection {
  readonly endpoint: Endpoint
  /** Rejects when the worker dies. */
  readonly crashed: Promise<never>
  terminate(): void
}

interface Connected {
  readonly api: Remote<SandboxApi>
  readonly link: SandboxConnection
}

type Call<T> = (api: Remote<SandboxApi>) => Promise<Result<T, WireError>>

/** The engine stops by itself at its limit; a worker this much later is stuck in native code. */
const DEFAULT_GRACE_MS = 4000

/**
 * The page's side of the contract. Calls go out one at a time, each watched: a worker that does not
 * answer is ended, the call rejects with `sandbox/timed-out`, and the next call finds a new worker
 * at the state that was saved last.
 */
export function createSandboxClient(
  connect: () => SandboxConnection,
  limits: Limits = DEFAULT_LIMITS,
  graceMs = DEFAULT_GRACE_MS,
): SandboxClient {
  let connected: Connected | null = null
  /** What a new worker goes on from. */
  let last: { readonly spec: AppSpec; readonly saved: SavedState | null } | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** The worker, or a new one with its engine loaded; fetching may take what time it takes. */
  async function connection(): Promise<Connected> {
    if (connected) return connected
    const link = connect()
    const fresh = { api: wrap<SandboxApi>(link.endpoint), link }
    connected = fresh
    await orEnd(outcome(fresh, (api) => api.load(), Infinity))
    return fresh
  }

  /** The worker with the application in it, brought back if its worker was ended. */
  async function application(): Promise<Connected> {
    if (connected || !last) return connection()
    const { spec, saved } = last
    const fresh = await connection()
    await orEnd(outcome(fresh, (api) => api.open(spec, saved, limits), openMs(limits)))
    return fresh
  }

  /** A worker that could not be made ready is not kept: the next call tries with a new one. */
  async function orEnd(ready: Promise<unknown>): Promise<void> {
    try {
      await ready
    } catch (error) {
      end()
      throw error
    }
  }

  async function outcome<T>(to: Connected, call: Call<T>, timeMs: number, waitMs = 0): Promise<T> {
    let result: Result<T, WireError>
    const watchdog = startWatchdog({ timeMs, waitMs, graceMs }, () => to.api.alive())
    try {
      result = await Promise.race([call(to.api), to.link.crashed, watchdog.bites])
    } catch (cause) {
      end()
      if (cause instanceof AppError) throw cause
      throw new AppError('sandbox/unavailable', 'The sandbox stopped', { cause })
    } finally {
      watchdog.stop()
    }
    if (!result.ok) throw fromWire(result.error)
    return result.value
  }

  function end(): void {
    connected?.api[releaseProxy]()
    connected?.link.terminate()
    connected = null
  }

  /** One at a time, so that the watchdog counts the time of this call and of no other. */
  function queued<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work)
    queue = result.catch(() => {})
    return result
  }

  function ask<T>(call: Call<T>, timeMs: number): Promise<T> {
    return queued(async () => outcome(await application(), call, timeMs))
  }

  /** What may wait for the world, and be called off meanwhile. */
  function handle(
    call: Call<HandlerResult>,
    signal: AbortSignal,
    waitMs: number,
  ): Promise<HandlerResult> {
    return queued(async () => {
      signal.throwIfAborted()
      const to = await application()
      const cancel = (): void => void to.api.cancel()
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await outcome(to, call, lookMs(limits) + timeMs, waitMs)
      } catch (error) {
        // Across the border the reason is another object than the one that whoever called it off knows.
        if (connected === to) signal.throwIfAborted()
        throw error
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    })
  }

  /** The log stays on this side: the worker writes into it through a proxy. */
  function withLog(
    effects: EffectLog | undefined,
    signal: AbortSignal,
    call: (log: EffectLog | null) => Call<HandlerResult>,
  ): Promise<HandlerResult> {
    return handle(call(effects ? proxy(effects) : null), signal, effects ? limits.waitMs : 0)
  }

  async function keep(call: Call<SavedState>, timeMs: number): Promise<SavedState> {
    const spec = last?.spec
    const saved = await ask(call, timeMs)
    // An application opened meanwhile has a state of its own.
    if (spec && last?.spec === spec) last = { spec, saved }
    return saved
  }

  const { timeMs, startMs } = limits
  return {
    open: (spec, saved) =>
      queued(async () => {
        const to = await connection()
        const report = await outcome(to, (api) => api.open(spec, saved, limits), openMs(limits))
        last = { spec, saved }
        return report
      }),
    save: () => keep((api) => api.save(), 2 * startMs),
    snapshot: () => keep((api) => api.snapshot(), startMs),
    async reset() {
      const scope = await ask((api) => api.reset(), startMs + timeMs)
      last = last && { spec: last.spec, saved: null }
      return scope
    },
    execute: (call, signal, effects) =>
      withLog(effects, signal, (log) => (api) => api.execute(call, log)),
    rehearse: (call, signal) => handle((api) => api.rehearse(call), signal, 0),
    validate: (call) => ask((api) => api.validate(call), timeMs),
    isUndoable: (ticket) => ask((api) => api.isUndoable(ticket), 2 * startMs),
    undo: (ticket, signal, effects) =>
      withLog(effects, signal, (log) => (api) => api.undo(ticket, log)),
    scope: () => ask((api) => api.scope(), lookMs(limits)),
    lookup: (command, parameter, level) =>
      ask((api) => api.lookup(command, parameter, level), timeMs),
    goUp: () => ask((api) => api.goUp(), lookMs(limits)),
    goToTop: () => ask((api) => api.goToTop(), lookMs(limits)),
    inspect: () => ask((api) => api.inspect(), startMs),
    dispose: end,
  }
}

/** Telling a memory as an export, rebuilding from that, and a start. */
const openMs = ({ startMs }: Limits): number => 3 * startMs
/** Looking around is tried again when an availability expression had to be given up. */
const lookMs = ({ timeMs }: Limits): number => 2 * timeMs

/** In milliseconds. */
interface Patience {
  readonly timeMs: number
  readonly waitMs: number
  readonly graceMs: number
}

interface Watchdog {
  readonly bites: Promise<never>
  stop(): void
}

/**
 * Bites a worker that has not answered within its time and a grace. While it may be waiting for the
 * world, it is asked first whether it is alive: one that waits can say so, one that is stuck cannot.
 */
function startWatchdog(
  { timeMs, waitMs, graceMs }: Patience,
  alive: () => Promise<true>,
): Watchdog {
  if (timeMs === Infinity) return { bites: new Promise(() => {}), stop: () => {} }
  let timer: ReturnType<typeof setTimeout> | undefined
  let leftMs = waitMs
  const bites = new Promise<never>((_, reject) => {
    const bite = (): void =>
      reject(
        new AppError('sandbox/timed-out', `Ended after ${timeMs + graceMs} ms without an answer`, {
          details: { timeMs },
        }),
      )
    const watch = (): void => {
      timer = setTimeout(() => {
        if (leftMs <= 0) return bite()
        leftMs -= timeMs + graceMs
        timer = setTimeout(bite, graceMs)
        alive().then(() => {
          clearTimeout(timer)
          if (!isStopped) watch()
        }, bite)
      }, timeMs + graceMs)
    }
    watch()
  })
  let isStopped = false
  return {
    bites,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

export function startSandboxWorker(limits?: Limits): SandboxClient {
  return createSandboxClient(connectWorker, limits)
}

function connectWorker(): SandboxConnection {
  const worker = new Worker(new URL('./sandbox.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sandbox',
  })
  // Comlink hears neither of these, and a call to a dead worker would wait for ever.
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('messageerror', () => reject(new Error('A message was unreadable')))
  })
  crashed.catch(() => {}) // A crash with no call under way is reported by the next call.
  return { endpoint: worker, crashed, terminate: () => worker.terminate() }
}
