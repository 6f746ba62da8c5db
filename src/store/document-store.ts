import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Document, DocumentDiff, Edit } from '#domain/document.ts'
import { applyDiff, diffRecords, isEmptyDiff, joinDiffs, reverseDiff } from '#domain/records.ts'

/** One step the person can take back, as the Undo menu names it. */
export interface HistoryEntry {
  readonly label: string
  readonly diff: DocumentDiff
  /** Edits of one gesture (a drag, a run of typing) share an id and undo together. */
  readonly gesture: string | undefined
}

export interface DocumentState {
  readonly document: Document
  /** Latest last, both. */
  readonly undos: readonly HistoryEntry[]
  readonly redos: readonly HistoryEntry[]
  /** Another tab is writing this workflow: edits, undo and redo do nothing here. */
  readonly readOnly: boolean
}

/** `elsewhere`: it came from another tab or the database, and is kept there already. */
export type ChangeSource = 'here' | 'elsewhere'
export type ChangeListener = (diff: DocumentDiff, source: ChangeSource) => void

export interface DocumentStore {
  readonly state: StoreApi<DocumentState>
  /**
   * Replaces the document by what `change` makes of it, as one undoable step. An edit that changes
   * nothing leaves no trace; one that repeats the last step's `gesture` becomes part of that step.
   */
  edit(label: string, change: Edit, gesture?: string): void
  undo(): void
  redo(): void
  /** Takes over a change made elsewhere. It cannot be undone here, nor does it undo what it did. */
  replaceFromElsewhere(diff: DocumentDiff): void
  setReadOnly(readOnly: boolean): void
  /** Hears every change once: edits, undos, redos, and what came from elsewhere. */
  onChange(listener: ChangeListener): () => void
}

/** What "Undo" would take back; `null` when there is nothing. Selectors, for hooks and actions. */
export const undoLabel = ({ undos }: DocumentState): string | null => undos.at(-1)?.label ?? null
export const redoLabel = ({ redos }: DocumentState): string | null => redos.at(-1)?.label ?? null

export const HISTORY_LIMIT = 200

export function createDocumentStore(initial: Document): DocumentStore {
  const state = createStore<DocumentState>(() => ({
    document: initial,
    undos: [],
    redos: [],
    readOnly: false,
  }))
  const listeners = new Set<ChangeListener>()

  /** `diff` is what leads from the document to the next one: to find it again would take long. */
  function commit(
    next: Omit<DocumentState, 'readOnly'>,
    diff: DocumentDiff,
    source: ChangeSource = 'here',
  ): void {
    state.setState(next)
    if (isEmptyDiff(diff)) return
    for (const listener of listeners) listener(diff, source)
  }

  return {
    state,

    edit(label, change, gesture) {
      const { document, undos, readOnly } = state.getState()
      if (readOnly) return
      const next = change(document)
      if (next === document) return
      const diff = diffRecords(document, next)
      if (isEmptyDiff(diff)) return

      const last = undos.at(-1)
      const continues = gesture !== undefined && last?.gesture === gesture
      // A gesture that goes on is measured from where it began, so that its steps fold into one.
      const entry = { label, gesture, diff: continues ? joinDiffs(last.diff, diff) : diff }
      const kept = continues ? undos.slice(0, -1) : undos.slice(-(HISTORY_LIMIT - 1))
      // A drag that ends where it began leaves nothing to undo.
      const undone = isEmptyDiff(entry.diff) ? kept : [...kept, entry]
      commit({ document: next, undos: undone, redos: [] }, diff)
    },

    undo() {
      const { document, undos, redos, readOnly } = state.getState()
      const entry = undos.at(-1)
      if (!entry || readOnly) return
      const diff = reverseDiff(entry.diff)
      const next = applyDiff(document, diff)
      commit({ document: next, undos: undos.slice(0, -1), redos: [...redos, entry] }, diff)
    },

    redo() {
      const { document, undos, redos, readOnly } = state.getState()
      const entry = redos.at(-1)
      if (!entry || readOnly) return
      // Done again, the gesture is over: typing on begins a step of its own.
      const done = [...undos, { ...entry, gesture: undefined }]
      const next = applyDiff(document, entry.diff)
      commit({ document: next, undos: done, redos: redos.slice(0, -1) }, entry.diff)
    },

    replaceFromElsewhere(diff) {
      const { document, undos, redos } = state.getState()
      const touched = touchedIds(diff)
      commit(
        {
          document: applyDiff(document, diff),
          undos: unaffected(undos, touched),
          redos: unaffected(redos, touched),
        },
        diff,
        'elsewhere',
      )
    },

    setReadOnly(readOnly) {
      state.setState({ readOnly })
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function touchedIds(diff: DocumentDiff): ReadonlySet<string> {
  return new Set([diff.added, diff.updated, diff.removed].flatMap((part) => Object.keys(part)))
}

/**
 * The steps that can still be taken without going over a record that changed elsewhere. Steps are
 * taken from the end, so one that can no longer be taken blocks all before it.
 */
function unaffected(
  entries: readonly HistoryEntry[],
  touched: ReadonlySet<string>,
): readonly HistoryEntry[] {
  const last = entries.findLastIndex(({ diff }) =>
    [...touchedIds(diff)].some((id) => touched.has(id)),
  )
  return last === -1 ? entries : entries.slice(last + 1)
}
