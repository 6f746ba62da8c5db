import type { NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import type { Point } from '#domain/document.ts'
import { placeRecords } from '#domain/edits/contexts.ts'
import { recordById } from '#domain/queries.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { toFlow, type CanvasNode, type RelationEdge } from './to-flow.ts'

interface CanvasNodes {
  readonly nodes: CanvasNode[]
  readonly edges: readonly RelationEdge[]
  readonly onNodesChange: (changes: NodeChange<CanvasNode>[]) => void
  /** Puts what was dragged where it was dropped, as one step for Undo. */
  readonly onDrop: () => void
}

const NOTHING: ReadonlyMap<string, Point> = new Map()

/**
 * The document's cards as controlled nodes. While a drag is under way its positions live here
 * alone; the document hears of them once, on the drop.
 */
export function useCanvasNodes(): CanvasNodes {
  const studio = useStudio()
  const document = useDocument((current) => current)
  const showInherited = useUi((state) => state.showInherited)
  const selection = useUi((state) => state.selection)
  const [dragged, setDragged] = useState(NOTHING)

  const flow = useMemo(() => toFlow(document, showInherited), [document, showInherited])
  const nodes = useMemo(() => {
    const selected = new Set(selection)
    return flow.nodes.map((node): CanvasNode => {
      const position = dragged.get(node.id)
      // The same node again costs nothing to draw.
      if (!position && !selected.has(node.id)) return node
      return { ...node, position: position ?? node.position, selected: selected.has(node.id) }
    })
  }, [flow, dragged, selection])

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const moved = changes.flatMap((change) =>
        change.type === 'position' && change.dragging && change.position
          ? [[change.id, change.position] as const]
          : [],
      )
      if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]))
      const selects = changes.filter((change) => change.type === 'select')
      if (selects.length === 0) return
      const { document: current } = studio.document.state.getState()
      const isCard = (id: string) => current[id]?.kind === 'context' || current[id]?.kind === 'note'
      const next = new Set(studio.ui.state.getState().selection.filter(isCard))
      for (const { id, selected } of selects)
        if (selected) next.add(id)
        else next.delete(id)
      studio.ui.select([...next])
    },
    [studio],
  )

  const onDrop = useCallback(() => {
    setDragged(NOTHING)
    if (dragged.size === 0) return
    // What nobody has placed is pinned where it is seen, lest it jump when its neighbour is moved.
    const pinned = flow.nodes.flatMap(({ id, position }) =>
      recordById(document, 'context', id)?.position === null ? [[id, position] as const] : [],
    )
    const label = dragged.size === 1 ? 'Move card' : `Move ${dragged.size} cards`
    studio.document.edit(label, placeRecords(new Map([...pinned, ...dragged])))
  }, [studio, document, flow, dragged])

  return { nodes, edges: flow.edges, onNodesChange, onDrop }
}
