import { describe, expect, it } from 'vitest'
import type { LearningCurve } from '#domain/training-details.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { GO_UP } from '#domain/core-commands.ts'
import { confusion, quality, reportOf } from '../testing.ts'
import { advise, curveSentence } from './advice.ts'

const document = orderDesk()
const cancel = commandId('Order/cancel_order')
const giveBack = commandId('Order/return_order')
const find = commandId('find_customer')

const curve = (...recalls: readonly number[]): LearningCurve => ({
  folds: 3,
  points: recalls.map((recall, i) => ({
    share: (i + 1) / recalls.length,
    rows: 10 * (i + 1),
    accuracy: recall,
    macroF1: recall,
    lowest: recall,
    highest: recall,
    recall: [{ command: find, recall }],
  })),
})

describe('advise', () => {
  it('puts first what is mistaken most and has least, and says for what', () => {
    const report = reportOf({
      commands: [quality(cancel, 40, 0.95), quality(giveBack, 5, 0.4), quality(find, 12, 1)],
      confusions: [
        confusion(giveBack, cancel, ['a', 'b', 'c']),
        confusion(cancel, giveBack, ['d', 'e']),
      ],
    })
    const [first, second, ...rest] = advise(document, report)
    expect(first).toMatchObject({
      command: giveBack,
      because:
        'Only 5 utterances, its name included. 3 of 5 messages taken for Cancel order: add some that say what sets it apart.',
      confusion: report.confusions[0],
    })
    expect(second?.command).toBe(cancel)
    expect(rest).toEqual([])
  })

  it('advises more for what could not be measured, and for what is thin', () => {
    const report = reportOf({ commands: [quality(cancel, 1, null), quality(find, 5, 1)] })
    expect(advise(document, report).map(({ because }) => because)).toEqual([
      'Only 1 utterance, its name included. Too few to tell how well it is understood.',
      'Only 5 utterances, its name included. 8 are a good start.',
    ])
  })

  it('looks at what the last utterances brought', () => {
    const intruding = { ...quality(find, 20, 1), precision: 0.8 }
    const report = reportOf({ commands: [intruding] })
    expect(advise(document, report)[0]?.because).toMatch(/^Chosen for messages of other commands/)
    const learning = { ...report, learningCurve: curve(0.5, 0.8, 1) }
    expect(advise(document, learning)[0]?.because).toMatch(/brought 20\u00a0% more/)
  })

  it('has nothing to say of commands that are built in or that do well', () => {
    const report = reportOf({ commands: [quality(GO_UP.id, 3, 0.2), quality(find, 20, 1)] })
    expect(advise(document, report)).toEqual([])
  })
})

describe('curveSentence', () => {
  it.each([
    [curve(0.5, 0.8, 0.9), /rose by 10\.0\u00a0%/],
    [curve(0.5, 0.9, 0.901), /stayed the same/],
    [curve(0.5, 0.9, 0.8), /fell by 10\.0\u00a0%/],
  ])('tells rise, rest and fall apart', (measured, sentence) => {
    expect(curveSentence(measured)).toMatch(sentence)
  })

  it('says nothing of a single point', () => {
    expect(curveSentence(curve(0.5))).toBe('')
  })
})
