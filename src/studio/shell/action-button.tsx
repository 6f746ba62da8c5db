import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { actionById, type StudioActionId } from '../actions/studio-actions.ts'
import { IconButton } from '../ui/button.tsx'
import { shortcutText } from '../ui/shortcut.ts'
import { useActionContext, useRunAction } from './use-action-context.ts'

/** A toolbar button drawn from an action: its name, its keys, and why it is off. */
export function ActionButton({ id, icon }: { id: StudioActionId; icon: ReactNode }) {
  const context = useActionContext()
  const run = useRunAction()
  // Whether an action is enabled depends on the document's history and on the selection.
  useStore(context.studio.document.state)
  useStore(context.studio.ui.state)
  const action = actionById(id)
  const enabled = action.enabled?.(context) ?? true
  return (
    <IconButton
      label={action.label}
      icon={icon}
      keys={action.shortcut === undefined ? undefined : shortcutText(action.shortcut)}
      because={enabled === true ? undefined : enabled.because}
      {...(action.checked ? { 'aria-pressed': action.checked(context) } : {})}
      onClick={() => run(id, 'toolbar')}
    />
  )
}
