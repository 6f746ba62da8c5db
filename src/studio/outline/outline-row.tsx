import { Box, ChevronDown, ChevronRight, Home, TriangleAlert } from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { CommandRecord, ContextRecord, Document } from '#domain/document.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { problemsOf } from '#domain/problems.ts'
import { utterancesOf } from '#domain/queries.ts'
import { carriesCommand, COMMAND_TYPE, dropCommand } from '../records/command-drag.ts'
import { commandDetails, commandHealth } from '../records/command-health.ts'
import { HandlerIcon } from '../records/handler-icon.tsx'
import { HealthDot } from '../records/health-dot.tsx'
import { InlineName } from '../records/inline-name.tsx'
import { UtteranceCount } from '../records/utterance-count.tsx'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Badge } from '../ui/display.tsx'
import styles from './outline.module.css'
import type { OutlineRow } from './outline-rows.ts'

interface OutlineItemProps {
  readonly row: OutlineRow
  readonly isSelected: boolean
  readonly isCurrent: boolean
  readonly isRenaming: boolean
  readonly onSelect: (id: string, add: boolean) => void
  readonly onToggle: (id: string) => void
  readonly onRenamed: (id: string) => void
}

export const OutlineItem = memo(Item, isSameItem)

function Item(props: OutlineItemProps) {
  const { row, isSelected, isCurrent, isRenaming } = props
  const studio = useStudio()
  const { record } = row
  const description = useDocument((document) =>
    record.kind === 'command' ? commandDetails(document, record) : contextDetails(document, record),
  )
  const detailsId = useId()
  const [isTarget, setTarget] = useState(false)
  const isRoot = record.id === ROOT_CONTEXT

  return (
    // Keys are heard by the tree as a whole: see useOutlineKeys.
    <div
      role="treeitem"
      aria-describedby={detailsId}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.size}
      aria-selected={isSelected}
      aria-expanded={row.expanded ?? undefined}
      data-record={record.id}
      data-kind={record.kind}
      data-target={isTarget}
      tabIndex={isCurrent ? 0 : -1}
      draggable={record.kind === 'command' && !isRenaming}
      className={styles.row}
      onClick={(event) => props.onSelect(record.id, event.ctrlKey || event.metaKey)}
      onDoubleClick={() => {
        if (!isRoot) studio.ui.set({ selection: [record.id], renaming: record.id })
      }}
      onDragStart={(event) => {
        event.dataTransfer.setData(COMMAND_TYPE, record.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => {
        if (!carriesCommand(event)) return
        event.preventDefault()
        setTarget(true)
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        setTarget(false)
        if (!carriesCommand(event)) return
        event.preventDefault()
        const dropped = event.dataTransfer.getData(COMMAND_TYPE)
        if (record.kind === 'command') dropCommand(studio, dropped, record.context, record.id)
        else dropCommand(studio, dropped, record.id, null)
      }}
    >
      <span id={detailsId} hidden>
        {description}
      </span>
      <Twisty expanded={row.expanded} onToggle={() => props.onToggle(record.id)} />
      <span className={styles.icon}>
        {record.kind === 'command' ? (
          <HandlerIcon kind={record.handler.kind} />
        ) : isRoot ? (
          <Home size={14} />
        ) : (
          <Box size={14} />
        )}
      </span>
      {isRenaming && !isRoot ? (
        <InlineName id={record.id} onDone={() => props.onRenamed(record.id)} />
      ) : (
        <span className={styles.title} title={row.title}>
          {row.title}
        </span>
      )}
      {record.kind === 'command' ? (
        <CommandMarks command={record} />
      ) : (
        <ContextMarks context={record} />
      )}
    </div>
  )
}

/** Rows are made anew with each edit; what one shows is mostly the same. */
function isSameItem(before: OutlineItemProps, after: OutlineItemProps): boolean {
  const one = before.row
  const two = after.row
  return (
    before.isSelected === after.isSelected &&
    before.isCurrent === after.isCurrent &&
    before.isRenaming === after.isRenaming &&
    one.record === two.record &&
    one.title === two.title &&
    one.expanded === two.expanded &&
    one.position === two.position &&
    one.size === two.size
  )
}

function Twisty({ expanded, onToggle }: { expanded: boolean | null; onToggle: () => void }) {
  if (expanded === null) return <span className={styles.twisty} />
  return (
    // The arrow keys of the tree do the same; for a mouse only, and hidden from the tree's reading.
    <span
      aria-hidden
      className={styles.twisty}
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
    >
      {expanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
    </span>
  )
}

function CommandMarks({ command }: { command: CommandRecord }) {
  const health = useDocument((document) => commandHealth(document, command))
  const count = useDocument((document) => utterancesOf(document, command.id).length)
  return (
    <>
      {command.risk === 'destructive' ? (
        <TriangleAlert size={12} className={styles.destructive} aria-hidden />
      ) : null}
      <UtteranceCount count={count} className={styles.count} />
      <HealthDot health={health} />
    </>
  )
}

function ContextMarks({ context }: { context: ContextRecord }) {
  const relation = useDocument((document) => relationOf(document, context))
  const found = useDocument((document) => problemsOf(document, context.id))
  const serious = found.filter(({ severity }) => severity !== 'hint')
  return (
    <>
      <span className={styles.relation} title={relation || undefined}>
        {relation}
      </span>
      {serious.length === 0 ? null : (
        <Badge tone={serious.some(({ severity }) => severity === 'error') ? 'danger' : 'warn'}>
          {serious.length}
          <span className="visually-hidden">{serious.length === 1 ? ' problem' : ' problems'}</span>
        </Badge>
      )}
    </>
  )
}

/** What a context is or where it lives, as short as a line allows. */
function relationOf(document: Document, { id, bases, containers }: ContextRecord): string {
  const names = (ids: ContextRecord['bases']): string =>
    ids.map((other) => contextTitle(document, other)).join(', ')
  if (bases.length > 0) return `is ${withArticle(names(bases))}`
  const around = containers.filter((other) => other !== ROOT_CONTEXT && other !== id)
  return around.length > 0 ? `in ${names(around)}` : ''
}

const withArticle = (name: string): string => `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`

function contextDetails(document: Document, context: ContextRecord): string {
  const [worst] = problemsOf(document, context.id)
  return worst === undefined ? 'context' : `context. ${worst.text}`
}
