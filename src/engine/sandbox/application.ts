import { newId, type CommandId } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
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
import type { AppClock } from './app-clock.ts'
import type { AppCommand, AppSpec } from './app-spec.ts'
import { boot, bootFromStart, type BootOptions, type StateOrigin } from './boot.ts'
import type { HostPort } from './host-port.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { MemoryPacker } from './packed-memory.ts'
import { Restorables, type Restorable } from './restorable.ts'
import { askToEnd } from './running.ts'
import type { SavedState, StateExport } from './saved-state.ts'
import { StateKeeper } from './state-keeper.ts'
import { StateSaver } from './state-saver.ts'
import { WorldAccess } from './world-access.ts'

export interface OpenOptions extends AppClock {
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
type Untimed = Omit<HandlerResult, 'durationMs'>

interface Work {
  readonly operation: 'execute' | 'undo'
  readonly input: Readonly<Record<string, Json>>
  /** On whose behalf; `null` where only the kernel knows. */
  readonly command: CommandId | null
  readonly signal: AbortSignal
  readonly effects: EffectLog | undefined
}

/**
 * The running application of one workflow, in a VM of its own. Calls are taken one at a time, in
 * order. A call that fails for any reason leaves the state of before it.
 */
export class Application implements ApplicationPort {
  /** Where the state came from. */
  readonly origin: StateOrigin
  readonly #options: BootOptions
  readonly #world: WorldAccess
  readonly #commands: ReadonlyMap<CommandId, AppCommand>
  readonly #state: StateKeeper
  readonly #saver: StateSaver
  readonly #restorables = new Restorables()
  #isOutgrown = false
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(
    options: BootOptions,
    world: WorldAccess,
    state: StateKeeper,
    saver: StateSaver,
    origin: StateOrigin,
  ) {
    this.#options = options
    this.#world = world
    this.#commands = new Map(options.spec.commands.map((command) => [command.id, command]))
    this.#state = state
    this.#saver = saver
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
    now,
    timeZone,
  }: OpenOptions): Promise<Application> {
    const options = { wasm, spec, limits, now, timeZone }
    const { running, origin, image, restorable, isOutgrown = false } = await boot(options, saved)
    const state = new StateKeeper(options, running, image)
    const packer = saved && image ? MemoryPacker.of(saved, image) : new MemoryPacker()
    const saver = new StateSaver(options, state, packer)
    const world = new WorldAccess({ host, hosts: spec.hosts, waitMs: limits.waitMs })
    const application = new Application(options, world, state, saver, origin)
    application.#isOutgrown = isOutgrown
    if (restorable)
      application.#restorables.add({ ...restorable, after: application.#state.hold() })
    return application
  }

  /** The state that was gone on with has a root of another class than `start()` makes by now. */
  get isOutgrown(): boolean {
    return this.#isOutgrown
  }

  /** Names that the source has no class of any more, of objects that were made of one before. */
  lostClasses(): Promise<readonly string[]> {
    return this.#ask('lost', null)
  }

