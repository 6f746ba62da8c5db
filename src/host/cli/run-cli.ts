import type { BundleContents } from '#bundle/contract.ts'
import { AppError } from '#shared/app-error.ts'
import { loadWorkflow } from '../load-workflow.ts'
import { exitOfError, isOfArguments, UsageError } from './exit-codes.ts'

/** Runs a command-line program: a failure of the world is a sentence, a bug keeps its stack. */
export function runCli(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(isSentence(error) ? error.message : error)
    process.exitCode = exitOfError(error)
  })
}

const isSentence = (error: unknown): error is Error =>
  error instanceof AppError ||
  error instanceof UsageError ||
  isOfArguments(error) ||
  isMissing(error)

const isMissing = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

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
