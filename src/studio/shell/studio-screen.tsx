import '@xyflow/react/dist/style.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { workflowOf } from '#domain/queries.ts'
import { CanvasPanel } from '../canvas/canvas-panel.tsx'
import { OutlinePanel } from '../outline/outline-panel.tsx'
import type { ActionContext } from '../actions/studio-actions.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import type { Studio } from '../session/studio.ts'
import { StudioProvider, useStudio } from '../session/studio-provider.tsx'
import { DrawerBar, DrawerPanel } from './drawer.tsx'
import { Header } from './header.tsx'
import { Palette } from './palette.tsx'
import { PartBoundary } from './part-boundary.tsx'
import { RightPane } from './right-pane.tsx'
import { SavingBanner } from './saved-status.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import styles from './shell.module.css'
import { ActionProvider } from './use-action-context.ts'
import { applyTheme } from './theme.ts'
import { useShortcuts } from './use-shortcuts.ts'

interface StudioScreenProps {
  readonly studio: Studio
  readonly onHome: () => void
  readonly onImport: (file: File) => void
}

// Parsers of other systems' formats come when somebody imports.
const ImportDialog = lazy(async () => ({
  default: (await import('../data/import-dialog.tsx')).ImportDialog,
}))

const ClassesDialog = lazy(async () => ({
  default: (await import('../classes/classes-dialog.tsx')).ClassesDialog,
}))

const BenchmarkDialog = lazy(async () => ({
  default: (await import('../benchmark/benchmark-dialog.tsx')).BenchmarkDialog,
}))

/** What is remote: only the studio's own server. */
const queries = new QueryClient()

/** One workflow, open: outline, canvas, inspector and chat, drawer (design §13). */
export function StudioScreen({ studio, onHome, onImport }: StudioScreenProps) {
  const [dialog, setDialog] = useState<'palette' | 'settings' | 'shortcuts' | 'classes' | null>(
    null,
  )
  const fileInput = useRef<HTMLInputElement>(null)
  const context = useMemo<ActionContext>(
    () => ({
      studio,
      shell: {
        goHome: onHome,
        pickImportFile: () => fileInput.current?.click(),
        showShortcuts: () => setDialog('shortcuts'),
        showSettings: () => setDialog('settings'),
        showClasses: () => setDialog('classes'),
        openPalette: () => setDialog('palette'),
      },
    }),
    [studio, onHome],
  )
  useShortcuts(context)

  return (
    <QueryClientProvider client={queries}>
      <StudioProvider studio={studio}>
        <ActionProvider value={context}>
          <div className={styles.screen}>
            <button type="button" className={styles.skip} onClick={() => goToChat(studio)}>
              Skip to chat
            </button>
            <Header />
            <div>
              <SavingBanner />
            </div>
            <main className={styles.main}>
              <Title />
              <Panes />
            </main>
          </div>
          <Announcer />
          <Palette open={dialog === 'palette'} onClose={() => setDialog(null)} />
          <SettingsDialog open={dialog === 'settings'} onClose={() => setDialog(null)} />
          <ShortcutsDialog open={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
          {dialog === 'classes' ? (
            <Suspense fallback={null}>
              <ClassesDialog onClose={() => setDialog(null)} />
            </Suspense>
          ) : null}
          <UtteranceImport />
          <BenchmarkScoring />
          <input
            ref={fileInput}
            type="file"
            accept=".zip,application/zip"
            aria-label="Bundle to import"
            hidden
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) onImport(file)
            }}
          />
        </ActionProvider>
      </StudioProvider>
    </QueryClientProvider>
  )
}

function UtteranceImport() {
  const { ui } = useStudio()
  const importing = useUi((state) => state.importing)
  if (importing === null) return null
  return (
    <Suspense fallback={null}>
      <ImportDialog command={importing.command} onClose={() => ui.set({ importing: null })} />
    </Suspense>
  )
}

function BenchmarkScoring() {
  const { ui } = useStudio()
  const isOpen = useUi((state) => state.benchmarking)
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <BenchmarkDialog onClose={() => ui.set({ benchmarking: false })} />
    </Suspense>
  )
}

/** A button, not a link: the address says which workflow is open. */
function goToChat({ ui }: Studio): void {
  if (ui.state.getState().rightTab === 'inspector') ui.set({ rightTab: 'chat' })
  requestAnimationFrame(() => {
    const field = document.querySelector('#chat textarea')
    if (field instanceof HTMLElement) field.focus()
  })
}

/** The heading of the page; what is seen of it is the name in the header, which is a field. */
function Title() {
  const name = useDocument((document) => workflowOf(document).name)
  return <h1 className="visually-hidden">{name || 'Untitled workflow'}</h1>
}

/** A width meant for a wide window; a narrower one gives its share, so that the canvas keeps room. */
const share = (width: number): number =>
  Math.round(width * Math.min(1, window.innerWidth / WIDE_WINDOW))

const WIDE_WINDOW = 1280

function Panes() {
  const { outlineOpen, drawerOpen, rightTab } = useUi((state) => state)
  // One panel beside another is a panel of its own: each remembers its width.
  const right = rightTab === 'both' ? 'right-wide' : 'right'
  const columns = useDefaultLayout({
    id: 'espalier-columns',
    panelIds: outlineOpen ? ['outline', 'center', right] : ['center', right],
  })
  const rows = useDefaultLayout({ id: 'espalier-rows', panelIds: ['canvas', 'drawer'] })
  return (
    <Group orientation="horizontal" className={styles.panes} id="columns" {...columns}>
      {outlineOpen ? (
        <>
          <Panel
            id="outline"
            defaultSize={Math.max(208, share(232))}
            minSize={196}
            maxSize={420}
            groupResizeBehavior="preserve-pixel-size"
          >
            <div className={styles.pane}>
              <PartBoundary part="Outline">
                <OutlinePanel />
              </PartBoundary>
            </div>
          </Panel>
          <Separator className={styles.separator} aria-label="Resize outline" />
        </>
      ) : null}
      <Panel id="center" minSize={300}>
        <div className={styles.center}>
          <div className={styles.centerMain}>
            <Group orientation="vertical" id="rows" {...rows}>
              <Panel id="canvas" minSize={120}>
                <div className={styles.pane}>
                  <PartBoundary part="Canvas">
                    <h2 className="visually-hidden">Canvas</h2>
                    <CanvasPanel />
                  </PartBoundary>
                </div>
              </Panel>
              {drawerOpen ? (
                <>
                  <Separator className={styles.separator} aria-label="Resize drawer" />
                  <Panel id="drawer" defaultSize="42%" minSize={120}>
                    <DrawerPanel />
                  </Panel>
                </>
              ) : null}
            </Group>
          </div>
          <DrawerBar />
        </div>
      </Panel>
      <Separator className={styles.separator} aria-label="Resize right pane" />
      <Panel
        id={right}
        key={right}
        defaultSize={share(rightTab === 'both' ? 660 : 380)}
        minSize={280}
        groupResizeBehavior="preserve-pixel-size"
      >
        <RightPane />
      </Panel>
    </Group>
  )
}

/** What happened, for those who do not see it happen. */
function Announcer() {
  const announcement = useUi((state) => state.announcement)
  const theme = useUi((state) => state.theme)
  useEffect(() => applyTheme(theme), [theme])
  return (
    <div aria-live="polite" className="visually-hidden">
      {announcement}
    </div>
  )
}
