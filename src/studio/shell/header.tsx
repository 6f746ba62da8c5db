import {
  Download,
  Keyboard,
  MoonStar,
  PanelBottom,
  PanelLeft,
  Redo2,
  Search,
  Settings,
  Undo2,
  Upload,
} from 'lucide-react'
import { useState } from 'react'
import { workflowOf } from '#domain/queries.ts'
import { useDocument, useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { EncoderChip } from '../training/encoder-chip.tsx'
import { TrainButton } from '../training/train-button.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { ActionButton } from './action-button.tsx'
import { SavedStatus } from './saved-status.tsx'
import styles from './shell.module.css'
import { useRunAction } from './use-action-context.ts'

export function Header() {
  const run = useRunAction()
  const following = useSaving((state) => state.following)
  return (
    <header className={styles.header}>
      <Tooltip text="All workflows">
        <button
          type="button"
          className={styles.home}
          aria-label="All workflows"
          onClick={() => run('go-home', 'toolbar')}
        >
          <img src={`${import.meta.env.BASE_URL}icon.svg`} width={26} height={26} alt="" />
        </button>
      </Tooltip>
      <WorkflowName />
      <SavedStatus />
      <span className={styles.divider} />
      <ActionButton id="undo" icon={<Undo2 size={16} />} />
      <ActionButton id="redo" icon={<Redo2 size={16} />} />
      <span className={styles.spacer} />
      <span className={styles.narrowHidden}>
        <EncoderChip />
      </span>
      {following ? null : <TrainButton />}
      <ActionButton id="export-bundle" icon={<Download size={16} />} />
      <ActionButton id="import-bundle" icon={<Upload size={16} />} />
      <span className={styles.divider} />
      <ActionButton id="command-palette" icon={<Search size={16} />} />
      <ActionButton id="toggle-outline" icon={<PanelLeft size={16} />} />
      <ActionButton id="toggle-drawer" icon={<PanelBottom size={16} />} />
      <ActionButton id="toggle-theme" icon={<MoonStar size={16} />} />
      <ActionButton id="show-settings" icon={<Settings size={16} />} />
      <ActionButton id="show-shortcuts" icon={<Keyboard size={16} />} />
    </header>
  )
}

/** The workflow's name, renamed where it stands; an empty name falls back to what it was. */
function WorkflowName() {
  const studio = useStudio()
  const name = useDocument((document) => workflowOf(document).name)
  const following = useSaving((state) => state.following)
  const [draft, setDraft] = useState<string | null>(null)

  const commit = (): void => {
    const next = (draft ?? '').trim()
    setDraft(null)
    if (next === '' || next === name) return
    studio.document.edit('Rename workflow', (document) => {
      const workflow = workflowOf(document)
      return { ...document, [workflow.id]: { ...workflow, name: next } }
    })
  }

  return (
    <input
      className={styles.name}
      aria-label="Workflow name"
      value={draft ?? name}
      maxLength={80}
      readOnly={following}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => (draft === null ? undefined : commit())}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
