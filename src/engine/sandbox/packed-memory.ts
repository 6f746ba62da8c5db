import { QuickJS } from 'quickjs-wasi'
import { gunzip, gzip } from './gzip.ts'
import type { SavedState } from './saved-state.ts'
import type { VmImage } from './vm.ts'

/** The engine's memory as it is kept: gzip. Apart from `saved-state.ts`, which the page loads too. */
export async function packMemory(image: VmImage): Promise<Uint8Array> {
  return gzip(QuickJS.serializeSnapshot(image.snapshot))
}

/** `null` when the bytes are damaged or are of another engine's making. */
export async function unpackMemory(
  { memory, kernel }: Pick<SavedState, 'memory' | 'kernel'>,
  maxBytes: number,
): Promise<VmImage | null> {
  try {
    return { snapshot: QuickJS.deserializeSnapshot(await gunzip(memory, maxBytes)), kernel }
  } catch {
    return null
  }
}
