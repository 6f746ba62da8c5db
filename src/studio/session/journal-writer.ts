import type { Journal, JournalEntry } from '#engine/turn/events.ts'

/**
 * A journal that writes what comes while it is writing in one go: a turn says many things at once,
 * and each write takes its time. `write` gets entries in order, and none after one that was lost.
 */
export function createJournalWriter(
  write: (entries: readonly JournalEntry[]) => Promise<void>,
): Journal {
  let queued: { readonly entries: JournalEntry[]; readonly done: Promise<void> } | null = null
  /** The latest write; `null` when all is written, or lost and told so. */
  let writing: Promise<void> | null = null

  function begin(entry: JournalEntry): Promise<void> {
    const entries = [entry]
    const done = (writing ?? Promise.resolve()).then(() => {
      queued = null
      return write(entries)
    })
    queued = { entries, done }
    writing = done
    const rest = (): void => {
      if (queued?.done === done) queued = null
      if (writing === done) writing = null
    }
    done.then(rest, rest)
    return done
  }

  return {
    append(entry) {
      if (!queued) return begin(entry)
      queued.entries.push(entry)
      return queued.done
    },
  }
}
