import { Dexie, type Collection } from 'dexie'
import { newId, type WorkflowId } from '#domain/ids.ts'
import { guarded } from './db-errors.ts'
import { watch, type ConversationRow, type EntryRow, type StudioDb } from './studio-db.ts'

/**
 * Conversations and their journals. `Entry` is the engine's journal entry, which this layer keeps
 * without looking into it.
 */
export interface ConversationStore<Entry> {
  /** Latest first. */
  list(workflow: WorkflowId): Promise<readonly ConversationRow[]>
  watch(
    workflow: WorkflowId,
    onList: (conversations: readonly ConversationRow[]) => void,
    onError: (error: unknown) => void,
  ): () => void
  start(workflow: WorkflowId, title: string): Promise<ConversationRow>
  rename(id: string, title: string): Promise<void>
  /** Resolves once the entries are written, all of them or none; they keep the order of the calls. */
  append(id: string, ...entries: readonly Entry[]): Promise<void>
  /** The entries in the order they were appended. */
  load(id: string): Promise<readonly Entry[]>
  /** The conversation and its entries; `restore` takes what this gives. */
  remove(id: string): Promise<RemovedConversation | null>
  restore(removed: RemovedConversation): Promise<void>
}

/** All of a removed conversation, to be able to undo it. */
export interface RemovedConversation {
  readonly conversation: ConversationRow
  readonly entries: readonly EntryRow[]
}

export function createConversationStore<Entry>(
  db: StudioDb,
  now: () => number = () => Date.now(),
): ConversationStore<Entry> {
  const tables = [db.conversations, db.entries]

  const entriesOf = (id: string): Collection<EntryRow, [string, number]> =>
    db.entries.where('[conversation+seqNo]').between([id, Dexie.minKey], [id, Dexie.maxKey])

  async function list(workflow: WorkflowId): Promise<readonly ConversationRow[]> {
    const rows = await db.conversations.where({ workflow }).sortBy('startedAt')
    return rows.reverse()
  }

  return {
    list: (workflow) => guarded(() => list(workflow)),
    watch: (workflow, onList, onError) => watch(() => list(workflow), onList, onError),

    async start(workflow, title) {
      const conversation = { id: newId<string>(), workflow, startedAt: now(), title }
      await guarded(() => db.conversations.add(conversation))
      return conversation
    },

    async rename(id, title) {
      await guarded(() => db.conversations.update(id, { title }))
    },

    append: (id, ...entries) =>
      guarded(() =>
        db.transaction('rw', db.entries, async () => {
          const last = await entriesOf(id).last()
          const next = last ? last.seqNo + 1 : 0
          const rows = entries.map((entry, i) => ({ conversation: id, seqNo: next + i, entry }))
          await db.entries.bulkAdd(rows)
        }),
      ),

    async load(id) {
      const rows = await guarded(() => entriesOf(id).toArray())
      // What was appended as an Entry is read as one: no other code writes this table.
      return rows.map(({ entry }) => entry as Entry)
    },

    remove: (id) =>
      guarded(() =>
        db.transaction('rw', tables, async () => {
          const conversation = await db.conversations.get(id)
          if (!conversation) return null
          const entries = await entriesOf(id).toArray()
          await entriesOf(id).delete()
          await db.conversations.delete(id)
          return { conversation, entries }
        }),
      ),

    restore: ({ conversation, entries }) =>
      guarded(() =>
        db.transaction('rw', tables, async () => {
          await db.conversations.put(conversation)
          await db.entries.bulkPut([...entries])
        }),
      ),
  }
}
