import type { Encoder, VectorCache } from '../model/encoder.ts'
import { embedAll } from '../model/encoder.ts'
import { BACKGROUND_MESSAGES } from '../background.ts'
import { unrelatedCosine } from '../encoders.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { LearningCurve } from '#domain/training-details.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import type { LossSession } from '../onnx/loss-session.ts'
import type { TrainJob, TrainProgress } from '../worker/contract.ts'
import { trainSlots } from '../slots/train-slots.ts'
import type { WordReader } from '../slots/word-reader.ts'
import { measureLearningCurve } from './learning-curve.ts'
import type { Problem } from './softmax-loss.ts'
import { trainModel } from './train-model.ts'

/** What a job needs besides its rows; the worker and Node give different ones. */
export interface JobPorts {
  readonly encoder: Encoder
  readonly cache: VectorCache | null
  /** Without it the values in utterances are not learned. */
  readonly readWords?: WordReader | null | undefined
  readonly openLoss?: ((problem: Problem) => Promise<LossSession>) | undefined
  /** As it stands in the report. */
  readonly backend: string
}

/**
 * Embeds the rows and makes a model of them. Throws the signal's reason when aborted.
 * `totalMs` counts from `startedAt` (`performance.now()`), so that loading can be part of it.
 */
export async function runJob(
  {
    rows,
    seed,
    scopes,
    slots: lesson,
    heldOut = [],
  }: Pick<TrainJob, 'rows' | 'seed' | 'scopes' | 'slots' | 'heldOut'>,
  { encoder, cache, readWords, openLoss, backend }: JobPorts,
  onProgress: (progress: TrainProgress) => void | Promise<void>,
  signal: AbortSignal,
  startedAt = performance.now(),
): Promise<{ readonly model: IntentModel; readonly report: TrainingReport }> {
  const embeddingFrom = performance.now()
  const texts = [...[...rows, ...heldOut].map(({ text }) => text), ...BACKGROUND_MESSAGES]
  const vectors = await embedAll(encoder, texts, {
    cache,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'embedding', done, total }),
  })
  const background = vectors.slice(rows.length + heldOut.length)
  const fittingFrom = performance.now()
  const { id, revision, dimension } = encoder
  let fitted = 0
  // The tagger is one more thing to fit, after the heads.
  const more = lesson && readWords && lesson.rows.length > 0 ? 1 : 0
  const { model, measured } = await trainModel(
    {
      rows,
      vectors: vectors.slice(0, rows.length),
      unrelated: unrelatedCosine(id),
      encoder: { id, revision, dimension },
      seed,
      scopes,
      background: {
        taught: background.filter((_, index) => index % 2 === 0),
        heldOut: background.filter((_, index) => index % 2 === 1),
        heldOutTexts: BACKGROUND_MESSAGES.filter((_, index) => index % 2 === 1),
      },
      heldOut: {
        rows: heldOut,
        vectors: vectors.slice(rows.length, rows.length + heldOut.length),
      },
    },
    {
      openLoss,
      pause: pauseEvery(25, signal),
      onFitted: (done, total) => {
        fitted = total
        return onProgress({ phase: 'fitting', done, total: total + more })
      },
      now: Date.now,
    },
  )
  const pause = pauseEvery(25, signal)
  const slots =
    lesson && readWords
      ? await trainSlots(lesson, { read: readWords, dimension, seed, pause })
      : null
  if (more > 0) await onProgress({ phase: 'fitting', done: fitted + more, total: fitted + more })
  const end = performance.now()
  return {
    model: { ...model, slots },
    report: {
      ...measured,
      modelBytes: measured.modelBytes + (slots?.weights.length ?? 0),
      backend,
      embedMs: fittingFrom - embeddingFrom,
      fitMs: end - fittingFrom,
      totalMs: end - startedAt,
    },
  }
}

/** Measures how quality grows with the rows of a job; embeddings come from the cache by now. */
export async function runLearningCurve(
  { rows, seed }: Pick<TrainJob, 'rows' | 'seed'>,
  { encoder, cache, openLoss }: JobPorts,
  onProgress: (progress: TrainProgress) => void | Promise<void>,
  signal: AbortSignal,
): Promise<LearningCurve> {
  const texts = [...rows.map(({ text }) => text), ...BACKGROUND_MESSAGES]
  const vectors = await embedAll(encoder, texts, {
    cache,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'embedding', done, total }),
  })
  const taught = vectors.slice(rows.length).filter((_, index) => index % 2 === 0)
  return measureLearningCurve(
    {
      rows,
      vectors: vectors.slice(0, rows.length),
      unrelated: unrelatedCosine(encoder.id),
      seed,
      taught,
    },
    {
      openLoss,
      pause: pauseEvery(25, signal),
      onFitted: (done, total) => onProgress({ phase: 'fitting', done, total }),
    },
  )
}

/** Lets other messages be heard at most every so many milliseconds, and stops when aborted. */
function pauseEvery(intervalMs: number, signal: AbortSignal): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal.throwIfAborted()
    if (performance.now() - last < intervalMs) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    last = performance.now()
    signal.throwIfAborted()
  }
}
