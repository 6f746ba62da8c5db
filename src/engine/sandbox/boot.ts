import { fromWire } from '#shared/app-error.ts'
import type { AppClock } from './app-clock.ts'
import type { AppSpec } from './app-spec.ts'
import { fingerprint } from '#shared/fingerprint.ts'
import { install } from './install.ts'
import { KERNEL } from './kernel/kernel.ts'
import type { Limits } from './limits.ts'
import { ask, askToEnd, filesOf, type Running } from './running.ts'
import { unpackMemory } from './packed-memory.ts'
import type { SavedState, StateExport } from './saved-state.ts'
import { Vm, type VmImage, type VmSettings } from './vm.ts'

export interface BootOptions extends AppClock {
  /** `quickjs-wasi/quickjs.wasm`, compiled. The platform loads it, so all else is the same everywhere. */
  readonly wasm: WebAssembly.Module
  readonly spec: AppSpec
  readonly limits: Limits
}

export const vmSettings = ({ wasm, limits, now, timeZone }: BootOptions): VmSettings => ({
  wasm,
  memoryBytes: limits.memoryBytes,
  now,
  timeZone,
})

/** Where the state of an opened application came from. */
export type StateOrigin = 'memory' | 'export' | 'start'

export interface Booted {
  readonly running: Running
  readonly origin: StateOrigin
  /** What of the saved memory it runs from, where it does. */
  readonly image?: VmImage | undefined
  /** The last change, where it can still be taken back. */
  readonly restorable?: { readonly ticket: string; readonly before: VmImage } | undefined
  /** The root is of another class than the one that `start()` makes by now. */
  readonly isOutgrown?: boolean
}

/** What the engine itself takes beside the application's memory. */
const ENGINE_BYTES = 16 * 1024 * 1024

/** Which engine and kernel can go on from a memory: any other would read nonsense. */
export const engineOf = (vm: Vm): string => `${vm.engine}/${KERNEL_PRINT}`
const KERNEL_PRINT = fingerprint(KERNEL)

/**
 * From the saved memory if engine and source are the same, else from the saved export, else by
 * `start()`. Rejects with an `AppError` when the source does not get as far as a root instance.
 */
export async function boot(options: BootOptions, saved: SavedState | null): Promise<Booted> {
  const remembered = saved && (await bootFromMemory(options, saved))
  if (remembered) return remembered
  const rebuilt = saved && (await bootFromExport(options, saved))
  if (rebuilt)
    return { running: rebuilt, origin: 'export', isOutgrown: await isOutgrown(options, rebuilt) }
  return { running: await bootFromStart(options), origin: 'start' }
}

export async function bootFromStart(options: BootOptions): Promise<Running> {
  const running = await installed(options)
  await askToEnd(running, 'start', null, { timeMs: options.limits.startMs, handler: '' })
  return running
}

async function bootFromMemory(options: BootOptions, saved: SavedState): Promise<Booted | null> {
  if (saved.specHash !== options.spec.hash) return null
  const remembered = await remember(options, saved)
  if (!remembered) return null
  const { running, image } = remembered
  const { restorable } = saved
  const before = restorable && (await unpackMemory(restorable, maxBytes(options), image))
  const last = before ? { ticket: restorable.ticket, before } : undefined
  return { running, origin: 'memory', image, restorable: last }
}

const maxBytes = ({ limits }: BootOptions): number => limits.memoryBytes + ENGINE_BYTES

/** The saved memory running again, whatever source it was of; `null` when it does not. */
async function remember(
  options: BootOptions,
  saved: SavedState,
): Promise<{ readonly running: Running; readonly image: VmImage } | null> {
  const { spec, limits } = options
  const image = await unpackMemory(saved, maxBytes(options))
  if (!image) return null
  const faults = new Map(saved.faults.map(([key, fault]) => [key, fromWire(fault)]))
  try {
    const vm = await Vm.restore(vmSettings(options), image)
    const running = { vm, files: filesOf(spec), faults }
    if (engineOf(vm) !== saved.engine) return null
    ask(running, 'evaluating', null, limits.timeMs)
    return { running, image }
  } catch {
    // A memory that does not run is no loss: the export stands beside it.
    return null
  }
}

/** The objects as they were saved; or, where only the memory was, as it tells them. */
async function objectsOf(options: BootOptions, saved: SavedState): Promise<StateExport | null> {
  if (saved.state) return saved.state
  const remembered = await remember(options, saved)
  if (!remembered) return null
  const { vm } = remembered.running
  try {
    return ask(remembered.running, 'export', null, options.limits.startMs) as unknown as StateExport
  } catch {
    return null
  } finally {
    vm.dispose()
  }
}

async function bootFromExport(options: BootOptions, saved: SavedState): Promise<Running | null> {
  const state = await objectsOf(options, saved)
  if (state === null || isBare(state)) return null
  const running = await installed(options)
  try {
    ask(running, 'import', state, options.limits.startMs)
    return running
  } catch {
    // Damaged, or the new source cannot load: `start()` either works or says why.
    return null
  }
}

/** By a start beside it, which changes nothing; one that fails has nothing to compare with. */
async function isOutgrown(options: BootOptions, running: Running): Promise<boolean> {
  const { startMs } = options.limits
  try {
    const fresh = await bootFromStart(options)
    const made = ask(fresh, 'rootClass', null, startMs)
    fresh.vm.dispose()
    return made !== ask(running, 'rootClass', null, startMs)
  } catch {
    return false
  }
}

/**
 * Before there was a `start()` the root was an empty object of no class. To go on from that would
 * keep the first application a person writes from ever starting.
 */
function isBare({ root, objects }: StateExport): boolean {
  const object = typeof root === 'object' && root?.[0] === 'ref' ? objects[root[1]] : undefined
  return object?.kind === 'object' && !object.class && Object.keys(object.fields).length === 0
}

async function installed(options: BootOptions): Promise<Running> {
  const { spec, limits } = options
  const vm = await Vm.create(vmSettings(options))
  return { vm, files: filesOf(spec), faults: install(vm, spec, limits.startMs) }
}
