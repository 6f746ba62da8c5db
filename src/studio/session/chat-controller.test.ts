import 'fake-indexeddb/auto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { newId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import type { Checkpoint } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { turnsOf } from '#engine/turn/turn-state.ts'
import { AppError } from '#shared/app-error.ts'
import { createConversationStore, type ConversationStore } from '#store/conversation-store.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { StudioDb } from '#store/studio-db.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { createChatService } from './chat-controller.ts'

/** A chat over the real engine and a real database, inside an order. */
async function openChat(overrides: { conversations?: ConversationStore<JournalEntry> } = {}) {
  const db = await new StudioDb(newId<string>()).openChecked()
  const document = createDocumentStore(orderDesk())
  const current = () => document.state.getState().document
  const conversations = overrides.conversations ?? createConversationStore<JournalEntry>(db)
  const reported: unknown[] = []
  const undos: (() => Promise<void>)[] = []
  const kept: Checkpoint[] = []
  const open = () => {
    const chat = createChatService({
      workflow: workflowOf(current()).id,
      conversations,
      ports: {
        ...fakePorts(current, { path: ['Order', 'Customer'] }),
        newRunId: () => newId(),
        checkpoint: (done) => {
          kept.push(done)
          return Promise.resolve()
        },
      },
      source: { document: current, model: () => FAKE_MODEL },
      lastCheckpoint: () => Promise.resolve(kept.at(-1) ?? null),
      report: (error) => reported.push(error),
      offerUndo: (_, undo) => undos.push(undo),
    })
    onTestFinished(() => chat.dispose())
    return chat
  }
  const chat = open()
  await chat.start()
  const replies = (of = chat) => turnsOf(of.state.getState().entries).map(({ state }) => state)
  return { chat, document, current, conversations, reported, undos, kept, open, replies }
}

