import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Document, DocumentDiff } from '#domain/document.ts'
import { newId, type WorkflowId } from '#domain/ids.ts'
import { diffRecords } from '#domain/records.ts'
import { reconcile } from './document-rows.ts'
import { touchedIds, type DocumentStore } from './document-store.ts'
import type { Persistence } from './persist.ts'
import type { LockMode, TabPorts } from './tab-ports.ts'

/**
 * `writer`: this tab edits and saves. `follower`: another one does; this one shows what it does.
 * `starting`: not known yet, nothing can be edited.
 */
export type TabRole = 'starting' | 'writer' | 'follower'

export type TakeOverOutcome =
  | { readonly outcome: 'taken' }
  /** `not-saved`: the other tab has work it cannot save; `no-answer`: it sleeps or hangs. */
  | { readonly outcome: 'refused'; readonly because: 'not-saved' | 'no-answer' }

/** At most one tab writes a workflow; the others follow it live. */
export interface TabSync {
  readonly state: StoreApi<{ readonly role: TabRole }>
  /** Resolves once it is known who writes. */
  start(): Promise<TabRole>
  /** Asks the writer to save and to change places. It never loses its work by that. */
  takeOver(): Promise<TakeOverOutcome>
  /** Lets another tab write. Flush before: what is pending is not waited for. */
  close(): void
}

export interface TabSyncOptions {
  readonly workflow: WorkflowId
  readonly document: DocumentStore
  readonly persistence: Pick<Persistence, 'flush' | 'refresh'>
  readonly ports: TabPorts
  /** How long a writer has to answer `takeOver`: it saves first. */
  readonly answerWithinMs?: number
}

type TabMessage =
  | { readonly type: 'snapshot-wanted'; readonly from: string }
  | {
      readonly type: 'snapshot'
      readonly from: string
      readonly to: string
      readonly seq: number
      readonly document: Document
    }
  /** `seq` counts a writer's changes from 1: a follower notices when it missed one. */
  | {
      readonly type: 'changed'
      readonly from: string
      readonly seq: number
      readonly diff: DocumentDiff
    }
  | { readonly type: 'writer-changed'; readonly from: string }
  | { readonly type: 'hand-over-wanted'; readonly from: string }
  | { readonly type: 'handed-over'; readonly to: string }
  | { readonly type: 'hand-over-refused'; readonly to: string }

/** Raise the number when `TabMessage` changes: tabs of different releases then do not talk. */
const CHANNEL = 'espalier/1/'

/** Records of one change; an import has thousands. */
const MOST_POSTED = 500

