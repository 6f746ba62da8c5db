import { createStore } from 'zustand/vanilla'
import type { WorkflowId } from '#domain/ids.ts'
import { newId } from '#domain/ids.ts'
import { documentFor, withoutPersonal } from '#domain/corrections-in-force.ts'
import type { Document } from '#domain/document.ts'
import { workflowOf } from '#domain/queries.ts'
import { runBenchmark } from '#engine/benchmark/run-benchmark.ts'
import { understandable } from '#engine/decide/message.ts'
import { commandsInScope } from '#engine/decide/scope-commands.ts'
import { whyNot } from '#engine/explain/why-not.ts'
import { writeBundle } from '#bundle/write-bundle.ts'
import { zipBundle } from '#bundle/zip.ts'
import type { Checkpoint } from '#engine/ports.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import type { SandboxClient } from '#engine/sandbox/worker/sandbox-client.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { BackendChoice } from '#learn/worker/contract.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import type { ConversationStore } from '#store/conversation-store.ts'
import { createDocumentStore } from '#store/document-store.ts'
import type { DocumentStorage, StoredDocument } from '#store/document-storage.ts'
import type { ModelStore } from '#store/model-store.ts'
import { createPersistence } from '#store/persist.ts'
import type { StateStore } from '#store/state-store.ts'
import type { TabPorts } from '#store/tab-ports.ts'
import { createTabSync } from '#store/tab-sync.ts'
import { createApplicationService } from './application-controller.ts'
import { createChatService, type ChatService } from './chat-controller.ts'
import { createCorrectionController } from './correction-controller.ts'
import type { LearnService } from './learn-service.ts'
import type { SavingState, Studio } from './studio.ts'
import { createTrainingService } from './training-controller.ts'
import { createUiStore, type UiState } from './ui-store.ts'
import type { OpenStudio } from './workspace.ts'

/** What one open workflow needs of the world. */
export interface StudioPorts {
  readonly storage: DocumentStorage
  readonly models: ModelStore
  readonly states: StateStore<SavedState, Checkpoint>
  readonly conversations: ConversationStore<JournalEntry>
  readonly tabs: TabPorts
  readonly learn: LearnService
  readonly startSandbox: () => SandboxClient
  readonly now: () => number
  /** Hands bytes to the person as a file. */
  readonly download: (name: string, bytes: Uint8Array) => void
  readonly report: (error: unknown) => void
  /** Tells that something is gone, with a way to have it back. */
  readonly offerUndo: (text: string, undo: () => Promise<void>) => void
  readonly preferences: {
    readonly backend: BackendChoice
    readonly saveBackend: (choice: BackendChoice) => void
    readonly ui: Partial<UiState>
    readonly saveUi: (state: UiState) => void
  }
}

