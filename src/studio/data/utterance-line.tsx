import { memo, useState, type MouseEvent } from 'react'
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
  readonly index: number
  readonly top: number
  readonly isPicked: boolean
  readonly isCurrent: boolean
  readonly isEditing: boolean
  readonly onPick: (index: number, how: 'only' | 'add' | 'range') => void
  readonly onEdit: (id: UtteranceId | null) => void
}

const ORIGINS = {
  seed: 'written',
  generated: 'generated',
  imported: 'imported',
  corrected: 'corrected',
}

/** The line's id in the page, by which the grid says where the keyboard is. */
export const lineId = (id: UtteranceId): string => `utterance-${id}`

/** One utterance in the table. The grid has the focus and hears the keys; a line only shows. */
export const UtteranceLine = memo(
  function UtteranceLine(props: UtteranceLineProps) {
    const { row, index, top, isPicked, isCurrent, isEditing, onPick, onEdit } = props
    const { ui } = useStudio()
    const { utterance, command } = row
    const title = titleOf(command.name)
    const pick = (event: MouseEvent): void =>
      onPick(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'only')
    return (
      <div
        role="row"
        id={lineId(utterance.id)}
        // The head is the first row.
        aria-rowindex={index + 2}
        aria-selected={isPicked}
        className={styles.line}
        data-current={isCurrent}
        data-group={
          row.group === undefined ? undefined : row.group.number % 2 === 0 ? 'even' : 'odd'
        }
        data-first={row.group?.isFirst}
        style={{ transform: `translateY(${top}px)` }}
        onClick={pick}
        onDoubleClick={() => onEdit(utterance.id)}
      >
        <span role="gridcell">
          <input
            type="checkbox"
            aria-label={`Pick ${utterance.text}`}
            tabIndex={-1}
            checked={isPicked}
            onClick={(event) => event.stopPropagation()}
            onChange={() => onPick(index, 'add')}
          />
        </span>
        <span role="gridcell" className={styles.cellText} title={utterance.text}>
          {isEditing ? (
            <TextEditor row={row} onDone={() => onEdit(null)} />
          ) : (
            <MarkedText text={utterance.text} slots={utterance.slots} />
          )}
        </span>
        <span role="gridcell">
          <button
            type="button"
            role="link"
            tabIndex={-1}
            className={styles.link}
            title={title}
            onClick={(event) => {
              event.stopPropagation()
              ui.select([command.id])
            }}
          >
            {title}
          </button>
        </span>
        <span role="gridcell" className={styles.place}>
          {ORIGINS[utterance.origin]}
        </span>
        <span role="gridcell">
          {utterance.heldOut ? <Badge tone="info">held out</Badge> : null}
        </span>
      </div>
    )
  },
  // Not by what is called: those find the line by its place, which is compared.
  (before, after) =>
    before.index === after.index &&
    before.top === after.top &&
    before.isPicked === after.isPicked &&
    before.isCurrent === after.isCurrent &&
    before.isEditing === after.isEditing &&
    before.row.utterance === after.row.utterance &&
    before.row.group?.number === after.row.group?.number &&
    before.row.group?.isFirst === after.row.group?.isFirst &&
    before.row.command === after.row.command,
)

function MarkedText({ text, slots }: Pick<UtteranceRow['utterance'], 'text' | 'slots'>) {
  if (slots.length === 0) return text
  return (
    <>
      {slots.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(slots[index - 1]?.end ?? 0, start)}
          <mark className={styles.mark}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(slots.at(-1)?.end ?? 0)}
    </>
  )
}

/** Enter and leaving keep what was typed, Escape does not; what cannot be kept says why. */
function TextEditor({ row: { utterance }, onDone }: { row: UtteranceRow; onDone: () => void }) {
  const { document } = useStudio()
  const [typed, setTyped] = useState(utterance.text)
  const result = utteranceText(document.state.getState().document, utterance, typed)
  const refusal = result.ok ? undefined : result.error
  const keep = (): void => {
    if (refusal !== undefined) return
    document.edit('Edit utterance', updateUtterance(utterance.id, typed))
    onDone()
  }
  return (
    <>
      <input
        autoFocus
        aria-label="Utterance"
        aria-invalid={refusal !== undefined}
        className={styles.text}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => (refusal === undefined ? keep() : onDone())}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') onDone()
          event.stopPropagation()
        }}
      />
      {refusal === undefined ? null : (
        <span role="alert" className={styles.refusal}>
          {refusal}
        </span>
      )}
    </>
  )
}
