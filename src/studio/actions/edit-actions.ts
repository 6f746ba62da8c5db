import { duplicateCommand, addCommand } from '#domain/edits/commands.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { addNote } from '#domain/edits/notes.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { newId, ROOT_CONTEXT, type CommandId, type ContextId, type NoteId } from '#domain/ids.ts'
import { contextsOf, recordById, recordsOf } from '#domain/queries.ts'
import { redoLabel, undoLabel } from '#store/document-store.ts'
import { additionGesture } from '../records/addition.ts'
import type { Studio } from '../session/studio.ts'
import type { Action, Availability } from './action.ts'

/** What an edit action may reach: the open workflow. */
export interface EditActionContext {
  readonly studio: Studio
}

const documentOf = ({ studio }: EditActionContext) => studio.document.state.getState().document
const selectionOf = ({ studio }: EditActionContext) => studio.ui.state.getState().selection
const selectedRecords = (context: EditActionContext) =>
  selectionOf(context).flatMap((id) => documentOf(context)[id] ?? [])

/** Anything that writes is off in a tab that only watches. */
const writable = ({ studio }: EditActionContext): Availability =>
  !studio.document.state.getState().readOnly || {
    because: 'Another tab is editing this workflow',
  }

const bothOf = (...availabilities: readonly Availability[]): Availability =>
  availabilities.find((availability) => availability !== true) ?? true

/** The context that new commands go to: that of the selection, else the root. */
export function targetContext(context: EditActionContext): ContextId {
  const [record] = selectedRecords(context)
  if (record?.kind === 'context') return record.id
  return record?.kind === 'command' ? record.context : ROOT_CONTEXT
}

const removable = (context: EditActionContext) =>
  selectedRecords(context).filter(({ kind, id }) => kind !== 'workflow' && id !== ROOT_CONTEXT)

function canDelete(context: EditActionContext): Availability {
  if (removable(context).length > 0) return true
  return {
    because:
      selectionOf(context).length > 0 ? 'The root is always there' : 'Select something to delete',
  }
}

function canRename(context: EditActionContext): Availability {
  const [record, second] = selectedRecords(context)
  if (!record || second) return { because: 'Select one context or command to rename' }
  if (record.id === ROOT_CONTEXT) return { because: 'The root is called as the workflow is' }
  return (
    record.kind === 'context' ||
    record.kind === 'command' ||
    record.kind === 'note' || { because: 'Select one context or command to rename' }
  )
}

function canDuplicate(context: EditActionContext): Availability {
  const isCommand = selectedRecords(context).some(({ kind }) => kind === 'command')
  return isCommand || { because: 'Select a command to duplicate' }
}

/** How many of what, for the Undo menu and the live region: `Delete 2 commands`. */
function removalLabel(context: EditActionContext): string {
  const records = removable(context)
  const [first] = records
  if (records.length !== 1 || !first) return `Delete ${records.length} things`
  return `Delete ${first.kind === 'source-file' ? 'file' : first.kind}`
}

