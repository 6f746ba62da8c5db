import { Panel } from '@xyflow/react'
import { addCommand } from '#domain/edits/commands.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { connect } from '#domain/edits/connections.ts'
import { inOrder } from '#domain/edits/change.ts'
import { newId, ROOT_CONTEXT, type CommandId, type ContextId } from '#domain/ids.ts'
import { additionGesture } from '../records/addition.ts'
import { contextsOf, recordsOf } from '#domain/queries.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import styles from './canvas.module.css'

/** On a workflow of nothing but its root: says what goes here, and does the first step. */
export function CanvasEmpty() {
  const studio = useStudio()
  const isEmpty = useDocument(
    (document) =>
      contextsOf(document).length === 1 &&
      (['command', 'note', 'source-file', 'correction'] as const).every(
        (kind) => recordsOf(document, kind).length === 0,
      ),
  )
  if (!isEmpty) return null

  const startWithCommand = (): void => {
    const id = newId<CommandId>()
    studio.document.edit(
      'Add command',
      addCommand(id, ROOT_CONTEXT, 'new command'),
      additionGesture(id),
    )
    studio.ui.set({ selection: [id], renaming: id })
  }
  const startWithContext = (): void => {
    const id = newId<ContextId>()
    studio.document.edit(
      'Add context',
      inOrder(
        addContext(id, 'New context'),
        connect({ kind: 'container', from: id, to: ROOT_CONTEXT }),
      ),
      additionGesture(id),
    )
    studio.ui.set({ selection: [id], renaming: id })
  }

  return (
    <Panel position="bottom-center" className={styles.empty}>
      <h3>What can people ask for?</h3>
      <p>
        A command is one thing they can ask for. Those on the card above can be asked for
        everywhere; a context, such as an order or a room, has commands of its own.
      </p>
      <div className={styles.emptyActions}>
        <Button tone="primary" onClick={startWithCommand}>
          Write the first command
        </Button>
        <Button onClick={startWithContext}>Draw a context</Button>
        <Button onClick={() => studio.ui.set({ importing: { command: null } })}>
          Import utterances…
        </Button>
      </div>
      <p className={styles.emptyHint}>Double-click anywhere to draw a context right there.</p>
    </Panel>
  )
}
