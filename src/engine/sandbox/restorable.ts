import type { VmImage } from './vm.ts'

/** A change that is taken back by putting the state of before it in the place of the state after it. */
export interface Restorable {
  readonly ticket: string
  readonly before: VmImage
  readonly after: VmImage
}

/** Images are megabytes: what lies further back is not taken back any more. */
const MAX_KEPT = 5
const MAX_KEPT_BYTES = 64 * 1024 * 1024

/** The changes that can be taken back one after the other, the latest last. */
export class Restorables {
  #kept: readonly Restorable[] = []

  /** The latest, if it is the one of this ticket. */
  latest(ticket?: string): Restorable | undefined {
    const latest = this.#kept.at(-1)
    return ticket === undefined || latest?.ticket === ticket ? latest : undefined
  }

  has(ticket: string): boolean {
    return this.#kept.some((one) => one.ticket === ticket)
  }

  add(change: Restorable): void {
    const size = change.before.memory.length + change.after.memory.length
    const room = Math.min(MAX_KEPT, Math.max(1, Math.floor(MAX_KEPT_BYTES / size)))
    this.#kept = [...this.#kept, change].slice(-room)
  }

  removeLatest(): void {
    this.#kept = this.#kept.slice(0, -1)
  }

  clear(): void {
    this.#kept = []
  }
}
