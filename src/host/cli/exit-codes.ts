import { AppError, type ErrorCode } from '#shared/app-error.ts'
import type { OutputLine } from './output-line.ts'

/** What the headless programs end with. */
export const EXIT = {
  /** Something failed while it ran. */
  failed: 1,
  /** Called wrongly, or with a file that is missing or damaged. */
  setUp: 2,
  /** What was given is not valid: a workflow, a line, the values of an action. */
  invalid: 4,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Called wrongly; its message is how to call it, or what is wrong with what it was called with. */
export class UsageError extends Error {}

/** Known before a workflow runs at all: `check-workflow` says the same of it. */
const CODES: Partial<Record<ErrorCode, ExitCode>> = {
  'sandbox/does-not-compile': EXIT.invalid,
  'learn/encoder-unavailable': EXIT.setUp,
}

/** Of a program that could not go on. */
export function exitOfError(error: unknown): ExitCode {
  if (error instanceof UsageError || isOfArguments(error)) return EXIT.setUp
  return (error instanceof AppError && CODES[error.code]) || EXIT.failed
}

/** Of a conversation: that something failed is graver than that something was not valid. */
export function exitAfter(
  before: ExitCode | undefined,
  { outcome, problems, earlier }: Pick<OutputLine, 'outcome' | 'problems' | 'earlier'>,
): ExitCode | undefined {
  const outcomes = [outcome, ...earlier.map((turn) => turn.outcome)]
  if (outcomes.includes('failed') || problems.some(({ code }) => code === 'error'))
    return EXIT.failed
  return before ?? (problems.length > 0 ? EXIT.invalid : undefined)
}

/** What `parseArgs` throws of an option that is not known. */
export const isOfArguments = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
