import { Panel } from '@xyflow/react'
import { X } from 'lucide-react'
import type { TurnOverlay } from './overlay.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './canvas.module.css'

/** What the shades on the canvas are about: the message, and what became of it. */
export function TurnLegend({ turn, onHide }: { turn: TurnOverlay; onHide: () => void }) {
  const routed = useDocument((document) =>
    turn.routed === null ? null : commandTitle(document, turn.routed),
  )
  const probability = turn.routed === null ? undefined : turn.heat.get(turn.routed)
  return (
    <Panel position="top-right" className={styles.legend}>
      <span className={styles.legendText} title={turn.text}>
        “{turn.text}”
      </span>
      <span aria-hidden>→</span>
      <strong>{routed ?? (turn.outcome === 'ask' ? 'asked which' : 'nothing here')}</strong>
      {probability === undefined ? null : <span>{Math.round(probability * 100)} %</span>}
      <IconButton label="Hide what was weighed" icon={<X size={14} />} onClick={onHide} />
    </Panel>
  )
}
