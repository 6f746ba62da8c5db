import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { recordById } from '#domain/queries.ts'
import { useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { motionMs } from '../ui/motion.ts'
import type { CanvasNode } from './to-flow.ts'

/** Brings what was selected elsewhere (outline, problems, palette) into view, if it is not. */
export function useReveal(nodes: readonly CanvasNode[]): void {
  const studio = useStudio()
  const { setCenter } = useReactFlow()
  const flow = useStoreApi()
  const selected = useUi((state) => state.selection[0] ?? null)
  const latest = useRef(nodes)
  useEffect(() => {
    latest.current = nodes
  }, [nodes])

  useEffect(() => {
    if (selected === null) return
    const { document } = studio.document.state.getState()
    const card = recordById(document, 'command', selected)?.context ?? selected
    const node = latest.current.find(({ id }) => id === card)
    if (!node) return
    const { width, height, transform } = flow.getState()
    const [x, y, zoom] = transform
    const left = node.position.x * zoom + x
    const top = node.position.y * zoom + y
    const right = left + (node.width ?? 0) * zoom
    const bottom = top + (node.height ?? 0) * zoom
    const isInView = left < width - 40 && right > 40 && top < height - 40 && bottom > 40
    if (width === 0 || isInView) return
    const center = {
      x: node.position.x + (node.width ?? 0) / 2,
      y: node.position.y + (node.height ?? 0) / 2,
    }
    void setCenter(center.x, center.y, { zoom: Math.max(zoom, 0.7), duration: motionMs(200) })
  }, [selected, studio, flow, setCenter])
}
