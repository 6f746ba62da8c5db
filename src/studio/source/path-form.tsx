import { useState } from 'react'
import { sourcePath } from '#domain/edits/source-files.ts'
import type { SourceFileId } from '#domain/ids.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useDocument } from '../session/hooks.ts'
import styles from './source.module.css'

interface PathFormProps {
  readonly label: string
  readonly initial: string
  /** The file being renamed, whose own path is not taken. */
  readonly self?: SourceFileId
  readonly onDone: (path: string) => void
  readonly onCancel: () => void
}

/** Asks for the path of a file; Enter takes it, Escape leaves things as they are. */
export function PathForm({ label, initial, self, onDone, onCancel }: PathFormProps) {
  const [typed, setTyped] = useState(initial)
  const document = useDocument((state) => state)
  const path = sourcePath(document, typed, self)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (path.ok) onDone(path.value)
      }}
    >
      <Field
        label={label}
        hideLabel
        problems={path.ok || typed === initial ? [] : [{ severity: 'error', text: path.error }]}
      >
        {(control) => (
          <input
            {...control}
            autoFocus
            spellCheck={false}
            placeholder="app/desk.ts"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onCancel()
            }}
          />
        )}
      </Field>
      <div className={styles.formButtons}>
        <Button tone="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" tone="primary" because={path.ok ? undefined : path.error}>
          Keep
        </Button>
      </div>
    </form>
  )
}
