import type { Disk } from '../../../src/host/disk.ts'

/** Everything stopped: nothing after it was written. */
export class PowerCut extends Error {}

/**
 * Files in memory, up to a step at which the power goes. A file that is being written then has half
 * of what was to be written; a name that is being changed is not. Steps are counted from 0.
 */
export class BreakingDisk implements Disk {
  steps = 0
  readonly #breaksAt: number
  readonly #files: Map<string, Uint8Array>

  constructor(breaksAt = Infinity, files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#breaksAt = breaksAt
    this.#files = new Map(files)
  }

  /** The same files on a disk that is whole. */
  afterwards(): BreakingDisk {
    return new BreakingDisk(Infinity, this.#files)
  }

  async read(path: string): Promise<Uint8Array | null> {
    return this.#files.get(path) ?? null
  }

  async append(path: string, text: string): Promise<void> {
    const before = this.#files.get(path) ?? new Uint8Array()
    const added = new TextEncoder().encode(text)
    const isWhole = this.#step()
    const kept = isWhole ? added : added.subarray(0, added.length / 2)
    const file = new Uint8Array(before.length + kept.length)
    file.set(before)
    file.set(kept, before.length)
    this.#files.set(path, file)
    if (!isWhole) throw new PowerCut()
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const isWhole = this.#step()
    this.#files.set(path, Uint8Array.from(isWhole ? bytes : bytes.subarray(0, bytes.length / 2)))
    if (!isWhole) throw new PowerCut()
  }

  async rename(from: string, to: string): Promise<void> {
    if (!this.#step()) throw new PowerCut()
    const file = this.#files.get(from)
    if (!file) throw new Error(`There is no ${from}`)
    this.#files.delete(from)
    this.#files.set(to, file)
  }

  /** Whether the power is still there; once it is gone, nothing is written at all. */
  #step(): boolean {
    const step = this.steps++
    if (step > this.#breaksAt) throw new PowerCut()
    return step < this.#breaksAt
  }
}
