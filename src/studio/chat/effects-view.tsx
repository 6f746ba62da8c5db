import { TriangleAlert } from 'lucide-react'
import { useDocument } from '../session/hooks.ts'
import type { CorrectionEffects } from '../session/correction-effects.ts'
import { shortened } from '../ui/format.ts'
import { countOf, effectsText, goalText, SOURCE_TEXT, VERDICT_TEXT } from './effect-words.ts'
import styles from './effects.module.css'

interface EffectsViewProps {
  readonly effects: CorrectionEffects
  /** `would` before the correction is kept. */
  readonly mood: 'would' | 'did'
}

/** Which stored messages go elsewhere by a correction, those it takes away first. */
export function EffectsView({ effects, mood }: EffectsViewProps) {
  const document = useDocument((it) => it)
  const takesAway = countOf(effects.effects, 'broken') > 0
  return (
    <>
      <p className={styles.sentence} data-warns={takesAway}>
        {takesAway ? <TriangleAlert size={14} aria-label="Warning:" /> : null}
        {effectsText(effects, mood)}
      </p>
      {effects.effects.length === 0 ? null : (
        <ul className={styles.effects}>
          {effects.effects.map(({ message, from, to, verdict }) => (
            <li key={`${message.from} ${message.text}`} data-verdict={verdict}>
              <span className={styles.text}>“{shortened(message.text, 70)}”</span>
              <span className={styles.way}>
                {goalText(document, from)} → <strong>{goalText(document, to)}</strong>
              </span>
              <span className={styles.source}>
                {SOURCE_TEXT[message.from]}
                {verdict === 'unknown' ? '' : `, ${VERDICT_TEXT[verdict]}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
