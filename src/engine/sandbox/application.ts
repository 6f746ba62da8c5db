import type { CommandId } from '#domain/ids.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type {
  ApplicationPort,
  EffectLog,
  HandlerCall,
  HandlerResult,
  LookupValue,
  ScopeState,
  ValidationProblem,
} from '../ports.ts'
import type { AppSpec } from './app-spec.ts'
import { boot, bootFromStart, engineOf, type BootOptions, type StateOrigin } from './boot.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { ask, askToEnd, type Running } from './running.ts'
import { packMemory } from './packed-memory.ts'
import type { SavedState, StateExport } from './saved-state.ts'
import { Vm, type VmImage } from './vm.ts'

export interface OpenOptions {
  readonly wasm: WebAssembly.Module
  readonly spec: AppSpec
  /** Where to go on from; `null` to start anew. */
  readonly saved: SavedState | null
  readonly limits?: Limits | undefined
}

/** An availability expression that takes all the time is given up; so many in one look around. */
const MAX_STALLED = 3

/**
 * The running application of one workflow, in a VM of its own. Calls are taken one at a time, in
 * order. A call that fails for any reason leaves the state of before it.
 */
export class Application implements ApplicationPort {
  /** Where the state came from. */
  readonly origin: StateOrigin
  readonly #options: BootOptions
  readonly #names: ReadonlyMap<CommandId, string>
  #running: Running
  /** The state after the last change that went well. */
  #good: VmImage
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(options: BootOptions, running: Running, origin: StateOrigin) {
    this.#options = options
    this.#names = new Map(options.spec.commands.map(({ id, qualifiedName }) => [id, qualifiedName]))
    this.#running = running
    this.#good = running.vm.image()
    this.origin = origin
  }

  /**
   * Goes on from `saved` where that is possible (see `boot`), starts anew otherwise. Rejects with
   * `sandbox/does-not-compile` or `sandbox/failed` when there is no root instance to be had.
   */
  static async open({
    wasm,
    spec,
    saved,
    limits = DEFAULT_LIMITS,
  }: OpenOptions): Promise<Application> {
    const options = { wasm, spec, limits }
    const { running, origin } = await boot(options, saved)
    return new Application(options, running, origin)
  }

