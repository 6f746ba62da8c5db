import { describe, expect, it, onTestFinished } from 'vitest'
import type { JournalEntry } from '#engine/turn/events.ts'
import { AppError } from '#shared/app-error.ts'
import type { ConversationStore } from '#store/conversation-store.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { workflowOf } from '#domain/queries.ts'
import { createChatService } from './chat-controller.ts'

/** Keeps everything in memory, until the disk is full. */
function conversationsOnADisk() {
  const disk = { isFull: false }
  const entries: JournalEntry[] = []
  const write = <T>(value: T): Promise<T> =>
    disk.isFull
      ? Promise.reject(new AppError('db/quota-exceeded', 'The disk is full'))
      : Promise.resolve(value)
  const store = {
    list: () => Promise.resolve([]),
    watch: () => () => undefined,
    load: () => Promise.resolve(entries),
    start: (id, title) => write({ id: 'c', workflow: id, startedAt: 0, title }),
    append: async (_, entry) => {
      await write(entry)
      entries.push(entry)
    },
  } as Partial<ConversationStore<JournalEntry>> as ConversationStore<JournalEntry>
  return { disk, store }
}

async function setUp() {
  const built = workflow('Shop').command('status').build()
  const document = createDocumentStore(built)
  const { disk, store } = conversationsOnADisk()
  const reported: unknown[] = []
  const chat = createChatService({
    workflow: workflowOf(built).id,
    document,
    conversations: store,
    ports: fakePorts(() => built),
    source: { document: () => built, model: () => null },
    keepApplication: () => Promise.resolve(),
    report: (error) => reported.push(error),
    announce: () => undefined,
  })
  onTestFinished(() => chat.dispose())
  await chat.start()
  return { chat, disk, reported }
}

describe('a message that the disk does not take', () => {
  it('goes back to where it was typed, and can be sent once there is room', async () => {
    const { chat, disk, reported } = await setUp()
    disk.isFull = true
    await chat.send('status')
    expect(chat.state.getState()).toMatchObject({ draft: 'status', entries: [], busy: false })
    expect(reported).toEqual([expect.objectContaining({ code: 'db/quota-exceeded' })])

    disk.isFull = false
    await chat.send('status')
    expect(chat.state.getState().draft).toBe('')
    expect(chat.state.getState().entries.at(-1)?.event.type).toBe('turn-ended')
  })

  it('does not take the place of what was typed meanwhile', async () => {
    const { chat, disk } = await setUp()
    disk.isFull = true
    const sent = chat.send('status')
    chat.setDraft('something else')
    await sent
    expect(chat.state.getState().draft).toBe('something else')
  })
})
