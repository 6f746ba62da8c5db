import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import { confusionsWithin, levelQualities, qualityWithin, scopeOf } from './scope-quality.ts'
import { judged, NO_DETAILS, quality, reportOf } from './testing.ts'

const document = orderDesk()
const cancel = commandId('Order/cancel_order')
const giveBack = commandId('Order/return_order')
const list = commandId('Customer/list_orders')
const find = commandId('find_customer')
const close = commandId('close_desk')

/** Two of cancel's messages go astray: one to its neighbour, one to a command further out. */
const report = reportOf({
  commands: [
    quality(cancel, 4, 0.5),
    quality(giveBack, 4, 1),
    quality(list, 2, 1),
    quality(find, 2, 1),
    quality(close, 1, null),
  ],
  confusions: [
    { actual: cancel, predicted: giveBack, texts: ['send it away'] },
    { actual: cancel, predicted: find, texts: ['look for a way out'] },
    { actual: list, predicted: cancel, texts: ['all of it'] },
  ],
  details: {
    ...NO_DETAILS,
    judged: [
      judged('send it away', giveBack, cancel),
      judged('look for a way out', find, list, cancel),
      judged('all of it', cancel, list),
      {
        ...judged('call it off', cancel),
        ranking: [
          { command: cancel, probability: 0.5 },
          { command: find, probability: 0.4 },
        ],
      },
    ],
  },
})

describe('confusionsWithin', () => {
  it('takes a message for the likeliest command that competes', () => {
    const order = new Set([cancel, giveBack, list])
    expect(confusionsWithin(report, order)).toEqual([
      { actual: cancel, predicted: giveBack, texts: ['send it away'] },
      { actual: cancel, predicted: list, texts: ['look for a way out'] },
      { actual: list, predicted: cancel, texts: ['all of it'] },
    ])
    expect(confusionsWithin(report, new Set([cancel, list]))).toEqual([
      { actual: cancel, predicted: list, texts: ['look for a way out'] },
      { actual: list, predicted: cancel, texts: ['all of it'] },
    ])
    expect(confusionsWithin(report, new Set([cancel]))).toEqual([])
  })

  it('is what training found where everything competes, and in reports that know no more', () => {
    expect(confusionsWithin(report, null)).toBe(report.confusions)
    const earlier = { ...report, details: undefined }
    expect(confusionsWithin(earlier, new Set([cancel]))).toBe(report.confusions)
  })
})

describe('qualityWithin', () => {
  it('counts anew what was missed and what was wrongly chosen', () => {
    const [first, second] = qualityWithin(report, new Set([cancel, list]))
    expect(first).toMatchObject({ command: cancel, precision: 3 / 4, recall: 3 / 4, f1: 6 / 8 })
    expect(second).toMatchObject({ command: list, precision: 1 / 2, recall: 1 / 2 })
  })

  it('never finds more confusions in a smaller scope', () => {
    const ids = [cancel, giveBack, list, find]
    const wrong = (scope: ReadonlySet<typeof cancel>): Set<string> =>
      new Set(confusionsWithin(report, scope).flatMap(({ texts }) => texts))
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (a, b) => {
        const larger = wrong(new Set([...a, ...b]))
        for (const text of wrong(new Set(a))) expect(larger).toContain(text)
      }),
    )
  })
})

describe('levelQualities', () => {
  it('tells how well each level is reached from where one stands', () => {
    const levels = levelQualities(document, report, contextId('Order'))
    expect(levels.map(({ title, rows, accuracy }) => [title, rows, accuracy])).toEqual([
      ['Order', 8, 6 / 8],
      ['Customer', 2, 1 / 2],
      ['Order desk', 2, 1],
    ])
  })

  it('knows the commands of a context as training did', () => {
    expect(scopeOf(document, null)).toBeNull()
    expect(scopeOf(document, contextId('Customer'))?.has(cancel)).toBe(false)
    expect(scopeOf(document, contextId('Customer'))?.has(find)).toBe(true)
  })
})