/** Opens one workflow: joins document, autosave, tabs, training, application and chat. */
export async function openStudio(
  id: WorkflowId,
  opened: StoredDocument,
  ports: StudioPorts,
): Promise<OpenStudio> {
  const { report } = ports
  const document = createDocumentStore(opened.document)
  const persistence = createPersistence({ document, opened, storage: ports.storage })
  const { refresh } = persistence
  const tabs = createTabSync({
    workflow: id,
    document,
    persistence: { flush, refresh },
    ports: ports.tabs,
  })
  const ui = createUiStore(ports.preferences.ui)
  const stopUi = ui.state.subscribe(ports.preferences.saveUi)

  const training = createTrainingService({
    document,
    learn: ports.learn,
    trained: await ports.models.load(id),
    backend: ports.preferences.backend,
    save: (trained) => ports.models.save(id, trained),
    versions: {
      watch: (onVersions, onError) => ports.models.watchVersions(id, onVersions, onError),
      load: (trainedAt) => ports.models.version(id, trainedAt),
    },
    saveBackend: ports.preferences.saveBackend,
    report,
    announce: ui.announce,
  })
  // What the writing tab trains is what this one answers by once it writes.
  const stopModels = ports.models.watch(id, training.adopt, report)
  // The application tells the chat where one is, and the chat's turns run in the application.
  const chatOf: { service: ChatService | null } = { service: null }
  const application = createApplicationService({
    document,
    sandbox: ports.startSandbox,
    load: () => ports.states.load(id),
    save: (kept) => ports.states.save(id, kept),
    onScope: (scope) => chatOf.service?.setScope(scope),
    report,
    offerUndo: ports.offerUndo,
  })
  const chat = createChatService({
    workflow: id,
    conversations: ports.conversations,
    ports: {
      now: ports.now,
      // Asked anew each time: who travels takes the page along.
      timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
      newRunId: () => newId<string>(),
      understand: training.understand,
      findSpans: training.findSpans,
      embed: training.embed,
      application: application.port,
      checkpoint: application.checkpoint,
    },
    source: {
      document: () => heardBy(ui.state.getState().person),
      model: training.answering,
    },
    lastCheckpoint: application.lastCheckpoint,
    report,
    offerUndo: ports.offerUndo,
  })
  const corrections = createCorrectionController({
    document,
    ui,
    ports: { now: ports.now, understand: training.understand, embed: training.embed },
    model: training.answering,
    async history() {
      const rows = await ports.conversations.list(id)
      return Promise.all(
        rows.map(async ({ id: conversation, startedAt, title }) => ({
          id: conversation,
          startedAt,
          title,
          entries: await ports.conversations.load(conversation),
        })),
      )
    },
    report,
  })

  /** The document as it is for this person now: not all corrections are for everyone, or for ever. */
  function heardBy(person: string): Document {
    return documentFor(document.state.getState().document, { person, now: ports.now() })
  }
  chatOf.service = chat

  /** Before this tab lets go: what was typed, and what the last message left in the application. */
  async function flush(): Promise<boolean> {
    await chat.settled()
    await application.settled()
    return persistence.flush()
  }

  /** Talking and running are the writer's: two tabs would overwrite each other's application. */
  async function beginToTalk(): Promise<void> {
    // It does not hold up the screen: it tells how it stands by its own state.
    application.restart().catch((error: unknown) => {
      if (!(error instanceof AppError)) report(error)
    })
    await chat.start()
  }

  let role = await tabs.start()
  if (role === 'writer') await beginToTalk()
  const stopRole = tabs.state.subscribe((next) => {
    const before = role
    role = next.role
    if (role === 'writer' && before !== 'writer') beginToTalk().catch(report)
    if (role !== 'writer' && before === 'writer') application.standBy()
  })
  // After the first paint: megabytes of encoder must not compete with the screen.
  const warmUp = setTimeout(training.warmUp, 300)

  const saving = createStore<SavingState>(savingState)
  function savingState(): SavingState {
    const { status, at, error } = persistence.state.getState()
    const following = tabs.state.getState().role === 'follower'
    return { status, at, error: error === null ? null : toWire(error), following }
  }
  const showSaving = () => saving.setState(savingState())
  const stopSaving = [persistence.state.subscribe(showSaving), tabs.state.subscribe(showSaving)]

  const warn = (event: BeforeUnloadEvent): void => {
    if (persistence.state.getState().hasUnsaved) event.preventDefault()
  }
  globalThis.addEventListener('beforeunload', warn)

  const studio: Studio = {
    workflow: id,
    document,
    ui,
    saving,
    training,
    chat,
    corrections,
    application,
    report,

    async existingValues(command, parameter) {
      if (application.state.getState().status !== 'running') return []
      const current = document.state.getState().document
      const { byId } = commandsInScope(current, await application.port.scope())
      const level = byId.get(command)?.level
      return level === undefined ? [] : application.port.lookup(command, parameter, level)
    },

    async whyNot(command, { text, decision, scope }) {
      if (!decision) throw new Error('Only a decision can be explained')
      const model = training.answering()
      // What an earlier rung decided needs no model, and must not wait for one.
      const understanding =
        model && decision.rung === 'classifier'
          ? await training.understand(understandable(text))
          : null
      return whyNot({
        command,
        message: text,
        decision,
        scope,
        document: heardBy(ui.state.getState().person),
        model,
        understanding,
        entries: chat.state.getState().entries,
      })
    },

    runCases(cases, options) {
      const subject = {
        document: heardBy(ui.state.getState().person),
        model: training.answering(),
      }
      const { understand, embed } = training
      return runBenchmark(subject, cases, { now: ports.now, understand, embed }, options)
    },

    exportBundle() {
      const current = document.state.getState().document
      // One of another encoder is of no use to who opens the bundle.
      const model = training.answering()
      const trained = model && training.state.getState().report
      const { exportsOwnCorrections } = ui.state.getState()
      const leaving = exportsOwnCorrections ? current : withoutPersonal(current)
      const files = writeBundle({ document: leaving, model, report: trained })
      ports.download(`${fileName(workflowOf(current).name)}.espalier.zip`, zipBundle(files))
      ui.announce('Bundle exported')
      return Promise.resolve()
    },

    download(suffix, text) {
      const { name } = workflowOf(document.state.getState().document)
      ports.download(`${fileName(name)}${suffix}`, new TextEncoder().encode(text))
    },

    async takeOver() {
      const outcome = await tabs.takeOver()
      if (outcome.outcome === 'refused')
        throw new AppError('db/not-handed-over', 'The other tab did not hand over', {
          details: { because: outcome.because },
        })
    },

    async retrySaving() {
      await persistence.flush()
    },

    async settle(keep) {
      await persistence.settle(keep)
    },
  }

  return {
    studio,
    flush,
    async close() {
      clearTimeout(warmUp)
      globalThis.removeEventListener('beforeunload', warn)
      stopUi()
      stopRole()
      stopModels()
      stopSaving.forEach((stop) => stop())
      await flush()
      persistence.stop()
      tabs.close()
      chat.dispose()
      corrections.dispose()
      training.dispose()
      await application.dispose()
    },
  }
}

const fileName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w -]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase() || 'workflow'
