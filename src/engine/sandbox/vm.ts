import { QuickJS, type JSValueHandle } from 'quickjs-wasi'
import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import { minutesBehind, type AppClock } from './app-clock.ts'
import { KERNEL, KERNEL_FILE } from './kernel/kernel.ts'

/** What the engine at rest has outside of its memory. */
export interface Registers {
  readonly stackPointer: number
  readonly runtimePtr: number
  readonly contextPtr: number
}

/** A VM at rest: its memory, its registers, and where in the memory the kernel is. */
export interface VmImage {
  readonly memory: Uint8Array
  readonly registers: Registers
  readonly kernel: number
}

/** An error as the kernel tells it; every field may have been chosen by the application. */
export interface KernelError {
  readonly kind: 'thrown' | 'broken-file' | 'unknown-import' | 'not-allowed' | 'cannot-undo'
  readonly file: string
  readonly name: string
  readonly message: string
  readonly stack: string
}

export type KernelAnswer =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: KernelError }

/** How far a call is that may wait: its outcome, `null` while it has none, and what it asks meanwhile. */
export interface Progress {
  readonly outcome: KernelAnswer | null
  /** Each a `WorldRequest`, made of what the application chose. */
  readonly requests: readonly Json[]
}

/** A text that the engine would not read as JavaScript. */
export class NotJavaScript extends Error {
  override readonly name = 'NotJavaScript'
  readonly line: number | undefined

  constructor(message: string, line: number | undefined) {
    super(message)
    this.line = line
  }
}

export interface VmSettings extends AppClock {
  readonly wasm: WebAssembly.Module
  readonly memoryBytes: number
}

/** QuickJS is compiled with 1 MiB; a quarter leaves room for the frames of the engine that runs it. */
const STACK_BYTES = 256 * 1024

/**
 * One QuickJS with the kernel in it, and no function of the host: the only way in or out is a call
 * of the kernel with text. Whatever the engine itself throws (time, memory) leaves it in an unknown
 * state: go on with a VM restored from an image of before.
 */
export class Vm {
  readonly #quickjs: QuickJS
  readonly #kernel: JSValueHandle
  readonly #token: number
  readonly #clock: Clock
  readonly #memory: () => ArrayBuffer
  readonly #registers: Registers

  private constructor(quickjs: QuickJS, kernel: JSValueHandle, made: Made) {
    this.#quickjs = quickjs
    this.#kernel = kernel
    this.#token = made.token
    this.#clock = made.clock
    this.#memory = made.memory
    this.#registers = made.registers
  }

  static async create(settings: VmSettings): Promise<Vm> {
    const clock = new Clock()
    const { options, memory } = engine(settings, clock)
    const quickjs = await QuickJS.create(options)
    const kernel = quickjs.evalCode(KERNEL, KERNEL_FILE)
    const { stackPointer, runtimePtr, contextPtr } = quickjs.snapshot()
    const registers = { stackPointer, runtimePtr, contextPtr }
    const token = quickjs.exportHandle(kernel)
    return new Vm(quickjs, kernel, { token, clock, memory, registers })
  }

  static async restore(settings: VmSettings, image: VmImage): Promise<Vm> {
    const clock = new Clock()
    const { options, memory } = engine(settings, clock)
    const { registers, kernel: token } = image
    const snapshot = { memory: image.memory, ...registers, extensions: [] }
    const quickjs = await QuickJS.restore(snapshot, options)
    return new Vm(quickjs, quickjs.importHandle(token), { token, clock, memory, registers })
  }

