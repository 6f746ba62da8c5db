import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { CommandQuality, Confusion } from '#domain/training-report.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { judgedOf } from '../scope-quality.ts'
import { groupedOrder } from './confusion-order.ts'

export interface GridCell {
  readonly row: number
  readonly column: number
  readonly confusion: Confusion
  /** Of the messages of the row's command, how many went here, 0–1. */
  readonly share: number
}

export interface GridCommand {
  readonly id: CommandId
  readonly title: string
  readonly judged: number
  readonly recall: number | null
}

/**
 * The confused commands as a square, those that are confused with each other side by side. Only
 * cells with texts are there, row by row: a square of hundreds of commands is nearly empty.
 */
export interface ConfusionGrid {
  readonly commands: readonly GridCommand[]
  readonly cells: readonly GridCell[]
}

export function confusionGrid(
  document: Document,
  confusions: readonly Confusion[],
  quality: readonly CommandQuality[],
): ConfusionGrid {
  const order = groupedOrder(confusions)
  const placeOf = new Map(order.map((id, place) => [id, place]))
  const qualityOf = new Map(quality.map((it) => [it.command, it]))
  const commands = order.map((id) => {
    const known = qualityOf.get(id)
    return {
      id,
      title: commandTitle(document, id),
      judged: known ? judgedOf(known) : 0,
      recall: known?.recall ?? null,
    }
  })
  const cells = confusions
    .flatMap((confusion) => {
      const row = placeOf.get(confusion.actual)
      const column = placeOf.get(confusion.predicted)
      if (row === undefined || column === undefined) return []
      const share = confusion.texts.length / Math.max(1, commands[row]?.judged ?? 1)
      return [{ row, column, confusion, share: Math.min(1, share) }]
    })
    .sort((a, b) => a.row - b.row || a.column - b.column)
  return { commands, cells }
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'first' | 'last'

/**
 * Where the focus goes: along the row to the next cell with texts; up and down to the next row that
 * has one, at the nearest column. It stays where there is none.
 */
export function nextCell(cells: readonly GridCell[], from: number, move: GridMove): number {
  const at = cells[from]
  if (!at) return from
  const inRow = (row: number): number[] =>
    cells.flatMap((cell, index) => (cell.row === row ? [index] : []))
  switch (move) {
    case 'left':
      return cells[from - 1]?.row === at.row ? from - 1 : from
    case 'right':
      return cells[from + 1]?.row === at.row ? from + 1 : from
    case 'rowStart':
      return inRow(at.row)[0] ?? from
    case 'rowEnd':
      return inRow(at.row).at(-1) ?? from
    case 'first':
      return 0
    case 'last':
      return cells.length - 1
    case 'up':
    case 'down': {
      const rows = cells
        .map(({ row }) => row)
        .filter((row) => (move === 'up' ? row < at.row : row > at.row))
      if (rows.length === 0) return from
      const row = move === 'up' ? Math.max(...rows) : Math.min(...rows)
      const distance = (index: number): number => Math.abs((cells[index]?.column ?? 0) - at.column)
      return inRow(row).reduce((best, index) => (distance(index) < distance(best) ? index : best))
    }
  }
}
