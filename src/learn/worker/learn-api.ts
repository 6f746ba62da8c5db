import type { IntentModel, SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import { AppError, toWire, type WireError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { BACKGROUND_MESSAGES } from '../background.ts'
import { DEFAULT_ENCODER, encoderById, encoderKey, type EncoderSpec } from '../encoders.ts'
import { detectorOf, type ModelDetector } from '../model/detector.ts'
import { embedAll, rememberingLast, type Encoder } from '../model/encoder.ts'
import { understanding } from '../model/understand.ts'
import {
  oneAtATime,
  openHead,
  openLoss,
  type HeadSession,
  type OnnxRuntime,
} from '../onnx/runtime.ts'
import { openTagger, type Tagger } from '../slots/tagger.ts'
import { wordReader, type WordReader } from '../slots/word-reader.ts'
import { wordReading } from '../slots/words.ts'
import { normalizeText } from '../text.ts'
import { runJob, runLearningCurve, type JobPorts } from '../train/run-job.ts'
import type {
  BackendChoice,
  EmbeddingCache,
  EncoderStatus,
  LearnApi,
  ProgressSink,
  TrainJob,
} from './contract.ts'

/** An encoder on a back end. */
export interface OpenedEncoder {
  readonly encoder: Encoder
  readonly status: EncoderStatus
  dispose(): Promise<void>
}

/** What the api needs from where it runs: the worker gives it a browser, a test gives it less. */
export interface LearnPorts {
  openEncoder(
    spec: EncoderSpec,
    backend: BackendChoice,
    onBytes: (loaded: number, total: number) => void,
  ): Promise<OpenedEncoder>
  runtime(): Promise<OnnxRuntime>
}

interface ReadyEncoder extends OpenedEncoder {
  /** `null` for an encoder that does not tell its tokens. */
  readonly readWords: WordReader | null
}

interface LoadedModel {
  readonly model: IntentModel
  readonly head: HeadSession
  readonly detector: ModelDetector
  readonly tagger: Tagger | null
}

/** The worker's side of the contract. Tests call it directly, with no worker at all. */
export function createLearnApi(ports: LearnPorts): LearnApi {
  const turn = oneAtATime()
  const running = new Map<string, AbortController>()
  let cache: EmbeddingCache | null = null
  let opening: { readonly key: string; readonly done: Promise<ReadyEncoder> } | null = null
  let loaded: LoadedModel | null = null
  let prepared: string | null = null

  /** The encoder on that back end: opened once, shared by the calls that come meanwhile. */
  function open(
    encoder: string,
    backend: BackendChoice,
    onBytes: (loaded: number, total: number) => void = () => {},
  ): Promise<ReadyEncoder> {
    const key = `${encoder} ${backend}`
    if (opening?.key === key) return opening.done
    const before = opening?.done
    const done = replace(before, encoder, backend, onBytes)
    const attempt = { key, done }
    opening = attempt
    done.catch(() => {
      if (opening === attempt) opening = null
    })
    return done
  }

  async function replace(
    before: Promise<OpenedEncoder> | undefined,
    encoder: string,
    backend: BackendChoice,
    onBytes: (loaded: number, total: number) => void,
  ): Promise<ReadyEncoder> {
    const spec = encoderById(encoder)
    if (!spec.ok) throw spec.error
    const old = await before?.catch(() => null)
    const fresh = await turn(() => ports.openEncoder(spec.value, backend, onBytes))
    if (old) await turn(() => old.dispose())
    const inTurn = {
      ...fresh.encoder,
      embed: (text: string) => turn(() => fresh.encoder.embed(text)),
      ...(fresh.encoder.embedBatch && {
        embedBatch: (texts: readonly string[]) => turn(() => fresh.encoder.embedBatch!(texts)),
      }),
      ...(fresh.encoder.read && { read: (text: string) => turn(() => fresh.encoder.read!(text)) }),
    }
    return { ...fresh, encoder: rememberingLast(inTurn), readWords: wordReader(inTurn) }
  }

  /** Embeds what every training needs while nobody waits: kept, it is never computed again. */
  function prepareTraining(encoder: Encoder): void {
    if (!cache || prepared === encoderKey(encoder)) return
    prepared = encoderKey(encoder)
    embedAll(encoder, BACKGROUND_MESSAGES, { cache }).catch(() => {}) // Training will tell.
  }

  /** Whatever encoder is open; where none is, the one named, on the back end that is best. */
  const current = (encoder: string): Promise<ReadyEncoder> => opening?.done ?? open(encoder, 'auto')

  async function loadModel(model: IntentModel): Promise<null> {
    const { encoder } = await current(model.encoder.id)
    if (encoderKey(encoder) !== encoderKey(model.encoder))
      throw new AppError('learn/not-trained', 'The model belongs to another encoder', {
        details: { encoder: encoderKey(encoder), trainedWith: encoderKey(model.encoder) },
      })
    const { dimension } = encoder
    const shape = { dimension, labels: model.labels.length }
    const head = await openHead(await ports.runtime(), model.head, shape, turn)
    await loaded?.head.dispose()
    const tagger = model.slots ? openTagger(model.slots, dimension) : null
    loaded = { model, head, detector: detectorOf(model), tagger }
    return null
  }

  async function understand(text: string): Promise<Understanding | null> {
    if (!loaded) return null
    const { model, head, detector } = loaded
    const { encoder } = await current(model.encoder.id)
    const from = performance.now()
    const embedding = await encoder.embed(normalizeText(text))
    const embedded = performance.now()
    const parts = understanding(model, detector, embedding, await head.run(embedding))
    return { ...parts, embedMs: embedded - from, headMs: performance.now() - embedded }
  }

  async function findSpans({ text, command, asked }: SpanRequest): Promise<TaggedSpan[] | null> {
    const { model, tagger } = loaded ?? {}
    if (!model || !tagger?.knows(command)) return null
    const { encoder } = await current(model.encoder.id)
    // Not by `readWords`: what is said once need not be remembered.
    const tokens = await encoder.read?.(normalizeText(text))
    if (!tokens) return null
    return tagger.find(wordReading(text, tokens, encoder.dimension), command, asked)
  }

  /** Does work that `cancel` can stop by its id. */
  async function stoppable<T>(
    id: string,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<Result<T | { readonly outcome: 'cancelled' }, WireError>> {
    const controller = new AbortController()
    const { signal } = controller
    running.set(id, controller)
    try {
      return ok(await work(signal))
    } catch (error) {
      return signal.aborted ? ok({ outcome: 'cancelled' }) : failed(error)
    } finally {
      running.delete(id)
    }
  }

  async function portsOf(
    { encoder: wanted, backend }: TrainJob,
    onProgress: ProgressSink,
  ): Promise<{ readonly status: EncoderStatus; readonly ports: JobPorts }> {
    const { encoder, status, readWords } = await open(
      wanted,
      backend,
      (loadedBytes, totalBytes) => void onProgress({ phase: 'loading', loadedBytes, totalBytes }),
    )
    const ort = await ports.runtime()
    return {
      status,
      ports: {
        encoder,
        cache,
        readWords,
        openLoss: (problem) => openLoss(ort, problem, turn),
        backend: status.threads > 1 ? `${status.backend} (${status.threads})` : status.backend,
      },
    }
  }

  return {
    useCache(given) {
      cache = given
    },

    loadEncoder: (encoder, backend) =>
      settle(async () => {
        const opened = await open(encoder, backend)
        prepareTraining(opened.encoder)
        return opened.status
      }),

    train: (job, onProgress) =>
      stoppable(job.id, async (signal) => {
        const startedAt = performance.now()
        const { status, ports: jobPorts } = await portsOf(job, onProgress)
        const trained = await runJob(job, jobPorts, onProgress, signal, startedAt)
        return { outcome: 'trained', ...trained, status }
      }),

    learningCurve: (job, onProgress) =>
      stoppable(job.id, async (signal) => {
        const { ports: jobPorts } = await portsOf(job, onProgress)
        const curve = await runLearningCurve(job, jobPorts, onProgress, signal)
        return { outcome: 'measured', curve }
      }),

    cancel(jobId) {
      running.get(jobId)?.abort()
    },

    loadModel: (model) => settle(() => loadModel(model)),

    unloadModel() {
      // Nothing waits for the memory to be given back.
      loaded?.head.dispose().catch(() => {})
      loaded = null
    },

    understand: (text) => settle(() => understand(text)),

    findSpans: (request) => settle(() => findSpans(request)),

    embed: (texts) =>
      settle(async () => {
        const { encoder } = await current(loaded?.model.encoder.id ?? DEFAULT_ENCODER)
        return embedAll(encoder, texts, { cache })
      }),
  }
}

async function settle<T>(work: () => Promise<T>): Promise<Result<T, WireError>> {
  try {
    return ok(await work())
  } catch (error) {
    return failed(error)
  }
}

/** A bug keeps its stack: it is thrown on, and the client reports it as a crash. */
function failed(error: unknown): Result<never, WireError> {
  if (error instanceof AppError) return err(toWire(error))
  throw error
}
