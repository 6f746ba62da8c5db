import { ReactFlowProvider, useStore } from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import { disconnect } from '#domain/edits/connections.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { useKeptFocus } from '../records/use-kept-focus.ts'
import { useRecordMenu } from '../records/use-record-menu.tsx'
import { useChat, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { ContextMenu } from '../ui/context-menu.tsx'
import { keysBelongToText } from '../ui/shortcut.ts'
import styles from './canvas.module.css'
import { CanvasSurface } from './canvas-surface.tsx'
import { overlayOf } from './overlay.ts'
import { OverlayProvider } from './overlay-provider.tsx'
import { RovingProvider } from './roving.ts'
import { TurnLegend } from './turn-legend.tsx'
import { useCanvasKeys } from './use-canvas-keys.ts'

/** Contexts and commands as a graph; its equal without a mouse is the outline. */
export function CanvasPanel() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  )
}

/** Below this zoom, cards show their names alone. */
const FAR = 0.45

function Canvas() {
  const studio = useStudio()
  const section = useRef<HTMLElement>(null)
  const [selectedEdge, setSelectedEdge] = useState<string | null>(null)
  const isFar = useStore(({ transform }) => transform[2] < FAR)
  const first = useUi((state) => state.selection[0] ?? ROOT_CONTEXT)
  const { overlay, hide } = useTurnOverlay()
  const { groupsFor, dialog } = useRecordMenu()
  const onCanvasKey = useCanvasKeys()
  const { document } = studio.document.state.getState()
  const isOnCanvas = ['context', 'command', 'note'].includes(document[first]?.kind ?? '')

  const roving = isOnCanvas ? first : ROOT_CONTEXT
  useKeptFocus(section, roving)

  const removeEdge = (): boolean => {
    const [kind, from, to] = selectedEdge?.split(':') ?? []
    if ((kind !== 'base' && kind !== 'container') || !from || !to) return false
    const connection = { kind, from: from as ContextId, to: to as ContextId } as const
    studio.document.edit('Disconnect contexts', disconnect(connection))
    setSelectedEdge(null)
    return true
  }

  return (
    <RovingProvider value={roving}>
      <OverlayProvider value={overlay}>
        <ContextMenu
          groupsFor={(target) => {
            const id = target.closest('[data-record]')?.getAttribute('data-record') ?? null
            if (id !== null && !studio.ui.state.getState().selection.includes(id))
              studio.ui.select([id])
            if (id === null) studio.ui.select([])
            return groupsFor(id)
          }}
        >
          {/* The region hears the keys of all that is in it: one listener, one tab stop. */}
          <section
            ref={section}
            aria-label="Canvas"
            data-part="canvas"
            data-far={isFar}
            className={styles.canvas}
            onKeyDown={(event) => {
              const isDelete = event.key === 'Delete' || event.key === 'Backspace'
              if (isDelete && !keysBelongToText(event.nativeEvent) && removeEdge()) {
                event.preventDefault()
                event.stopPropagation()
              } else onCanvasKey(event)
            }}
            // Not `select`: whoever tabs past, to the chat perhaps, keeps the right pane as it is.
            onFocus={(event) => {
              const { target } = event
              const id = target.matches(':focus-visible') ? target.dataset['record'] : undefined
              const { selection } = studio.ui.state.getState()
              if (id !== undefined && !selection.includes(id)) studio.ui.set({ selection: [id] })
            }}
          >
            <CanvasSurface selectedEdge={selectedEdge} onSelectEdge={setSelectedEdge} />
            {overlay.turn ? <TurnLegend turn={overlay.turn} onHide={hide} /> : null}
          </section>
        </ContextMenu>
        {dialog}
      </OverlayProvider>
    </RovingProvider>
  )
}

/** What the conversation puts on the canvas, until the person hides what a message was weighed for. */
function useTurnOverlay() {
  const { scope, entries } = useChat((state) => ({ scope: state.scope, entries: state.entries }))
  const shownRun = useUi((state) => state.shownRun)
  const [hidden, setHidden] = useState<string | null>(null)
  const overlay = useMemo(() => {
    const whole = overlayOf(scope, entries, shownRun)
    return whole.turn !== null && whole.turn.runId === hidden ? { ...whole, turn: null } : whole
  }, [scope, entries, shownRun, hidden])
  return { overlay, hide: () => setHidden(overlay.turn?.runId ?? null) }
}
