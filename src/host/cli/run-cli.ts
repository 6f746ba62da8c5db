import { AppError } from '#shared/app-error.ts'

/** Runs a command-line program: a failure of the world is a sentence, a bug keeps its stack. */
export function runCli(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(isSentence(error) ? error.message : error)
    process.exitCode = 1
  })
}

const isSentence = (error: unknown): error is Error =>
  error instanceof AppError ||
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && error.code === 'ENOENT')

/** Called wrongly; its message is how to call it. */
export class UsageError extends Error {}
