import { expect, it } from 'vitest'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { belongingIn, competingIn } from './belong.ts'

const [a, b, c] = [commandId('a'), commandId('b'), commandId('c')]
const set = { labels: [a, b, c, OUT_OF_SCOPE], outside: 3 }
const wide = { context: contextId('Wide'), commands: [a, b, c] }
const narrow = { context: contextId('Narrow'), commands: [a, b] }

/** The logits of these probabilities. */
const shares = (...values: number[]) => Float32Array.from(values, Math.log)

it('is the familiarity where all commands are offered, and where no scope is known', () => {
  const logits = shares(0.5, 0.1, 0.3, 0.1)
  expect(belongingIn(set, [wide], 1)(0, logits, 0.8)).toBeCloseTo(0.8)
  expect(belongingIn(set, [], 1)(0, logits, 0.8)).toBe(0.8)
})

it('falls with what a command has that is not offered in the narrowest scope', () => {
  const belongs = belongingIn(set, [narrow, wide], 1)
  const little = belongs(0, shares(0.7, 0.1, 0.1, 0.1), 0.8)
  const much = belongs(0, shares(0.02, 0.02, 0.9, 0.06), 0.8)
  expect(little).toBeGreaterThan(0.7)
  expect(much).toBeLessThan(0.5)
  expect(belongs(2, shares(0.1, 0.1, 0.7, 0.1), 0.8)).toBeCloseTo(0.8)
})

it('does not count what is out of scope against what is here', () => {
  const belongs = belongingIn(set, [narrow], 1)
  expect(belongs(0, shares(0.05, 0.05, 0, 0.9), 0.8)).toBeCloseTo(0.8)
})

it('lets a command compete with what is offered beside it, and with out of scope', () => {
  const compete = competingIn(set, [wide, narrow])
  expect([...compete(0, Float32Array.from([1, 2, 3, 4]))]).toEqual([1, 2, -Infinity, 4])
  expect([...compete(2, Float32Array.from([1, 2, 3, 4]))]).toEqual([1, 2, 3, 4])
})
