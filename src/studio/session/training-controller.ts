import { createStore } from 'zustand/vanilla'
import { teachable } from '#domain/corrections-in-force.ts'
import { newId } from '#domain/ids.ts'
import type { IntentModel, Understanding } from '#domain/intent-model.ts'
import { workflowOf } from '#domain/queries.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { trainingKey } from '#domain/training-key.ts'
import { heldOutRows, trainingRows } from '#domain/training-rows.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { misfitOf } from '#learn/encoders.ts'
import type { BackendChoice, EncoderStatus, TrainJob } from '#learn/worker/contract.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import type { DocumentStore } from '#store/document-store.ts'
import type { TrainedModel } from '#store/model-store.ts'
import type { LearnService } from './learn-service.ts'
import { createReportService, type Versions } from './report-controller.ts'
import type { TrainingController, TrainingState } from './studio.ts'
import { createTimeLeft } from './time-left.ts'

/** Same rows, same seed, same model: a fixed seed makes two trainings of one document agree. */
const SEED = 1

export interface TrainingOptions {
  readonly document: DocumentStore
  readonly learn: LearnService
  /** What an earlier training left. */
  readonly trained: TrainedModel | null
  readonly backend: BackendChoice
  readonly save: (trained: TrainedModel) => Promise<void>
  readonly versions: Versions
  readonly saveBackend: (choice: BackendChoice) => void
  readonly report: (error: unknown) => void
  readonly announce: (text: string) => void
}

/** Training and the loaded model of one workflow, and the ports the ladder needs of them. */
export interface TrainingService extends TrainingController {
  /** `null` while untrained, or while the encoder cannot be loaded (which `error` then tells). */
  understand(text: string): Promise<Understanding | null>
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** Loads the encoder, and the model if there is one, so that neither Train nor Send waits for it. */
  warmUp(): void
  /** Takes over what another tab has trained meanwhile. */
  adopt(trained: TrainedModel | null): void
  dispose(): void
}

interface Loading {
  readonly encoder: string
  readonly model: IntentModel | null
  readonly done: Promise<void>
  readonly isDone: boolean
}

