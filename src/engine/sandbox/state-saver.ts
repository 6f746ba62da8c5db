import { expected, toWire } from '#shared/app-error.ts'
import { engineOf, type BootOptions } from './boot.ts'
import type { MemoryPacker } from './packed-memory.ts'
import type { Restorable, Restorables } from './restorable.ts'
import type { SavedState, StateExport } from './saved-state.ts'
import type { StateKeeper } from './state-keeper.ts'
import type { VmImage } from './vm.ts'

/** The state at one moment: what happens after it does not change it. */
interface HeldState {
  readonly image: VmImage
  /** The change that led to it, where that can be taken back. */
  readonly change: Restorable | undefined
}

/** Makes of the state that counts what can be put away. Packing takes its time, holding none. */
export class StateSaver {
  readonly #options: BootOptions
  readonly #state: StateKeeper
  readonly #packer: MemoryPacker

  constructor(options: BootOptions, state: StateKeeper, packer: MemoryPacker) {
    this.#options = options
    this.#state = state
    this.#packer = packer
  }

  /** For another application that begins in the state of this one. */
  fork(state: StateKeeper): StateSaver {
    return new StateSaver(this.#options, state, this.#packer.fork())
  }

  hold(restorables: Restorables): HeldState {
    const image = this.#state.hold()
    const change = restorables.latest()
    return { image, change: change?.after === image ? change : undefined }
  }

  /** The memory alone. */
  async snapshot({ image, change }: HeldState): Promise<SavedState> {
    const { vm, faults } = this.#state.running
    return {
      format: 1,
      specHash: this.#options.spec.hash,
      engine: engineOf(vm),
      ...(await this.#packer.pack(image)),
      faults: [...faults].map(([key, fault]) => [key, toWire(fault)] as const),
      state: null,
      ...(change && {
        restorable: {
          ticket: change.ticket,
          ...(await this.#packer.packBeside(change.before, image)),
        },
      }),
    }
  }

  /** With its objects as text. */
  async save(held: HeldState): Promise<SavedState> {
    const saved = await this.snapshot(held)
    return { ...saved, state: await this.#exportIfPossible(held.image) }
  }

  /** A state so large that its text has no room beside it is kept as memory alone. */
  async #exportIfPossible(image: VmImage): Promise<StateExport | null> {
    try {
      return await this.#state.exportOf(image)
    } catch (error) {
      expected(error)
      return null
    }
  }
}
