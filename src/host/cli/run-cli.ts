import type { BundleContents } from '#bundle/contract.ts'
import { AppError } from '#shared/app-error.ts'
import { loadWorkflow } from '../load-workflow.ts'
import { exitOfError, isOfArguments, UsageError } from './exit-codes.ts'
import { fileText, isOfFiles } from './file-text.ts'

/** Runs a command-line program: a failure of the world is a sentence, a bug keeps its stack. */
export function runCli(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(isOfFiles(error) ? fileText(error) : isSentence(error) ? error.message : error)
    process.exitCode = exitOfError(error)
  })
}

const isSentence = (error: unknown): error is Error =>
  error instanceof AppError || error instanceof UsageError || isOfArguments(error)

/** Opens what a program was called with: what is wrong with that is for who called it to mend. */
export async function wrongSetUp<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isOfFiles(error)) throw new UsageError(fileText(error), { cause: error })
    if (error instanceof AppError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** What the first argument of each program names. */
export const workflowFrom = (reference: string): Promise<BundleContents> =>
  wrongSetUp(async () => {
    try {
      return await loadWorkflow(reference)
    } catch (error) {
      if (isOfFiles(error) && error.code === 'ENOENT' && error.path === reference)
        throw new UsageError(`There is no file, folder or example “${reference}”.`, {
          cause: error,
        })
      throw error
    }
  })
