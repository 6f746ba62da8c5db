import { describe, expect, it } from 'vitest'
import type { TrainingReport } from '#domain/training-report.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { commandRows, headlineFigures, nextSorting, WORST_FIRST } from './report-view.ts'

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

describe('held-out utterances', () => {
  const judgedApart = {
    rows: 8,
    accuracy: 0.75,
    macroF1: 0.7,
    calibrationError: 0.1,
    refused: 0.125,
    calibration: [],
    commands: [{ command: cancel, rows: 4, right: 3 }],
    judged: [],
  }
  const measured: TrainingReport = {
    ...report,
    details: {
      temperature: 1,
      calibration: [],
      outOfScope: null,
      routing: null,
      judged: [],
      heldOut: judgedApart,
    },
  }

  it('stand beside the cross-validated figures, where there are any', () => {
    expect(headlineFigures(report).map(({ name }) => name)).not.toContain('Held out')
    expect(headlineFigures(measured).find(({ name }) => name === 'Held out')).toMatchObject({
      value: '75.0\u00a0%',
      meaning: 'Right command first, of 8 utterances kept from training; 12.5\u00a0% refused',
    })
  })

  it('are told for each command that has some', () => {
    const rows = commandRows(document, measured, WORST_FIRST)
    expect(rows.map(({ command, heldOut }) => [command, heldOut])).toEqual([
      [giveBack, null],
      [cancel, 0.75],
      [find, null],
    ])
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
