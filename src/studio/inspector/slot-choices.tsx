import { useRef, type KeyboardEvent } from 'react'
import { inOrder } from '#domain/edits/change.ts'
import { addParameter } from '#domain/edits/parameters.ts'
import { annotate, type Span } from '#domain/edits/slots.ts'
import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import { newId, type ParameterId } from '#domain/ids.ts'
import { markable } from '#domain/slot-targets.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import styles from './inspector.module.css'
import { targetTitle } from './slot-names.ts'

/** Goes from the selected words to what they can be marked as; the arrows go on from there. */
export const TO_CHOICES = 'Alt+ArrowDown'

interface SlotChoicesProps {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
  /** Without blanks at its edges. */
  readonly selected: Span
  /** After a mark was made, or none is to be. */
  readonly onDone: () => void
}

/** Ways to mark the selected words: as a parameter, as a field of one, or as a new parameter. */
export function SlotChoices({ utterance, command, selected, onDone }: SlotChoicesProps) {
  const { document } = useStudio()
  const group = useRef<HTMLDivElement>(null)
  const mark = (parameter: ParameterId): void => {
    document.edit('Mark as parameter', annotate(utterance.id, parameter, selected))
    onDone()
  }
  const markAsNew = (): void => {
    const id = newId<ParameterId>()
    document.edit(
      'Mark as new parameter',
      inOrder(addParameter(command.id, id, 'value'), annotate(utterance.id, id, selected)),
    )
    onDone()
  }
  return (
    <div
      ref={group}
      role="group"
      aria-label="Mark as parameter"
      data-choices
      className={styles.slotChoices}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
        else if (!moveFocus(group.current, event)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <span className={styles.faint}>
        Mark “{utterance.text.slice(selected.start, selected.end)}” as
      </span>
      {markable(command).map((target) => (
        <button
          key={target.parameter.id}
          type="button"
          className={styles.tag}
          aria-label={targetTitle(target)}
          onClick={() => mark(target.parameter.id)}
        >
          {target.names.slice(0, -1).map((name) => (
            <span key={name} className={styles.within}>
              {name} ›{' '}
            </span>
          ))}
          {target.names.at(-1)}
        </button>
      ))}
      <button type="button" className={styles.tag} onClick={markAsNew}>
        a new parameter
      </button>
      <kbd className={styles.faint}>{shortcutText('Alt+↓')}</kbd>
    </div>
  )
}

/** Whether the key went to another of the buttons. */
function moveFocus(group: HTMLElement | null, { key, target }: KeyboardEvent): boolean {
  const buttons = [...(group?.querySelectorAll('button') ?? [])]
  const at = buttons.findIndex((button) => button === target)
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key]
  if (step === undefined || at < 0) return false
  buttons[(at + step + buttons.length) % buttons.length]?.focus()
  return true
}
