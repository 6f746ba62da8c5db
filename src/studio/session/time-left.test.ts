import { expect, it } from 'vitest'
import { createTimeLeft } from './time-left.ts'

function guesses() {
  const clock = { at: 0 }
  const left = createTimeLeft(() => clock.at)
  const embedding = (at: number, done: number): number | null => {
    clock.at = at
    return left.note({ phase: 'embedding', done, total: 20_000 })
  }
  const fitting = (at: number, done: number): number | null => {
    clock.at = at
    return left.note({ phase: 'fitting', done, total: 4 })
  }
  return { embedding, fitting }
}

it('says nothing before there is something to go by', () => {
  const { embedding } = guesses()
  expect(embedding(0, 0)).toBeNull()
  expect(embedding(1_000, 200)).toBeNull()
  expect(embedding(2_000, 200)).toBe(198_000)
})

it('goes by the last seconds: what the cache had is no measure of the rest', () => {
  const { embedding } = guesses()
  embedding(0, 0)
  embedding(500, 10_000)
  for (let s = 1; s <= 20; s++) embedding(500 + s * 1_000, 10_000 + s * 100)
  expect(embedding(21_500, 12_100)).toBeCloseTo(79_000, -2)
})

it('begins anew with each step', () => {
  const { embedding, fitting } = guesses()
  embedding(0, 0)
  embedding(10_000, 20_000)
  expect(fitting(10_100, 0)).toBeNull()
  expect(fitting(14_100, 1)).toBe(12_000)
})
