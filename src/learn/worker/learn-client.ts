import { proxy, releaseProxy, wrap, type Endpoint, type Remote } from 'comlink'
import type { IntentModel, SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import { AppError, fromWire, type WireError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'
import type {
  BackendChoice,
  CurveOutcome,
  EmbeddingCache,
  EncoderSink,
  EncoderStatus,
  LearnApi,
  ProgressSink,
  TrainJob,
  TrainOutcome,
} from './contract.ts'

/**
 * The learn worker as the page sees it. Everything rejects with an `AppError` of `learn/*`; after
 * `learn/worker-crashed` the client is of no more use.
 */
export interface LearnClient {
  /** Another back end than before means another worker: a model must then be loaded again. */
  loadEncoder(encoder: string, backend: BackendChoice): Promise<EncoderStatus>
  train(
    job: TrainJob,
    options: { readonly onProgress: ProgressSink; readonly signal: AbortSignal },
  ): Promise<TrainOutcome>
  learningCurve(
    job: TrainJob,
    options: { readonly onProgress: ProgressSink; readonly signal: AbortSignal },
  ): Promise<CurveOutcome>
  loadModel(model: IntentModel): Promise<void>
  unloadModel(): Promise<void>
  /** `null` while no model is loaded. */
  understand(text: string): Promise<Understanding | null>
  /** Where the values of a command stand in a text; `null` where no tagger was taught it. */
  findSpans(request: SpanRequest): Promise<readonly TaggedSpan[] | null>
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** Tells of an encoder that goes on on another back end because its own failed at work. */
  watchEncoder(sink: EncoderSink): void
  dispose(): void
}

/** A worker, or what stands for one in a test. */
export interface LearnConnection {
  readonly endpoint: Endpoint
  /** Rejects when the worker dies. */
  readonly crashed: Promise<never>
  terminate(): void
}

interface Connected {
  readonly api: Remote<LearnApi>
  /** Rejects when the worker dies, or is ended while it still owes answers. */
  readonly gone: Promise<never>
  end(): void
}

/** Connects when first called. */
export function createLearnClient(
  connect: () => LearnConnection,
  cache: EmbeddingCache,
): LearnClient {
  let connected: Connected | null = null
  let backend: BackendChoice | null = null
  let onEncoder: EncoderSink = () => {}

  function connection(): Connected {
    connected ??= open(connect())
    return connected
  }

  function open({ endpoint, crashed, terminate }: LearnConnection): Connected {
    const api = wrap<LearnApi>(endpoint)
    let giveUp: (reason: Error) => void = () => {}
    const ended = new Promise<never>((_, reject) => {
      giveUp = reject
    })
    const gone = Promise.race([crashed, ended])
    gone.catch(() => {}) // Only who waits for an answer needs to know.
    api.useCache(proxy(cache)).catch(() => {}) // The next call says what is wrong.
    api.watchEncoder(proxy((status: EncoderStatus) => onEncoder(status))).catch(() => {})
    const end = (): void => {
      giveUp(new Error('The worker was ended'))
      api[releaseProxy]()
      terminate()
    }
    return { api, gone, end }
  }

  function end(): void {
    connected?.end()
    connected = null
  }

  /** A runtime keeps the threads it was started with, so a change of back end starts another. */
  function useBackend(choice: BackendChoice): void {
    if (backend !== null && backend !== choice) end()
    backend = choice
  }

  async function outcome<T>(call: (api: Remote<LearnApi>) => Promise<T>): Promise<T> {
    const { api, gone } = connection()
    try {
      return await Promise.race([call(api), gone])
    } catch (cause) {
      throw new AppError('learn/worker-crashed', 'The learn worker failed', { cause })
    }
  }

  async function ask<T>(
    call: (api: Remote<LearnApi>) => Promise<Result<T, WireError>>,
  ): Promise<T> {
    const result = await outcome(call)
    if (!result.ok) throw fromWire(result.error)
    return result.value
  }

  /** Work on a job, which the signal stops in the worker too. */
  async function askJob<T>(
    { id, backend: choice }: TrainJob,
    signal: AbortSignal,
    call: (api: Remote<LearnApi>) => Promise<Result<T, WireError>>,
  ): Promise<T | { readonly outcome: 'cancelled' }> {
    if (signal.aborted) return { outcome: 'cancelled' }
    useBackend(choice)
    const { api } = connection()
    const cancel = (): void => void api.cancel(id).catch(() => {})
    signal.addEventListener('abort', cancel)
    try {
      return await ask(call)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

  return {
    loadEncoder(encoder, choice) {
      useBackend(choice)
      return ask((api) => api.loadEncoder(encoder, choice))
    },

    train: (job, { onProgress, signal }) =>
      askJob(job, signal, (remote) => remote.train(job, proxy(onProgress))),
    learningCurve: (job, { onProgress, signal }) =>
      askJob(job, signal, (remote) => remote.learningCurve(job, proxy(onProgress))),

    async loadModel(model) {
      await ask((api) => api.loadModel(model))
    },
    unloadModel: () => outcome((api) => api.unloadModel()),
    understand: (text) => ask((api) => api.understand(text)),
    findSpans: (request) => ask((api) => api.findSpans(request)),
    embed: (texts) => ask((api) => api.embed(texts)),
    watchEncoder(sink) {
      onEncoder = sink
    },
    dispose: end,
  }
}

/** The learn worker of a page; started when first called. */
export function startLearnWorker(cache: EmbeddingCache): LearnClient {
  return createLearnClient(connectWorker, cache)
}

function connectWorker(): LearnConnection {
  const worker = new Worker(new URL('./learn.worker.ts', import.meta.url), {
    type: 'module',
    name: 'learn',
  })
  // Comlink hears neither of these, and a call to a dead worker would wait for ever.
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('messageerror', () => reject(new Error('A message was unreadable')))
  })
  crashed.catch(() => {}) // A crash with no call under way is reported by the next call.
  return { endpoint: worker, crashed, terminate: () => worker.terminate() }
}
