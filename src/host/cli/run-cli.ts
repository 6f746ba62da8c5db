import { AppError } from '#shared/app-error.ts'

/**
 * Runs a command-line program: a failure of the world is a sentence, a bug keeps its stack. Ends
 * with 2 where it was called wrongly, and with 1 for all else.
 */
export function runCli(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(isSentence(error) ? error.message : error)
    process.exitCode = error instanceof UsageError || isOfArguments(error) ? 2 : 1
  })
}

const isSentence = (error: unknown): error is Error =>
  error instanceof AppError ||
  error instanceof UsageError ||
  isOfArguments(error) ||
  (error instanceof Error && 'code' in error && error.code === 'ENOENT')

/** What `parseArgs` throws of an option that is not known. */
const isOfArguments = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/** Called wrongly; its message is how to call it. */
export class UsageError extends Error {}
