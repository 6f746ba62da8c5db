/**
 * Everything that can go wrong for a reason outside the code: a network, a quota, a file, a peer.
 * A bug is a plain `Error`; an answer a person can give wrongly is a value, not an error.
 * The studio words each code in one table (`studio/ui/error-text.ts`): a new code does not compile
 * until it has a sentence there.
 */
export type ErrorCode =
  | 'benchmark/not-readable'
  | 'bundle/not-a-bundle'
  | 'bundle/newer-than-app'
  | 'bundle/too-large'
  | 'bundle/unsafe-path'
  | 'bundle/damaged'
  | 'db/changed-elsewhere'
  | 'db/newer-than-app'
  | 'db/quota-exceeded'
  | 'db/unavailable'
  | 'db/not-handed-over'
  | 'db/malformed-document'
  | 'examples/unreachable'
  | 'import/not-readable'
  | 'import/too-large'
  | 'learn/encoder-unavailable'
  | 'learn/encoder-damaged'
  | 'learn/not-enough-utterances'
  | 'learn/not-restored'
  | 'learn/not-trained'
  | 'learn/worker-crashed'
  | 'learn/backend-unavailable'
  | 'sandbox/unavailable'
  | 'sandbox/does-not-compile'
  | 'sandbox/failed'
  | 'sandbox/timed-out'
  | 'sandbox/out-of-memory'
  | 'sandbox/cannot-undo'
  | 'sandbox/not-allowed'
  | 'llm/not-configured'
  | 'llm/unreachable'
  | 'llm/refused'
  | 'llm/too-large'
  | 'llm/too-many-requests'
  | 'llm/timed-out'
  | 'llm/not-allowed'
  | 'llm/bad-request'

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>

interface AppErrorOptions {
  /** Facts the message is made of, so that the interface can word it again in its own terms. */
  readonly details?: ErrorDetails
  readonly cause?: unknown
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, { details = {}, cause }: AppErrorOptions = {}) {
    super(message, { cause })
    this.code = code
    this.details = details
  }
}

/** What was to be expected of a failure; a bug is thrown on, with its stack. */
export function expected(error: unknown): AppError {
  if (error instanceof AppError) return error
  throw error
}

/** What is left of an `AppError` after a worker, a server or a bundle: plain data. */
export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

export function toWire({ code, message, details }: AppError): WireError {
  return { code, message, details }
}

export function fromWire({ code, message, details }: WireError): AppError {
  return new AppError(code, message, { details })
}
