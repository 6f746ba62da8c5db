import { updateCommand } from '#domain/edits/commands.ts'
import { titleOf } from '#domain/names.ts'
import { starterHandler } from '#engine/sandbox/declarations.ts'
import { useRecord, useSaving, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import type { SourceItem } from './source-items.ts'
import { SourceRow } from './source-row.tsx'
import styles from './source.module.css'

interface HandlerListProps {
  readonly handlers: readonly SourceItem[]
  readonly open: string | undefined
  readonly broken: ReadonlySet<string>
  readonly onOpen: (id: string) => void
}

/** The handlers that are code. A selected command that has none yet can be given some. */
export function HandlerList({ handlers, open, broken, onOpen }: HandlerListProps) {
  return (
    <section aria-label="Handlers">
      <div className={styles.filesHeader}>
        <h3>Handlers</h3>
      </div>
      <ul className={styles.list}>
        {handlers.map(({ id, label, path }) => (
          <SourceRow
            key={id}
            label={label}
            open={id === open}
            broken={broken.has(path)}
            onOpen={() => onOpen(id)}
          />
        ))}
      </ul>
      <WriteHandler onWritten={onOpen} />
      {handlers.length === 0 ? (
        <p className={styles.hint}>Select a command to write what it does.</p>
      ) : null}
    </section>
  )
}

function WriteHandler({ onWritten }: { onWritten: (id: string) => void }) {
  const { document } = useStudio()
  const following = useSaving((saving) => saving.following)
  const selected = useUi((state) => state.selection[0] ?? null)
  const command = useRecord('command', selected)
  if (!command || command.handler.kind === 'code') return null

  const write = (): void => {
    const source = starterHandler(document.state.getState().document, command)
    const handler = { kind: 'code', source } as const
    document.edit('Write handler', updateCommand(command.id, { handler }))
    onWritten(command.id)
  }
  return (
    <Button
      className={styles.offer ?? ''}
      because={following ? 'Another tab is editing this workflow' : undefined}
      onClick={write}
    >
      Write code for {titleOf(command.name)}
    </Button>
  )
}
