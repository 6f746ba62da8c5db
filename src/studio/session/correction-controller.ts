import { createStore, type StoreApi } from 'zustand/vanilla'
import { documentFor } from '#domain/corrections-in-force.ts'
import type { CorrectionRecord, Edit } from '#domain/document.ts'
import { addCorrection, learnCommand } from '#domain/edits/corrections.ts'
import {
  newId,
  ROOT_CONTEXT,
  type CommandId,
  type ContextId,
  type CorrectionId,
} from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import type { AskedModel, DecidePorts } from '#engine/decide/rung.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { DocumentStore } from '#store/document-store.ts'
import { createEffectsService, type CorrectionEffects } from './correction-effects.ts'
import { storedMessages } from './stored-messages.ts'
import type { ConversationSummary } from './conversation-summary.ts'
import type { UiStore } from './ui-store.ts'

/** Words that were said somewhere: what a correction is made of. */
export interface HeardWords {
  readonly text: string
  readonly context: ContextId
  /** What they went to, if anything. */
  readonly taken: CommandId | null
}

/** How a command that is made of a message begins. */
export interface CommandDraft {
  readonly name: string
  readonly context: ContextId
  readonly reply: string
}

/** A conversation with all that happened in it. */
export interface ConversationHistory extends ConversationSummary {
  readonly entries: readonly JournalEntry[]
}

export interface CorrectionState {
  /** What the corrections kept in this sitting did to other messages; `null` while that is found out. */
  readonly effects: Readonly<Record<CorrectionId, CorrectionEffects | null>>
}

/** Putting right what was misunderstood. Everything it keeps is one undoable edit of the document. */
export interface CorrectionController {
  readonly state: StoreApi<CorrectionState>
  /** In force on the next message. `meant: null` is out of scope. */
  keep(words: HeardWords, meant: CommandId | null): CorrectionId
  /** "Something new": makes a command of the words, in a context, as one edit. */
  makeCommand(words: HeardWords, draft: CommandDraft): CommandId
  /** Which stored messages would go elsewhere. Rejects with the signal's reason when aborted. */
  preview(
    words: HeardWords,
    meant: CommandId | null,
    options: {
      readonly signal: AbortSignal
      readonly onProgress: (done: number, total: number) => void
    },
  ): Promise<CorrectionEffects>
  /** All conversations with their entries, latest first. */
  history(): Promise<readonly ConversationHistory[]>
}

export interface CorrectionOptions {
  readonly document: DocumentStore
  readonly ui: UiStore
  readonly ports: DecidePorts
  readonly model: () => AskedModel | null
  readonly history: () => Promise<readonly ConversationHistory[]>
  readonly report: (error: unknown) => void
}

export interface CorrectionService extends CorrectionController {
  dispose(): void
}

export function createCorrectionController(options: CorrectionOptions): CorrectionService {
  const { document, ui, ports, history } = options
  const state = createStore<CorrectionState>(() => ({ effects: {} }))
  const service = createEffectsService(ports)
  const closed = new AbortController()

  function correctionOf(words: HeardWords, meant: CommandId | null): CorrectionRecord {
    const { text, context, taken } = words
    const { person, correctsForOneself } = ui.state.getState()
    return {
      kind: 'correction',
      id: newId<CorrectionId>(),
      text,
      context,
      meant,
      mistaken: taken === meant ? null : taken,
      at: ports.now(),
      person: correctsForOneself ? person : null,
      expiresAt: null,
    }
  }

  async function effectsOf(
    text: string,
    edit: Edit,
    { signal, onProgress }: Parameters<CorrectionController['preview']>[2],
  ): Promise<CorrectionEffects> {
    const now = { person: ui.state.getState().person, now: ports.now() }
    const current = document.state.getState().document
    const conversations = (await history()).map(({ entries }) => entries)
    return service.effectsOf({
      before: documentFor(current, now),
      after: documentFor(edit(current), now),
      text,
      messages: storedMessages(current, conversations),
      model: options.model(),
      signal,
      onProgress,
    })
  }

  /** Behind the person's back: what was kept is in force already. */
  function tellEffects(record: CorrectionRecord, pending: Promise<CorrectionEffects>): void {
    const tell = (effects: CorrectionEffects | null): void =>
      state.setState((before) => ({ effects: { ...before.effects, [record.id]: effects } }))
    tell(null)
    pending.then(tell, (error: unknown) => {
      state.setState(({ effects: { [record.id]: _, ...effects } }) => ({ effects }))
      // The correction holds; where the encoder cannot be asked, the chat says so itself.
      if (!closed.signal.aborted) console.warn('The effects of a correction are not known', error)
    })
  }

  return {
    state,
    history,

    keep(words, meant) {
      const record = correctionOf(words, meant)
      const edit = addCorrection(record)
      // The job holds the document as it is now, before the edit.
      const pending = effectsOf(words.text, edit, { signal: closed.signal, onProgress: () => {} })
      document.edit('Correct message', edit)
      ui.announce('Correction kept')
      tellEffects(record, pending)
      return record.id
    },

    makeCommand(words, { name, context, reply }) {
      const id = newId<CommandId>()
      const { document: current } = document.state.getState()
      const place = recordById(current, 'context', context)?.id ?? ROOT_CONTEXT
      const correction = correctionOf(words, id)
      document.edit(
        'Make a command of a message',
        learnCommand({ id, context: place, name, reply, correction }),
      )
      ui.announce('Command made')
      return id
    },

    preview: (words, meant, how) =>
      effectsOf(words.text, addCorrection(correctionOf(words, meant)), how),

    dispose: () => closed.abort(),
  }
}
