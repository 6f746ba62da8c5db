import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { EffectLog } from '../ports.ts'
import { HostFailure, type HostPort, type HostRequest } from './host-port.ts'
import { allowedRequest, requestRecord, type WorldRequest } from './host-requests.ts'
import type { Outside } from './running.ts'

const MAX_RESPONSE_BYTES = 2_000_000
/** One request; all of a call together have `waitMs`. */
const REQUEST_MS = 15_000

interface OutsideOptions {
  readonly host: HostPort
  readonly allowed: ReadonlySet<string>
  readonly effects: EffectLog
  readonly signal: AbortSignal
  readonly waitMs: number
}

/**
 * Answers what one execution asks of the world. What is not allowed is told to the handler and
 * nobody else. What is allowed is written down before it is sent and after it is answered, under
 * its number; what was answered before is not asked again. What was asked at once is sent at once.
 */
export function outside({ host, allowed, effects, signal, waitMs }: OutsideOptions): Outside {
  let leftMs = waitMs

  async function answerTo(request: WorldRequest, limit: AbortSignal): Promise<Json> {
    const checked = allowedRequest(request, allowed)
    if (!checked.ok) return { number: request.number, refused: checked.error }
    const effect = {
      key: String(request.number),
      kind: 'fetch',
      request: requestRecord(checked.value),
    } as const
    const before = await effects.intend(effect)
    if (before !== undefined) return numbered(request, before)
    const result = await send(checked.value, limit)
    await effects.done(effect, result)
    return numbered(request, result)
  }

  async function send(request: HostRequest, limit: AbortSignal): Promise<Json> {
    const timeout = AbortSignal.timeout(REQUEST_MS)
    try {
      const signals = AbortSignal.any([limit, timeout])
      return { response: { ...(await host.fetch(request, signals, MAX_RESPONSE_BYTES)) } }
    } catch (error) {
      limit.throwIfAborted()
      if (timeout.aborted) return { failed: `There was no answer within ${REQUEST_MS / 1000} s` }
      if (error instanceof HostFailure) return { failed: error.message }
      throw error
    }
  }

  return {
    async answer(requests) {
      const started = performance.now()
      const waited = AbortSignal.timeout(Math.max(0, Math.ceil(leftMs)))
      const limit = AbortSignal.any([signal, waited])
      try {
        return await beforeAbort(
          limit,
          Promise.all(
            requests.map((request) => answerTo(request as unknown as WorldRequest, limit)),
          ),
        )
      } catch (error) {
        signal.throwIfAborted()
        if (!waited.aborted) throw error
        throw new AppError('sandbox/timed-out', `Waited more than ${waitMs} ms for others`, {
          details: { timeMs: waitMs },
          cause: error,
        })
      } finally {
        leftMs -= performance.now() - started
      }
    },
  }
}

const numbered = ({ number }: WorldRequest, result: Json): Json => ({
  number,
  ...(result as Readonly<Record<string, Json>>),
})

/** A host that does not heed its signal is not waited for. */
function beforeAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
