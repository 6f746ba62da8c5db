import { AppError } from '#shared/app-error.ts'
import type { HeadSession } from '../onnx/runtime.ts'

/**
 * A head that is opened again, once a message, where it fails or gives what are no numbers. Where
 * that does not help it throws `learn/backend-unavailable`: a message is never routed by nonsense.
 */
export async function openSteadyHead(open: () => Promise<HeadSession>): Promise<HeadSession> {
  let session = await open()
  return {
    async run(features) {
      const logits = await session.run(features).catch(() => null)
      if (logits?.every(Number.isFinite)) return logits
      const broken = session
      session = await open()
      broken.dispose().catch(() => {}) // What does not run may not end either.
      const again = await session.run(features)
      if (again.every(Number.isFinite)) return again
      throw new AppError('learn/backend-unavailable', 'The head gives no numbers', {
        details: { because: 'the trained model does not run on it' },
      })
    },
    dispose: () => session.dispose(),
  }
}
