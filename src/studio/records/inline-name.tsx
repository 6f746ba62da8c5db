import { useId, useState } from 'react'
import { titleOf } from '#domain/names.ts'
import { useRecord } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { isComposing } from '../ui/shortcut.ts'
import styles from './records.module.css'
import { additionGesture, isJustAdded } from './addition.ts'
import { namingOf, renaming } from './rename.ts'

interface InlineNameProps {
  readonly id: string
  /** Called when renaming ends, so that the focus can go back to the record. */
  readonly onDone: () => void
}

/**
 * A record's name, typed where it stands. Enter and leaving keep it, Escape does not; a text that
 * cannot be a name stays in the field, with the reason, until it is mended or given up.
 */
export function InlineName({ id, onDone }: InlineNameProps) {
  const studio = useStudio()
  const context = useRecord('context', id)
  const command = useRecord('command', id)
  const shown = context?.name ?? titleOf(command?.name ?? '')
  const [typed, setTyped] = useState(shown)
  const problemId = useId()
  const { document } = studio.document.state.getState()
  const naming = namingOf(document, id, typed)

  const finish = (keep: boolean): void => {
    if (studio.ui.state.getState().renaming !== id) return
    const change = keep && typed !== shown ? renaming(document, id, typed) : null
    if (change) {
      // What was just added and its name are one step for Undo.
      const isNew = isJustAdded(studio.document.state.getState(), id)
      const label = isNew ? `Add ${typed.trim()}` : change.label
      studio.document.edit(label, change.edit, isNew ? additionGesture(id) : undefined)
    }
    studio.ui.set({ renaming: null })
    onDone()
  }

  return (
    <span className={styles.inlineName}>
      <input
        autoFocus
        aria-label="Name"
        aria-invalid={!naming.ok}
        aria-describedby={naming.ok ? undefined : problemId}
        value={typed}
        className={`nodrag nopan ${styles.inlineInput}`}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onBlur={() => finish(naming.ok)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter' && naming.ok) finish(true)
          if (event.key === 'Escape') finish(false)
        }}
      />
      {naming.ok ? null : (
        <span id={problemId} role="alert" className={styles.inlineProblem}>
          {naming.error}
        </span>
      )}
    </span>
  )
}
