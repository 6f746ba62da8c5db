import { Check, X } from 'lucide-react'
import { annotateAll, removeSlot, trimmedSpan, type Span } from '#domain/edits/slots.ts'
import type { CommandRecord, Slot, UtteranceRecord } from '#domain/document.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import styles from './inspector.module.css'
import { SlotChoices } from './slot-choices.tsx'
import { slotTitle } from './slot-names.ts'

interface SlotBarProps {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
  /** The selected part of the text; `null` while there is none, or the text is not kept yet. */
  readonly span: Span | null
  readonly suggestions: readonly Slot[]
  readonly onMarked: () => void
}

/** Accepts all that is proposed in the utterance that has the focus. */
export const ACCEPT_ALL = 'Mod+Enter'

/** What is marked in an utterance, what could be, and with a selection the ways to mark it. */
export function SlotBar(props: SlotBarProps) {
  const { utterance, span } = props
  const selected = span && trimmedSpan(utterance.text, span)
  return (
    <div className={`${styles.slotBar} ${styles.wide}`}>
      {selected ? (
        <SlotChoices {...props} selected={selected} onDone={props.onMarked} />
      ) : (
        <>
          <MarkedSlots {...props} />
          <Suggestions {...props} />
        </>
      )}
    </div>
  )
}

function MarkedSlots({ utterance: { id, text, slots }, command }: SlotBarProps) {
  const { document } = useStudio()
  if (slots.length === 0) return null
  return (
    <ul className={styles.chips}>
      {slots.map(({ parameter, start, end }) => (
        <li key={start} className={styles.chip}>
          <span>
            {text.slice(start, end)}{' '}
            <span className={styles.faint}>{slotTitle(command, parameter)}</span>
          </span>
          <button
            type="button"
            aria-label={`Unmark ${text.slice(start, end)}`}
            onClick={() => document.edit('Unmark value', removeSlot(id, start))}
          >
            <X size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Suggestions({ utterance, command, suggestions, onMarked }: SlotBarProps) {
  const { document } = useStudio()
  if (suggestions.length === 0) return null
  const accept = (slots: readonly Slot[]): void => {
    document.edit(
      slots.length === 1 ? 'Mark suggested value' : 'Mark suggested values',
      annotateAll([{ utterance: utterance.id, slots }]),
    )
    onMarked()
  }
  return (
    <div role="group" aria-label="Suggested values" className={styles.slotChoices}>
      {suggestions.map((slot) => {
        const value = utterance.text.slice(slot.start, slot.end)
        const name = slotTitle(command, slot.parameter)
        return (
          <button
            key={slot.start}
            type="button"
            className={styles.suggestion}
            aria-label={`Mark ${value} as ${name}`}
            onClick={() => accept([slot])}
          >
            {value} <span className={styles.faint}>{name}?</span>
          </button>
        )
      })}
      <button type="button" className={styles.acceptAll} onClick={() => accept(suggestions)}>
        <Check size={12} />
        {suggestions.length === 1 ? 'Mark it' : `Mark all ${suggestions.length}`}{' '}
        <kbd>{shortcutText(ACCEPT_ALL)}</kbd>
      </button>
    </div>
  )
}
