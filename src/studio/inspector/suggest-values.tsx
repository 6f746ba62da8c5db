import { useState } from 'react'
import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import { annotateAll } from '#domain/edits/slots.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import styles from './inspector.module.css'
import { suggestAll, type UtteranceSuggestion } from './use-slot-suggestions.ts'

interface SuggestValuesProps {
  readonly command: CommandRecord
  readonly utterances: readonly UtteranceRecord[]
  /** What is proposed now, dashed in the utterances. */
  readonly proposed: readonly UtteranceSuggestion[]
  readonly onProposed: (proposed: readonly UtteranceSuggestion[]) => void
}

/** Proposes values in all utterances of a command at once: looked at, then marked in one edit. */
export function SuggestValues({ command, utterances, proposed, onProposed }: SuggestValuesProps) {
  const studio = useStudio()
  const [isLooking, setLooking] = useState(false)
  const values = proposed.reduce((sum, { slots }) => sum + slots.length, 0)

  const look = async (): Promise<void> => {
    setLooking(true)
    try {
      const found = await suggestAll(studio, command, utterances)
      onProposed(found)
      const count = found.reduce((sum, { slots }) => sum + slots.length, 0)
      studio.ui.announce(count === 0 ? 'No value found that is not marked.' : told(count, found))
    } catch (error) {
      studio.report(error)
    } finally {
      setLooking(false)
    }
  }
  const accept = (): void => {
    studio.document.edit('Mark suggested values', annotateAll(proposed))
    studio.ui.announce(`${values} ${values === 1 ? 'value' : 'values'} marked`)
    onProposed([])
  }

  if (values === 0)
    return (
      <Button
        because={isLooking ? 'Values are being looked for.' : undefined}
        onClick={() => void look()}
      >
        {isLooking ? 'Looking for values…' : 'Suggest values'}
      </Button>
    )
  return (
    <div role="group" aria-label="Suggested values" className={styles.slotChoices}>
      <Button tone="primary" onClick={accept}>
        {values === 1 ? 'Mark the value' : `Mark all ${values} values`}
      </Button>
      <Button onClick={() => onProposed([])}>Dismiss</Button>
      <span className={styles.faint}>{told(values, proposed)}</span>
    </div>
  )
}

const told = (values: number, { length }: readonly UtteranceSuggestion[]): string =>
  `${values} ${values === 1 ? 'value' : 'values'} found in ${length} ${length === 1 ? 'utterance' : 'utterances'}`
