import { memo, useState } from 'react'
import { updateUtterance, utteranceText } from '#domain/edits/utterances.ts'
import type { UtteranceId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Badge } from '../ui/display.tsx'
import { isComposing } from '../ui/shortcut.ts'
import styles from './data.module.css'
import type { UtteranceRow } from './utterance-rows.ts'

interface UtteranceLineProps {
  readonly row: UtteranceRow
  readonly isPicked: boolean
  readonly onPick: (ids: readonly UtteranceId[], isPicked: boolean) => void
}

const ORIGINS = {
  seed: 'written',
  generated: 'generated',
  imported: 'imported',
  corrected: 'corrected',
}

export const UtteranceLine = memo(
  function UtteranceLine({ row, isPicked, onPick }: UtteranceLineProps) {
    const { document, ui } = useStudio()
    const { utterance, command } = row
    const [typed, setTyped] = useState<string | null>(null)
    const result =
      typed === null ? null : utteranceText(document.state.getState().document, utterance, typed)
    const refusal = result && !result.ok ? result.error : undefined

    const keep = (): void => {
      if (typed === null || refusal !== undefined) return
      document.edit('Edit utterance', updateUtterance(utterance.id, typed))
      setTyped(null)
    }

    return (
      <div role="row" className={styles.line} data-picked={isPicked}>
        <span role="cell">
          <input
            type="checkbox"
            aria-label="Pick"
            checked={isPicked}
            onChange={(event) => onPick([utterance.id], event.target.checked)}
          />
        </span>
        <span role="cell">
          <input
            aria-label="Utterance"
            aria-invalid={refusal !== undefined}
            title={refusal}
            className={styles.text}
            value={typed ?? utterance.text}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => {
              if (isComposing(event.nativeEvent)) return
              if (event.key === 'Enter') keep()
              if (event.key === 'Escape') setTyped(null)
            }}
          />
          {refusal === undefined ? null : (
            <span role="alert" className={styles.refusal}>
              {refusal}
            </span>
          )}
        </span>
        <span role="cell">
          <button
            type="button"
            role="link"
            className={styles.link}
            title={titleOf(command.name)}
            onClick={() => ui.select([command.id])}
          >
            {titleOf(command.name)}
          </button>
        </span>
        <span role="cell" className={styles.place}>
          {ORIGINS[utterance.origin]}
        </span>
        <span role="cell">{utterance.heldOut ? <Badge tone="info">held out</Badge> : null}</span>
      </div>
    )
  },
  (before, after) =>
    before.isPicked === after.isPicked &&
    before.row.utterance === after.row.utterance &&
    before.row.command === after.row.command,
)
