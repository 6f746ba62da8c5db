import type { CommandId } from '#domain/ids.ts'
import { commandTitle, wordsFor } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import styles from './chat.module.css'
import { useSay } from './use-say.ts'

interface SayButtonsProps {
  readonly hint: string
  readonly commands: readonly CommandId[]
}

/** Commands that can be said here, each by a button that says it. */
export function SayButtons({ hint, commands }: SayButtonsProps) {
  const document = useDocument((it) => it)
  const { say, because } = useSay()
  return (
    <div className={styles.buttons}>
      <span className={styles.hint}>{hint}</span>
      {commands.map((command) => (
        <Button key={command} because={because} onClick={() => say(wordsFor(document, command))}>
          {commandTitle(document, command)}
        </Button>
      ))}
    </div>
  )
}
