import { err, ok, type Result } from '#shared/result.ts'
import { isUsable, unusable, type Encoder, type TokenReading } from '../model/encoder.ts'
import type { Turn } from '../onnx/runtime.ts'
import type { EncoderStatus } from './contract.ts'

/** An encoder on a back end. */
export interface OpenedEncoder {
  readonly encoder: Encoder
  readonly status: EncoderStatus
  dispose(): Promise<void>
  /** The same on the CPU, where this one is on a GPU; left out where there is nothing to go back to. */
  readonly openOnCpu?: (() => Promise<OpenedEncoder>) | undefined
}

export interface SteadyEncoder {
  readonly encoder: Encoder
  /** As it is now: the back end may not be the one it was opened on. */
  status(): EncoderStatus
  dispose(): Promise<void>
}

/**
 * An encoder that outlives its GPU. A device can be lost at any moment (a driver that restarts, a
 * laptop that sleeps), and some drivers compute nonsense: where a pass fails, or gives what is no
 * vector, the encoder is opened on the CPU, the pass is done again there, and all that follow are.
 * What was embedded by then is kept. On the CPU a failure is final, and is thrown.
 */
export function steadyEncoder(
  first: OpenedEncoder,
  turn: Turn,
  onStatus: (status: EncoderStatus) => void = () => {},
): SteadyEncoder {
  let opened = first
  let retreat: Promise<void> | null = null
  let isDisposed = false
  /** Why the GPU is not asked any more. */
  let because = ''
  let failure: unknown = null

  /** Within a turn, so that no pass that waits for its own is tried on a GPU that has failed. */
  async function attempt<T>(
    { encoder, openOnCpu: hasRetreat }: OpenedEncoder,
    work: (encoder: Encoder) => Promise<T>,
    check: (result: T) => boolean,
  ): Promise<Result<T, unknown>> {
    if (hasRetreat && failure) return err(failure)
    const fail = (cause: unknown, why: string): Result<never, unknown> => {
      if (hasRetreat) [failure, because] = [cause, why]
      return err(cause)
    }
    try {
      const value = await work(encoder)
      if (check(value)) return ok(value)
      return fail(unusable(encoder), 'it computed numbers that make no sense')
    } catch (cause) {
      return fail(cause, 'it stopped while at work')
    }
  }

  async function openOnCpu(broken: OpenedEncoder): Promise<void> {
    const fresh = await turn(broken.openOnCpu!)
    const { passedOver, backend } = broken.status
    const others = passedOver.filter((other) => other.backend !== fresh.status.backend)
    opened = {
      ...fresh,
      status: { ...fresh.status, passedOver: [...others, { backend, because }] },
    }
    // The broken one is not disposed of: a lost device may never answer, and its runtime is ours too.
    onStatus(opened.status)
  }

  async function pass<T>(
    work: (encoder: Encoder) => Promise<T>,
    check: (result: T) => boolean,
  ): Promise<T> {
    const mine = opened
    const result = await turn(() => attempt(mine, work, check))
    if (result.ok) return result.value
    if (mine === opened) {
      if (isDisposed || !mine.openOnCpu) throw result.error
      retreat ??= openOnCpu(mine).finally(() => {
        retreat = null
      })
    }
    await retreat
    const again = await turn(() => work(opened.encoder))
    if (!check(again)) throw unusable(opened.encoder)
    return again
  }

  const { encoder } = first
  const isVector = (vector: Float32Array): boolean => isUsable(vector, encoder.dimension)
  const areVectors = (vectors: readonly Float32Array[]): boolean => vectors.every(isVector)
  const isReading = ({ embedding, hidden }: TokenReading): boolean =>
    isVector(embedding) && hidden.every(Number.isFinite)

  return {
    encoder: {
      ...encoder,
      arithmetic: () => opened.encoder.arithmetic?.() ?? '',
      embed: (text) => pass((on) => on.embed(text), isVector),
      ...(encoder.embedBatch && {
        embedBatch: (texts: readonly string[]) => pass((on) => on.embedBatch!(texts), areVectors),
      }),
      ...(encoder.read && { read: (text: string) => pass((on) => on.read!(text), isReading) }),
    },
    status: () => opened.status,
    dispose() {
      isDisposed = true
      return opened.dispose()
    },
  }
}
