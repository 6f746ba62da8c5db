import { AppError, expected, toWire, type WireError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { AppClock } from '../app-clock.ts'
import { Application } from '../application.ts'
import type { HostPort } from '../host-port.ts'
import type { SandboxApi } from './contract.ts'

/**
 * The worker's side of the contract, with no worker in it. `host` is how handlers ask the world,
 * `clock` what time it is for them.
 */
export function createSandboxApi(
  loadWasm: () => Promise<WebAssembly.Module>,
  host?: HostPort,
  clock: AppClock = {},
): SandboxApi {
  let running = new AbortController()
  let loading: Promise<WebAssembly.Module> | null = null
  let application: Application | null = null

  async function wasm(): Promise<WebAssembly.Module> {
    loading ??= loadWasm()
    try {
      return await loading
    } catch (cause) {
      loading = null
      throw new AppError('sandbox/unavailable', 'The engine of the sandbox did not load', { cause })
    }
  }

  function opened(): Application {
    if (!application) throw new AppError('sandbox/unavailable', 'No application is open')
    return application
  }

  /** Work that `cancel` ends. One at a time: the client sees to that. */
  function cancellable<T>(
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<Result<T, WireError>> {
    running = new AbortController()
    const { signal } = running
    return answer(async () => {
      try {
        return await work(signal)
      } catch (cause) {
        // Why it was called off is known on the other side.
        if (signal.aborted) throw new AppError('sandbox/failed', 'Called off', { cause })
        throw cause
      }
    })
  }

  return {
    alive: () => Promise.resolve(true),
    cancel() {
      running.abort()
      return Promise.resolve()
    },
    load: () => answer(() => wasm().then(() => null)),
    open: (spec, saved, limits) =>
      answer(async () => {
        const next = await Application.open({
          wasm: await wasm(),
          spec,
          saved,
          limits,
          host,
          ...clock,
        })
        application?.dispose()
        application = next
        const { origin, faults, isOutgrown } = next
        const lostClasses = await next.lostClasses()
        return { origin, faults: faults.map(toWire), lostClasses, isOutgrown }
      }),
    scope: () => answer(() => opened().scope()),
    execute: (call, effects) =>
      cancellable((signal) => opened().execute(call, signal, effects ?? undefined)),
    rehearse: (call) => cancellable((signal) => opened().rehearse(call, signal)),
    validate: (call) => answer(() => opened().validate(call)),
    isUndoable: (ticket) => answer(() => opened().isUndoable(ticket)),
    undo: (ticket, effects) =>
      cancellable((signal) => opened().undo(ticket, signal, effects ?? undefined)),
    lookup: (command, parameter, level) => answer(() => opened().lookup(command, parameter, level)),
    goUp: () => answer(() => opened().goUp()),
    goToTop: () => answer(() => opened().goToTop()),
    reset: () => answer(() => opened().reset()),
    save: () => answer(() => opened().save()),
    snapshot: () => answer(() => opened().snapshot()),
    inspect: () => answer(() => opened().inspect()),
  }
}

/** What is expected goes across as data. */
async function answer<T>(work: () => Promise<T>): Promise<Result<T, WireError>> {
  try {
    return ok(await work())
  } catch (error) {
    return err(toWire(expected(error)))
  }
}
