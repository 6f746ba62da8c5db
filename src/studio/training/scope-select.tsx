import { useId } from 'react'
import type { ContextId } from '#domain/ids.ts'
import { contextsOf } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import styles from './training.module.css'

interface ScopeSelectProps {
  readonly value: ContextId | null
  readonly onChange: (context: ContextId | null) => void
}

/** Which commands compete: all of the workflow, or those one can mean in a context. */
export function ScopeSelect({ value, onChange }: ScopeSelectProps) {
  const id = useId()
  const contexts = useDocument(contextsOf)
  const document = useDocument((it) => it)
  return (
    <div className={styles.scope}>
      <label htmlFor={id}>Judged in</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) =>
          onChange(contexts.find((context) => context.id === event.target.value)?.id ?? null)
        }
      >
        <option value="">the whole workflow</option>
        {contexts.map((context) => (
          <option key={context.id} value={context.id}>
            {contextTitle(document, context.id)}
          </option>
        ))}
      </select>
    </div>
  )
}
