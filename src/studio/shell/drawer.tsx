import { ChevronDown, ChevronUp } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { problems } from '#domain/problems.ts'
import { CorrectionsPanel } from '../chat/corrections-panel.tsx'
import { ProblemsPanel } from '../data/problems-panel.tsx'
import { UtterancesPanel } from '../data/utterances-panel.tsx'
import { useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import type { DrawerTab } from '../session/ui-store.ts'
import { TracePanel } from '../trace/trace-panel.tsx'
import { TrainingReportPanel } from '../training/training-report-panel.tsx'
import { IconButton } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import { PartBoundary } from './part-boundary.tsx'
import styles from './shell.module.css'
import { useActionContext } from './use-action-context.ts'

// Monaco is megabytes: it is loaded when the source is first looked at.
const SourcePanel = lazy(async () => ({
  default: (await import('../source/source-panel.tsx')).SourcePanel,
}))

const ClassesBar = lazy(async () => ({
  default: (await import('../classes/classes-bar.tsx')).ClassesBar,
}))

const TABS: readonly { id: DrawerTab; label: string }[] = [
  { id: 'problems', label: 'Problems' },
  { id: 'training', label: 'Training report' },
  { id: 'utterances', label: 'Utterances' },
  { id: 'corrections', label: 'Corrections' },
  { id: 'source', label: 'Source' },
  { id: 'trace', label: 'Trace' },
]

const PANELS: Record<DrawerTab, () => React.ReactNode> = {
  problems: () => <ProblemsPanel />,
  training: () => <TrainingReportPanel />,
  utterances: () => <UtterancesPanel />,
  corrections: () => <CorrectionsPanel />,
  source: () => <Source />,
  trace: () => <TracePanel />,
}

function Source() {
  const { shell } = useActionContext()
  return (
    <SourcePanel
      classes={
        <Suspense fallback={null}>
          <ClassesBar onReview={() => shell.showClasses()} />
        </Suspense>
      }
    />
  )
}

/** The tabs under the canvas; always there, so that what the drawer holds can be found. */
export function DrawerBar() {
  const { ui } = useStudio()
  const { drawerOpen, drawerTab } = useUi((state) => state)
  const found = useDocument((document) => problems(document))
  const serious = found.filter(({ severity }) => severity === 'error').length
  const tabs = useRef<(HTMLButtonElement | null)[]>([])

  const onKeyDown = (event: React.KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    tabs.current[(index + step + TABS.length) % TABS.length]?.focus()
  }

  return (
    <div className={`${styles.tabs} ${styles.drawerBar}`}>
      <div className={styles.drawerTabs} role="tablist" aria-label="Drawer">
        {TABS.map(({ id, label }, index) => {
          const shown = drawerOpen && drawerTab === id
          return (
            <button
              key={id}
              ref={(element) => {
                tabs.current[index] = element
              }}
              type="button"
              role="tab"
              id={`drawer-tab-${id}`}
              aria-selected={shown}
              aria-controls={shown ? 'drawer-panel' : undefined}
              tabIndex={drawerTab === id ? 0 : -1}
              className={styles.tab}
              onKeyDown={(event) => onKeyDown(event, index)}
              onClick={() => (shown ? ui.set({ drawerOpen: false }) : ui.openDrawer(id))}
            >
              {label}
              {id === 'problems' && found.length > 0 ? (
                <Badge tone={serious > 0 ? 'danger' : 'warn'}>{found.length}</Badge>
              ) : null}
            </button>
          )
        })}
      </div>
      <IconButton
        label={drawerOpen ? 'Close drawer' : 'Open drawer'}
        icon={drawerOpen ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        onClick={() => ui.set({ drawerOpen: !drawerOpen })}
      />
    </div>
  )
}

export function DrawerPanel() {
  const tab = useUi((state) => state.drawerTab)
  const label = TABS.find(({ id }) => id === tab)?.label ?? ''
  return (
    <div
      role="tabpanel"
      id="drawer-panel"
      aria-labelledby={`drawer-tab-${tab}`}
      className={`${styles.pane} ${styles.drawerBody}`}
    >
      <PartBoundary key={tab} part={label}>
        <h2 className="visually-hidden">{label}</h2>
        {PANELS[tab]()}
      </PartBoundary>
    </div>
  )
}
