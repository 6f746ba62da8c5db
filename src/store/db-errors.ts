import { AppError } from '#shared/app-error.ts'

/**
 * Runs work on the database and words its failures: a full disk, a database that is missing,
 * blocked or closed. Everything else (a key that is none, a value that cannot be cloned) is a bug
 * and passes as it is.
 */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toAppError(error)
  }
}

const UNAVAILABLE: ReadonlySet<string> = new Set([
  'OpenFailedError',
  'MissingAPIError',
  'MissingApiError',
  'DatabaseClosedError',
  'InvalidStateError',
  'SecurityError',
  'NotAllowedError',
  'UnknownError',
  'TimeoutError',
  'AbortError',
])

export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const names = namesOf(error)
  if (names.has('QuotaExceededError'))
    return new AppError('db/quota-exceeded', 'The browser has no room left for this', {
      cause: error,
    })
  if ([...names].some((name) => UNAVAILABLE.has(name)))
    return new AppError('db/unavailable', 'The browser does not let the studio use its database', {
      cause: error,
    })
  return error
}

/**
 * The names of an error and of all it carries: Dexie tells of a full disk as an AbortError with the
 * reason inside, or as a BulkError with one failure a row.
 */
function namesOf(error: unknown, depth = 0): ReadonlySet<string> {
  const names = new Set<string>()
  if (typeof error !== 'object' || error === null || depth > 4) return names
  const { name, inner, cause, failures } = error as Readonly<Record<string, unknown>>
  if (typeof name === 'string') names.add(name)
  const rows: readonly unknown[] = Array.isArray(failures) ? failures.slice(0, 5) : []
  const carried = [inner, cause, ...rows]
  for (const each of carried) for (const found of namesOf(each, depth + 1)) names.add(found)
  return names
}
