import { createStore } from 'zustand/vanilla'
import type { Checkpoint, EnginePorts, ScopeState } from '#engine/ports.ts'
import type { Journal, JournalEntry } from '#engine/turn/events.ts'
import type { Session, SessionSource } from '#engine/turn/session.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { ConversationStore } from '#store/conversation-store.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { createJournalWriter } from './journal-writer.ts'
import type { ChatController, ChatState } from './studio.ts'

export interface ChatOptions {
  readonly workflow: WorkflowId
  readonly conversations: ConversationStore<JournalEntry>
  /** Everything but the journal, which is this conversation's own. */
  readonly ports: Omit<EnginePorts, 'journal'>
  readonly source: SessionSource
  /** Which command's work the application's kept state holds already. */
  readonly lastCheckpoint: () => Promise<Checkpoint | null>
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

/** What the person said first; `null` where that is nothing yet. */
function titleIn(entries: readonly JournalEntry[]): string | null {
  const said = entries
    .map(({ event }) => (event.type === 'turn-started' && !event.by ? event.text : ''))
    .find((text) => text !== '')
  if (said === undefined) return null
  return said.length > TITLE_LENGTH ? `${said.slice(0, TITLE_LENGTH)}…` : said
}

const standing = ({
  question,
  suspended,
  undoable,
}: Session): Pick<ChatState, 'question' | 'suspended' | 'undoable'> => ({
  question,
  suspended,
  undoable,
})

export function createChatService(options: ChatOptions): ChatService {
  const { workflow, conversations } = options
  const state = createStore<ChatState>(() => ({
    conversation: '',
    conversations: [],
    entries: [],
    scope: null,
    question: null,
    suspended: [],
    undoable: [],
    busy: false,
    draft: '',
  }))
  let session: Session | null = null
  let turn: AbortController | null = null
  /** The latest turn; those before it are done by then. */
  let running: Promise<unknown> = Promise.resolve()
  /** Of the conversation that is open. */
  let open: Journal | null = null

  const unwatch = conversations.watch(
    workflow,
    (rows) =>
      state.setState({
        conversations: rows.map(({ id, startedAt, title }) => ({ id, startedAt, title })),
      }),
    options.report,
  )

  /** The journal of one conversation, which shows what it keeps for as long as that is open. */
  function journalOf(id: string, past: readonly JournalEntry[]): Journal {
    const mine = { id, isStored: past.length > 0, isNamed: titleIn(past) !== null }

    /** It is written with its first entry, and called by what the person says first. */
    async function store(batch: readonly JournalEntry[]): Promise<void> {
      const title = mine.isNamed ? null : titleIn(batch)
      if (!mine.isStored) {
        const row = await conversations.start(workflow, title ?? 'Conversation')
        Object.assign(mine, { id: row.id, isStored: true })
        if (journal === open) state.setState({ conversation: row.id })
      } else if (title !== null) await conversations.rename(mine.id, title)
      mine.isNamed ||= title !== null
    }

    const journal = createJournalWriter(async (batch) => {
      await store(batch)
      await conversations.append(mine.id, ...batch)
      if (journal === open) show(batch)
    })
    return journal
  }

  function show(batch: readonly JournalEntry[]): void {
    const { entries } = state.getState()
    state.setState({ entries: [...entries, ...batch] })
    const move = batch.findLast(({ event }) => event.type === 'context-entered')?.event
    if (move?.type === 'context-entered') state.setState({ scope: move.scope })
  }

  function begin(
    conversation: string,
    entries: readonly JournalEntry[],
    checkpoint: Checkpoint | null,
  ): void {
    const journal = journalOf(conversation, entries)
    open = journal
    state.setState({ conversation, entries, busy: false })
    const ports = { ...options.ports, journal }
    session = createSession(ports, options.source, entries, checkpoint)
    state.setState(standing(session))
    void run((current, signal) => current.start(signal))
  }

  const beginNew = (): void => {
    begin('', [], null)
  }

  async function reopen(id: string): Promise<void> {
    const [entries, checkpoint] = await Promise.all([
      conversations.load(id),
      options.lastCheckpoint(),
    ])
    begin(id, entries, checkpoint)
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
      return true
    } catch (error) {
      options.report(error)
      return false
    } finally {
      if (turn === mine) turn = null
      state.setState({ busy: turn !== null, ...standing(session) })
    }
  }

  return {
    state,

    async start() {
      const [latest] = await conversations.list(workflow)
      if (latest) await reopen(latest.id)
      else beginNew()
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

    undo: async (runId) => {
      await run((current, signal) => current.undo(runId, signal))
    },

    async stop() {
      if (turn) turn.abort()
      else if (session) {
        await session.cancel()
        state.setState(standing(session))
      }
    },

    newConversation: async () => {
      await stopTurn()
      beginNew()
    },

    async openConversation(id) {
      await stopTurn()
      await reopen(id)
    },

    async deleteConversation(id) {
      const isOpen = state.getState().conversation === id
      // A turn under way would go on writing, into a conversation of its own.
      if (isOpen) await stopTurn()
      const removed = await conversations.remove(id)
      if (isOpen) beginNew()
      if (!removed) return
      options.offerUndo('Conversation deleted', async () => {
        await conversations.restore(removed)
        if (isOpen) await reopen(id)
      })
    },

    dispose() {
      turn?.abort()
      unwatch()
    },
  }

  async function stopTurn(): Promise<void> {
    turn?.abort()
    await session?.cancel(true)
  }
}
