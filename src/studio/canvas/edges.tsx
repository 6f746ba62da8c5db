import {
  BaseEdge,
  EdgeLabelRenderer,
  getBezierPath,
  getSmoothStepPath,
  type EdgeProps,
} from '@xyflow/react'
import { X } from 'lucide-react'
import { memo } from 'react'
import { disconnect } from '#domain/edits/connections.ts'
import { useStudio } from '../session/studio-provider.tsx'
import styles from './canvas.module.css'
import type { ClimbEdge, RelationEdge } from './to-flow.ts'

/** Inheritance (hollow arrow at the base) or containment (diamond at the container). */
export const RelationLine = memo(function RelationLine(props: EdgeProps<RelationEdge>) {
  const studio = useStudio()
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition } = props
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    borderRadius: 10,
    offset: 28,
  })
  const connection = props.data?.connection
  return (
    <>
      <BaseEdge
        path={path}
        markerEnd={props.markerEnd ?? ''}
        interactionWidth={18}
        className={styles.relation ?? ''}
        data-kind={connection?.kind}
        data-selected={props.selected}
      />
      {props.selected && connection ? (
        <EdgeLabelRenderer>
          <span
            className={`nodrag nopan ${styles.edgeLabel}`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {connection.kind === 'base' ? 'inherits from' : 'lives inside'}
            <button
              type="button"
              aria-label="Remove this connection"
              title="Remove this connection"
              onClick={() => studio.document.edit('Disconnect contexts', disconnect(connection))}
            >
              <X size={12} />
            </button>
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  )
})

/** The way the last message went, from the narrow context to the wider one that took it. */
export const ClimbLine = memo(function ClimbLine(props: EdgeProps<ClimbEdge>) {
  const [path] = getBezierPath(props)
  return <BaseEdge path={path} markerEnd={props.markerEnd ?? ''} className={styles.climb ?? ''} />
})

/** The ends of the lines, in the colours of the theme. Hollow ones hide the line behind them. */
export function Markers() {
  return (
    <svg width={0} height={0} aria-hidden className={styles.markers}>
      <defs>
        <marker id="espalier-arrow" viewBox="0 0 14 14" refX="13" refY="7" {...MARKER}>
          <path d="M1 1.5 L13 7 L1 12.5 Z" className={styles.arrow} />
        </marker>
        <marker id="espalier-diamond" viewBox="0 0 18 12" refX="17" refY="6" {...MARKER}>
          <path d="M1 6 L9 1.5 L17 6 L9 10.5 Z" className={styles.diamond} />
        </marker>
        <marker id="espalier-climb" viewBox="0 0 12 12" refX="10" refY="6" {...MARKER}>
          <path d="M1 1 L10 6 L1 11" className={styles.climbEnd} />
        </marker>
      </defs>
    </svg>
  )
}

const MARKER = {
  markerWidth: 16,
  markerHeight: 16,
  markerUnits: 'userSpaceOnUse',
  orient: 'auto-start-reverse',
} as const
