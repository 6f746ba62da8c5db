import { Dialog } from '../../ui/dialog.tsx'
import styles from './triage.module.css'

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['↑', '↓', 'j', 'k'], 'Move; also Home, End and the page keys'],
  [['Enter', '1'], 'Accept the first suggestion: what it went to, if anything'],
  [['2', '…', '5'], 'It means that suggestion instead'],
  [['x'], 'Pick another command, or make a new one'],
  [['o'], 'Out of scope'],
  [['s'], 'Skip; it stays to be judged'],
  [['u'], 'Undo, and go back there'],
  [['/'], 'Search'],
  [['?'], 'This list'],
]

export function TriageKeys({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      title="Going through messages by keyboard"
      description="While the list has focus. Each judgement goes on to the next message."
      open={open}
      onClose={onClose}
    >
      <dl className={styles.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
