import type { BundleContents } from '#bundle/contract.ts'
import { AppError } from '#shared/app-error.ts'
import { loadWorkflow } from '../load-workflow.ts'

/** What the headless programs end with. */
export const EXIT = {
  /** Something failed while it ran. */
  failed: 1,
  /** Called wrongly, or with a file that is missing or damaged. */
  setUp: 2,
  /** What was given is not valid: a workflow, a line, the values of an action. */
  invalid: 4,
} as const

/** Runs a command-line program: a failure of the world is a sentence, a bug keeps its stack. */
export function runCli(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(isSentence(error) ? error.message : error)
    process.exitCode =
      error instanceof UsageError || isOfArguments(error) ? EXIT.setUp : EXIT.failed
  })
}

const isSentence = (error: unknown): error is Error =>
  error instanceof AppError ||
  error instanceof UsageError ||
  isOfArguments(error) ||
  isMissing(error)

const isMissing = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** What `parseArgs` throws of an option that is not known. */
const isOfArguments = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/** Called wrongly; its message is how to call it, or what is wrong with what it was called with. */
export class UsageError extends Error {}

/** Opens what a program was called with: what is wrong with that is for who called it to mend. */
export async function wrongSetUp<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError || isOfFiles(error))
      throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** ENOENT, EACCES, EISDIR … */
const isOfFiles = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'code' in error

export const workflowFrom = (reference: string): Promise<BundleContents> =>
  wrongSetUp(() => loadWorkflow(reference))
