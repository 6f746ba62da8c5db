import { useState } from 'react'
import type { CorrectionRecord } from '#domain/document.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useCorrections, useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { takeBack } from '../session/take-back.ts'
import { shortened } from '../ui/format.ts'
import styles from './chat.module.css'
import { correctionOf } from './correction-state.ts'
import { countOf } from './effect-words.ts'
import { EffectsView } from './effects-view.tsx'
import type { SaidTurn } from './turn-items.ts'
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
  const whose = correction.person === null ? 'From now on' : `For ${correction.person},`
  return (
    <div className={styles.corrected} role="status">
      <span>
        {whose} “{shortened(correction.text, 60)}”{' '}
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
      <KeptEffects correction={correction} />
    </div>
  )
}

/** What keeping it did to other messages: a line, and which they are when asked for or at a loss. */
function KeptEffects({ correction: { id } }: { correction: CorrectionRecord }) {
  const effects = useCorrections((state) => state.effects[id])
  const [isOpen, setIsOpen] = useState<boolean | null>(null)
  if (effects === undefined) return null
  if (effects === null) return <span className={styles.also}>Looking what else it changes…</span>
  if (effects.effects.length === 0) return null
  const broken = countOf(effects.effects, 'broken')
  const isShown = isOpen ?? broken > 0
  return (
    <div className={styles.also}>
      {isShown ? <EffectsView effects={effects} mood="did" /> : null}
      <button
        type="button"
        className={styles.link}
        aria-expanded={isShown}
        onClick={() => setIsOpen(!isShown)}
      >
        {isShown
          ? 'Hide them'
          : `${String(effects.effects.length)} other stored ${effects.effects.length === 1 ? 'message goes' : 'messages go'} elsewhere now`}
      </button>
    </div>
  )
}
