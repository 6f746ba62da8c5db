import type { CommandId, ContextId } from '#domain/ids.ts'
import type {
  IntentModel,
  SpanRequest,
  TaggedSpan,
  TrainingRow,
  Understanding,
} from '#domain/intent-model.ts'
import type { SlotLesson } from '#domain/slot-lesson.ts'
import type { LearningCurve } from '#domain/training-details.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'

export const BACKENDS = ['webgpu', 'wasm-threads', 'wasm'] as const
export type Backend = (typeof BACKENDS)[number]

/** What a person may ask for; `auto` picks the fastest that works. */
export type BackendChoice = 'auto' | Backend

/** The encoder as loaded. */
export interface EncoderStatus {
  readonly encoder: string
  readonly revision: string
  readonly dimension: number
  readonly backend: Backend
  readonly threads: number
  /** Why each faster back end was not taken, for the tooltip. */
  readonly passedOver: readonly { readonly backend: Backend; readonly because: string }[]
  readonly loadMs: number
}

/** Embeddings kept between sessions, by (encoder, text). Given by the page; the worker has no database. */
export interface EmbeddingCache {
  read(encoder: string, texts: readonly string[]): Promise<readonly (Float32Array | null)[]>
  write(encoder: string, texts: readonly string[], vectors: readonly Float32Array[]): Promise<void>
}

/** What the learn worker can do. Plain data only, so that any message port carries it. */
export interface LearnApi {
  /** Call once, before anything else; without it nothing is kept. */
  useCache(cache: EmbeddingCache): void
  /** Tells of an encoder that goes on on another back end because its own failed at work. */
  watchEncoder(sink: EncoderSink): void
  /** Loads the encoder if it is not loaded on this back end already. */
  loadEncoder(encoder: string, backend: BackendChoice): Promise<Result<EncoderStatus, WireError>>
  /** Embeds, fits, calibrates, measures, and writes the ONNX head. Does not load it: see `loadModel`. */
  train(job: TrainJob, onProgress: ProgressSink): Promise<Result<TrainOutcome, WireError>>
  /** How quality grows with the rows of a job that was trained; see `LearningCurve`. */
  learningCurve(job: TrainJob, onProgress: ProgressSink): Promise<Result<CurveOutcome, WireError>>
  /** Asks a job to stop; one that is unknown or done is left alone. */
  cancel(jobId: string): void
  /** Makes this the model that `understand` uses: opens its ONNX head in onnxruntime-web. */
  loadModel(model: IntentModel): Promise<Result<null, WireError>>
  unloadModel(): void
  /** `null` while no model is loaded. */
  understand(text: string): Promise<Result<Understanding | null, WireError>>
  /** Where the values of a command stand in a text; `null` where no tagger was taught it. */
  findSpans(request: SpanRequest): Promise<Result<readonly TaggedSpan[] | null, WireError>>
  /** L2-normalised embeddings, one for each text, through the cache. */
  embed(texts: readonly string[]): Promise<Result<readonly Float32Array[], WireError>>
}

export type EncoderSink = (status: EncoderStatus) => void

/** Await it: progress travels on a port of its own, and only then arrives before the outcome. */
export type ProgressSink = (progress: TrainProgress) => void | Promise<void>

export interface TrainJob {
  readonly id: string
  readonly encoder: string
  readonly backend: BackendChoice
  readonly seed: number
  readonly rows: readonly TrainingRow[]
  /** What is known of the values in utterances; without it no tagger is trained. */
  readonly slots?: SlotLesson | undefined
  /** For the report: what stands in scope of each context (own, inherited, containers, core). */
  readonly scopes: readonly {
    readonly context: ContextId
    readonly commands: readonly CommandId[]
  }[]
  /** Utterances that never train: the finished model is measured on them. */
  readonly heldOut?: readonly TrainingRow[]
}

export type TrainProgress =
  | { readonly phase: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly phase: 'embedding'; readonly done: number; readonly total: number }
  /** One for each cross-validation fold and one for the final fit. */
  | { readonly phase: 'fitting'; readonly done: number; readonly total: number }

export type TrainOutcome =
  | { readonly outcome: 'cancelled' }
  | {
      readonly outcome: 'trained'
      readonly model: IntentModel
      readonly report: TrainingReport
      readonly status: EncoderStatus
    }

export type CurveOutcome =
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'measured'; readonly curve: LearningCurve }
