import { newId, type CommandId } from '#domain/ids.ts'
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
import type { AppCommand, AppSpec } from './app-spec.ts'
import { boot, bootFromStart, engineOf, type BootOptions, type StateOrigin } from './boot.ts'
import type { HostPort } from './host-port.ts'
import { allowedOrigins } from './host-requests.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { outside } from './outside.ts'
import { Restorables, type Restorable } from './restorable.ts'
import { ask, askToEnd, type Outside, type Running } from './running.ts'
import { packMemory } from './packed-memory.ts'
import type { SavedState, StateExport } from './saved-state.ts'
import { Vm, type VmImage } from './vm.ts'

export interface OpenOptions {
  readonly wasm: WebAssembly.Module
  readonly spec: AppSpec
  /** Where to go on from; `null` to start anew. */
  readonly saved: SavedState | null
  readonly limits?: Limits | undefined
  /** How handlers ask the hosts of the workflow; left out where nothing may leave. */
  readonly host?: HostPort | undefined
}

/** What of a handler's work crosses as text; the rest of its result is known outside. */
type Answer = Pick<HandlerResult, 'reply' | 'output' | 'logs'>

interface Work {
  /** What the kernel calls it, and what it is given beside why nothing may be asked of the world. */
  readonly operation: 'execute' | 'undo'
  readonly input: Readonly<Record<string, Json>>
  readonly command: CommandId | null
  readonly signal: AbortSignal
  readonly effects: EffectLog | undefined
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
  readonly #commands: ReadonlyMap<CommandId, AppCommand>
  readonly #allowed: ReadonlySet<string>
  readonly #host: HostPort | undefined
  readonly #restorables = new Restorables()
  #running: Running
  /** The state after the last change that went well. */
  #good: VmImage
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(
    options: BootOptions,
    host: HostPort | undefined,
    running: Running,
    origin: StateOrigin,
  ) {
    this.#options = options
    this.#host = host
    this.#commands = new Map(options.spec.commands.map((command) => [command.id, command]))
    this.#allowed = allowedOrigins(options.spec.hosts)
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
    host,
  }: OpenOptions): Promise<Application> {
    const options = { wasm, spec, limits }
    const { running, origin } = await boot(options, saved)
    return new Application(options, host, running, origin)
  }

  /** What of the source does not compile; the rest runs. */
  get faults(): readonly AppError[] {
    return [...this.#running.faults.values()]
  }

  scope(): Promise<ScopeState> {
    return this.#alone(() => this.#look())
  }

  execute(call: HandlerCall, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      const { command: id, values, level } = call
      const command = this.#commands.get(id)
      const ticket = command?.undo ? newId<string>() : ''
      const before = this.#good
      const { result, scope } = await this.#change(() =>
        this.#work({
          operation: 'execute',
          input: { command: id, values, level, ticket },
          command: id,
          signal,
          effects,
        }),
      )
      if (command?.undo?.kind === 'restore')
        this.#restorables.add({ ticket, before, after: this.#good })
      else if (command?.risk !== 'read') this.#restorables.clear()
      return { ...result, scope, undoTicket: ticket === '' ? null : ticket }
    })
  }

  rehearse({ command, values, level }: HandlerCall, signal: AbortSignal): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      try {
        const result = await this.#work({
          operation: 'execute',
          input: { command, values, level, ticket: '' },
          command,
          signal,
          effects: undefined,
        })
        return {
          ...result,
          scope: this.#ask('scope', null) as unknown as ScopeState,
          undoTicket: null,
        }
      } finally {
        await this.#rollBack()
      }
    })
  }

  validate({ command, values, level }: HandlerCall): Promise<readonly ValidationProblem[]> {
    const problems = (): readonly ValidationProblem[] =>
      this.#ask('validate', { command, values, level }) as unknown as readonly ValidationProblem[]
    return this.#alone(() => this.#whole(problems))
  }

  undo(ticket: string, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      const restorable = this.#restorables.latest(ticket)
      if (restorable) return this.#restore(restorable)
      if (this.#restorables.has(ticket)) throw changedSince()
      const { result, scope } = await this.#change(() =>
        this.#work({ operation: 'undo', input: { ticket }, command: null, signal, effects }),
      )
      this.#restorables.clear()
      return { ...result, scope, undoTicket: null }
    })
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
      this.#restorables.clear()
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

  async #work({ operation, input, command, signal, effects }: Work): Promise<Answer> {
    const closed = this.#closedBecause(effects)
    const answer = await askToEnd(
      this.#running,
      operation,
      { ...input, closed },
      {
        timeMs: this.#options.limits.timeMs,
        handler: command === null ? '' : (this.#commands.get(command)?.qualifiedName ?? command),
        outside: this.#outside(effects, signal),
      },
    )
    return answer as unknown as Answer
  }

  #outside(effects: EffectLog | undefined, signal: AbortSignal): Outside | undefined {
    const host = this.#host
    if (!host || !effects) return undefined
    const { waitMs } = this.#options.limits
    return outside({ host, allowed: this.#allowed, effects, signal, waitMs })
  }

  /** Why handlers may ask nothing of the world; '' when they may. */
  #closedBecause(effects: EffectLog | undefined): string {
    if (!effects)
      return 'Nothing may be asked of the world here: this is tried out, or nobody writes it down'
    if (!this.#host) return 'Nothing may be asked of the world where this runs'
    if (this.#allowed.size === 0)
      return 'The settings of the workflow list no host that may be asked'
    return ''
  }

  /** The state of before, as long as what it is now is what the change left. */
  async #restore({ before, after }: Restorable): Promise<Omit<HandlerResult, 'durationMs'>> {
    if (this.#good !== after && !(await this.#isStateOf(after))) {
      this.#restorables.clear()
      throw changedSince()
    }
    const now = this.#good
    this.#good = before
    try {
      await this.#rollBack()
      const scope = await this.#look()
      this.#restorables.removeLatest()
      return { reply: '', output: null, logs: [], scope, undoTicket: null }
    } catch (error) {
      this.#good = now
      await this.#rollBack()
      throw error
    }
  }

  /** Whether the objects are as in an image. Where the person is does not count. */
  async #isStateOf(image: VmImage): Promise<boolean> {
    const { wasm, limits } = this.#options
    const vm = await Vm.restore(wasm, limits.memoryBytes, image)
    try {
      const then = ask({ ...this.#running, vm }, 'exportFromRoot', null, limits.startMs)
      return JSON.stringify(then) === JSON.stringify(this.#ask('exportFromRoot', null))
    } finally {
      vm.dispose()
    }
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
  async #change<T>(
    work: () => T | Promise<T>,
  ): Promise<{ readonly result: T; readonly scope: ScopeState }> {
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
  async #whole<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
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

  #timed(
    signal: AbortSignal,
    work: () => Promise<Omit<HandlerResult, 'durationMs'>>,
  ): Promise<HandlerResult> {
    return this.#alone(async () => {
      signal.throwIfAborted()
      const started = performance.now()
      return { ...(await work()), durationMs: performance.now() - started }
    })
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => {})
    return result
  }
}

const changedSince = (): AppError =>
  new AppError('sandbox/cannot-undo', 'The state has changed since: this cannot be undone any more')
