import { X } from 'lucide-react'
import { inOrder } from '#domain/edits/change.ts'
import { addParameter } from '#domain/edits/parameters.ts'
import { annotate, removeSlot, trimmedSpan, type Span } from '#domain/edits/slots.ts'
import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import { newId, type ParameterId } from '#domain/ids.ts'
import { useStudio } from '../session/studio-provider.tsx'
import styles from './inspector.module.css'

interface SlotBarProps {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
  /** The selected part of the text; `null` while there is none, or the text is not kept yet. */
  readonly span: Span | null
  readonly onMarked: () => void
}

/** What is marked in an utterance, and with a selection the ways to mark it. */
export function SlotBar({ utterance, command, span, onMarked }: SlotBarProps) {
  const { document } = useStudio()
  const { text, slots } = utterance
  const selected = span && trimmedSpan(text, span)
  const nameOf = (id: ParameterId): string =>
    command.parameters.find((parameter) => parameter.id === id)?.name ?? 'removed'

  const mark = (parameter: ParameterId): void => {
    if (!span) return
    document.edit('Mark as parameter', annotate(utterance.id, parameter, span))
    onMarked()
  }
  const markAsNew = (): void => {
    if (!span) return
    const id = newId<ParameterId>()
    document.edit(
      'Mark as new parameter',
      inOrder(addParameter(command.id, id, 'value'), annotate(utterance.id, id, span)),
    )
    onMarked()
  }

  return (
    <div className={`${styles.slotBar} ${styles.wide}`}>
      {selected ? (
        <div role="group" aria-label="Mark as parameter" className={styles.slotChoices}>
          <span className={styles.faint}>Mark “{text.slice(selected.start, selected.end)}” as</span>
          {command.parameters.map(({ id, name }) => (
            <button key={id} type="button" className={styles.tag} onClick={() => mark(id)}>
              {name}
            </button>
          ))}
          <button type="button" className={styles.tag} onClick={markAsNew}>
            a new parameter
          </button>
        </div>
      ) : (
        <ul className={styles.chips}>
          {slots.map(({ parameter, start, end }) => (
            <li key={start} className={styles.chip}>
              <span>
                {text.slice(start, end)} <span className={styles.faint}>{nameOf(parameter)}</span>
              </span>
              <button
                type="button"
                aria-label={`Unmark ${text.slice(start, end)}`}
                onClick={() => document.edit('Unmark value', removeSlot(utterance.id, start))}
              >
                <X size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
