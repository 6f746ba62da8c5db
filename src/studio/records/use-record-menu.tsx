import { useState, type ReactNode } from 'react'
import type { CommandId, ContextId } from '#domain/ids.ts'
import type { Action } from '../actions/action.ts'
import { editActions, type EditActionContext } from '../actions/edit-actions.ts'
import { useStudio } from '../session/studio-provider.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'

type EditActionId = (typeof editActions)[number]['id']
type Groups = readonly (readonly MenuItem[])[]

type OpenDialog =
  | { readonly kind: 'connect'; readonly context: ContextId }
  | { readonly kind: 'move'; readonly command: CommandId }

interface RecordMenu {
  /** What can be done with this record, and without one on the empty ground. */
  readonly groupsFor: (id: string | null) => Groups
  /** The dialog that an item opened; render it anywhere. */
  readonly dialog: ReactNode
}

/** The menu of a context, a command or a note: the same on the canvas and in the outline. */
export function useRecordMenu(): RecordMenu {
  const studio = useStudio()
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const close = (): void => setOpen(null)

  const item = (id: EditActionId, label?: string): MenuItem => {
    const action: Action<EditActionContext> | undefined = editActions.find(
      (candidate) => candidate.id === id,
    )
    if (!action) throw new Error(`No action ${id}`)
    const enabled = action.enabled?.({ studio }) ?? true
    return {
      label: label ?? action.label,
      keys: action.shortcut === undefined ? undefined : shortcutText(action.shortcut),
      because: enabled === true ? undefined : enabled.because,
      onSelect: () => void action.run({ studio }, 'menu'),
    }
  }

  const groupsFor = (id: string | null): Groups => {
    const { document, readOnly } = studio.document.state.getState()
    const record = id === null ? undefined : document[id]
    const because = readOnly ? 'Another tab is editing this workflow' : undefined
    const edits = [item('rename-selection'), item('duplicate-selection')]
    switch (record?.kind) {
      case 'context':
        return [
          [item('add-command')],
          [
            item('rename-selection'),
            {
              label: 'Connect to…',
              because,
              onSelect: () => setOpen({ kind: 'connect', context: record.id }),
            },
          ],
          [item('delete-selection', 'Delete')],
        ]
      case 'command':
        return [
          edits,
          [
            {
              label: 'Move to…',
              because,
              onSelect: () => setOpen({ kind: 'move', command: record.id }),
            },
          ],
          [item('delete-selection', 'Delete')],
        ]
      case 'note':
        return [[item('rename-selection', 'Edit text')], [item('delete-selection', 'Delete')]]
      default:
        return [
          [item('add-context'), item('add-command'), item('add-note')],
          [item('auto-layout'), item('toggle-inherited')],
        ]
    }
  }

  return { groupsFor, dialog: open && <RecordDialog open={open} onClose={close} /> }
}

function RecordDialog({ open, onClose }: { open: OpenDialog; onClose: () => void }) {
  return open.kind === 'connect' ? (
    <ConnectDialog context={open.context} onClose={onClose} />
  ) : (
    <MoveDialog command={open.command} onClose={onClose} />
  )
}
