import type { IntentModel, SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import type {
  BackendChoice,
  CurveOutcome,
  EncoderSink,
  EncoderStatus,
  TrainJob,
  TrainOutcome,
  TrainProgress,
} from '#learn/worker/contract.ts'

/** The learn worker as the studio uses it; all of it rejects with `AppError`s of `learn/*`. */
export interface LearnService {
  loadEncoder(encoder: string, backend: BackendChoice): Promise<EncoderStatus>
  train(
    job: TrainJob,
    options: { onProgress: (progress: TrainProgress) => void; signal: AbortSignal },
  ): Promise<TrainOutcome>
  learningCurve(
    job: TrainJob,
    options: { onProgress: (progress: TrainProgress) => void; signal: AbortSignal },
  ): Promise<CurveOutcome>
  loadModel(model: IntentModel): Promise<void>
  /** Whether `understand` answers by this model: other workflows share the worker. */
  hasLoaded(model: IntentModel): boolean
  unloadModel(): Promise<void>
  /** `null` while no model is loaded. */
  understand(text: string): Promise<Understanding | null>
  /** Where the values of a command stand in a text; `null` where no tagger was taught it. */
  findSpans(request: SpanRequest): Promise<readonly TaggedSpan[] | null>
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** Hears of an encoder that changes its back end by itself; gives what ends that. */
  watchEncoder(onStatus: EncoderSink): () => void
}