  /** What of the source does not compile; the rest runs. */
  get faults(): readonly AppError[] {
    return [...this.#running.faults.values()]
  }

  scope(): Promise<ScopeState> {
    return this.#alone(() => this.#look())
  }

  execute(call: HandlerCall, signal: AbortSignal, _effects?: EffectLog): Promise<HandlerResult> {
    return this.#alone(async () => {
      signal.throwIfAborted()
      const started = performance.now()
      const { result, scope } = await this.#change(() => this.#handle(call))
      return { ...result, scope, durationMs: performance.now() - started, undoTicket: null }
    })
  }

  rehearse(call: HandlerCall, signal: AbortSignal): Promise<HandlerResult> {
    return this.#alone(async () => {
      signal.throwIfAborted()
      const started = performance.now()
      try {
        const result = this.#handle(call)
        const scope = this.#ask('scope', null) as unknown as ScopeState
        return { ...result, scope, durationMs: performance.now() - started, undoTicket: null }
      } finally {
        await this.#rollBack()
      }
    })
  }

  validate(_call: HandlerCall): Promise<readonly ValidationProblem[]> {
    return Promise.resolve([])
  }

  undo(_ticket: string, _signal: AbortSignal, _effects?: EffectLog): Promise<HandlerResult> {
    return Promise.reject(new AppError('sandbox/cannot-undo', 'This cannot be undone any more'))
  }

  lookup(command: CommandId, parameter: string, level: number): Promise<readonly LookupValue[]> {
    const values = (): readonly LookupValue[] =>
      this.#ask('lookup', { command, parameter, level }) as unknown as readonly LookupValue[]
    return this.#alone(() => this.#whole(values))
  }

  goUp(): Promise<ScopeState> {
    return this.#move('goUp')
  }

  goToTop(): Promise<ScopeState> {
    return this.#move('goToTop')
  }

  /** Throws the state away and calls `start()` again. */
  reset(): Promise<ScopeState> {
    return this.#alone(async () => {
      this.#replace(await bootFromStart(this.#options))
      this.#good = this.#running.vm.image()
      return this.#look()
    })
  }

  /** The objects and the position, for a view of the state. */
  inspect(): Promise<StateExport> {
    return this.#alone(() => this.#whole(() => this.#export()))
  }

  save(): Promise<SavedState> {
    return this.#alone(async () => {
      return {
        format: 1,
        specHash: this.#options.spec.hash,
        engine: engineOf(this.#running.vm),
        memory: await packMemory(this.#good),
        kernel: this.#good.kernel,
        faults: [...this.#running.faults].map(([key, fault]) => [key, toWire(fault)] as const),
        state: await this.#exportIfPossible(),
      }
    })
  }

  dispose(): void {
    this.#running.vm.dispose()
  }

  #handle(call: HandlerCall): Pick<HandlerResult, 'reply' | 'output' | 'logs'> {
    const { command, values, level } = call
    const handler = this.#names.get(command) ?? command
    const { timeMs } = this.#options.limits
    const answer = askToEnd(
      this.#running,
      'execute',
      { command, values, level },
      { timeMs, handler },
    )
    return answer as unknown as Pick<HandlerResult, 'reply' | 'output' | 'logs'>
  }

  #move(operation: 'goUp' | 'goToTop'): Promise<ScopeState> {
    return this.#alone(async () => (await this.#change(() => this.#ask(operation, null))).scope)
  }

  /** The scope; an availability expression that does not end is marked unavailable from then on. */
  async #look(): Promise<ScopeState> {
    for (let attempt = 0; ; attempt++) {
      try {
        return this.#ask('scope', null) as unknown as ScopeState
      } catch (error) {
        const culprit = attempt < MAX_STALLED ? this.#culprit(error) : ''
        await this.#rollBack()
        if (culprit === '') throw error
        this.#ask('stalled', culprit)
        this.#good = this.#running.vm.image()
      }
    }
  }

  #culprit(error: unknown): string {
    if (!(error instanceof AppError) || error.code === 'sandbox/failed') return ''
    try {
      return this.#ask('evaluating', null) as string
    } catch {
      return ''
    }
  }

  #export(): StateExport {
    const { startMs } = this.#options.limits
    return ask(this.#running, 'export', null, startMs) as unknown as StateExport
  }

  /** A state so large that its text has no room beside it is kept as memory alone. */
  async #exportIfPossible(): Promise<StateExport | null> {
    try {
      return await this.#whole(() => this.#export())
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  #ask(operation: string, input: Json): Json {
    return ask(this.#running, operation, input, this.#options.limits.timeMs)
  }

  /**
   * A change counts once the scope after it could be told: a handler that left the person in an
   * instance nobody can look at has failed too.
   */
  async #change<T>(work: () => T): Promise<{ readonly result: T; readonly scope: ScopeState }> {
    const before = this.#good
    const result = await this.#whole(work)
    this.#good = this.#running.vm.image()
    try {
      return { result, scope: await this.#look() }
    } catch (error) {
      this.#good = before
      await this.#rollBack()
      throw error
    }
  }

  /** Work that leaves the state of before when it fails. */
  async #whole<T>(work: () => T): Promise<T> {
    try {
      return work()
    } catch (error) {
      await this.#rollBack()
      throw error
    }
  }

  async #rollBack(): Promise<void> {
    const { wasm, limits } = this.#options
    const vm = await Vm.restore(wasm, limits.memoryBytes, this.#good)
    this.#replace({ ...this.#running, vm })
  }

  #replace(running: Running): void {
    this.#running.vm.dispose()
    this.#running = running
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => {})
    return result
  }
}