export const editActions = [
  {
    id: 'add-context',
    label: 'Add context',
    group: 'edit',
    shortcut: 'Shift+C',
    enabled: writable,
    run: ({ studio }) => {
      const id = newId<ContextId>()
      studio.document.edit('Add context', addContext(id, 'New context'), additionGesture(id))
      studio.ui.set({ selection: [id], renaming: id, announcement: 'Context added' })
    },
  },
  {
    id: 'add-command',
    label: 'Add command',
    group: 'edit',
    shortcut: 'Shift+A',
    enabled: writable,
    run: (context) => {
      const { studio } = context
      const id = newId<CommandId>()
      studio.document.edit(
        'Add command',
        addCommand(id, targetContext(context), 'new command'),
        additionGesture(id),
      )
      studio.ui.set({ selection: [id], renaming: id, announcement: 'Command added' })
    },
  },
  {
    id: 'add-note',
    label: 'Add note',
    group: 'edit',
    shortcut: 'Shift+N',
    enabled: writable,
    run: (context) => {
      const id = newId<NoteId>()
      const notes = recordsOf(documentOf(context), 'note').length
      const position = { x: 24 * notes, y: -160 + 24 * notes }
      context.studio.document.edit('Add note', addNote(id, position))
      context.studio.ui.set({ selection: [id], renaming: id, announcement: 'Note added' })
    },
  },
  {
    id: 'rename-selection',
    label: 'Rename',
    group: 'edit',
    shortcut: 'F2',
    enabled: (context) => bothOf(writable(context), canRename(context)),
    run: (context) => context.studio.ui.set({ renaming: selectionOf(context)[0] ?? null }),
  },
  {
    id: 'duplicate-selection',
    label: 'Duplicate',
    group: 'edit',
    shortcut: 'Mod+D',
    enabled: (context) => bothOf(writable(context), canDuplicate(context)),
    run: (context) => {
      const copies = selectedRecords(context).flatMap((record) =>
        record.kind === 'command' ? { id: record.id, copy: newId<CommandId>() } : [],
      )
      context.studio.document.edit('Duplicate command', (document) =>
        copies.reduce((next, { id, copy }) => duplicateCommand(id, copy)(next), document),
      )
      context.studio.ui.set({
        selection: copies.map(({ copy }) => copy),
        announcement: copies.length === 1 ? 'Command duplicated' : 'Commands duplicated',
      })
    },
  },
  {
    id: 'delete-selection',
    label: 'Delete selection',
    group: 'edit',
    shortcut: 'Delete',
    enabled: (context) => bothOf(writable(context), canDelete(context)),
    run: (context) => {
      const label = removalLabel(context)
      const next = neighbourOf(context)
      context.studio.document.edit(label, removeRecords(removable(context).map(({ id }) => id)))
      context.studio.ui.set({
        selection: next === null ? [] : [next],
        announcement: `${label.replace('Delete', 'Deleted')}. Undo brings it back.`,
      })
    },
  },
  {
    id: 'select-all',
    label: 'Select all',
    group: 'edit',
    shortcut: 'Mod+A',
    run: (context) => {
      const document = documentOf(context)
      const cards = [...contextsOf(document), ...recordsOf(document, 'note')]
      context.studio.ui.select(cards.map(({ id }) => id))
    },
  },
  {
    id: 'undo',
    label: 'Undo',
    group: 'edit',
    shortcut: 'Mod+Z',
    enabled: (context) =>
      bothOf(
        writable(context),
        undoLabel(context.studio.document.state.getState()) !== null || {
          because: 'There is nothing to undo',
        },
      ),
    run: ({ studio }) => {
      const label = undoLabel(studio.document.state.getState()) ?? ''
      studio.document.undo()
      studio.ui.announce(`Undone: ${label}`)
    },
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'edit',
    shortcut: 'Mod+Shift+Z',
    enabled: (context) =>
      bothOf(
        writable(context),
        redoLabel(context.studio.document.state.getState()) !== null || {
          because: 'There is nothing to redo',
        },
      ),
    run: ({ studio }) => {
      const label = redoLabel(studio.document.state.getState()) ?? ''
      studio.document.redo()
      studio.ui.announce(`Done again: ${label}`)
    },
  },
  {
    id: 'auto-layout',
    label: 'Lay out the canvas',
    group: 'view',
    shortcut: 'Shift+L',
    enabled: writable,
    run: ({ studio }) => layOut(studio, 'all'),
  },
  {
    id: 'layout-unplaced',
    label: 'Lay out new cards',
    group: 'view',
    enabled: (context) =>
      bothOf(
        writable(context),
        contextsOf(documentOf(context)).some(({ position }) => position === null) || {
          because: 'Every card has its place',
        },
      ),
    run: ({ studio }) => layOut(studio, 'unplaced'),
  },
  {
    id: 'toggle-inherited',
    label: 'Show inherited commands',
    group: 'view',
    shortcut: 'Shift+I',
    checked: ({ studio }) => studio.ui.state.getState().showInherited,
    run: ({ studio }) =>
      studio.ui.set({ showInherited: !studio.ui.state.getState().showInherited }),
  },
] as const satisfies readonly Action<EditActionContext>[]

/** Where the selection goes when it is deleted: the next sibling, so that the keyboard stays put. */
function neighbourOf(context: EditActionContext): string | null {
  const [record] = removable(context)
  if (record?.kind !== 'command') return null
  const gone = new Set<string>(removable(context).map(({ id }) => id))
  const siblings = recordsOf(documentOf(context), 'command').filter(
    (command) => command.context === record.context,
  )
  const index = siblings.findIndex(({ id }) => id === record.id)
  const stays = (id: string | undefined) => id !== undefined && !gone.has(id)
  const next = siblings.slice(index).find(({ id }) => stays(id))
  const before = siblings.slice(0, index).findLast(({ id }) => stays(id))
  return (
    (next ?? before)?.id ?? recordById(documentOf(context), 'context', record.context)?.id ?? null
  )
}

/** The layout engine is large: it is loaded when it is first asked for. */
async function layOut(studio: Studio, which: 'all' | 'unplaced'): Promise<void> {
  const { autoLayout } = await import('../canvas/auto-layout.ts')
  const { document } = studio.document.state.getState()
  const place = await autoLayout(document, which, studio.ui.state.getState().showInherited)
  studio.document.edit('Lay out the canvas', place)
  studio.ui.announce('Canvas laid out')
}
