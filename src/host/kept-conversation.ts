import type { Checkpoint, EnginePorts } from '#engine/ports.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { ConversationFile } from './conversation-file.ts'

/** The ports by which a session is kept, and what it is gone on with. */
export interface KeptConversation {
  readonly ports: Required<Pick<EnginePorts, 'journal' | 'checkpoint'>>
  /** The whole conversation; grows with it. */
  readonly entries: readonly JournalEntry[]
  /** The command whose effect the state held already when the conversation was opened. */
  readonly checkpoint: Checkpoint | null
  /** Keeps the state as it is now; a command that ran is kept already. */
  keep(): Promise<void>
}

/** Whose state is kept: an application in its thread, or on this one. */
export interface Kept {
  /** With its objects as text, which outlive another source. */
  save(): Promise<SavedState>
  /** Without, in a fraction of the time. A thread that had to be ended is gone on from the latest. */
  snapshot(): Promise<SavedState>
}

/** A conversation in memory, and in a file where there is one. */
export function keptConversation(file: ConversationFile | null, of: Kept): KeptConversation {
  const entries: JournalEntry[] = [...(file?.entries ?? [])]
  const before = file?.kept?.checkpoint ?? null
  let last = before
  let written: Promise<void> = Promise.resolve()
  return {
    entries,
    checkpoint: before,
    async keep() {
      const saved = await (file ? of.save() : of.snapshot())
      await file?.keep({ saved, checkpoint: last })
    },
    ports: {
      journal: {
        append(entry) {
          entries.push(entry)
          // In the order of the calls, and none whose forerunner could not be kept.
          if (file) written = written.then(() => file.append(entry))
          return written
        },
      },
      async checkpoint(done) {
        last = done
        // The state must not be ahead of the event that says where it came from.
        await written
        const saved = await of.snapshot()
        await file?.keep({ saved, checkpoint: done })
      },
    },
  }
}
