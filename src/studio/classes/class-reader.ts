import type { OfferDiff } from '#domain/classes/offer-diff.ts'
import type { SourceLanguage } from '#domain/classes/class-model.ts'
import type { Document, DocumentRecord } from '#domain/document.ts'
import type { ClassSource } from '#bundle/interop/classes/source-file.ts'
import { contextsOf, recordsOf, workflowOf } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'

/** Files, and the records that what they declare is compared with. */
export interface ReadRequest {
  readonly language: SourceLanguage
  readonly sources: readonly ClassSource[]
  readonly records: readonly DocumentRecord[]
}

export interface NumberedRequest extends ReadRequest {
  readonly number: number
}

export interface NumberedAnswer {
  readonly number: number
  readonly diff: OfferDiff
}

/** What a port to the worker has to have; a test plays it. */
export interface ClassesPort {
  postMessage(request: NumberedRequest): void
  terminate(): void
  onmessage: ((event: MessageEvent<NumberedAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

const startWorker = (): ClassesPort =>
  new Worker(new URL('./classes.worker.ts', import.meta.url), { type: 'module' })

/** TypeScript takes a second to load: it stays for a while, for the next keystrokes. */
const IDLE_MS = 60_000
/** Longer than any honest source takes. */
const GIVE_UP_AFTER_MS = 60_000

export interface ClassReader {
  /** Rejects with `import/not-readable`, and with the signal's reason when it is aborted. */
  read(request: ReadRequest, signal: AbortSignal): Promise<OfferDiff>
}

interface Asking {
  readonly resolve: (diff: OfferDiff) => void
  readonly reject: (error: Error) => void
}

/**
 * Reads classes off the page's thread: the parser of TypeScript is megabytes, and a source may be
 * long. The worker is started when something is read and ended when nothing was for a minute.
 */
export function createClassReader(start: () => ClassesPort = startWorker): ClassReader {
  const asking = new Map<number, Asking>()
  let port: ClassesPort | null = null
  let numbers = 0
  let idle: ReturnType<typeof setTimeout> | undefined

  const stop = (): void => {
    port?.terminate()
    port = null
  }
  const fail = (because: string): void => {
    stop()
    for (const { reject } of asking.values()) reject(notReadable(because))
    asking.clear()
  }
  const started = (): ClassesPort => {
    if (port) return port
    const made = start()
    made.onmessage = ({ data }) => asking.get(data.number)?.resolve(data.diff)
    made.onerror = () => fail('its reader stopped, perhaps for want of memory')
    port = made
    return made
  }
  return {
    read(request, signal) {
      clearTimeout(idle)
      const number = numbers++
      return new Promise<OfferDiff>((resolve, reject) => {
        const timer = setTimeout(() => fail('it takes longer than a minute'), GIVE_UP_AFTER_MS)
        const abort = (): void => {
          settle()
          reject(signal.reason as Error)
        }
        const settle = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
          asking.delete(number)
          if (asking.size === 0) idle = setTimeout(stop, IDLE_MS)
        }
        asking.set(number, {
          resolve: (diff) => {
            settle()
            resolve(diff)
          },
          reject: (error) => {
            settle()
            reject(error)
          },
        })
        if (signal.aborted) abort()
        else {
          signal.addEventListener('abort', abort)
          started().postMessage({ ...request, number })
        }
      })
    },
  }
}

const notReadable = (because: string): AppError =>
  new AppError('import/not-readable', `The classes cannot be read: ${because}`, {
    details: { file: 'The source', because },
  })

/** What the worker has to know of a workflow: not its thousands of utterances. */
export const comparedRecords = (document: Document): readonly DocumentRecord[] => [
  workflowOf(document),
  ...contextsOf(document),
  ...recordsOf(document, 'command'),
]

/** One for the page: the notice and the dialog read the same source. */
export const classReader = createClassReader()
