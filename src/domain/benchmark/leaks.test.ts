import { expect, it } from 'vitest'
import { commandId } from '#testing/workflow-builder.ts'
import type { Benchmark } from './benchmark.ts'
import { leaksOf } from './leaks.ts'

const taught = ['Where is my order?', 'cancel “the blue one”', 'pay the bill for March please']

const asking = (...utterances: string[]): Benchmark => ({
  cases: utterances.map((utterance) => ({ context: '*', utterance, kind: 'out_of_scope' })),
})

const leaks = (...utterances: string[]) =>
  leaksOf(
    asking(...utterances),
    taught.map((text) => ({ text, label: commandId('a') })),
  )

it.each([
  'where is my order',
  '  WHERE   is my order… ',
  '“Where is my order?”',
  'cancel "the blue one"',
  'ｗｈｅｒｅ is my order',
])('finds the same words: %s', async (utterance) => {
  expect(await leaks(utterance)).toMatchObject([{ index: 0, likeness: 1 }])
})

it('tells nearly the same words from the same', async () => {
  const [leak] = await leaks('pay the bills for March please')
  expect(leak).toMatchObject({ taught: 'pay the bill for March please' })
  expect(leak?.likeness).toBeGreaterThan(0.9)
  expect(leak?.likeness).toBeLessThan(1)
})

it.each(['where is it', 'the bill, please', '!?', 'заказ'])(
  'lets other words pass: %s',
  async (text) => {
    expect(await leaks(text)).toEqual([])
  },
)

it('knows a text that is taught twice as one', async () => {
  const rows = ['Pay the bill', 'pay the bill.'].map((text) => ({ text, label: commandId('a') }))
  expect(await leaksOf(asking('PAY the bill!'), rows)).toEqual([
    { index: 0, taught: 'Pay the bill', likeness: 1 },
  ])
})
