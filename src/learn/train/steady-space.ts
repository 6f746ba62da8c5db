import type { LossSession } from '../onnx/loss-session.ts'
import { typedArraySpace } from './head-space.ts'
import type { Objective, Problem } from './softmax-loss.ts'

/** A runtime failed at a fit, which must be done again without it. Never leaves `train/`. */
export class RuntimeFailed extends Error {
  override readonly name = 'RuntimeFailed'
}

/**
 * Opens a loss that never gives nonsense: where the runtime fails, or gives what are no numbers, a
 * fit ends with `RuntimeFailed`, and so does every later one at its beginning. Where it does not
 * open at all, typed arrays stand in for it. `onFailure` hears of it once.
 */
export function steadySpace(
  open: (problem: Problem) => Promise<LossSession>,
  onFailure: (because: string) => void,
): (problem: Problem) => Promise<LossSession> {
  return async (problem) => {
    let failure: RuntimeFailed | null = null
    const fail = (because: string, cause?: unknown): RuntimeFailed => {
      if (!failure) onFailure(because)
      failure ??= new RuntimeFailed(because, { cause })
      return failure
    }
    const session = await open(problem).catch((cause: unknown) => fail('it did not open', cause))
    if (session instanceof RuntimeFailed)
      return { ...typedArraySpace(problem), dispose: async () => {} }

    async function inRuntime<T>(work: () => T | Promise<T>, check: (result: T) => boolean) {
      if (failure) throw failure
      const stopped = (cause: unknown): never => {
        throw fail('it stopped while at work', cause)
      }
      const result = await Promise.resolve().then(work).catch(stopped)
      if (check(result)) return result
      throw fail('it computed numbers that make no sense')
    }

    return {
      ...session,
      // What failed may not end either, and the fit does not depend on it.
      dispose: () => session.dispose().catch(() => {}),
      objective(rowWeights, ridge): Objective {
        const objective = session.objective(rowWeights, ridge)
        return (theta, gradient) =>
          inRuntime(
            () => objective(theta, gradient),
            (value) => Number.isFinite(value) && gradient.every(Number.isFinite),
          )
      },
      headAt: (theta) =>
        inRuntime(
          () => session.headAt(theta),
          ({ weights, bias }) => weights.every(Number.isFinite) && bias.every(Number.isFinite),
        ),
    }
  }
}
