import { AppError, type ErrorCode, type ErrorDetails } from '#shared/app-error.ts'
import { doesNotCompile } from './compile.ts'
import type { KernelError } from './vm.ts'

/** What tells where it went wrong. */
export interface FailureContext {
  /** Files of the application and its handlers: the frames worth showing. */
  readonly files: ReadonlySet<string>
  /** Compile errors by key: a file's path, or what `install` calls an expression. */
  readonly faults: ReadonlyMap<string, AppError>
}

/**
 * An error of the application as an `AppError`, at the line of the TypeScript it came from.
 * `handler` is the command that ran, qualified; '' for none.
 */
export function failure(
  error: KernelError,
  { files, faults }: FailureContext,
  handler: string,
): AppError {
  const fault = error.kind === 'broken-file' ? faults.get(error.file) : undefined
  if (fault) return fault
  const frame = firstFrame(error.stack, files)
  if (error.kind === 'unknown-import') return doesNotCompile(error.file, error.message, frame ?? {})
  const file = frame?.file ?? error.file
  const details: ErrorDetails = {
    ...(file !== '' && { file }),
    ...(frame && { line: frame.line, column: frame.column }),
    ...(handler !== '' && { handler }),
    ...(error.name !== '' && { error: error.name }),
  }
  return new AppError(codeOf(error), error.message, { details })
}

function codeOf({ kind, name, message }: KernelError): ErrorCode {
  if (kind === 'not-allowed') return 'sandbox/not-allowed'
  if (kind === 'cannot-undo') return 'sandbox/cannot-undo'
  const isMemory = name === 'InternalError' && message === 'out of memory'
  return isMemory ? 'sandbox/out-of-memory' : 'sandbox/failed'
}

interface Frame {
  readonly file: string
  readonly line: number
  readonly column: number
}

function firstFrame(stack: string, files: ReadonlySet<string>): Frame | undefined {
  return stack
    .split('\n')
    .map(frameOf)
    .find((frame) => frame !== undefined && files.has(frame.file))
}

/** Stack lines read `    at cancel (app/order.ts:12:5)` or `    at app/order.ts:12:5`. */
function frameOf(text: string): Frame | undefined {
  const position = /:(\d{1,6}):(\d{1,6})\)?$/.exec(text)
  if (!position) return undefined
  const place = text.slice(0, position.index)
  const start = place.includes('(') ? place.lastIndexOf('(') + 1 : place.indexOf('at ') + 3
  return { file: place.slice(start), line: Number(position[1]), column: Number(position[2]) }
}
