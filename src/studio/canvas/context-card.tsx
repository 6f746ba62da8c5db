import { Handle, Position, type NodeProps } from '@xyflow/react'
import { Box, ChevronDown, ChevronRight, FolderTree, Home, Plus } from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { ContextRecord } from '#domain/document.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { updateContext } from '#domain/edits/contexts.ts'
import { newId, ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { problemsOf } from '#domain/problems.ts'
import { ownCommands } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'
import { carriesCommand, COMMAND_TYPE, dropCommand } from '../records/command-drag.ts'
import { InlineName } from '../records/inline-name.tsx'
import { useRenaming } from '../records/use-renaming.ts'
import { contextTitle } from '../session/command-titles.ts'
import { additionGesture } from '../records/addition.ts'
import { useDocument, useRecord, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import styles from './canvas.module.css'
import { CommandRow } from './command-row.tsx'
import { useOverlay } from './overlay-provider.tsx'
import { focusRecord, useTabIndex } from './roving.ts'
import type { CardNode } from './to-flow.ts'

/** A context: its name, where one is in it, and its commands. */
export const ContextCard = memo(function ContextCard({ id, selected }: NodeProps<CardNode>) {
  const studio = useStudio()
  const context = useRecord('context', id)
  const title = useDocument((document) => (context ? contextTitle(document, context.id) : ''))
  const worst = useDocument((document) => problemsOf(document, id)[0])
  const commands = useDocument((document) => (context ? ownCommands(document, context.id) : []))
  const isRenaming = useRenaming('canvas') === id
  const tabIndex = useTabIndex(id)
  const level = useOverlay().levels.get(id as ContextRecord['id'])
  const detailsId = useId()
  const [isTarget, setTarget] = useState(false)
  if (!context) return null
  const isRoot = context.id === ROOT_CONTEXT

  return (
    // Keys are heard by the canvas as a whole: see useCanvasKeys.
    <div
      role="group"
      aria-roledescription="context"
      aria-label={title}
      aria-describedby={detailsId}
      data-record={id}
      data-selected={selected}
      data-level={level === undefined ? undefined : level.level === 0 ? 'here' : 'around'}
      data-target={isTarget}
      data-root={isRoot}
      tabIndex={tabIndex}
      className={styles.card}
      onDragOver={(event) => {
        if (!carriesCommand(event)) return
        event.preventDefault()
        setTarget(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Element | null)) setTarget(false)
      }}
      onDrop={(event) => {
        setTarget(false)
        if (event.defaultPrevented || !carriesCommand(event)) return
        event.preventDefault()
        dropCommand(studio, event.dataTransfer.getData(COMMAND_TYPE), context.id, null)
      }}
      onDoubleClick={() => {
        if (!isRoot) studio.ui.set({ selection: [id], renaming: id })
      }}
    >
      <span id={detailsId} hidden>
        {cardDescription(commands.length, level, worst?.text)}
      </span>
      {level === undefined ? null : (
        <span className={styles.here}>
          {level.level === 0 ? 'You are here' : 'Around you'}
          {level.label && level.label !== title ? `: ${level.label}` : ''}
        </span>
      )}
      <header className={styles.header}>
        <span className={styles.headerIcon}>{isRoot ? <Home size={16} /> : <Box size={16} />}</span>
        {isRenaming && !isRoot ? (
          <InlineName
            id={id}
            onDone={() => focusRecord(document.querySelector('[data-part="canvas"]'), id)}
          />
        ) : (
          <span className={styles.name} title={context.description || undefined}>
            {title}
          </span>
        )}
        <CardMarks context={context} problem={worst?.text} severity={worst?.severity} />
      </header>
      {context.collapsed ? null : <Commands context={context} title={title} />}
      <Handles isRoot={isRoot} />
    </div>
  )
})

interface CardMarksProps {
  readonly context: ContextRecord
  readonly problem: string | undefined
  readonly severity: string | undefined
}

function CardMarks({ context, problem, severity }: CardMarksProps) {
  const studio = useStudio()
  const isTree = context.containers.includes(context.id)
  return (
    <>
      {context.id === ROOT_CONTEXT ? <span className={styles.tag}>everywhere</span> : null}
      {isTree ? (
        <span className={styles.mark} title="One lives inside another: a tree">
          <FolderTree size={14} />
        </span>
      ) : null}
      {problem === undefined ? null : (
        <span className={styles.problem} data-severity={severity} title={problem}>
          !
        </span>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={`nodrag ${styles.cardButton} ${styles.onHover}`}
        aria-label="New command here"
        title="New command here"
        onClick={(event) => {
          event.stopPropagation()
          const id = newId<CommandId>()
          studio.document.edit(
            'Add command',
            addCommand(id, context.id, 'new command'),
            additionGesture(id),
          )
          studio.ui.set({ selection: [id], renaming: id })
        }}
      >
        <Plus size={14} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={`nodrag ${styles.cardButton}`}
        aria-label={context.collapsed ? 'Unfold' : 'Fold'}
        aria-expanded={!context.collapsed}
        onClick={(event) => {
          event.stopPropagation()
          studio.document.edit(
            context.collapsed ? 'Unfold card' : 'Fold card',
            updateContext(context.id, { collapsed: !context.collapsed }),
          )
        }}
      >
        {context.collapsed ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
      </button>
    </>
  )
}

function Commands({ context, title }: { context: ContextRecord; title: string }) {
  const showInherited = useUi((state) => state.showInherited)
  const commands = useDocument((document) =>
    showInherited
      ? effectiveCommands(document, context.id).map(({ command }) => command)
      : ownCommands(document, context.id),
  )
  if (commands.length === 0) return <p className={styles.none}>No commands yet</p>
  return (
    <div role="listbox" aria-multiselectable aria-label={`Commands of ${title}`}>
      {commands.map((command) => (
        <CommandRow key={command.id} command={command} context={context.id} />
      ))}
    </div>
  )
}

/** Top and bottom draw inheritance, left and right containment; see `drawnConnection`. */
function Handles({ isRoot }: { isRoot: boolean }) {
  return (
    <>
      <Handle
        id="top"
        type="source"
        position={Position.Top}
        className={styles.handle}
        data-off={isRoot}
        title="Drag to what it inherits from"
      />
      <Handle
        id="right"
        type="source"
        position={Position.Right}
        className={styles.handle}
        title="Drag to what lives inside it"
      />
      <Handle
        id="bottom"
        type="source"
        position={Position.Bottom}
        className={styles.handle}
        data-off={isRoot}
        title="Drag to what inherits from it"
      />
      <Handle
        id="left"
        type="source"
        position={Position.Left}
        className={styles.handle}
        data-off={isRoot}
        title="Drag to what it lives inside of"
      />
    </>
  )
}

function cardDescription(
  commands: number,
  level: { readonly level: number } | undefined,
  problem: string | undefined,
): string {
  return [
    `${commands} ${commands === 1 ? 'command' : 'commands'}`,
    ...(level === undefined ? [] : [level.level === 0 ? 'you are here' : 'around you']),
    ...(problem === undefined ? [] : [problem]),
  ].join(', ')
}
