import { AppError } from '#shared/app-error.ts'
import type { LearnService } from './learn-service.ts'

interface DisposableLearn extends LearnService {
  dispose(): void
}

/**
 * A learn worker that is started when first needed and again after it died. What it had loaded is
 * gone then: whoever gets `learn/worker-crashed` must load it anew.
 */
export function restartingLearn(start: () => DisposableLearn): LearnService {
  let client: DisposableLearn | null = null

  async function call<T>(work: (learn: LearnService) => Promise<T>): Promise<T> {
    client ??= start()
    const mine = client
    try {
      return await work(mine)
    } catch (error) {
      if (error instanceof AppError && error.code === 'learn/worker-crashed' && client === mine) {
        mine.dispose()
        client = null
      }
      throw error
    }
  }

  return {
    loadEncoder: (encoder, backend) => call((learn) => learn.loadEncoder(encoder, backend)),
    train: (job, options) => call((learn) => learn.train(job, options)),
    loadModel: (model) => call((learn) => learn.loadModel(model)),
    unloadModel: () => call((learn) => learn.unloadModel()),
    understand: (text) => call((learn) => learn.understand(text)),
    embed: (texts) => call((learn) => learn.embed(texts)),
  }
}
