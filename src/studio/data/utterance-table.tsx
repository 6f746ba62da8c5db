import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { removeRecords } from '#domain/edits/remove.ts'
import { setHeldOut } from '#domain/edits/utterances.ts'
import type { UtteranceId } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import styles from './data.module.css'
import { MOVE_SELECT_ID, PickedBar } from './picked-bar.tsx'
import { lineId, UtteranceLine } from './utterance-line.tsx'
import type { UtteranceRow } from './utterance-rows.ts'
import { useUtteranceGrid } from './use-utterance-grid.ts'

/** Of a line, in pixels; each has one line of text. */
const LINE = 30

interface UtteranceTableProps {
  readonly rows: readonly UtteranceRow[]
  readonly isReadOnly: boolean
}

/** As many lines as there are, of which those in sight are drawn. */
export function UtteranceTable({ rows, isReadOnly }: UtteranceTableProps) {
  const { document, ui } = useStudio()
  const grid = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by it
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => LINE,
    overscan: 12,
    scrollPaddingStart: LINE,
    getItemKey: (index) => rows[index]?.utterance.id ?? index,
  })

  const remove = (ids: readonly UtteranceId[]): void => {
    const many = manyOf(ids)
    document.edit(`Delete ${many}`, removeRecords(ids))
    ui.announce(`Deleted ${many}. Undo brings ${ids.length === 1 ? 'it' : 'them'} back.`)
    state.setPicked([])
  }
  const holdOut = (ids: readonly UtteranceId[]): void => {
    const { document: current } = document.state.getState()
    const isHeld = ids.every((id) => recordById(current, 'utterance', id)?.heldOut)
    document.edit(`${isHeld ? 'Use' : 'Hold out'} ${manyOf(ids)}`, setHeldOut(ids, !isHeld))
    ui.announce(`${isHeld ? 'Used for learning' : 'Held out'}: ${manyOf(ids)}`)
  }
  const state = useUtteranceGrid({
    rows,
    isReadOnly,
    pageSize: () => Math.max(1, Math.floor((grid.current?.clientHeight ?? LINE) / LINE) - 2),
    onMove: (index) => lines.scrollToIndex(index),
    onDelete: remove,
    onHoldOut: holdOut,
    // The bar is drawn first.
    onAskMove: () =>
      requestAnimationFrame(() => window.document.getElementById(MOVE_SELECT_ID)?.focus()),
  })
  const picked = rows.flatMap(({ utterance: { id } }) => (state.picked.has(id) ? [id] : []))
  const at = rows[state.current]?.utterance.id

  return (
    <>
      {picked.length > 0 && !isReadOnly ? (
        <PickedBar
          ids={picked}
          onDelete={() => remove(picked)}
          onHoldOut={() => holdOut(picked)}
          onDone={() => {
            state.setPicked([])
            grid.current?.focus()
          }}
        />
      ) : (
        <p className={styles.keys}>
          {rows[0]?.group === undefined || isReadOnly ? null : (
            <Button
              onClick={() =>
                state.setPicked(
                  rows.flatMap(({ utterance, group }) => (group?.isFirst ? [] : [utterance.id])),
                )
              }
            >
              Pick all but the first of each
            </Button>
          )}
          Space picks, Shift and arrows pick several, Enter retypes, M moves, H holds out, Delete
          deletes.
        </p>
      )}
      <div
        ref={grid}
        role="grid"
        aria-label="Utterances"
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        aria-readonly={isReadOnly}
        aria-activedescendant={at === undefined ? undefined : lineId(at)}
        tabIndex={0}
        className={styles.table}
        onKeyDown={state.onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.tableHead}>
          <span role="columnheader">
            <input
              type="checkbox"
              aria-label="All of these"
              checked={picked.length === rows.length}
              onChange={(event) =>
                state.setPicked(event.target.checked ? rows.map((row) => row.utterance.id) : [])
              }
            />
          </span>
          <span role="columnheader">Text</span>
          <span role="columnheader">Command</span>
          <span role="columnheader">Origin</span>
          <span role="columnheader">Use</span>
        </div>
        <div role="rowgroup" className={styles.lines} style={{ height: lines.getTotalSize() }}>
          {lines.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index]
            if (!row) return null
            const { id } = row.utterance
            return (
              <UtteranceLine
                key={key}
                row={row}
                index={index}
                top={start}
                isPicked={state.picked.has(id)}
                isCurrent={index === state.current}
                isEditing={state.editing === id && !isReadOnly}
                onPick={state.pickAt}
                onEdit={(next) => {
                  state.setEditing(next)
                  if (next === null) grid.current?.focus()
                }}
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

const manyOf = (ids: readonly UtteranceId[]): string =>
  ids.length === 1 ? 'utterance' : `${ids.length} utterances`
