import '@xyflow/react/dist/style.css'
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react'
import { useMemo, useState, type MouseEvent } from 'react'
import { canConnect, connect, reconnect, type Connection } from '#domain/edits/connections.ts'
import { addContext } from '#domain/edits/contexts.ts'
import { newId, type ContextId } from '#domain/ids.ts'
import { additionGesture } from '../records/addition.ts'
import { useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { CanvasEmpty } from './canvas-empty.tsx'
import { CanvasToolbar } from './canvas-toolbar.tsx'
import styles from './canvas.module.css'
import { ContextCard } from './context-card.tsx'
import { ClimbLine, Markers, RelationLine } from './edges.tsx'
import { CARD_WIDTH } from './geometry.ts'
import { NoteCard } from './note-card.tsx'
import { useOverlay } from './overlay-provider.tsx'
import { focusRecord } from './roving.ts'
import { climbEdges, describeConnection, drawnConnection, type CanvasEdge } from './to-flow.ts'
import { useCanvasNodes } from './use-canvas-nodes.ts'
import { useReveal } from './use-reveal.ts'

const NODE_TYPES = { context: ContextCard, note: NoteCard }
const EDGE_TYPES = { relation: RelationLine, climb: ClimbLine }
/** Room for what floats at the edges: tools above and below, the overview. */
export const FIT = {
  padding: { top: '64px', right: '40px', bottom: '64px', left: '40px' },
  maxZoom: 1,
} as const
/** From here on only what is in view is drawn. Below, all of it, so that Tab reaches everything. */
const MANY_NODES = 60

/** A line may be dropped anywhere on a card, not on its handles alone. */
function cardUnder(event: globalThis.MouseEvent | TouchEvent): string | null {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  const element = point && document.elementFromPoint(point.clientX, point.clientY)
  const card = element?.closest('[aria-roledescription="context"]')
  return card?.getAttribute('data-record') ?? null
}

interface CanvasSurfaceProps {
  readonly selectedEdge: string | null
  readonly onSelectEdge: (id: string | null) => void
}

/** The graph itself: React Flow over what the document says. */
export function CanvasSurface({ selectedEdge, onSelectEdge }: CanvasSurfaceProps) {
  const studio = useStudio()
  const following = useSaving((state) => state.following)
  const { screenToFlowPosition } = useReactFlow()
  const { nodes, edges, onNodesChange, onDrop } = useCanvasNodes()
  const { turn } = useOverlay()
  const [notice, setNotice] = useState<string | null>(null)
  useReveal(nodes)

  const shownEdges = useMemo<CanvasEdge[]>(
    () => [
      ...edges.map((edge) => (edge.id === selectedEdge ? { ...edge, selected: true } : edge)),
      ...climbEdges(nodes, turn?.climb ?? []),
    ],
    [edges, nodes, turn, selectedEdge],
  )

  const draw = (connection: Connection): void => {
    const { document } = studio.document.state.getState()
    const allowed = canConnect(document, connection)
    if (allowed !== true) return setNotice(allowed.because)
    studio.document.edit('Connect contexts', connect(connection))
    studio.ui.announce(describeConnection(document, connection))
  }

  /** Moves one end of a line to another card; what it means stays. */
  const retarget = (edge: CanvasEdge, from: string, to: string): void => {
    if (edge.type !== 'relation' || !edge.data) return
    const old = edge.data.connection
    const next = { kind: old.kind, from: from as ContextId, to: to as ContextId }
    if (next.from === old.from && next.to === old.to) return
    const allowed = canConnect(studio.document.state.getState().document, next)
    if (allowed === true) studio.document.edit('Reconnect contexts', reconnect(old, next))
    else setNotice(allowed.because)
  }

  const addContextAt = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || !event.target.matches('.react-flow__pane')) return
    const id = newId<ContextId>()
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const position = { x: x - CARD_WIDTH / 2, y: y - 22 }
    studio.document.edit(
      'Add context',
      addContext(id, 'New context', position),
      additionGesture(id),
    )
    studio.ui.set({ selection: [id], renaming: id, announcement: 'Context added' })
  }

  return (
    <ReactFlow
      nodes={nodes}
      edges={shownEdges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onNodeDragStop={onDrop}
      onSelectionDragStop={onDrop}
      onEdgeClick={(_, { id, type }) => {
        studio.ui.select([])
        onSelectEdge(type === 'relation' ? id : null)
      }}
      onPaneClick={() => {
        onSelectEdge(null)
        studio.ui.select([])
        setNotice(null)
      }}
      onNodeClick={(event, { id }) => {
        onSelectEdge(null)
        // Dragging takes the click's own focus away; the keys should go on from here.
        focusRecord(event.currentTarget, id)
      }}
      onDoubleClick={addContextAt}
      onConnectStart={() => setNotice(null)}
      onConnect={({ source, sourceHandle, target }) =>
        draw(drawnConnection(source, sourceHandle, target))
      }
      onConnectEnd={(event, { fromNode, fromHandle, toHandle }) => {
        const target = toHandle ? null : cardUnder(event)
        if (fromNode && target !== null && target !== fromNode.id)
          draw(drawnConnection(fromNode.id, fromHandle.id ?? null, target))
      }}
      onReconnect={(edge, { source, target }) => {
        retarget(edge, source, target)
      }}
      onReconnectEnd={(event, edge, _, { fromNode, toHandle }) => {
        const card = toHandle ? null : cardUnder(event)
        if (!fromNode || card === null || card === fromNode.id) return
        if (fromNode.id === edge.source) retarget(edge, edge.source, card)
        else retarget(edge, card, edge.target)
      }}
      connectionMode={ConnectionMode.Loose}
      nodesDraggable={!following}
      nodesConnectable={!following}
      edgesReconnectable={!following}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      zoomOnDoubleClick={false}
      panOnScroll
      selectionOnDrag={false}
      selectionMode={SelectionMode.Partial}
      multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
      selectionKeyCode="Shift"
      minZoom={0.1}
      maxZoom={2}
      fitView
      fitViewOptions={FIT}
      connectionRadius={28}
      reconnectRadius={18}
      nodeDragThreshold={2}
      onlyRenderVisibleElements={nodes.length > MANY_NODES}
      elevateNodesOnSelect
    >
      <Markers />
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} color="var(--canvas-dot)" />
      <MiniMap
        pannable
        zoomable
        ariaLabel="Overview of the canvas"
        className={styles.minimap}
        bgColor="var(--surface)"
        maskColor="color-mix(in srgb, var(--surface-sunken) 70%, transparent)"
        nodeColor="var(--line-strong)"
        nodeBorderRadius={12}
      />
      <CanvasToolbar />
      <CanvasEmpty />
      {notice === null ? null : (
        <div role="status" className={styles.notice}>
          {notice}
        </div>
      )}
    </ReactFlow>
  )
}
