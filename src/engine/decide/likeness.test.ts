import { describe, expect, it } from 'vitest'
import type { IntentModel } from '#domain/intent-model.ts'
import { contextId, commandId, workflow } from '#testing/workflow-builder.ts'
import { fullScope } from './full-scope.ts'
import { knowsText } from './known-texts.ts'
import { cosineOf, isNear, logOddsOf, spreadOf, spreadOfVectors } from './likeness.ts'
import { understandable, UNDERSTOOD_LENGTH } from './message.ts'
import { offeredCommands } from './offered.ts'

const examples = (vectors: Float32Array): IntentModel['examples'] => ({
  texts: ['Pay up', 'list_orders', 'stray'],
  labels: [1, 0, 7],
  vectors,
})

describe('log odds', () => {
  it('weigh nearness, rivals and what the model says', () => {
    const odds = logOddsOf({ distance: 0.1, rival: 0.5, lead: 2 })
    expect(odds).toBeCloseTo(3.2 * Math.log(10) - 2.3 * Math.log(2) - 0.77 * 2, 10)
    expect(logOddsOf({ distance: 0.1, rival: 0.5, lead: null })).toBeCloseTo(odds + 1.54, 10)
  })

  it('are finite for the very same words', () => {
    expect(logOddsOf({ distance: 0, rival: 1, lead: 0 })).toBeCloseTo(3.2 * Math.log(1000), 10)
    expect(logOddsOf({ distance: -1e-9, rival: 1, lead: 0 })).toBe(
      logOddsOf({ distance: 0, rival: 1, lead: 0 }),
    )
  })
})

describe('near enough to follow whatever the model says', () => {
  it.each([
    [{ distance: 0.2, rival: 1, lead: 3 }, true],
    [{ distance: 0.21, rival: 1, lead: 3 }, false],
    [{ distance: 0.1, rival: 1, lead: null }, true],
    [{ distance: 0.11, rival: 1, lead: null }, false],
    [{ distance: 0.1, rival: 0.126, lead: 0 }, true],
    [{ distance: 0.1, rival: 0.125, lead: 0 }, false],
  ])('%o: %s', (likeness, is) => expect(isNear(likeness)).toBe(is))
})

describe('the spread of texts', () => {
  const apart = Float32Array.of(1, 0, 0, 1)

  it('is the mean distance of two of them', () => {
    expect(spreadOf(examples(apart), 2)).toBe(1)
    expect(spreadOf(examples(Float32Array.of(1, 0, 0, 1, 1, 0)), 2)).toBeCloseTo(2 / 3, 6)
    expect(spreadOfVectors([Float32Array.of(1, 0), Float32Array.of(-1, 0)])).toBe(2)
  })

  it('is never nothing, and 1 of fewer than two', () => {
    const same = Float32Array.of(1, 0)
    expect(spreadOfVectors([same, same, same])).toBe(0.05)
    expect(spreadOfVectors([same])).toBe(1)
    expect(spreadOfVectors([])).toBe(1)
    expect(spreadOf(examples(Float32Array.of(1, 0)), 2)).toBe(1)
  })

  it('is worked out once for the vectors of a model', () => {
    const known = examples(Float32Array.of(1, 0, 0, 1))
    expect(spreadOf(known, 2)).toBe(1)
    known.vectors.fill(0.5)
    expect(spreadOf(known, 2)).toBe(1)
  })
})

it('takes vectors of different lengths, or none, for unlike', () => {
  const vector = Float32Array.of(0.6, 0.8)
  expect(cosineOf(vector, Float32Array.of(0.8, 0.6))).toBeCloseTo(0.96, 6)
  expect(cosineOf(vector, Float32Array.of(1))).toBe(0)
  expect(cosineOf(vector, undefined)).toBe(0)
})

it('is as like as can be, where rounded vectors come to more', () => {
  const rounded = Float32Array.of(0.8006, 0.6)
  expect(cosineOf(rounded, rounded)).toBe(1)
  expect(cosineOf(rounded, Float32Array.of(-0.8006, -0.6))).toBe(-1)
})

describe('the texts a model was taught', () => {
  const labels = ['list', 'pay'].map(commandId)
  const known = { labels, examples: examples(new Float32Array()) }

  it('are known by what they say, and as what', () => {
    expect(knowsText(known, 'pay up!', commandId('pay'))).toBe(true)
    expect(knowsText(known, 'List orders', commandId('list'))).toBe(true)
    expect(knowsText(known, 'pay up', commandId('list'))).toBe(false)
    expect(knowsText(known, 'pay down', commandId('pay'))).toBe(false)
    expect(knowsText(known, 'stray', commandId('pay'))).toBe(false)
  })

  it('are read once', () => {
    const { examples: taught } = known
    const emptied = { labels: [], examples: taught }
    expect(knowsText(emptied, 'pay up', commandId('pay'))).toBe(true)
  })
})

describe('the candidates that are offered', () => {
  const offered = (...probabilities: number[]): string[] =>
    offeredCommands({
      candidates: probabilities.map((probability, i) => ({
        command: commandId(`c${i}`),
        level: 0,
        probability,
        nearest: [],
      })),
    })

  it('leave out what hardly anything speaks for', () => {
    expect(offered(0.99, 0.019)).toEqual(['c0'])
    expect(offered(0.01, 0.01)).toEqual(['c0'])
    expect(offered(0.9, 0.02)).toEqual(['c0', 'c1'])
  })

  it('are two, and a third that is likely enough', () => {
    expect(offered(0.5, 0.02, 0.075)).toEqual(['c0', 'c1', 'c2'])
    expect(offered(0.5, 0.02, 0.07)).toEqual(['c0', 'c1'])
    expect(offered(0.3, 0.3, 0.3, 0.1)).toEqual(['c0', 'c1', 'c2'])
    expect(offered()).toEqual([])
  })
})

describe('what is understood of a message', () => {
  it('has single blanks, and nothing that cannot be seen', () => {
    expect(understandable(' a\u00a0\t\n b\u200b\u0007c ')).toBe('a bc')
    expect(understandable('e\u0301')).toBe('é')
  })

  it('ends after so many characters, never in half of one', () => {
    expect(understandable('x'.repeat(3 * UNDERSTOOD_LENGTH))).toHaveLength(UNDERSTOOD_LENGTH)
    expect(understandable(`${'x'.repeat(UNDERSTOOD_LENGTH - 1)}😀`)).toBe(
      'x'.repeat(UNDERSTOOD_LENGTH - 1),
    )
    // Cut in the middle of one before it was made shorter.
    const blanks = ' '.repeat(2 * UNDERSTOOD_LENGTH - 2)
    expect(understandable(`a${blanks}😀`)).toBe('a')
  })
})

it('has in the full scope of a context all it can offer, and by its id what is gone', () => {
  const document = workflow()
    .context('Order', { containers: ['*'] })
    .command('list')
    .command('Order/ship')
    .build()
  expect(fullScope(document, contextId('Order'))).toEqual({
    levels: [
      {
        context: 'Order',
        label: 'Order',
        identity: '',
        available: ['Order/ship'],
        unavailable: [],
      },
      { context: 'root', label: '*', identity: '', available: ['list'], unavailable: [] },
    ],
  })
  expect(fullScope(document, contextId('Gone')).levels[0]).toMatchObject({
    label: 'Gone',
    available: [],
  })
})
