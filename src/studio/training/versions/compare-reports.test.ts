import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { confusion, quality, reportOf } from '../testing.ts'
import { commandChanges, figureChanges, isBetter, rowChanges } from './compare-reports.ts'

const pay = 'pay' as CommandId
const call = 'call' as CommandId
const document = workflow().command('pay').command('call').build()

const modelOf = (...rows: readonly (readonly [text: string, command: CommandId])[]) => ({
  labels: [call, pay],
  examples: {
    texts: rows.map(([text]) => text),
    labels: rows.map(([, command]) => (command === call ? 0 : 1)),
  },
})

describe('figureChanges', () => {
  it('knows of which figures less is better, and leaves out what neither measured', () => {
    const changes = figureChanges(
      reportOf({ accuracy: 0.8, calibrationError: 0.1, falseRefusal: null }),
      reportOf({ accuracy: 0.9, calibrationError: 0.2, falseRefusal: 0.1 }),
    )
    expect(changes.map((it) => [it.name, isBetter(it)])).toEqual([
      ['Accuracy', true],
      ['Macro-F1', null],
      ['Calibration error', false],
      ['False refusals', null],
    ])
  })
})

describe('commandChanges', () => {
  it('lists what changed, most first, what came and went included', () => {
    const before = reportOf({ commands: [quality(pay, 9, 0.5), quality(call, 9, 0.9)] })
    const after = reportOf({ commands: [quality(pay, 9, 0.6), quality(call, 9, null)] })
    expect(commandChanges(document, before, after)).toEqual([
      { command: call, title: 'Call', before: 0.9, after: null },
      { command: pay, title: 'Pay', before: 0.5, after: 0.6 },
    ])
  })
})

describe('rowChanges', () => {
  const judgedAll = [quality(pay, 9, 0.5), quality(call, 9, 0.9)]

  it('tells mended and broken rows from new ones that are wrong', () => {
    const before = {
      report: reportOf({
        commands: judgedAll,
        confusions: [confusion('pay', 'call', ['mended', 'gone', 'still wrong'])],
      }),
      model: modelOf(['mended', pay], ['gone', pay], ['still wrong', pay], ['broken', call]),
    }
    const after = {
      report: reportOf({
        commands: judgedAll,
        confusions: [
          confusion('pay', 'call', ['still wrong', 'new']),
          confusion('call', 'pay', ['broken']),
        ],
      }),
      model: modelOf(['mended', pay], ['still wrong', pay], ['broken', call], ['new', pay]),
    }
    expect(rowChanges(before, after)).toEqual({
      added: 1,
      removed: 1,
      fixed: [{ text: 'mended', actual: pay, mistaken: call }],
      broken: [{ text: 'broken', actual: call, mistaken: pay }],
    })
  })

  it('does not call broken what was not judged before', () => {
    const before = {
      report: reportOf({ commands: [quality(pay, 1, null)] }),
      model: modelOf(['first', pay]),
    }
    const after = {
      report: reportOf({
        commands: [quality(pay, 2, 0.5)],
        confusions: [confusion('pay', 'call', ['first'])],
      }),
      model: modelOf(['first', pay], ['second', pay]),
    }
    expect(rowChanges(before, after)).toMatchObject({ added: 1, fixed: [], broken: [] })
  })
})
