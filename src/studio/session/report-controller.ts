import type { StoreApi } from 'zustand/vanilla'
import type { IntentModel } from '#domain/intent-model.ts'
import type { EncoderStatus, TrainJob } from '#learn/worker/contract.ts'
import { AppError } from '#shared/app-error.ts'
import { roundedRows } from '#shared/eight-bit-rows.ts'
import type { ModelVersion, TrainedModel } from '#store/model-store.ts'
import type { KeptModel } from '#store/model-rows.ts'
import type { LearnService } from './learn-service.ts'
import type { ReportController, TrainingState } from './studio.ts'

/** The earlier trainings of one workflow. */
export interface Versions {
  watch(
    onVersions: (versions: readonly ModelVersion[]) => void,
    onError: (error: unknown) => void,
  ): () => void
  load(trainedAt: number): Promise<KeptModel | null>
}

interface ReportOptions {
  readonly state: StoreApi<TrainingState>
  readonly learn: LearnService
  readonly versions: Versions
  readonly newJob: () => TrainJob
  /** Makes it the model in use. */
  readonly use: (trained: TrainedModel, status: EncoderStatus) => Promise<void>
  readonly save: (trained: TrainedModel) => Promise<void>
  readonly report: (error: unknown) => void
  readonly announce: (text: string) => void
}

export interface ReportService extends ReportController {
  dispose(): void
}

/** What one does with a report once it is there: measure more of it, and go back to an earlier one. */
export function createReportService(options: ReportOptions): ReportService {
  const { state, learn, versions } = options
  let measuring: AbortController | null = null

  async function measure(signal: AbortSignal): Promise<void> {
    const { model, report } = state.getState()
    if (!model || !report) return
    const outcome = await learn.learningCurve(options.newJob(), {
      signal,
      onProgress: (progress) => state.setState({ curve: { progress } }),
    })
    // A training meanwhile has a report of its own, to which this curve does not belong.
    if (outcome.outcome === 'cancelled' || state.getState().model !== model) return
    const measured = { ...report, learningCurve: outcome.curve }
    state.setState({ report: measured })
    await options.save({ model, report: measured })
    options.announce('Learning curve measured')
  }

  return {
    async measureLearningCurve() {
      if (measuring) return
      measuring = new AbortController()
      state.setState({ curve: { progress: null } })
      try {
        await measure(measuring.signal)
      } catch (error) {
        options.report(error)
      } finally {
        measuring = null
        state.setState({ curve: null })
      }
    },

    stopLearningCurve: () => measuring?.abort(),

    watchVersions: (onVersions) => versions.watch(onVersions, options.report),
    loadVersion: (trainedAt) => versions.load(trainedAt),

    async restore({ trainedAt, report }) {
      const kept = await versions.load(trainedAt)
      if (!kept) throw notRestored('gone')
      if (kept.encoder.id !== options.newJob().encoder) throw notRestored('encoder')
      const status = await learn.loadEncoder(kept.encoder.id, state.getState().backend)
      if (status.revision !== kept.encoder.revision) throw notRestored('encoder')
      const vectors = await learn.embed(kept.examples.texts)
      await options.use({ model: withVectors(kept, vectors), report }, status)
      options.announce('The earlier version answers from now on')
    },

    dispose: () => measuring?.abort(),
  }
}

function withVectors(kept: KeptModel, vectors: readonly Float32Array[]): IntentModel {
  const { dimension } = kept.encoder
  const stacked = new Float32Array(vectors.length * dimension)
  vectors.forEach((vector, row) => stacked.set(vector, row * dimension))
  return { ...kept, examples: { ...kept.examples, vectors: roundedRows(stacked, dimension) } }
}

const notRestored = (because: 'gone' | 'encoder'): AppError =>
  new AppError('learn/not-restored', 'The version cannot be restored', { details: { because } })
