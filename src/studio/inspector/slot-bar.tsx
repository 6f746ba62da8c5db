import { Check, X } from 'lucide-react'
import { inOrder } from '#domain/edits/change.ts'
import { addParameter } from '#domain/edits/parameters.ts'
import { annotate, annotateAll, removeSlot, trimmedSpan, type Span } from '#domain/edits/slots.ts'
import type { CommandRecord, Slot, UtteranceRecord } from '#domain/document.ts'
import { newId, type ParameterId } from '#domain/ids.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import styles from './inspector.module.css'

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
        <SlotChoices {...props} selected={selected} />
      ) : (
        <>
          <MarkedSlots {...props} />
          <Suggestions {...props} />
        </>
      )}
    </div>
  )
}

const nameOf = ({ parameters }: CommandRecord, id: ParameterId): string =>
  parameters.find((parameter) => parameter.id === id)?.name ?? 'removed'

function SlotChoices({
  utterance,
  command,
  selected,
  onMarked,
}: SlotBarProps & { readonly selected: Span }) {
  const { document } = useStudio()
  const mark = (parameter: ParameterId): void => {
    document.edit('Mark as parameter', annotate(utterance.id, parameter, selected))
    onMarked()
  }
  const markAsNew = (): void => {
    const id = newId<ParameterId>()
    document.edit(
      'Mark as new parameter',
      inOrder(addParameter(command.id, id, 'value'), annotate(utterance.id, id, selected)),
    )
    onMarked()
  }
  return (
    <div role="group" aria-label="Mark as parameter" className={styles.slotChoices}>
      <span className={styles.faint}>
        Mark “{utterance.text.slice(selected.start, selected.end)}” as
      </span>
      {command.parameters.map(({ id, name }) => (
        <button key={id} type="button" className={styles.tag} onClick={() => mark(id)}>
          {name}
        </button>
      ))}
      <button type="button" className={styles.tag} onClick={markAsNew}>
        a new parameter
      </button>
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
            <span className={styles.faint}>{nameOf(command, parameter)}</span>
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
        const name = nameOf(command, slot.parameter)
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
