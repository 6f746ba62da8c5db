import { FlaskConical, Trash2 } from 'lucide-react'
import { memo, useRef, useState, type KeyboardEvent } from 'react'
import type { CommandRecord, Slot, UtteranceRecord } from '#domain/document.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { annotateAll, shiftedSlots, type Span } from '#domain/edits/slots.ts'
import { setHeldOut, updateUtterance, utteranceText } from '#domain/edits/utterances.ts'
import { problemsOf } from '#domain/problems.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { IconButton } from '../ui/button.tsx'
import { isComposing, matchesShortcut } from '../ui/shortcut.ts'
import ui from '../ui/ui.module.css'
import styles from './inspector.module.css'
import { MarkedText } from './marked-text.tsx'
import { afterPress } from '../ui/after-press.ts'
import { ACCEPT_ALL, SlotBar } from './slot-bar.tsx'
import { TO_CHOICES } from './slot-choices.tsx'
import { usePlaceholders } from './use-placeholders.tsx'
import { useSlotSuggestions } from './use-slot-suggestions.ts'

interface UtteranceItemProps {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
  /** From 1; what a screen reader calls it by. */
  readonly position: number
  /** Values proposed in all utterances at once. */
  readonly proposed?: readonly Slot[] | undefined
}

/** One utterance, edited where it stands; select a part of it to mark it as a parameter's value. */
export const UtteranceItem = memo(function UtteranceItem(props: UtteranceItemProps) {
  const { utterance, command, position, proposed } = props
  const studio = useStudio()
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [span, setSpan] = useState<Span | null>(null)
  const [isActive, setActive] = useState(false)
  const own = useSlotSuggestions(utterance, command, isActive)
  const placeholders = usePlaceholders({ command, field, onText: setTyped })
  const found = useDocument((document) => problemsOf(document, utterance.id))
  const text = typed ?? utterance.text
  const { document } = studio.document.state.getState()
  const result = typed === null ? null : utteranceText(document, utterance, typed)
  const refusal = result && !result.ok ? result.error : undefined

  const keep = (): void => {
    if (typed === null || refusal !== undefined) return
    studio.document.edit('Edit utterance', updateUtterance(utterance.id, typed))
    setTyped(null)
  }
  const suggestions = typed === null ? (isActive ? own : (proposed ?? [])) : []
  const acceptAll = (): void => {
    if (suggestions.length === 0) return
    const all = [{ utterance: utterance.id, slots: suggestions }]
    studio.document.edit('Mark suggested values', annotateAll(all))
    studio.ui.announce('Values marked')
  }
  const remove = (): void => {
    studio.document.edit('Delete utterance', removeRecords([utterance.id]))
    studio.ui.announce('Utterance deleted')
  }

  return (
    <li>
      <div
        className={styles.utterance}
        data-held-out={utterance.heldOut}
        onFocus={() => setActive(true)}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return
          keep()
          placeholders.close()
          // What is being pressed must not move away from under the pointer.
          afterPress(() => {
            setActive(false)
            setSpan(null)
          })
        }}
      >
        <div className={styles.utteranceText}>
          <MarkedText
            text={text}
            slots={shiftedSlots(utterance.slots, utterance.text, text)}
            suggestions={suggestions}
          />
          <textarea
            ref={field}
            rows={1}
            aria-label={`Utterance ${position}`}
            aria-invalid={refusal !== undefined}
            value={text}
            {...placeholders.props}
            onChange={(event) => {
              setTyped(event.target.value)
              placeholders.follow()
            }}
            onSelect={({ currentTarget: { selectionStart: start, selectionEnd: end } }) => {
              setSpan(end > start ? { start, end } : null)
              placeholders.follow()
            }}
            onKeyDown={(event) => {
              if (isComposing(event.nativeEvent) || placeholders.onKeyDown(event)) return
              if (matchesShortcut(event.nativeEvent, ACCEPT_ALL)) {
                event.preventDefault()
                acceptAll()
                return
              }
              if (matchesShortcut(event.nativeEvent, TO_CHOICES) && focusChoices(event)) return
              if (event.key === 'Enter') {
                event.preventDefault()
                keep()
              }
              if (event.key === 'Escape') setTyped(null)
            }}
          />
        </div>
        <IconButton
          label={utterance.heldOut ? 'Held out for measuring' : 'Hold out for measuring'}
          aria-pressed={utterance.heldOut}
          icon={<FlaskConical size={14} />}
          className={styles.small ?? ''}
          onClick={() =>
            studio.document.edit(
              utterance.heldOut ? 'Use utterance' : 'Hold out utterance',
              setHeldOut([utterance.id], !utterance.heldOut),
            )
          }
        />
        <IconButton
          label={`Delete utterance ${position}`}
          icon={<Trash2 size={14} />}
          className={styles.small ?? ''}
          onClick={remove}
        />
        {placeholders.list}
        {isActive && (span !== null || utterance.slots.length + suggestions.length > 0) ? (
          <SlotBar
            utterance={utterance}
            command={command}
            span={typed === null ? span : null}
            suggestions={suggestions}
            onMarked={() => {
              setSpan(null)
              field.current?.focus()
            }}
          />
        ) : null}
        {(refusal === undefined ? found.map((problem) => problem.text) : [refusal]).map(
          (problem) => (
            <div
              key={problem}
              className={`${ui.problem} ${styles.wide}`}
              data-severity={refusal ? 'error' : 'warning'}
            >
              {problem}
            </div>
          ),
        )}
      </div>
    </li>
  )
})

/** Whether there are ways to mark what is selected: then the first of them has the focus. */
function focusChoices(event: KeyboardEvent<HTMLElement>): boolean {
  const item = event.currentTarget.closest('li')
  const first = item?.querySelector<HTMLElement>('[data-choices] button')
  if (!first) return false
  event.preventDefault()
  first.focus()
  return true
}
