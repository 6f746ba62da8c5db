import { expect, it } from 'vitest'
import { ABORT, NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { Decision } from './decision.ts'
import { unlessNothingToDrop } from './nothing-to-drop.ts'
import { verdict } from './rung.ts'

type Shares = Readonly<Record<string, number>>

const found = (shares: Shares, outcome: Decision['outcome'] = 'ask') =>
  verdict(
    'classifier',
    outcome,
    Object.entries(shares).map(([command, probability]) => {
      return { command: command as never, level: 0, probability, nearest: [] }
    }),
    { inScope: 0.9, thresholds: { route: 0.5, gap: 0.2, outOfScope: 0.4 } },
  )

const NO = { [NOT_WHAT_I_MEANT.id]: 0.5, [ABORT.id]: 0.3, pay: 0.004 }

it('asks nobody in which way to drop nothing', () => {
  const { candidates, ...rest } = found(NO, 'route')
  expect(unlessNothingToDrop(found(NO), { isIdle: true })).toEqual({
    ...rest,
    candidates: candidates.filter(({ command }) => command === ABORT.id),
  })
})

it.each<[string, Shares, boolean, Decision['outcome']?]>([
  ['something is open', NO, false],
  ['a command may be meant', { ...NO, pay: 0.1 }, true],
  ['only what was done may be none of what was meant', { [NOT_WHAT_I_MEANT.id]: 0.4 }, true],
  ['nothing is asked', NO, true, 'refuse'],
])('asks as ever, where %s', (_, shares, isIdle, outcome) => {
  const verdict = found(shares, outcome)
  expect(unlessNothingToDrop(verdict, { isIdle })).toBe(verdict)
  expect(unlessNothingToDrop(null, { isIdle })).toBeNull()
})
