import type { ImportFormat } from '#bundle/interop/formats.ts'
import type { ImportReading, ImportSource } from '#bundle/interop/read-import.ts'
import { AppError, fromWire, type WireError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'

export interface ImportRequest {
  readonly sources: readonly ImportSource[]
  /** Without it each file is looked at. */
  readonly format: ImportFormat | undefined
}

export type ImportAnswer = Result<ImportReading, WireError>

/** What a port to the worker has to have; a test plays it. */
export interface ReaderPort {
  postMessage(request: ImportRequest): void
  terminate(): void
  onmessage: ((event: MessageEvent<ImportAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

const startWorker = (): ReaderPort =>
  new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' })

/** Longer than any honest file takes. */
const GIVE_UP_AFTER_MS = 60_000

/**
 * Reads files in a worker of their own, so that a hostile one can neither hold up the page nor
 * outlive its reader. Rejects with `import/*`, and with the signal's reason when it is aborted.
 */
export function readOffThread(
  request: ImportRequest,
  signal: AbortSignal,
  start: () => ReaderPort = startWorker,
): Promise<ImportReading> {
  return new Promise<ImportReading>((resolve, reject) => {
    const worker = start()
    const timer = setTimeout(() => fail('it takes longer than a minute'), GIVE_UP_AFTER_MS)
    const stop = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      worker.terminate()
    }
    const fail = (because: string): void => {
      stop()
      const file = request.sources.map(({ name }) => name).join(', ')
      reject(
        new AppError('import/not-readable', `${file} cannot be read: ${because}`, {
          details: { file, because },
        }),
      )
    }
    const abort = (): void => {
      stop()
      reject(signal.reason as Error)
    }
    worker.onmessage = ({ data }) => {
      stop()
      if (data.ok) resolve(data.value)
      else reject(fromWire(data.error))
    }
    worker.onerror = () => fail('its reader stopped, perhaps for want of memory')
    if (signal.aborted) abort()
    else {
      signal.addEventListener('abort', abort)
      worker.postMessage(request)
    }
  })
}
