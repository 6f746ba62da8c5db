import type { IntentModel, SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import { AppError, toWire, type WireError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { DEFAULT_ENCODER, encoderById, encoderKey, type EncoderSpec } from '../encoders.ts'
import { detectorOf, type ModelDetector } from '../model/detector.ts'
import { embedAll, rememberingLast, type Encoder } from '../model/encoder.ts'
import { understanding } from '../model/understand.ts'
import { openLoss } from '../onnx/loss-session.ts'
import { oneAtATime, openHead, type HeadSession, type OnnxRuntime } from '../onnx/runtime.ts'
import { openTagger, type Tagger } from '../slots/tagger.ts'
import { wordReader, type WordReader } from '../slots/word-reader.ts'
import { wordReading } from '../slots/words.ts'
import { normalizeText } from '../text.ts'
import { runJob, runLearningCurve, type JobPorts } from '../train/run-job.ts'
import { steadySpace } from '../train/steady-space.ts'
import type {
  BackendChoice,
  EmbeddingCache,
  EncoderSink,
  EncoderStatus,
  LearnApi,
  ProgressSink,
  TrainJob,
} from './contract.ts'
import { backendName, retreat } from './retreat.ts'
import { steadyEncoder, type OpenedEncoder, type SteadyEncoder } from './steady-encoder.ts'
import { openSteadyHead } from './steady-head.ts'

/** What the api needs from where it runs: the worker gives it a browser, a test gives it less. */
export interface LearnPorts {
  openEncoder(
    spec: EncoderSpec,
    backend: BackendChoice,
    onBytes: (loaded: number, total: number) => void,
  ): Promise<OpenedEncoder>
  runtime(): Promise<OnnxRuntime>
}

interface ReadyEncoder extends SteadyEncoder {
  /** `null` for an encoder that does not tell its tokens. */
  readonly readWords: WordReader | null
}

interface LoadedModel {
  readonly model: IntentModel
  readonly head: HeadSession
  readonly detector: ModelDetector
  readonly tagger: Tagger | null
}

/** What a job works with, and what became of that. */
interface JobSetting {
  readonly ports: JobPorts
  readonly status: () => EncoderStatus
  /** For the report, once the job is done. */
  readonly notes: () => readonly string[]
}

/** The worker's side of the contract. Tests call it directly, with no worker at all. */
export function createLearnApi(ports: LearnPorts): LearnApi {
  const turn = oneAtATime()
  const running = new Map<string, AbortController>()
  /** Work that an encoder must not be taken away from. */
  const using = new Set<Promise<unknown>>()
  let cache: EmbeddingCache | null = null
  let onEncoder: EncoderSink = () => {}
  let opening: { readonly key: string; readonly done: Promise<ReadyEncoder> } | null = null
  let loaded: LoadedModel | null = null

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
    before: Promise<ReadyEncoder> | undefined,
    encoder: string,
    backend: BackendChoice,
    onBytes: (loaded: number, total: number) => void,
  ): Promise<ReadyEncoder> {
    const spec = encoderById(encoder)
    if (!spec.ok) throw spec.error
    const old = await before?.catch(() => null)
    const opened = await turn(() => ports.openEncoder(spec.value, backend, onBytes))
    if (old) disposeOnceUnused(old)
    const steady = steadyEncoder(opened, turn, (status) => onEncoder(status))
    const { encoder: inTurn } = steady
    return { ...steady, encoder: rememberingLast(inTurn), readWords: wordReader(inTurn) }
  }

  function disposeOnceUnused(old: ReadyEncoder): void {
    const unused = Promise.allSettled(using)
    unused.then(() => turn(() => old.dispose())).catch(() => {}) // Nothing waits for the memory.
  }

  /** Does work during which the encoder it began with stays open, whatever is opened meanwhile. */
  async function keepingEncoder<T>(work: () => Promise<T>): Promise<T> {
    const done = work()
    using.add(done)
    try {
      return await done
    } finally {
      using.delete(done)
    }
  }

  /** Whatever encoder is open; where none is, the one named, on the back end that is best. */
  const current = (encoder: string): Promise<ReadyEncoder> => opening?.done ?? open(encoder, 'auto')

  /** The open encoder, which must be the very one the model was trained with. */
  async function encoderOf(model: IntentModel): Promise<Encoder> {
    const { encoder } = await current(model.encoder.id)
    if (encoderKey(encoder) === encoderKey(model.encoder)) return encoder
    throw new AppError('learn/not-trained', 'The model belongs to another encoder', {
      details: { encoder: encoderKey(encoder), trainedWith: encoderKey(model.encoder) },
    })
  }

  async function loadModel(model: IntentModel): Promise<null> {
    const { dimension } = await encoderOf(model)
    const shape = { dimension, labels: model.labels.length }
    const ort = await ports.runtime()
    const head = await openSteadyHead(() => openHead(ort, model.head, shape, turn))
    await loaded?.head.dispose()
    const tagger = model.slots ? openTagger(model.slots, dimension) : null
    loaded = { model, head, detector: detectorOf(model), tagger }
    return null
  }

  async function understand(text: string): Promise<Understanding | null> {
    if (!loaded) return null
    const { model, head, detector } = loaded
    const encoder = await encoderOf(model)
    const from = performance.now()
    const embedding = await encoder.embed(normalizeText(text))
    const embedded = performance.now()
    const parts = understanding(model, detector, embedding, await head.run(embedding))
    return { ...parts, embedMs: embedded - from, headMs: performance.now() - embedded }
  }

  async function findSpans({ text, command, asked }: SpanRequest): Promise<TaggedSpan[] | null> {
    const { model, tagger } = loaded ?? {}
    if (!model || !tagger?.knows(command)) return null
    const encoder = await encoderOf(model)
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
      return ok(await keepingEncoder(() => work(signal)))
    } catch (error) {
      return signal.aborted ? ok({ outcome: 'cancelled' }) : failed(error)
    } finally {
      running.delete(id)
    }
  }

  async function portsOf(
    { encoder: wanted, backend }: TrainJob,
    onProgress: ProgressSink,
  ): Promise<JobSetting> {
    const { encoder, status, readWords } = await open(
      wanted,
      backend,
      (loadedBytes, totalBytes) => void onProgress({ phase: 'loading', loadedBytes, totalBytes }),
    )
    const ort = await ports.runtime()
    const before = status()
    const notes: string[] = []
    const fitAnyway = (because: string): void => {
      notes.push(`The model was fitted without the runtime: ${because}.`)
    }
    return {
      status,
      notes: () => [...retreat(before, status()), ...notes],
      ports: {
        encoder,
        cache,
        readWords,
        openLoss: steadySpace((problem) => openLoss(ort, problem, turn), fitAnyway),
        backend: backendName(before),
      },
    }
  }

  return {
    useCache(given) {
      cache = given
    },

    watchEncoder(sink) {
      onEncoder = sink
    },

    loadEncoder: (encoder, backend) =>
      settle(async () => {
        const opened = await open(encoder, backend)
        return opened.status()
      }),

    train: (job, onProgress) =>
      stoppable(job.id, async (signal) => {
        const startedAt = performance.now()
        const { status, notes, ports: jobPorts } = await portsOf(job, onProgress)
        const { model, report } = await runJob(job, jobPorts, onProgress, signal, startedAt)
        const noted = notes().length > 0 ? { notes: notes() } : {}
        return {
          outcome: 'trained',
          model,
          report: { ...report, backend: backendName(status()), ...noted },
          status: status(),
        }
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
      settle(() =>
        keepingEncoder(async () => {
          const { encoder } = await current(loaded?.model.encoder.id ?? DEFAULT_ENCODER)
          return embedAll(encoder, texts, { cache })
        }),
      ),
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
