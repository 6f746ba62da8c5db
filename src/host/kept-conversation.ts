import type { Checkpoint, EnginePorts } from '#engine/ports.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { ConversationFile } from './conversation-file.ts'

/** The ports by which a session is kept, and what it is gone on with. */
export interface KeptConversation {
  readonly ports: Pick<EnginePorts, 'journal' | 'checkpoint'>
  /** The whole conversation; grows with it. */
  readonly entries: readonly JournalEntry[]
  /** The command whose effect the state held already when the conversation was opened. */
  readonly checkpoint: Checkpoint | null
  /** Keeps the state as it is now; a command that ran is kept already. */
  keep(): Promise<void>
}

/** A conversation in memory, and in a file where there is one. */
export function keptConversation(
  file: ConversationFile | null,
  save: () => Promise<SavedState>,
): KeptConversation {
  const entries: JournalEntry[] = [...(file?.entries ?? [])]
  const before = file?.kept?.checkpoint ?? null
  let last = before
  let written: Promise<void> = Promise.resolve()
  const keep = async (): Promise<void> => file?.keep({ saved: await save(), checkpoint: last })
  const checkpoint = async (done: Checkpoint): Promise<void> => {
    last = done
    // The state must not be ahead of the event that says where it came from.
    await written
    return keep()
  }
  return {
    entries,
    checkpoint: before,
    keep,
    ports: {
      journal: {
        append(entry) {
          entries.push(entry)
          // In the order of the calls, and none whose forerunner could not be kept.
          if (file) written = written.then(() => file.append(entry))
          return written
        },
      },
      ...(file && { checkpoint }),
    },
  }
}
