import type { Confusion } from '#domain/training-report.ts'
import { useState } from 'react'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { Button } from '../../ui/button.tsx'
import styles from './confusions.module.css'

interface ConfusionListProps {
  readonly confusions: readonly Confusion[]
  readonly chosen: Confusion | null
  readonly onChoose: (confusion: Confusion) => void
}

const PAGE = 20

/** The pairs as a list, the most frequent first. */
export function ConfusionList({ confusions, chosen, onChoose }: ConfusionListProps) {
  const document = useDocument((it) => it)
  const [shown, setShown] = useState(PAGE)
  return (
    <div>
      <ol aria-label="Confused pairs" className={styles.pairs}>
        {confusions.slice(0, shown).map((confusion) => (
          <li key={`${confusion.actual} ${confusion.predicted}`}>
            <button
              type="button"
              className={styles.pair}
              aria-pressed={confusion === chosen}
              onClick={() => onChoose(confusion)}
            >
              <span className={styles.times}>{confusion.texts.length}</span>
              <span>
                <strong>{commandTitle(document, confusion.actual)}</strong> taken for{' '}
                <strong>{commandTitle(document, confusion.predicted)}</strong>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {confusions.length > shown ? (
        <Button tone="quiet" onClick={() => setShown(shown + PAGE)}>
          {`Show ${String(Math.min(PAGE, confusions.length - shown))} more`}
        </Button>
      ) : null}
    </div>
  )
}
