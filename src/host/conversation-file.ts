import { deserialize, serialize } from 'node:v8'
import type { WorkflowId } from '#domain/ids.ts'
import type { Checkpoint } from '#engine/ports.ts'
import { readSavedState, type SavedState } from '#engine/sandbox/saved-state.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { AppError } from '#shared/app-error.ts'
import { nodeDisk, type Disk } from './disk.ts'

/** The application's state, and which command's effect it holds already. */
export interface KeptState {
  readonly saved: SavedState
  readonly checkpoint: Checkpoint | null
}

/**
 * A conversation that outlives the program: its journal as JSON Lines, and the application's state
 * beside it in `PATH.state`. Whenever writing breaks off, what is read next is the conversation
 * before it or after it.
 */
export interface ConversationFile {
  readonly entries: readonly JournalEntry[]
  readonly kept: KeptState | null
  append(entry: JournalEntry): Promise<void>
  keep(state: KeptState): Promise<void>
}

/** Rejects with `bundle/damaged` for a file that is no conversation, or one with another workflow. */
export async function openConversationFile(
  path: string,
  workflow: WorkflowId,
  disk: Disk = nodeDisk,
): Promise<ConversationFile> {
  const journal = await disk.read(path)
  const text = journal === null ? '' : new TextDecoder().decode(journal)
  const entries = journal === null ? [] : entriesOf(text, path, workflow)
  const state = await disk.read(`${path}.state`)
  const kept = state === null ? null : keptState(state, path)
  // A line that was cut short is left behind: what comes next begins on a line of its own.
  let separator = text === '' || text.endsWith('\n') ? '' : '\n'
  if (journal === null) {
    const head = lineOf({ conversation: FORMAT, workflow })
    await replace(disk, path, new TextEncoder().encode(head))
  }
  return {
    entries,
    kept,
    async append(entry) {
      const line = separator + lineOf(entry)
      // Were it to fail half-way, the next line must not be glued to the half.
      separator = '\n'
      await disk.append(path, line)
      separator = ''
    },
    keep: ({ saved, checkpoint }) =>
      replace(disk, `${path}.state`, serialize({ saved, checkpoint })),
  }
}

/** The file is the old one or the new one, whenever this breaks off. */
async function replace(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  await disk.write(`${path}.new`, bytes)
  await disk.rename(`${path}.new`, path)
}

const FORMAT = 1
const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`

function entriesOf(text: string, path: string, workflow: WorkflowId): JournalEntry[] {
  const lines = text.split('\n').flatMap(parsed)
  const [head, ...entries] = lines
  if (!isRecord(head) || head['conversation'] !== FORMAT)
    throw damaged(`${path} is not a conversation`)
  if (head['workflow'] !== workflow)
    throw damaged(`${path} is a conversation with another workflow`)
  return entries.filter(isEntry)
}

/** A line that was cut short is none: what it was to say did not happen. */
function parsed(line: string): unknown[] {
  try {
    return line === '' ? [] : [JSON.parse(line)]
  } catch {
    return []
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) && typeof value['runId'] === 'string' && isRecord(value['event'])

function keptState(bytes: Uint8Array, path: string): KeptState {
  try {
    const { saved, checkpoint } = deserialize(bytes) as Record<string, unknown>
    const state = readSavedState(saved)
    if (state) return { saved: state, checkpoint: (checkpoint ?? null) as Checkpoint | null }
  } catch {
    // Told below, like a state that can be read and is none.
  }
  throw damaged(`${path}.state cannot be read`)
}

const damaged = (message: string): AppError => new AppError('bundle/damaged', message)
