import { createStore } from 'zustand/vanilla'
import type { EnginePorts, ScopeState } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Session, SessionSource } from '#engine/turn/session.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { ConversationStore } from '#store/conversation-store.ts'
import type { WorkflowId } from '#domain/ids.ts'
import type { ChatController, ChatState } from './studio.ts'

export interface ChatOptions {
  readonly workflow: WorkflowId
  readonly conversations: ConversationStore<JournalEntry>
  /** Everything but the journal, which is this conversation's own. */
  readonly ports: Omit<EnginePorts, 'journal'>
  readonly source: SessionSource
  /** Keeps the application's state after a turn. */
  readonly keepApplication: () => Promise<void>
  readonly report: (error: unknown) => void
  /** Tells that something is gone, with a way to have it back. */
  readonly offerUndo: (text: string, undo: () => Promise<void>) => void
}

export interface ChatService extends ChatController {
  /** Resolves once no turn is under way: what it wrote is written. */
  settled(): Promise<void>
  /** Opens the latest conversation, or a new one. */
  start(): Promise<void>
  setScope(scope: ScopeState | null): void
  dispose(): void
}

const TITLE_LENGTH = 48

export function createChatService(options: ChatOptions): ChatService {
  const { workflow, conversations } = options
  const state = createStore<ChatState>(() => ({
    conversation: '',
    conversations: [],
    entries: [],
    scope: null,
    question: null,
    busy: false,
    draft: '',
  }))
  let session: Session | null = null
  let turn: AbortController | null = null
  /** The latest turn; those before it are done by then. */
  let running: Promise<unknown> = Promise.resolve()
  /** The conversation is written to the database with its first message, not before. */
  let isStored = false

  const unwatch = conversations.watch(
    workflow,
    (rows) =>
      state.setState({
        conversations: rows.map(({ id, startedAt, title }) => ({ id, startedAt, title })),
      }),
    options.report,
  )

  async function append(entry: JournalEntry): Promise<void> {
    if (!isStored) await store(entry)
    await conversations.append(state.getState().conversation, entry)
    const { entries } = state.getState()
    state.setState({ entries: [...entries, entry] })
    if (entry.event.type === 'context-entered') state.setState({ scope: entry.event.scope })
  }

  async function store(entry: JournalEntry): Promise<void> {
    const text = entry.event.type === 'turn-started' ? entry.event.text : 'Conversation'
    const short = text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH)}…` : text
    const row = await conversations.start(workflow, short)
    isStored = true
    state.setState({ conversation: row.id })
  }

  function begin(conversation: string, entries: readonly JournalEntry[]): void {
    isStored = entries.length > 0
    state.setState({ conversation, entries, question: null, busy: false })
    const fresh = createSession({ ...options.ports, journal: { append } }, options.source, entries)
    session = fresh
    state.setState({ question: fresh.question })
  }

  /**
   * One turn, or one answer, with everything around it. A failure of storage is told, not thrown;
   * false then.
   */
  async function run(
    work: (current: Session, signal: AbortSignal) => Promise<unknown>,
  ): Promise<boolean> {
    if (!session) return false
    const mine = new AbortController()
    turn = mine
    state.setState({ busy: true })
    const done = work(session, mine.signal)
    running = done.catch(() => undefined)
    try {
      await done
      // Behind the person's back: the next message waits for it only if it comes at once.
      options.keepApplication().catch(options.report)
      return true
    } catch (error) {
      options.report(error)
      return false
    } finally {
      if (turn === mine) turn = null
      state.setState({ busy: turn !== null, question: session.question })
    }
  }

  return {
    state,

    async start() {
      const [latest] = await conversations.list(workflow)
      if (latest) begin(latest.id, await conversations.load(latest.id))
      else begin('', [])
    },

    settled: async () => {
      await running
    },
    setScope: (scope) => state.setState({ scope }),
    setDraft: (draft) => state.setState({ draft }),

    send: async (text) => {
      state.setState({ draft: '' })
      const { entries } = state.getState()
      const isDone = await run((current, signal) => current.say(text, signal))
      const now = state.getState()
      // Not even begun: what was typed stands nowhere else, so it goes back to where it was typed.
      if (!isDone && now.entries === entries && now.draft === '') state.setState({ draft: text })
    },

    act: async (command, values) => {
      await run((current, signal) => current.act({ command, values }, signal))
    },

    async stop() {
      if (turn) turn.abort()
      else if (session) {
        await session.cancel()
        state.setState({ question: session.question })
      }
    },

    newConversation: async () => {
      await stopTurn()
      begin('', [])
    },

    async openConversation(id) {
      await stopTurn()
      begin(id, await conversations.load(id))
    },

    async deleteConversation(id) {
      const isOpen = state.getState().conversation === id
      // A turn under way would go on writing, into a conversation of its own.
      if (isOpen) await stopTurn()
      const removed = await conversations.remove(id)
      if (isOpen) begin('', [])
      if (!removed) return
      options.offerUndo('Conversation deleted', async () => {
        await conversations.restore(removed)
        if (isOpen) begin(id, await conversations.load(id))
      })
    },

    dispose() {
      turn?.abort()
      unwatch()
    },
  }

  async function stopTurn(): Promise<void> {
    turn?.abort()
    await session?.cancel()
  }
}
