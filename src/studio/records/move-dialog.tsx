import { moveCommand } from '#domain/edits/commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument, useRecord } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './records.module.css'

/** Moves a command to another context without a mouse. */
export function MoveDialog({ command, onClose }: { command: CommandId; onClose: () => void }) {
  const studio = useStudio()
  const document = useDocument((current) => current)
  const record = useRecord('command', command)
  if (!record) return null
  return (
    <Dialog
      open
      title={`Move ${titleOf(record.name)}`}
      description="Its utterances, parameters and corrections go along."
      onClose={onClose}
    >
      <div className={styles.choices} role="group" aria-label="Contexts">
        {contextsOf(document).map((context) => {
          const isHere = context.id === record.context
          const title = contextTitle(document, context.id)
          return (
            <button
              key={context.id}
              type="button"
              className={styles.choice}
              aria-disabled={isHere}
              onClick={() => {
                if (isHere) return
                studio.document.edit('Move command', moveCommand(command, context.id))
                studio.ui.announce(`${titleOf(record.name)} moved to ${title}`)
                onClose()
              }}
            >
              {title}
              {isHere ? <small>It is here</small> : null}
            </button>
          )
        })}
      </div>
    </Dialog>
  )
}
