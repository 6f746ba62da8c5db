import { moveUtterances } from '#domain/edits/utterances.ts'
import type { CommandId, UtteranceId } from '#domain/ids.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { count, plural } from '../ui/format.ts'
import { commandOptions } from './command-options.ts'
import styles from './data.module.css'
import { LazySelect } from './lazy-select.tsx'

/** By which the keyboard comes to the choice of a command. */
export const MOVE_SELECT_ID = 'move-picked'

interface PickedBarProps {
  readonly ids: readonly UtteranceId[]
  readonly onDelete: () => void
  readonly onHoldOut: () => void
  readonly onDone: () => void
}

/** What can be done with the picked ones; one step for Undo each. */
export function PickedBar({ ids, onDelete, onHoldOut, onDone }: PickedBarProps) {
  const { document, ui } = useStudio()
  const current = useDocument((whole) => whole)
  const move = (to: string): void => {
    const many = plural(ids.length, 'utterance')
    document.edit(`Move ${many}`, moveUtterances(ids, to as CommandId))
    ui.announce(`Moved ${many}`)
    onDone()
  }
  return (
    <div className={styles.picked}>
      <strong>{count(ids.length)} picked</strong>
      <LazySelect
        id={MOVE_SELECT_ID}
        label="Move picked to"
        value=""
        shown="Move to…"
        groups={() => [
          { label: '', options: [{ value: '', label: 'Move to…' }] },
          commandOptions(current),
        ]}
        onChange={move}
      />
      <Button onClick={onHoldOut}>Hold out or use</Button>
      <Button onClick={onDelete}>Delete</Button>
      <Button onClick={onDone}>Unpick</Button>
    </div>
  )
}
