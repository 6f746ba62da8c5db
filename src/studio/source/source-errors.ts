import type { JournalEntry } from '#engine/turn/events.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Marker } from './editor-props.ts'

/** A failure with its place in the source. */
export interface SourceError extends Marker {
  readonly path: string
  /** Unix ms; a failure older than the last edit of its file says nothing about it any more. */
  readonly at: number
}

/**
 * What is known to be wrong with the source: why the application does not start, and for each
 * command how its last run failed, if it did.
 */
export function sourceErrors(
  starting: WireError | null,
  entries: readonly JournalEntry[],
): readonly SourceError[] {
  const failed = new Map<string, SourceError | undefined>()
  for (const { at, event } of entries) {
    if (event.type === 'command-ended') failed.delete(event.command)
    if (event.type === 'command-failed') failed.set(event.command, placed(event.error, at))
  }
  // The application is started anew after each edit, so its failure is never an old one.
  const all = [
    starting ? placed(starting, Number.POSITIVE_INFINITY) : undefined,
    ...failed.values(),
  ]
  return all.filter((error) => error !== undefined)
}

function placed({ message, details }: WireError, at: number): SourceError | undefined {
  const { file, line, column } = details
  if (typeof file !== 'string' || typeof line !== 'number') return undefined
  return { path: file, line, ...(typeof column === 'number' && { column }), message, at }
}
