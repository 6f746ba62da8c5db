import { useRef, useState } from 'react'
import type { Confusion } from '#domain/training-report.ts'
import { percent, plural } from '../../ui/format.ts'
import { nextCell, type ConfusionGrid, type GridCell, type GridMove } from './confusion-grid.ts'
import styles from './confusions.module.css'

interface ConfusionMatrixProps {
  readonly grid: ConfusionGrid
  readonly chosen: Confusion | null
  readonly onChoose: (confusion: Confusion) => void
}

const MOVES: Readonly<Record<string, GridMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
}

/**
 * Rows are what was meant, columns what it was taken for; the diagonal is how often that is right.
 * One cell has the tab stop, the arrows go from text to text. Empty cells are not drawn: they are
 * where nothing is, and `aria-colindex` tells where the others stand.
 */
export function ConfusionMatrix({ grid, chosen, onChoose }: ConfusionMatrixProps) {
  const { commands, cells } = grid
  const [focused, setFocused] = useState(0)
  const [isWithin, setWithin] = useState(false)
  const buttons = useRef(new Map<number, HTMLButtonElement>())
  const tabStop = Math.min(focused, cells.length - 1)
  const seen = isWithin ? cells[tabStop] : undefined

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    const ends: Partial<Record<GridMove, GridMove>> = { rowStart: 'first', rowEnd: 'last' }
    const far = event.ctrlKey || event.metaKey ? ends[move] : undefined
    const next = nextCell(cells, tabStop, far ?? move)
    buttons.current.get(next)?.focus()
  }

  return (
    <div className={styles.scroll}>
      <div
        role="grid"
        aria-label="Confusion matrix. Rows: what was meant. Columns: what it was taken for"
        aria-rowcount={commands.length + 1}
        aria-colcount={commands.length + 1}
        className={styles.matrix}
        style={{ '--commands': commands.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={() => setWithin(true)}
        onBlur={() => setWithin(false)}
      >
        <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.headRow}`}>
          <span role="columnheader" aria-colindex={1} className={styles.corner}>
            <span className="visually-hidden">Meant</span>
          </span>
          {commands.map(({ id, title }, column) => (
            <span
              key={id}
              role="columnheader"
              aria-colindex={column + 2}
              title={title}
              className={styles.columnHead}
              data-seen={seen?.column === column}
            >
              <span>{title}</span>
            </span>
          ))}
        </div>
        {commands.map((command, row) => (
          <div
            key={command.id}
            role="row"
            aria-rowindex={row + 2}
            className={styles.row}
            data-seen={seen?.row === row}
          >
            <span
              role="rowheader"
              aria-colindex={1}
              aria-label={`${command.title}, ${percent(command.recall)} right of ${plural(command.judged, 'message')}`}
              title={command.title}
              className={styles.rowHead}
            >
              {command.title}
            </span>
            <span aria-hidden className={styles.right} style={{ gridColumn: row + 2 }}>
              {command.recall === null ? '–' : Math.round(command.recall * 100)}
            </span>
            {cells.map((cell, index) =>
              cell.row === row ? (
                <Cell
                  key={commands[cell.column]?.id}
                  cell={cell}
                  names={[command.title, commands[cell.column]?.title ?? '']}
                  isTabStop={index === tabStop}
                  isChosen={cell.confusion === chosen}
                  onFocus={() => setFocused(index)}
                  onChoose={onChoose}
                  keep={(button) => {
                    if (button) buttons.current.set(index, button)
                    else buttons.current.delete(index)
                  }}
                />
              ) : null,
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

interface CellProps {
  readonly cell: GridCell
  readonly names: readonly [actual: string, predicted: string]
  readonly isTabStop: boolean
  readonly isChosen: boolean
  readonly onFocus: () => void
  readonly onChoose: (confusion: Confusion) => void
  readonly keep: (button: HTMLButtonElement | null) => void
}

function Cell({ cell, names, isTabStop, isChosen, onFocus, onChoose, keep }: CellProps) {
  const { column, confusion, share } = cell
  const [actual, predicted] = names
  const texts = confusion.texts.length
  const name = `${actual} taken for ${predicted}: ${plural(texts, 'message')}, ${percent(share)} of its own`
  return (
    <span role="gridcell" aria-colindex={column + 2} style={{ gridColumn: column + 2 }}>
      <button
        ref={keep}
        type="button"
        className={styles.cell}
        style={{ '--share': `${String(18 + 60 * share)}%` } as React.CSSProperties}
        aria-label={name}
        title={name}
        aria-pressed={isChosen}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={onFocus}
        onClick={() => onChoose(confusion)}
      >
        {texts}
      </button>
    </span>
  )
}
