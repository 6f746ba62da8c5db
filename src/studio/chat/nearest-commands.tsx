import { recordById } from '#domain/queries.ts'
import { commandTitle, wordsFor } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import styles from './chat.module.css'
import { candidatesOf } from './correction-state.ts'
import type { SaidTurn } from './transcript.ts'
import { useSay } from './use-say.ts'

/** What can be done here that comes nearest to what was refused. */
export function NearestCommands({ turn }: { turn: SaidTurn }) {
  const document = useDocument((it) => it)
  const { say, because } = useSay()
  // What is possible everywhere is no hint of what is possible here.
  const nearest = candidatesOf(turn)
    .filter(({ command }) => recordById(document, 'command', command))
    .slice(0, 3)
  if (nearest.length === 0) return null
  return (
    <div className={styles.buttons}>
      <span className={styles.hint}>Nearest here:</span>
      {nearest.map(({ command }) => (
        <Button key={command} because={because} onClick={() => say(wordsFor(document, command))}>
          {commandTitle(document, command)}
        </Button>
      ))}
    </div>
  )
}
