import { describe, expect, it } from 'vitest'
import type { TrainingReport } from '#domain/training-report.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import {
  commandRows,
  confusionMatrix,
  headlineFigures,
  nextSorting,
  WORST_FIRST,
} from './report-view.ts'

const document = orderDesk()
const cancel = commandId('Order/cancel_order')
const giveBack = commandId('Order/return_order')
const find = commandId('find_customer')

const quality = (command: typeof cancel, utterances: number, f1: number | null) => ({
  command,
  utterances,
  precision: f1,
  recall: f1,
  f1,
  thin: utterances < 8,
})

const report: TrainingReport = {
  rows: 30,
  folds: 5,
  accuracy: 0.9,
  macroF1: 0.85,
  calibrationError: 0.05,
  outOfScopeRecall: null,
  falseRefusal: 0.02,
  contexts: [],
  commands: [quality(cancel, 9, 0.9), quality(find, 1, null), quality(giveBack, 4, 0.5)],
  confusions: [
    { actual: giveBack, predicted: cancel, texts: ['a', 'b'] },
    { actual: cancel, predicted: find, texts: ['c'] },
  ],
  backend: 'wasm-threads',
  embedMs: 900,
  fitMs: 40,
  totalMs: 1000,
  modelBytes: 90_000,
}

describe('headlineFigures', () => {
  it('gives a dash and the reason for what was not measured', () => {
    const figure = headlineFigures(report).find(({ name }) => name === 'Out-of-scope recall')
    expect(figure).toEqual({
      name: 'Out-of-scope recall',
      value: '–',
      meaning: 'Not measured: every command needs a few utterances first.',
    })
  })

  it('keeps the name of a back end it does not know', () => {
    const [time] = headlineFigures({ ...report, backend: 'node' }).filter(
      ({ name }) => name === 'Time',
    )
    expect(time?.meaning).toMatch(/on node$/)
  })
})

describe('commandRows', () => {
  const ids = (column: typeof WORST_FIRST.column, isDescending = false) =>
    commandRows(document, report, { column, isDescending }).map(({ command }) => command)

  it('puts the worst first, and what was not measured last in either order', () => {
    expect(ids('f1')).toEqual([giveBack, cancel, find])
    expect(ids('f1', true)).toEqual([cancel, giveBack, find])
  })

  it('sorts by words and by numbers', () => {
    expect(ids('title')).toEqual([cancel, find, giveBack])
    expect(ids('utterances')).toEqual([find, giveBack, cancel])
  })

  it('turns around when the same column is chosen again', () => {
    expect(nextSorting(WORST_FIRST, 'f1')).toEqual({ column: 'f1', isDescending: true })
    expect(nextSorting(WORST_FIRST, 'title')).toEqual({ column: 'title', isDescending: false })
  })
})

describe('confusionMatrix', () => {
  it('is a square of the commands that are confused, the most confused first', () => {
    const { commands, cells, most, leftOut } = confusionMatrix(document, report)
    expect(commands.map(({ id, recall }) => [id, recall])).toEqual([
      [cancel, 0.9],
      [giveBack, 0.5],
      [find, null],
    ])
    expect(cells.map((row) => row.map((cell) => cell?.texts.length ?? 0))).toEqual([
      [0, 0, 1],
      [2, 0, 0],
      [0, 0, 0],
    ])
    expect([most, leftOut]).toEqual([2, 0])
  })

  it('counts the pairs that do not fit', () => {
    expect(confusionMatrix(document, report, 2)).toMatchObject({ leftOut: 1 })
  })
})