describe('chat', () => {
  it('answers, keeps the journal, and names the conversation after its first message', async () => {
    const { chat, conversations, current, kept, replies } = await openChat()
    await chat.send('show_details')
    expect(replies()).toMatchObject([{ status: 'ended', outcome: 'done' }])
    const [row] = await conversations.list(workflowOf(current()).id)
    expect(row?.title).toBe('show_details')
    expect(await conversations.load(row?.id ?? '')).toEqual(chat.state.getState().entries)
    expect(kept).toMatchObject([{ result: { reply: expect.any(String) as string } }])
  })

  it('writes what a message says in a few goes, not event by event', async () => {
    const { conversations } = await openChat()
    const batches: number[] = []
    const { chat, replies } = await openChat({
      conversations: {
        ...conversations,
        append: (id, ...entries) => {
          batches.push(entries.length)
          return conversations.append(id, ...entries)
        },
      },
    })
    await chat.send('cancel_order W12')
    await chat.send('yes')
    expect(replies()).toMatchObject([{ status: 'ended', outcome: 'done' }])
    const events = chat.state.getState().entries.length
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(events)
    expect(batches.length).toBeLessThanOrEqual(events / 2)
  })

  it('stores no conversation in which nothing was said', async () => {
    const { conversations, current } = await openChat()
    expect(await conversations.list(workflowOf(current()).id)).toEqual([])
  })

  it('goes on with an open question after a reload', async () => {
    const { chat, open, replies } = await openChat()
    await chat.send('cancel_order W12')
    expect(chat.state.getState().question).toMatchObject({ kind: 'confirm' })

    const reloaded = open()
    await reloaded.start()
    expect(reloaded.state.getState().question).toMatchObject({ kind: 'confirm' })
    await reloaded.send('yes')
    expect(replies(reloaded)).toMatchObject([{ status: 'ended', outcome: 'done' }])
  })

  it('keeps the draft when a message cannot be journalled, and tells why', async () => {
    const full = new AppError('db/quota-exceeded', 'full')
    const { conversations } = await openChat()
    const { chat, reported } = await openChat({
      conversations: { ...conversations, append: () => Promise.reject(full) },
    })
    chat.setDraft('show_details')
    await chat.send('show_details')
    expect(reported).toContain(full)
    expect(chat.state.getState()).toMatchObject({ busy: false, draft: 'show_details' })
  })

  it('leaves nothing of a conversation that is deleted in the middle of a turn', async () => {
    const { chat, conversations, current } = await openChat()
    await chat.send('show_details')
    const { conversation } = chat.state.getState()
    const turn = chat.send('where am I')
    await chat.deleteConversation(conversation)
    await turn
    expect(await conversations.list(workflowOf(current()).id)).toEqual([])
    expect(chat.state.getState()).toMatchObject({ conversation: '', entries: [], busy: false })
  })

  it('begins a new conversation beside the old one, and opens that again', async () => {
    const { chat, conversations, current } = await openChat()
    await chat.send('show_details')
    const first = chat.state.getState().conversation
    await chat.newConversation()
    expect(chat.state.getState().entries).toEqual([])
    await chat.send('where am I')
    expect(await conversations.list(workflowOf(current()).id)).toHaveLength(2)
    await chat.openConversation(first)
    expect(chat.state.getState().entries.length).toBeGreaterThan(0)
    await chat.deleteConversation(first)
    expect(await conversations.list(workflowOf(current()).id)).toHaveLength(1)
  })

  it('tells how the conversation stands: what waits, and what can be taken back', async () => {
    const { chat } = await openChat()
    await chat.send('cancel_order')
    await chat.send('show_details')
    expect(chat.state.getState()).toMatchObject({ question: { kind: 'value' }, suspended: [] })
    await chat.stop()
    expect(chat.state.getState()).toMatchObject({ question: null, undoable: [] })
  })

  it('begins a conversation with what the workflow starts with, once', async () => {
    const { chat, document, conversations, current, open, replies } = await openChat()
    document.edit('Set startup', (records) => {
      const settings = workflowOf(records)
      return {
        ...records,
        [settings.id]: { ...settings, startup: { kind: 'message', text: 'show_details' } },
      }
    })
    await chat.newConversation()
    await chat.settled()
    expect(replies()).toMatchObject([{ by: 'startup', status: 'ended', outcome: 'done' }])
    const reloaded = open()
    await reloaded.start()
    await reloaded.settled()
    expect(replies(reloaded)).toHaveLength(1)
    await reloaded.send('where am I')
    const titles = (await conversations.list(workflowOf(current()).id)).map(({ title }) => title)
    expect(titles).toEqual(['where am I'])
  })

  it('finishes after a reload what was done when the page was closed', async () => {
    const { chat, conversations, kept, open, replies, current } = await openChat()
    let closed = false
    const stop = () => new Promise<never>(() => undefined)
    const append = conversations.append.bind(conversations)
    // The page closes when the command is done and its end is not yet written.
    conversations.append = (id, ...entries) => {
      closed ||= entries.some(({ event }) => event.type === 'command-ended')
      return closed ? stop() : append(id, ...entries)
    }
    void chat.send('show_details')
    await vi.waitUntil(() => closed)
    conversations.append = append
    expect(kept).toHaveLength(1)
    const reloaded = open()
    await reloaded.start()
    await reloaded.settled()
    expect(replies(reloaded)).toMatchObject([{ status: 'ended', outcome: 'done' }])
    expect(await conversations.list(workflowOf(current()).id)).toHaveLength(1)
  })

  it('brings a deleted conversation back as it was', async () => {
    const { chat, undos } = await openChat()
    await chat.send('show_details')
    const { conversation, entries } = chat.state.getState()
    await chat.deleteConversation(conversation)
    expect(chat.state.getState().entries).toEqual([])
    await undos[0]?.()
    expect(chat.state.getState()).toMatchObject({ conversation, entries })
  })
})
