import type { NodeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { updateNote } from '#domain/edits/notes.ts'
import type { NoteId } from '#domain/ids.ts'
import { useRenaming } from '../records/use-renaming.ts'
import { useRecord } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { isComposing } from '../ui/shortcut.ts'
import styles from './canvas.module.css'
import { focusRecord, useTabIndex } from './roving.ts'
import type { NoteNode } from './to-flow.ts'

/** A comment on the canvas, edited where it stands. */
export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<NoteNode>) {
  const studio = useStudio()
  const note = useRecord('note', id)
  const isEditing = useRenaming('canvas') === id
  const tabIndex = useTabIndex(id)
  if (!note) return null
  return (
    // Keys are heard by the canvas as a whole: see useCanvasKeys.
    <div
      role="group"
      aria-roledescription="note"
      aria-label={note.text === '' ? 'Empty note' : note.text}
      data-record={id}
      data-selected={selected}
      tabIndex={tabIndex}
      className={styles.note}
      onDoubleClick={() => studio.ui.set({ selection: [id], renaming: id })}
    >
      {isEditing ? (
        <NoteText id={note.id} text={note.text} />
      ) : note.text === '' ? (
        <em>Double-click to write</em>
      ) : (
        note.text
      )}
    </div>
  )
})

function NoteText({ id, text }: { id: NoteId; text: string }) {
  const studio = useStudio()
  const [typed, setTyped] = useState(text)
  const finish = (keep: boolean): void => {
    if (studio.ui.state.getState().renaming !== id) return
    if (keep && typed !== text) studio.document.edit('Edit note', updateNote(id, typed))
    studio.ui.set({ renaming: null })
    focusRecord(document.querySelector('[data-part="canvas"]'), id)
  }
  return (
    <textarea
      autoFocus
      aria-label="Text of the note"
      className={`nodrag nopan nowheel ${styles.noteText}`}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Escape') finish(false)
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) finish(true)
      }}
    />
  )
}