export function createTabSync(options: TabSyncOptions): TabSync {
  const { workflow, document, persistence, ports, answerWithinMs = 5_000 } = options
  const { locks } = ports
  const name = CHANNEL + workflow
  const me = newId<string>()
  const channel = ports.openChannel?.(name) ?? null
  const state = createStore<{ readonly role: TabRole }>(() => ({ role: 'starting' }))

  let isClosed = false
  /** Number of our own changes as a writer. */
  let seq = 0
  /** Whose changes we have, up to which one; `null` while we wait for a snapshot. */
  let following: { readonly writer: string; readonly seq: number } | null = null
  let waiting = new AbortController()
  /** Lets go of the lock; `null` while we do not have it. */
  let release: (() => void) | null = null
  let takingOver: Promise<TakeOverOutcome> | null = null
  let onAnswer: ((outcome: TakeOverOutcome) => void) | null = null

  const unsubscribe = document.onChange((diff) => {
    if (state.getState().role !== 'writer') return
    seq += 1
    // Posting copies what is posted, heard or not: a tab that follows asks for what is much.
    const isMuch = touchedIds(diff).size > MOST_POSTED
    post(isMuch ? { type: 'writer-changed', from: me } : { type: 'changed', from: me, seq, diff })
  })

  function post(message: TabMessage): void {
    if (!isClosed) channel?.post(message)
  }

  function setRole(role: TabRole): void {
    document.setReadOnly(role !== 'writer')
    state.setState({ role })
  }

  /** Asks for the lock; having got it, writes until it is taken away or given up. */
  function claim(mode: LockMode): void {
    waiting.abort()
    waiting = new AbortController()
    if (!locks) {
      setRole('writer')
      return
    }
    let isHeld = false
    const hold = async (isGranted: boolean): Promise<void> => {
      isHeld = isGranted
      if (isGranted) await write()
    }
    locks.request(name, { mode, signal: waiting.signal }, hold).then(follow, (error: unknown) => {
      // A browser that has locks and refuses them is as one that has none.
      if (!isAbort(error)) setRole('writer')
      else if (isHeld) {
        release?.()
        follow()
      }
    })
  }

  async function write(): Promise<void> {
    const given = new Promise<void>((resolve) => {
      release = () => {
        release = null
        resolve()
      }
    })
    following = null
    // What the last writer saved; if it cannot be read, autosave says so, and checks before it writes.
    await persistence.refresh().catch(() => undefined)
    if (release !== null && !isClosed) {
      setRole('writer')
      post({ type: 'writer-changed', from: me })
      onAnswer?.({ outcome: 'taken' })
    }
    return given
  }

  function follow(): void {
    if (isClosed) return
    following = null
    setRole('follower')
    post({ type: 'snapshot-wanted', from: me })
    claim('wait')
  }

  async function handOver(to: string): Promise<void> {
    document.setReadOnly(true)
    const isSaved = await persistence.flush().catch(() => false)
    if (state.getState().role !== 'writer' || isClosed) return
    if (!isSaved) {
      document.setReadOnly(false)
      post({ type: 'hand-over-refused', to })
      return
    }
    // The one that asked steals the lock from whoever gets it next: others may stand in the queue.
    post({ type: 'handed-over', to })
    release?.()
  }

  function receive(message: TabMessage): void {
    if (isClosed || ('to' in message && message.to !== me)) return
    const isWriter = state.getState().role === 'writer'
    const isFollower = !isWriter && release === null
    switch (message.type) {
      case 'snapshot-wanted':
        if (isWriter) {
          const whole = document.state.getState().document
          post({ type: 'snapshot', from: me, to: message.from, seq, document: whole })
        }
        break
      case 'hand-over-wanted':
        if (isWriter) void handOver(message.from)
        break
      case 'handed-over':
        if (isFollower) claim('steal')
        break
      case 'hand-over-refused':
        onAnswer?.({ outcome: 'refused', because: 'not-saved' })
        break
      case 'writer-changed':
        if (!isWriter) post({ type: 'snapshot-wanted', from: me })
        break
      case 'snapshot':
        if (isFollower) takeSnapshot(message.from, message.seq, message.document)
        break
      case 'changed':
        if (isFollower) takeChange(message.from, message.seq, message.diff)
        break
    }
  }

  function takeSnapshot(writer: string, at: number, whole: Document): void {
    const current = document.state.getState().document
    following = { writer, seq: at }
    document.replaceFromElsewhere(diffRecords(current, reconcile(current, whole)))
  }

  function takeChange(writer: string, at: number, diff: DocumentDiff): void {
    // Before the first snapshot: it will have this change in it.
    if (following === null) return
    if (following.writer !== writer || at !== following.seq + 1) {
      following = null
      post({ type: 'snapshot-wanted', from: me })
      return
    }
    following = { writer, seq: at }
    document.replaceFromElsewhere(diff)
  }

  return {
    state,

    start() {
      document.setReadOnly(true)
      // Only this module posts on a channel of this name.
      channel?.listen((message) => {
        receive(message as TabMessage)
      })
      return new Promise((resolve) => {
        const stop = state.subscribe(({ role }) => {
          stop()
          resolve(role)
        })
        claim('if-free')
      })
    },

    takeOver() {
      if (state.getState().role === 'writer') return Promise.resolve({ outcome: 'taken' })
      takingOver ??= new Promise((resolve) => {
        const timer = setTimeout(() => {
          onAnswer?.({ outcome: 'refused', because: 'no-answer' })
        }, answerWithinMs)
        onAnswer = (outcome) => {
          clearTimeout(timer)
          onAnswer = takingOver = null
          resolve(outcome)
        }
        post({ type: 'hand-over-wanted', from: me })
      })
      return takingOver
    },

    close() {
      isClosed = true
      unsubscribe()
      waiting.abort()
      release?.()
      channel?.close()
    },
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
