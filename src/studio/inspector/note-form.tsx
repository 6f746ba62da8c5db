import type { NoteRecord } from '#domain/document.ts'
import { updateNote } from '#domain/edits/notes.ts'
import { TextField } from '../ui/field.tsx'
import { useInspectorEdit } from './use-inspector-edit.ts'

export function NoteForm({ note }: { note: NoteRecord }) {
  const edit = useInspectorEdit()
  return (
    <TextField
      label="Text"
      rows={6}
      value={note.text}
      hint="A comment for whoever looks at the canvas. It changes nothing else."
      onChange={(text) => edit.typing('Edit note', updateNote(note.id, text))}
    />
  )
}
