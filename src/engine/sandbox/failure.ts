import { AppError, type ErrorDetails } from '#shared/app-error.ts'
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
  const isMemory = error.name === 'InternalError' && error.message === 'out of memory'
  return new AppError(isMemory ? 'sandbox/out-of-memory' : 'sandbox/failed', error.message, {
    details,
  })
}

/** Stack lines read `    at cancel (app/order.ts:12:5)` or `    at app/order.ts:12:5`. */
function firstFrame(stack: string, files: ReadonlySet<string>) {
  for (const [, file = '', line, column] of stack.matchAll(
    /at (?:.*\()?([^()\s]+):(\d{1,6}):(\d{1,6})\)?$/gm,
  )) {
    if (files.has(file)) return { file, line: Number(line), column: Number(column) }
  }
  return undefined
}
