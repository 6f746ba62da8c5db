/** A request that was allowed: nothing of it is the application's to choose any more. */
export interface HostRequest {
  /** Absolute, of an allowed origin, without a name or password in it. */
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface HostResponse {
  readonly url: string
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * The way out that a page, a worker or Node gives an application. It sends no cookies and no
 * identity of its own, follows no redirect, and reads no more than `maxBytes`. Rejects with
 * `HostFailure` when the other side cannot be had; with the signal's reason when it is aborted.
 */
export interface HostPort {
  fetch(request: HostRequest, signal: AbortSignal, maxBytes: number): Promise<HostResponse>
}

/** Why there is no answer, as a sentence for the author of the handler. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure'
}
