import type { Document } from './document.ts'
import type { CommandId } from './ids.ts'
import { lessonText, slotLesson } from './slot-lesson.ts'
import { rowsKey, trainingRows } from './training-rows.ts'

/**
 * A short key that changes when and only when what a workflow teaches does: its rows, and the
 * values marked in them. Tells whether a model is stale.
 */
export function trainingKey(document: Document): string {
  const rows = trainingRows(document)
  const lesson = slotLesson(document)
  if (lesson.rows.length === 0) return rowsKey(rows)
  return rowsKey([...rows, { text: lessonText(lesson), label: 'slots' as CommandId }])
}
