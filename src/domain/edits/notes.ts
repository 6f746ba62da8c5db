import { noteSchema, type Edit, type Point } from '../document.ts'
import type { NoteId } from '../ids.ts'
import { change, put } from './change.ts'

export function addNote(id: NoteId, position: Point, text = ''): Edit {
  return (document) => put(document, noteSchema.parse({ kind: 'note', id, text, position }))
}

export function updateNote(id: NoteId, text: string): Edit {
  return (document) => change(document, 'note', id, (note) => ({ ...note, text }))
}
