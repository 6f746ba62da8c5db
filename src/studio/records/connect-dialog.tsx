import { useState } from 'react'
import { canConnect, connect, disconnect, type ConnectionKind } from '#domain/edits/connections.ts'
import type { ContextId } from '#domain/ids.ts'
import { contextsOf } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument, useRecord } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './records.module.css'

const RELATIONS = {
  container: { label: 'Lives inside', field: 'containers' },
  base: { label: 'Inherits from', field: 'bases' },
} as const satisfies Record<ConnectionKind, unknown>

/** Connects a context to others without a mouse: each context is a switch for the relation chosen. */
export function ConnectDialog({ context, onClose }: { context: ContextId; onClose: () => void }) {
  const studio = useStudio()
  const [kind, setKind] = useState<ConnectionKind>('container')
  const document = useDocument((current) => current)
  const record = useRecord('context', context)
  if (!record) return null
  const { field, label } = RELATIONS[kind]
  const title = contextTitle(document, context)

  return (
    <Dialog
      open
      title={`Connect ${title}`}
      description="A context offers the commands of those it inherits from. What does not fit in it is asked where it lives."
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles.segments} role="group" aria-label="Relation">
        {(['container', 'base'] as const).map((known) => (
          <button
            key={known}
            type="button"
            aria-pressed={known === kind}
            onClick={() => setKind(known)}
          >
            {RELATIONS[known].label}
          </button>
        ))}
      </div>
      <div className={styles.choices} role="group" aria-label={`${title} ${label.toLowerCase()}`}>
        {contextsOf(document).map((other) => {
          const isOn = record[field].includes(other.id)
          const connection = { kind, from: context, to: other.id }
          const allowed = isOn || canConnect(document, connection)
          return (
            <button
              key={other.id}
              type="button"
              className={styles.choice}
              aria-pressed={isOn}
              aria-disabled={allowed !== true}
              onClick={() => {
                if (allowed !== true) return
                studio.document.edit(
                  isOn ? 'Disconnect contexts' : 'Connect contexts',
                  isOn ? disconnect(connection) : connect(connection),
                )
              }}
            >
              {contextTitle(document, other.id)}
              {allowed === true ? null : <small>{allowed.because}</small>}
            </button>
          )
        })}
      </div>
    </Dialog>
  )
}
