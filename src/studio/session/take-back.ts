import { removeRecords } from '#domain/edits/remove.ts'
import type { Studio } from './studio.ts'

/**
 * Takes back what added this record: by undo while that is still the last edit (so that redo brings
 * it back), else as an edit of its own that removes it with all that hangs on it.
 */
export function takeBack({ document }: Pick<Studio, 'document'>, label: string, id: string): void {
  const last = document.state.getState().undos.at(-1)
  if (last && id in last.diff.added) document.undo()
  else document.edit(label, removeRecords([id]))
}
