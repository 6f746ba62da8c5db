import type { IntentModel } from '#domain/intent-model.ts'
import type { EncoderSink } from '#learn/worker/contract.ts'
import { AppError } from '#shared/app-error.ts'
import type { LearnService } from './learn-service.ts'

interface DisposableLearn extends Omit<LearnService, 'hasLoaded' | 'watchEncoder'> {
  watchEncoder(sink: EncoderSink): void
  dispose(): void
}

/**
 * A learn worker that is started when first needed and again after it died. What it had loaded is
 * gone then: whoever gets `learn/worker-crashed` must load it anew.
 */
export function restartingLearn(start: () => DisposableLearn): LearnService {
  let client: DisposableLearn | null = null
  /** The model that the worker was given last, and has. */
  let loaded: IntentModel | null = null
  const watchers = new Set<EncoderSink>()

  function started(): DisposableLearn {
    const fresh = start()
    fresh.watchEncoder((status) => watchers.forEach((tell) => tell(status)))
    return fresh
  }

  async function call<T>(work: (learn: DisposableLearn) => Promise<T>): Promise<T> {
    client ??= started()
    const mine = client
    try {
      return await work(mine)
    } catch (error) {
      if (error instanceof AppError && error.code === 'learn/worker-crashed' && client === mine) {
        mine.dispose()
        client = null
        loaded = null
      }
      throw error
    }
  }

  return {
    loadEncoder: (encoder, backend) => call((learn) => learn.loadEncoder(encoder, backend)),
    hasLoaded: (model) => loaded === model,
    train: (job, options) => call((learn) => learn.train(job, options)),
    learningCurve: (job, options) => call((learn) => learn.learningCurve(job, options)),
    async loadModel(model) {
      loaded = null
      await call((learn) => learn.loadModel(model))
      loaded = model
    },
    unloadModel() {
      loaded = null
      return call((learn) => learn.unloadModel())
    },
    understand: (text) => call((learn) => learn.understand(text)),
    findSpans: (request) => call((learn) => learn.findSpans(request)),
    embed: (texts) => call((learn) => learn.embed(texts)),
    watchEncoder(onStatus) {
      watchers.add(onStatus)
      return () => void watchers.delete(onStatus)
    },
  }
}
