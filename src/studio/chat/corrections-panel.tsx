import { useRef, type KeyboardEvent } from 'react'
import { correctionsOf } from '#domain/queries.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Badge } from '../ui/display.tsx'
import { CorrectionList } from './correction-list.tsx'
import styles from './corrections.module.css'
import { MessageTriage } from './triage/message-triage.tsx'

const VIEWS = [
  { id: 'messages', label: 'Past messages' },
  { id: 'corrections', label: 'Put right' },
] as const

/** The messages that may need putting right, and what people said a message should have meant. */
export function CorrectionsPanel() {
  const { ui } = useStudio()
  const view = useUi((state) => state.correctionsView)
  const kept = useDocument((document) => correctionsOf(document).length)
  const tabs = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    ui.set({ correctionsView: view === 'messages' ? 'corrections' : 'messages' })
    tabs.current?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus()
  }
  return (
    <div className={styles.panel}>
      <div ref={tabs} role="tablist" aria-label="What was said" className={styles.views}>
        {VIEWS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`corrections-${id}`}
            aria-selected={view === id}
            aria-controls="corrections-view"
            tabIndex={view === id ? 0 : -1}
            className={styles.view}
            onKeyDown={onKeyDown}
            onClick={() => ui.set({ correctionsView: id, shownCorrection: null })}
          >
            {label} {id === 'corrections' ? <Badge>{kept}</Badge> : null}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="corrections-view"
        aria-labelledby={`corrections-${view}`}
        className={styles.viewBody}
      >
        {view === 'messages' ? <MessageTriage /> : <CorrectionList />}
      </div>
    </div>
  )
}
