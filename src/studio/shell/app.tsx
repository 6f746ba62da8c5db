import { lazy, useCallback, useEffect, useLayoutEffect, useState, type CSSProperties } from 'react'
import { toast, Toaster } from 'sonner'
import { useStore } from 'zustand'
import type { WorkflowId } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
import { GalleryScreen } from '../gallery/gallery-screen.tsx'
import type { ExampleSummary, OpenStudio, Workspace } from '../session/workspace.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/display.tsx'
import { errorText } from '../ui/error-text.ts'
import { TooltipProvider } from '../ui/tooltip.tsx'
import { PartBoundary } from './part-boundary.tsx'
import styles from './shell.module.css'
import { applyTheme } from './theme.ts'
import { useRoute } from './use-route.ts'

// The start page is on the screen before canvas, chat and engine have arrived.
const StudioScreen = lazy(async () => ({
  default: (await import('./studio-screen.tsx')).StudioScreen,
}))

/** Sonner's own are white in every theme. */
const TOAST_COLOURS = {
  '--normal-bg': 'var(--surface-raised)',
  '--normal-text': 'var(--ink)',
  '--normal-border': 'var(--line)',
} as CSSProperties

/** The whole studio: the start page, or one open workflow. */
export function App({ workspace }: { workspace: Workspace }) {
  const [route, go] = useRoute()
  // An open workflow goes on from here as its switch is used.
  useLayoutEffect(() => applyTheme(workspace.theme()), [workspace, route])
  const report = useCallback((error: unknown) => {
    if (!(error instanceof AppError)) console.error(error)
    toast.error(errorText(error))
  }, [])
  const importFile = useCallback(
    (file: File) => void workspace.importFile(file).then(go, report),
    [workspace, go, report],
  )

  return (
    <TooltipProvider delayDuration={400}>
      <PartBoundary part="The studio">
        {route === null ? (
          <Home workspace={workspace} onOpen={go} onImport={importFile} report={report} />
        ) : (
          <OpenWorkflow
            key={route}
            id={route}
            workspace={workspace}
            onHome={() => go(null)}
            onImport={importFile}
          />
        )}
      </PartBoundary>
      <Toaster position="bottom-center" closeButton style={TOAST_COLOURS} />
    </TooltipProvider>
  )
}

interface HomeProps {
  readonly workspace: Workspace
  readonly onOpen: (id: WorkflowId) => void
  readonly onImport: (file: File) => void
  readonly report: (error: unknown) => void
}

function Home({ workspace, onOpen, onImport, report }: HomeProps) {
  const { workflows, storageProblem } = useStore(workspace.state)
  const [examples, setExamples] = useState<readonly ExampleSummary[]>([])
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    workspace.examples().then(setExamples, report)
  }, [workspace, report])

  const opening = (work: Promise<WorkflowId>): void => {
    setBusy(true)
    work.then(onOpen, report).finally(() => setBusy(false))
  }

  return (
    <GalleryScreen
      workflows={workflows}
      examples={examples}
      busy={busy}
      problem={storageProblem === null ? null : errorText(storageProblem)}
      actions={{
        create: (name) => opening(workspace.create(name)),
        openExample: (folder) => opening(workspace.openExample(folder)),
        open: onOpen,
        duplicate: (id) => void workspace.duplicate(id).catch(report),
        remove: (id) =>
          void workspace.remove(id).then(() => {
            toast('Workflow deleted', {
              action: {
                label: 'Undo',
                onClick: () => void workspace.restore(id).catch(report),
              },
            })
          }, report),
        restore: (id) => void workspace.restore(id).catch(report),
        importFile: onImport,
      }}
    />
  )
}

interface OpenWorkflowProps {
  readonly id: WorkflowId
  readonly workspace: Workspace
  readonly onHome: () => void
  readonly onImport: (file: File) => void
}

type Opening =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly opened: OpenStudio }
  | { readonly status: 'failed'; readonly error: unknown }

function OpenWorkflow({ id, workspace, onHome, onImport }: OpenWorkflowProps) {
  const [opening, setOpening] = useState<Opening>({ status: 'opening' })
  const [repairing, setRepairing] = useState(false)

  useEffect(() => {
    let current = true
    const work = repairing ? workspace.repair(id) : workspace.open(id)
    work.then(
      (opened) => (current ? setOpening({ status: 'open', opened }) : undefined),
      (error: unknown) => (current ? setOpening({ status: 'failed', error }) : undefined),
    )
    return () => {
      current = false
      void work.then(
        (opened) => workspace.leave(opened),
        () => undefined,
      )
    }
  }, [id, workspace, repairing])

  if (opening.status === 'opening') return <div className={styles.waiting}>Opening …</div>
  if (opening.status === 'open')
    return <StudioScreen studio={opening.opened.studio} onHome={onHome} onImport={onImport} />
  const malformed =
    opening.error instanceof AppError && opening.error.code === 'db/malformed-document'
  return (
    <EmptyState
      title="This workflow could not be opened"
      actions={
        <div style={{ display: 'flex', gap: 8 }}>
          <Button onClick={onHome}>All workflows</Button>
          {malformed && !repairing ? (
            <Button
              tone="primary"
              onClick={() => {
                setOpening({ status: 'opening' })
                setRepairing(true)
              }}
            >
              Open what can be read
            </Button>
          ) : null}
        </div>
      }
    >
      {errorText(opening.error)}
    </EmptyState>
  )
}
