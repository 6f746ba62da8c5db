import { FileCode } from 'lucide-react'
import { fromWire } from '#shared/app-error.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { errorText } from '../ui/error-text.ts'
import styles from './chat.module.css'
import type { SaidTurn } from './turn-items.ts'

/** Why a handler failed, where, and the way to its source. */
export function FailureNote({ turn, said }: { turn: SaidTurn; said: string }) {
  const { ui } = useStudio()
  const { error, command } = turn
  if (!error) return null
  const { file, line } = error.details
  const show = (): void => {
    // Selected past `select`: the conversation stays in view, it is what one comes from.
    if (command) ui.set({ selection: [command.id] })
    ui.openDrawer('source')
  }
  return (
    <div className={styles.failure}>
      <p>{errorText(fromWire(error))}</p>
      {said.includes(error.message) ? null : <pre>{error.message}</pre>}
      <Button onClick={show}>
        <FileCode size={14} aria-hidden />
        {file === undefined
          ? 'Open Source'
          : `Open ${String(file)}${line === undefined ? '' : `, line ${String(line)}`}`}
      </Button>
    </div>
  )
}