  /** What of the source does not compile; the rest runs. */
  get faults(): readonly AppError[] {
    return [...this.#state.running.faults.values()]
  }

  scope(): Promise<ScopeState> {
    return this.#alone(() => this.#state.look())
  }

  execute(call: HandlerCall, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      const command = this.#commands.get(call.command)
      const ticket = command?.undo ? newId<string>() : ''
      const restores = command?.undo?.kind === 'restore'
      const before = restores ? this.#state.hold() : null
      const work = { ...executeWork(call, ticket), signal, effects }
      const { result, scope } = await this.#state.change(() => this.#work(work))
      if (before) this.#restorables.add({ ticket, before, after: this.#state.hold() })
      else if (command?.risk !== 'read') this.#restorables.clear()
      return { ...result, scope, undoTicket: ticket === '' ? null : ticket }
    })
  }

  rehearse(call: HandlerCall, signal: AbortSignal): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      try {
        const result = await this.#work({ ...executeWork(call, ''), signal, effects: undefined })
        const scope = this.#state.ask('scope', null) as unknown as ScopeState
        return { ...result, scope, undoTicket: null }
      } finally {
        await this.#state.rollBack()
      }
    })
  }

  validate({ command, values, level }: HandlerCall): Promise<readonly ValidationProblem[]> {
    return this.#ask('validate', { command, values, level })
  }

  isUndoable(ticket: string): Promise<boolean> {
    return this.#alone(async () => {
      const restorable = this.#restorables.latest(ticket)
      if (restorable) return this.#isAsLeftBy(restorable)
      if (this.#restorables.has(ticket)) return false
      return this.#state.ask('isUndoable', { ticket }) as boolean
    })
  }

  undo(ticket: string, signal: AbortSignal, effects?: EffectLog): Promise<HandlerResult> {
    return this.#timed(signal, async () => {
      const restorable = this.#restorables.latest(ticket)
      if (restorable) return this.#restore(restorable)
      if (this.#restorables.has(ticket)) throw changedSince()
      const work = { operation: 'undo', input: { ticket }, command: null, signal, effects } as const
      const { result, scope } = await this.#state.change(() => this.#work(work))
      this.#restorables.clear()
      return { ...result, scope, undoTicket: null }
    })
  }

  lookup(command: CommandId, parameter: string, level: number): Promise<readonly LookupValue[]> {
    return this.#ask('lookup', { command, parameter, level })
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
      this.#state.replace(await bootFromStart(this.#options))
      this.#isOutgrown = false
      this.#restorables.clear()
      return this.#state.look()
    })
  }

  /** The objects and the position, for a view of the state. */
  inspect(): Promise<StateExport> {
    return this.#alone(() => this.#state.exportOf(this.#state.good))
  }

  /**
   * The state after the calls that were made before, with its objects as text; those made after do
   * not wait for it.
   */
  async save(): Promise<SavedState> {
    return this.#saver.save(await this.#held())
  }

  /** The same without the text, in a fraction of the time: for the moments between two saves. */
  async snapshot(): Promise<SavedState> {
    return this.#saver.snapshot(await this.#held())
  }

  /** Another application that begins in this one's state: a host boots once for all its sessions. */
  fork(): Promise<Application> {
    return this.#alone(async () => {
      const state = await this.#state.fork()
      return new Application(this.#options, this.#world, state, this.#saver.fork(state), 'memory')
    })
  }

  dispose(): void {
    this.#state.dispose()
  }

  async #work({ operation, input, command, signal, effects }: Work): Promise<Answer> {
    const handler = command === null ? '' : (this.#commands.get(command)?.qualifiedName ?? command)
    const answer = await askToEnd(
      this.#state.running,
      operation,
      { ...input, closed: this.#world.closedBecause(effects) },
      {
        timeMs: this.#options.limits.timeMs,
        handler,
        outside: this.#world.of(effects, signal),
      },
    )
    return answer as unknown as Answer
  }

  /** The state of before, as long as what it is now is what the change left. */
  async #restore(change: Restorable): Promise<Untimed> {
    if (!(await this.#isAsLeftBy(change))) {
      this.#restorables.clear()
      throw changedSince()
    }
    const now = this.#state.hold()
    await this.#state.goTo(change.before)
    try {
      const scope = await this.#state.look()
      this.#restorables.removeLatest()
      return { reply: '', output: null, logs: [], scope, undoTicket: null }
    } catch (error) {
      await this.#state.goTo(now)
      throw error
    }
  }

  /** Whether the objects are as a change left them. Where the person is does not count. */
  async #isAsLeftBy({ after }: Restorable): Promise<boolean> {
    if (this.#state.good === after) return true
    const then = await this.#state.exportOf(after, 'exportFromRoot')
    const now = await this.#state.exportOf(this.#state.good, 'exportFromRoot')
    return JSON.stringify(then) === JSON.stringify(now)
  }

  #held() {
    return this.#alone(async () => this.#saver.hold(this.#restorables))
  }

  #ask<T>(operation: string, input: Json): Promise<T> {
    return this.#alone(() =>
      this.#state.whole(() => this.#state.ask(operation, input) as unknown as T),
    )
  }

  #move(operation: 'goUp' | 'goToTop'): Promise<ScopeState> {
    return this.#alone(
      async () => (await this.#state.change(() => this.#state.ask(operation, null))).scope,
    )
  }

  #timed(signal: AbortSignal, work: () => Promise<Untimed>): Promise<HandlerResult> {
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

const executeWork = ({ command, values, level }: HandlerCall, ticket: string) =>
  ({ operation: 'execute', input: { command, values, level, ticket }, command }) as const

const changedSince = (): AppError =>
  new AppError('sandbox/cannot-undo', 'The state has changed since: this cannot be undone any more')
