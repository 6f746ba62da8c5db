import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { ScopeState } from '../ports.ts'
import { vmSettings, type BootOptions } from './boot.ts'
import { ask, type Running } from './running.ts'
import type { StateExport } from './saved-state.ts'
import { Vm, type VmImage } from './vm.ts'

/** An availability expression that takes all the time is given up; so many in one look around. */
const MAX_STALLED = 3

/**
 * A running application and the state that counts: what fails is put back to it, what went well
 * becomes it. One thing at a time: whoever uses it sees to that.
 */
export class StateKeeper {
  readonly #options: BootOptions
  #running: Running
  /** The state after the last change that went well. */
  #good: VmImage
  /** The bytes of an image that nobody needs any more: a fresh array costs more than the copying. */
  #spare: Uint8Array | undefined
  readonly #held = new WeakSet<VmImage>()

  /** `image` is of the running application, where there is one already; it stays as it is. */
  constructor(options: BootOptions, running: Running, image?: VmImage) {
    this.#options = options
    this.#running = running
    this.#good = image ?? running.vm.image()
    if (image) this.#held.add(image)
  }

  get running(): Running {
    return this.#running
  }

  get good(): VmImage {
    return this.#good
  }

  /** The state that counts, for longer than until the next change. */
  hold(): VmImage {
    this.#held.add(this.#good)
    return this.#good
  }

  ask(operation: string, input: Json): Json {
    return ask(this.#running, operation, input, this.#options.limits.timeMs)
  }

  /** Work that leaves the state of before when it fails. */
  async whole<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      await this.rollBack()
      throw error
    }
  }

  /**
   * A change counts once the scope after it could be told: a handler that left the person in an
   * instance nobody can look at has failed too.
   */
  async change<T>(
    work: () => T | Promise<T>,
  ): Promise<{ readonly result: T; readonly scope: ScopeState }> {
    const result = await this.whole(work)
    const before = this.#good
    this.#good = this.#running.vm.image(this.#spare)
    this.#spare = undefined
    try {
      const scope = await this.look()
      if (!this.#held.has(before)) this.#spare = before.memory
      return { result, scope }
    } catch (error) {
      await this.goTo(before)
      throw error
    }
  }

  /** The scope; an availability expression that does not end is marked unavailable from then on. */
  async look(): Promise<ScopeState> {
    for (let attempt = 0; ; attempt++) {
      try {
        return this.ask('scope', null) as unknown as ScopeState
      } catch (error) {
        const culprit = attempt < MAX_STALLED ? this.#culprit(error) : ''
        await this.rollBack()
        if (culprit === '') throw error
        this.ask('stalled', culprit)
        this.#good = this.#running.vm.image()
      }
    }
  }

  async rollBack(): Promise<void> {
    const vm = await this.#vmFrom(this.#good)
    this.#running.vm.dispose()
    this.#running = { ...this.#running, vm }
  }

  /** Makes another state the one that counts. */
  async goTo(image: VmImage): Promise<void> {
    this.#good = image
    await this.rollBack()
  }

  /** Goes on with another application altogether. */
  replace(running: Running): void {
    this.#running.vm.dispose()
    this.#running = running
    this.#good = running.vm.image()
  }

  /** Another running application in the state that counts here. */
  async fork(): Promise<StateKeeper> {
    const image = this.hold()
    const running = { ...this.#running, vm: await this.#vmFrom(image) }
    return new StateKeeper(this.#options, running, image)
  }

  /**
   * The objects of an image, told by a VM that is thrown away: the telling is large, and the memory
   * it takes would stay with the application. `exportFromRoot` leaves out where the person is.
   */
  async exportOf(
    image: VmImage,
    operation: 'export' | 'exportFromRoot' = 'export',
  ): Promise<StateExport> {
    const vm = await this.#vmFrom(image)
    try {
      const { startMs } = this.#options.limits
      return ask({ ...this.#running, vm }, operation, null, startMs) as unknown as StateExport
    } finally {
      vm.dispose()
    }
  }

  dispose(): void {
    this.#running.vm.dispose()
  }

  #vmFrom(image: VmImage): Promise<Vm> {
    return Vm.restore(vmSettings(this.#options), image)
  }

  #culprit(error: unknown): string {
    if (!(error instanceof AppError) || error.code === 'sandbox/failed') return ''
    try {
      return this.ask('evaluating', null) as string
    } catch {
      return ''
    }
  }
}