export function createTrainingService(options: TrainingOptions): TrainingService {
  const { document, learn } = options
  const current = () => teachable(document.state.getState().document, Date.now())
  const currentKey = () => trainingKey(current())
  const encoderOf = () => workflowOf(document.state.getState().document).encoder
  /** How a model stands to the document as it is now. */
  const standing = (model: IntentModel | null): Pick<TrainingState, 'stale' | 'misfit'> => ({
    stale: model !== null && model.trainedOn !== currentKey(),
    misfit: model && misfitOf(model, encoderOf()),
  })

  const state = createStore<TrainingState>(() => ({
    status: 'idle',
    progress: null,
    model: options.trained?.model ?? null,
    report: options.trained?.report ?? null,
    ...standing(options.trained?.model ?? null),
    encoder: null,
    backend: options.backend,
    error: null,
    curve: null,
  }))

  /** The model that is open in the worker, and the work of opening it. */
  let loaded: Loading | null = null
  /** The encoder that was asked for last, whether it came or not. */
  let asked: string | null = null
  let running: AbortController | null = null
  let staleCheck: ReturnType<typeof setTimeout> | undefined

  // Hashing a few thousand rows takes milliseconds; once after a burst of typing is enough.
  const unsubscribe = document.onChange(() => {
    clearTimeout(staleCheck)
    staleCheck = setTimeout(() => {
      const before = state.getState()
      const next = standing(before.model)
      if (next.stale !== before.stale || next.misfit !== before.misfit) state.setState(next)
      if (asked !== null && asked !== encoderOf()) changeEncoder()
    }, 150)
  })
  const unwatch = learn.watchEncoder((encoder) => {
    state.setState({ encoder })
    options.announce(`The sentence encoder goes on on ${encoder.backend}`)
  })

  /** Asked of the document itself: a model is not asked even a moment after the encoder changed. */
  function answering(): IntentModel | null {
    const { model } = state.getState()
    return model && misfitOf(model, encoderOf()) === null ? model : null
  }

  function changeEncoder(): void {
    state.setState({ encoder: null, error: null })
    ensureLoaded().catch(noteFailure)
  }

  async function load(id: string, model: IntentModel | null): Promise<void> {
    const encoder = await learn.loadEncoder(id, state.getState().backend)
    // Another may have been chosen meanwhile.
    if (id === encoderOf()) state.setState({ encoder, error: null })
    if (model) await learn.loadModel(model)
  }

  /** Loads what is not loaded yet; calls made meanwhile share the work. A failure is tried anew. */
  function ensureLoaded(): Promise<void> {
    const model = answering()
    const encoder = encoderOf()
    asked = encoder
    // Another workflow may have given the worker its own model since.
    const isElsewhere = model !== null && loaded?.isDone === true && !learn.hasLoaded(model)
    const isOther = loaded?.model !== model || loaded.encoder !== encoder
    if (loaded === null || isOther || isElsewhere) {
      const done = load(encoder, model)
      const attempt = { encoder, model, done, isDone: false }
      loaded = attempt
      done.then(
        () => (attempt.isDone = true),
        () => {
          if (loaded === attempt) loaded = null
        },
      )
    }
    return loaded.done
  }

  /** A failure of the world is shown; after a crash the next call starts from an empty worker. */
  function noteFailure(error: unknown): void {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'learn/worker-crashed') loaded = null
    state.setState({ error: toWire(error) })
  }

  const newJob = (): TrainJob => {
    const { encoder } = workflowOf(current())
    return {
      id: newId<string>(),
      encoder,
      backend: state.getState().backend,
      seed: SEED,
      rows: trainingRows(current()),
      slots: slotLesson(current()),
      heldOut: heldOutRows(current()),
      scopes: jobScopes(current()),
    }
  }

  /** Kept first: what was learned must not be lost because it cannot be loaded. */
  async function use({ model, report }: TrainedModel, encoder: EncoderStatus): Promise<void> {
    state.setState({ model, report, encoder, ...standing(model) })
    await options.save({ model, report })
    await ensureLoaded()
  }

  const reporting = createReportService({ ...options, state, newJob, use })

  return {
    state,
    answering,
    ...reporting,

    async train() {
      if (running) return
      running = new AbortController()
      reporting.stopLearningCurve()
      const timeLeft = createTimeLeft(() => performance.now())
      state.setState({ status: 'training', progress: null, leftMs: null, error: null })
      options.announce('Training started')
      try {
        const job = newJob()
        const key = trainingKey(current())
        const outcome = await learn.train(job, {
          signal: running.signal,
          onProgress: (progress) => state.setState({ progress, leftMs: timeLeft.note(progress) }),
        })
        if (outcome.outcome === 'cancelled') {
          options.announce('Training cancelled')
          return
        }
        const { report, status } = outcome
        await use({ model: { ...outcome.model, trainedOn: key }, report }, status)
        options.announce('Training done')
      } catch (error) {
        options.announce('Training failed')
        if (error instanceof AppError) noteFailure(error)
        options.report(error)
      } finally {
        running = null
        state.setState({ status: 'idle', progress: null, leftMs: null })
      }
    },

    cancel: () => running?.abort(),

    async setBackend(backend) {
      options.saveBackend(backend)
      state.setState({ backend })
      loaded = null
      try {
        await ensureLoaded()
      } catch (error) {
        noteFailure(error)
        options.report(error)
      }
    },

    async understand(text) {
      if (answering() === null) return null
      try {
        await ensureLoaded()
        return await learn.understand(text)
      } catch (error) {
        noteFailure(error)
        return null
      }
    },

    async findSpans(request) {
      if (!answering()?.slots) return null
      try {
        await ensureLoaded()
        return await learn.findSpans(request)
      } catch (error) {
        noteFailure(error)
        return null
      }
    },

    async embed(texts) {
      await ensureLoaded()
      return learn.embed(texts)
    },

    warmUp() {
      ensureLoaded().catch(noteFailure)
    },

    adopt(trained) {
      const { model } = state.getState()
      if (!trained || trained.model.trainedAt === model?.trainedAt) return
      state.setState({ ...trained, ...standing(trained.model) })
    },

    dispose() {
      running?.abort()
      reporting.dispose()
      unsubscribe()
      unwatch()
      clearTimeout(staleCheck)
    },
  }
}
