import { PencilLine, TriangleAlert } from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { CommandRecord, Risk } from '#domain/document.ts'
import type { ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { utterancesOf } from '#domain/queries.ts'
import { carriesCommand, COMMAND_TYPE, dropCommand } from '../records/command-drag.ts'
import { commandDetails, commandHealth } from '../records/command-health.ts'
import { HandlerIcon } from '../records/handler-icon.tsx'
import { HealthDot } from '../records/health-dot.tsx'
import { InlineName } from '../records/inline-name.tsx'
import { UtteranceCount } from '../records/utterance-count.tsx'
import { useRenaming } from '../records/use-renaming.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import type { Studio } from '../session/studio.ts'
import { useStudio } from '../session/studio-provider.tsx'
import styles from './canvas.module.css'
import { useOverlay } from './overlay-provider.tsx'
import { focusRecord, useTabIndex } from './roving.ts'

interface CommandRowProps {
  readonly command: CommandRecord
  /** The card it stands in; another than its own where it is inherited. */
  readonly context: ContextId
}

/** A command on a card: what it is, how well it is taught, and how the last message weighed it. */
export const CommandRow = memo(function CommandRow({ command, context }: CommandRowProps) {
  const studio = useStudio()
  const { id } = command
  const inheritedFrom = useDocument((document) =>
    command.context === context ? null : contextTitle(document, command.context),
  )
  const isInherited = inheritedFrom !== null
  const health = useDocument((document) => commandHealth(document, command))
  const details = useDocument((document) => commandDetails(document, command))
  const count = useDocument((document) => utterancesOf(document, id).length)
  const isSelected = useUi((state) => state.selection.includes(id))
  const isRenaming = useRenaming('canvas') === id && !isInherited
  const tabIndex = useTabIndex(id)
  const { turn } = useOverlay()
  const heat = turn?.heat.get(id)
  const isRouted = turn?.routed === id
  const detailsId = useId()
  const [isTarget, setTarget] = useState(false)

  return (
    // Keys are heard by the canvas as a whole: see useCanvasKeys.
    <div
      role="option"
      data-record={isInherited ? undefined : id}
      data-inherited={isInherited}
      data-target={isTarget}
      data-routed={isRouted}
      aria-selected={isSelected}
      aria-describedby={detailsId}
      title={isInherited ? `Inherited from ${inheritedFrom}` : command.description || undefined}
      tabIndex={isInherited ? -1 : tabIndex}
      draggable={!isInherited && !isRenaming}
      className={`nodrag nopan ${styles.row}`}
      onClick={(event) => {
        event.stopPropagation()
        select(studio, id, event.shiftKey || event.ctrlKey || event.metaKey)
      }}
      onDoubleClick={(event) => {
        event.stopPropagation()
        if (!isInherited) studio.ui.set({ selection: [id], renaming: id })
      }}
      onDragStart={(event) => {
        event.dataTransfer.setData(COMMAND_TYPE, id)
        event.dataTransfer.effectAllowed = 'move'
        studio.ui.select([id])
      }}
      onDragOver={(event) => {
        if (isInherited || !carriesCommand(event)) return
        event.preventDefault()
        setTarget(true)
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        setTarget(false)
        if (isInherited || !carriesCommand(event)) return
        // The card below sees that it is taken, and only takes its mark away.
        event.preventDefault()
        dropCommand(studio, event.dataTransfer.getData(COMMAND_TYPE), context, id)
      }}
    >
      <span id={detailsId} hidden>
        {rowDescription(details, inheritedFrom, isRouted)}
      </span>
      {heat === undefined ? null : (
        <span className={styles.heat} style={{ width: `${Math.round(heat * 100)}%` }} aria-hidden />
      )}
      <span className={styles.rowIcon}>
        <HandlerIcon kind={command.handler.kind} />
      </span>
      {isRenaming ? (
        <InlineName
          id={id}
          onDone={() => focusRecord(document.querySelector('[data-part="canvas"]'), id)}
        />
      ) : (
        <span className={styles.rowTitle}>{titleOf(command.name)}</span>
      )}
      <RiskMark risk={command.risk} />
      {heat === undefined ? (
        <UtteranceCount count={count} className={styles.count} />
      ) : (
        <span className={styles.percent}>{Math.round(heat * 100)} %</span>
      )}
      <HealthDot health={health} />
    </div>
  )
})

function RiskMark({ risk }: { risk: Risk }) {
  if (risk === 'read') return null
  return risk === 'write' ? (
    <PencilLine size={12} className={styles.write} aria-hidden />
  ) : (
    <TriangleAlert size={13} className={styles.destructive} aria-hidden />
  )
}

function rowDescription(details: string, inheritedFrom: string | null, isRouted: boolean): string {
  return [
    details,
    ...(inheritedFrom === null ? [] : [`inherited from ${inheritedFrom}`]),
    ...(isRouted ? ['the last message went here'] : []),
  ].join(', ')
}

function select({ ui }: Studio, id: string, add: boolean): void {
  const { selection } = ui.state.getState()
  if (!add) return ui.select([id])
  ui.select(selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id])
}
