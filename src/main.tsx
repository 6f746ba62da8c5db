import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { startSandboxWorker } from '#engine/sandbox/worker/sandbox-client.ts'
import { readSavedState } from '#engine/sandbox/saved-state.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { BACKENDS, type BackendChoice } from '#learn/worker/contract.ts'
import { startLearnWorker } from '#learn/worker/learn-client.ts'
import { createConversationStore } from '#store/conversation-store.ts'
import { createDocumentStorage } from '#store/document-storage.ts'
import { createEmbeddingCache } from '#store/embedding-cache.ts'
import { createModelStore } from '#store/model-store.ts'
import { openStudioDb, type OpenedDb } from '#store/open-studio-db.ts'
import { createPreferences } from '#store/preferences.ts'
import { createStateStore } from '#store/state-store.ts'
import { browserTabPorts } from '#store/tab-ports.ts'
import { StudioDb } from '#store/studio-db.ts'
import { createWorkflowStore } from '#store/workflow-store.ts'
import { toast } from 'sonner'
import { createWorkspace } from '#studio/session/create-workspace.ts'
import { exampleFiles } from '#studio/session/example-files.ts'
import { restartingLearn } from '#studio/session/restarting-learn.ts'
import type { UiState } from '#studio/session/ui-store.ts'
import type { Workspace } from '#studio/session/workspace.ts'
import { App } from '#studio/shell/app.tsx'
import { errorText } from '#studio/ui/error-text.ts'
import '#studio/ui/tokens.css'
import '#studio/ui/base.css'

/** How a person likes the studio; kept over reloads, in all tabs alike. */
const preferenceSchemas = {
  backend: z.enum(['auto', ...BACKENDS]),
  theme: z.enum(['system', 'light', 'dark']),
  outlineOpen: z.boolean(),
  rightTab: z.enum(['inspector', 'chat', 'both']),
  showInherited: z.boolean(),
  person: z.string().min(1).max(80),
  correctsForOneself: z.boolean(),
  exportsOwnCorrections: z.boolean(),
}
type StudioPreferences = {
  [Key in keyof typeof preferenceSchemas]: z.infer<(typeof preferenceSchemas)[Key]>
}
const KEPT_UI = [
  'theme',
  'outlineOpen',
  'rightTab',
  'showInherited',
  'person',
  'correctsForOneself',
  'exportsOwnCorrections',
] as const

function report(error: unknown): void {
  console.error(error)
  toast.error(errorText(error))
}

/** Joins the layers: this is the only place that knows all of them. */
async function compose({ db, storageProblem }: OpenedDb): Promise<Workspace> {
  const preferences = createPreferences<StudioPreferences>(db, preferenceSchemas, {
    backend: 'auto',
    theme: 'system',
    outlineOpen: true,
    rightTab: window.innerWidth >= 1600 ? 'both' : 'chat',
    showInherited: false,
    person: 'You',
    correctsForOneself: false,
    exportsOwnCorrections: false,
  })
  await preferences.ready
  const cache = createEmbeddingCache(db)
  const workflows = createWorkflowStore(db)
  workflows.purge().catch(report)

  return createWorkspace({
    workflows,
    storageProblem,
    examples: exampleFiles(import.meta.env.BASE_URL),
    studio: {
      storage: createDocumentStorage(db),
      models: createModelStore(db),
      states: createStateStore(db, readSavedState),
      conversations: createConversationStore<JournalEntry>(db),
      tabs: browserTabPorts(),
      learn: restartingLearn(() => startLearnWorker(cache)),
      startSandbox: () => startSandboxWorker(),
      now: () => Date.now(),
      download,
      report,
      offerUndo: (text, undo) =>
        toast(text, { action: { label: 'Undo', onClick: () => void undo().catch(report) } }),
      preferences: {
        get backend(): BackendChoice {
          return preferences.state.getState().backend
        },
        saveBackend: (backend) => preferences.set('backend', backend),
        get ui(): Partial<UiState> {
          const { backend: _, ...ui } = preferences.state.getState()
          return ui
        },
        saveUi: (ui) => {
          const known = preferences.state.getState()
          for (const key of KEPT_UI) if (ui[key] !== known[key]) preferences.set(key, ui[key])
        },
      },
    },
  })
}

function download(name: string, bytes: Uint8Array): void {
  const type = name.endsWith('.json') ? 'application/json' : 'application/zip'
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no #root')
const root = createRoot(container)

/** Two releases in two tabs: the newer one changes the database, the older one must make way. */
const openDb = () =>
  new StudioDb('espalier', {
    onUpgradeElsewhere: () => {
      toast.warning('A newer Espalier was opened in another tab. Reload this page to go on.', {
        duration: Infinity,
      })
      return Promise.resolve()
    },
    onBlocked: () =>
      toast.warning('An older Espalier is open in another tab. Close it to go on here.', {
        duration: Infinity,
      }),
  }).openChecked()

openStudioDb(openDb)
  .then(compose)
  .then(
    (workspace) =>
      root.render(
        <StrictMode>
          <App workspace={workspace} />
        </StrictMode>,
      ),
    (error: unknown) => {
      console.error(error)
      root.render(
        <main role="alert" style={{ padding: 32 }}>
          {errorText(error)}
        </main>,
      )
    },
  )