  /** Of a VM at rest. The bytes are copied, into `spare` where it fits. */
  image(spare?: Uint8Array): VmImage {
    const live = new Uint8Array(this.#memory())
    const memory = spare?.length === live.length ? spare : new Uint8Array(live.length)
    memory.set(live)
    return { memory, registers: this.#registers, kernel: this.#token }
  }

  /** Which engine reads this VM's images. */
  get engine(): string {
    return Object.values(this.#quickjs.versions).join('/')
  }

  /**
   * Calls an operation of the kernel, within a time in milliseconds. Rejected by the application:
   * an answer. Stopped by a limit: an `AppError`.
   */
  call(operation: string, input: Json, timeMs: number): KernelAnswer {
    return this.#within(timeMs, () => this.#callKernel(operation, input, this.#quickjs.undefined))
  }

  /** Calls an operation that may wait for promises, and runs all there is to run. */
  advance(operation: string, input: Json, timeMs: number): Progress {
    return this.#within(timeMs, () => {
      const begun = this.#callKernel(operation, input, this.#quickjs.undefined)
      if (!begun.ok) return { outcome: begun, requests: [] }
      this.#quickjs.executePendingJobs()
      const progress = this.#callKernel('progress', null, this.#quickjs.undefined)
      if (!progress.ok) return { outcome: progress, requests: [] }
      return progress.value as unknown as Progress
    })
  }

  /** Gives the kernel a function by its source. Throws `NotJavaScript` when the engine cannot read it. */
  define(operation: string, key: string, source: string, file: string, timeMs: number): void {
    this.#within(timeMs, () => {
      this.#quickjs.withScope(() => {
        this.#callKernel(operation, key, this.#evaluate(source, file))
      })
    })
  }

  dispose(): void {
    this.#quickjs.dispose()
  }

  #callKernel(operation: string, input: Json, value: JSValueHandle): KernelAnswer {
    const text = this.#quickjs.withScope(() => {
      const name = this.#quickjs.newString(operation)
      const json = this.#quickjs.newString(JSON.stringify(input))
      const result = this.#quickjs.callFunction(
        this.#kernel,
        this.#quickjs.undefined,
        name,
        json,
        value,
      )
      return result.toString()
    })
    return JSON.parse(text) as KernelAnswer
  }

  #evaluate(source: string, file: string): JSValueHandle {
    try {
      return this.#quickjs.evalCode(source, file)
    } catch (error) {
      if (this.#clock.isOver || !(error instanceof Error) || error.name !== 'SyntaxError')
        throw error
      const [, line] = /:(\d+):\d+\)?\s*$/m.exec(String(error.stack)) ?? []
      throw new NotJavaScript(error.message, line === undefined ? undefined : Number(line))
    }
  }

  #within<T>(timeMs: number, work: () => T): T {
    this.#clock.start(timeMs)
    try {
      const result = work()
      // Some code of the engine swallows its own interruption; what it then returns is not whole.
      if (this.#clock.isOver) throw new Error('interrupted')
      return result
    } catch (error) {
      if (error instanceof NotJavaScript) throw error
      throw this.#stopped(error, timeMs)
    } finally {
      this.#clock.stop()
    }
  }

  #stopped(error: unknown, timeMs: number): AppError {
    if (this.#clock.isOver)
      return new AppError('sandbox/timed-out', `Stopped after ${timeMs} ms`, {
        details: { timeMs },
        cause: error,
      })
    const message = error instanceof Error ? error.message : String(error)
    // When memory is so full that no error can be made, the engine throws null, or the host finds
    // no room for its text.
    if (/out of memory|malloc failed|^<?null>?$|^Job execution error: null$/.test(message))
      return new AppError('sandbox/out-of-memory', 'Out of memory', { cause: error })
    return new AppError('sandbox/failed', message.replace(/^Job execution error: /, ''), {
      cause: error,
    })
  }
}

/** A deadline that the engine asks about every few thousand instructions. */
class Clock {
  #deadline = Infinity
  #isOver = false

  get isOver(): boolean {
    return this.#isOver
  }

  start(timeMs: number): void {
    this.#isOver = false
    this.#deadline = performance.now() + timeMs
  }

  stop(): void {
    this.#deadline = Infinity
  }

  readonly interrupts = (): boolean => {
    if (performance.now() > this.#deadline) this.#isOver = true
    return this.#isOver
  }
}

/** What of a VM is neither the engine nor the kernel. */
interface Made {
  readonly token: number
  readonly clock: Clock
  readonly memory: () => ArrayBuffer
  readonly registers: Registers
}

/** The engine's options, and its memory once it runs. */
function engine({ wasm, memoryBytes, now = Date.now, timeZone }: VmSettings, clock: Clock) {
  // Given once the engine is made, which is before anybody asks for it.
  let memory!: WebAssembly.Memory
  const options = {
    wasm,
    memoryLimit: memoryBytes,
    maxStackSize: STACK_BYTES,
    interruptHandler: clock.interrupts,
    timezoneOffset: minutesBehind(timeZone),
    wasi(given: WebAssembly.Memory) {
      memory = given
      return {
        // The engine's own warnings would go to the console of the page; nothing may.
        fd_write: () => 8,
        /** All its clocks are one, in nanoseconds; what it calls chance begins with it too. */
        clock_time_get(_clock: number, _precision: bigint, to: number) {
          new DataView(memory.buffer).setBigUint64(to, BigInt(now()) * 1_000_000n, true)
          return 0
        },
      }
    },
  }
  return {
    options,
    memory: () => memory.buffer,
  }
}
