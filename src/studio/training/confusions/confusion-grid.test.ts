import { describe, expect, it } from 'vitest'
import { workflow } from '#testing/workflow-builder.ts'
import type { CommandId } from '#domain/ids.ts'
import { confusion, quality } from '../testing.ts'
import { confusionGrid, nextCell, type GridCell } from './confusion-grid.ts'

const document = workflow().command('cancel').command('give_back').command('find').build()
const cancel = 'cancel' as CommandId

describe('confusionGrid', () => {
  it('is a square of the confused commands, with cells only where something is', () => {
    const { commands, cells } = confusionGrid(
      document,
      [confusion('give_back', 'cancel', ['a', 'b']), confusion('cancel', 'give_back', ['c'])],
      [quality(cancel, 10, 0.9), quality('give_back' as CommandId, 4, 0.5)],
    )
    expect(commands.map(({ title, judged }) => [title, judged])).toEqual([
      ['Give back', 4],
      ['Cancel', 10],
    ])
    expect(cells.map(({ row, column, share }) => [row, column, share])).toEqual([
      [0, 1, 0.5],
      [1, 0, 0.1],
    ])
  })

  it('holds hundreds of commands', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      confusion(`c${i}`, `c${(i * 7 + 1) % 300}`, ['text']),
    )
    const { commands, cells } = confusionGrid(document, many, [])
    expect(commands).toHaveLength(300)
    expect(cells).toHaveLength(300)
  })
})

describe('nextCell', () => {
  const cell = (row: number, column: number): GridCell => ({
    row,
    column,
    confusion: confusion('a', 'b', ['x']),
    share: 1,
  })
  //   0 1 2 3 4
  // 0 . a . . b
  // 1 . . . . .
  // 2 c . . d .
  const cells = [cell(0, 1), cell(0, 4), cell(2, 0), cell(2, 3)]

  it.each([
    [0, 'right', 1],
    [1, 'right', 1],
    [2, 'left', 2],
    [1, 'down', 3],
    [0, 'down', 2],
    [3, 'up', 1],
    [0, 'up', 0],
    [1, 'rowStart', 0],
    [2, 'rowEnd', 3],
    [0, 'last', 3],
    [3, 'first', 0],
  ] as const)('from cell %i %s to %i', (from, move, to) => {
    expect(nextCell(cells, from, move)).toBe(to)
  })
})
