import { Fragment } from 'react'
import { studioActions } from '../actions/studio-actions.ts'
import { Dialog } from '../ui/dialog.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import styles from './shell.module.css'

/** Keys that belong to one part of the screen and so are not actions of the whole studio. */
const LOCAL_KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['Enter', 'Send a message'],
  ['Shift+Enter', 'New line in a message'],
  ['Arrow keys', 'Walk the outline; nudge a card on the canvas'],
  ['Alt+Arrow keys', 'Walk to the nearest card; reorder a command in the outline'],
  ['Alt+Shift+↑ ↓', 'Move a command to the previous or next context in the outline'],
  ['Ctrl+M', 'In the code editor: let Tab move the focus'],
]

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const rows = [
    ...studioActions.flatMap(({ label, shortcut }) =>
      shortcut === undefined ? [] : [[shortcutText(shortcut), label] as const],
    ),
    ...LOCAL_KEYS,
  ]
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      {/* Focusable, so that the arrow keys scroll a sheet that has nothing else to focus. */}
      <dl tabIndex={0} aria-label="Shortcuts" className={styles.shortcuts}>
        {rows.map(([keys, what]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}
