import { Panel, useReactFlow } from '@xyflow/react'
import {
  Layers,
  Maximize,
  StickyNote,
  Terminal,
  Waypoints,
  ZoomIn,
  ZoomOut,
  SquarePlus,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { runAction, type Action } from '../actions/action.ts'
import { editActions, type EditActionContext } from '../actions/edit-actions.ts'
import { useSaving, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { IconButton } from '../ui/button.tsx'
import { motionMs } from '../ui/motion.ts'
import { shortcutText } from '../ui/shortcut.ts'
import styles from './canvas.module.css'

export function CanvasToolbar() {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const showInherited = useUi((state) => state.showInherited)
  const zoom = () => ({ duration: motionMs(150) })
  return (
    <>
      <Panel position="top-left" className={styles.toolbar}>
        <ToolButton id="add-context" label="New context" icon={<SquarePlus size={16} />} />
        <ToolButton id="add-command" label="New command" icon={<Terminal size={16} />} />
        <ToolButton id="add-note" label="New note" icon={<StickyNote size={16} />} />
      </Panel>
      <Panel position="bottom-left" className={styles.toolbar}>
        <IconButton
          label="Zoom out"
          icon={<ZoomOut size={16} />}
          onClick={() => void zoomOut(zoom())}
        />
        <IconButton
          label="Zoom in"
          icon={<ZoomIn size={16} />}
          onClick={() => void zoomIn(zoom())}
        />
        <IconButton
          label="Fit all"
          keys={shortcutText('Shift+1')}
          icon={<Maximize size={16} />}
          onClick={() => void fitView({ ...zoom(), maxZoom: 1 })}
        />
        <ToolButton id="auto-layout" icon={<Waypoints size={16} />} />
        <ToolButton id="toggle-inherited" icon={<Layers size={16} />} pressed={showInherited} />
      </Panel>
    </>
  )
}

interface ToolButtonProps {
  readonly id: (typeof editActions)[number]['id']
  readonly icon: ReactNode
  /** Where another control has the action's own name. */
  readonly label?: string
  readonly pressed?: boolean
}

function ToolButton({ id, icon, label, pressed }: ToolButtonProps) {
  const studio = useStudio()
  // Read for its change: whether an action is enabled depends on it.
  useSaving((state) => state.following)
  const action: Action<EditActionContext> | undefined = editActions.find((it) => it.id === id)
  if (!action) throw new Error(`No action ${id}`)
  const enabled = action.enabled?.({ studio }) ?? true
  return (
    <IconButton
      label={label ?? action.label}
      keys={action.shortcut === undefined ? undefined : shortcutText(action.shortcut)}
      because={enabled === true ? undefined : enabled.because}
      icon={icon}
      aria-pressed={pressed}
      onClick={() => void runAction(action, { studio }, 'toolbar', studio.report)}
    />
  )
}
