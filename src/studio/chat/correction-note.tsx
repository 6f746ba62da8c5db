import { commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { takeBack } from '../session/take-back.ts'
import { shortened } from '../ui/format.ts'
import styles from './chat.module.css'
import { correctionOf } from './correction-state.ts'
import type { SaidTurn } from './transcript.ts'
import { useSay } from './use-say.ts'

/**
 * Under an answer that was put right: what its words mean from now on. Read from the document, so
 * it goes when the correction does, whichever way it was undone, and is there after a reload.
 */
export function CorrectionNote({ turn }: { turn: SaidTurn }) {
  const studio = useStudio()
  const { say } = useSay()
  const correction = useDocument((document) => correctionOf(document, turn))
  const meaning = useDocument((document) =>
    correction?.meant ? commandTitle(document, correction.meant) : null,
  )
  if (!correction) return null
  return (
    <div className={styles.corrected} role="status">
      <span>
        From now on “{shortened(correction.text, 60)}”{' '}
        {meaning === null ? (
          'is out of scope.'
        ) : (
          <>
            means <strong>{meaning}</strong>.
          </>
        )}
      </span>
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          takeBack(studio, 'Take back a correction', correction.id)
          studio.ui.announce('Correction taken back')
        }}
      >
        Take it back
      </button>
      <button type="button" className={styles.link} onClick={() => say(turn.text)}>
        Say it again
      </button>
    </div>
  )
}
