import { expect, it } from 'vitest'
import { placeCases } from '#domain/benchmark/place-cases.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { runBenchmark } from './run-benchmark.ts'

const document = workflow('Shop')
  .context('Order', { containers: ['*'] })
  .command('list_orders', { utterances: ['show me everything I bought'] })
  .command('Order/cancel_order', { utterances: ['I do not want this any more'] })
  .build()

const { placed } = placeCases(document, {
  cases: [
    {
      context: 'Order',
      utterance: 'cancel order',
      kind: 'routing',
      expected: 'Order/cancel_order',
    },
    {
      context: 'Order',
      utterance: 'show me everything I bought',
      kind: 'escalation',
      expected: 'list_orders',
    },
    { context: '*', utterance: 'cancel order', kind: 'out_of_scope' },
  ],
})

it('asks each case in its own context, with all that is around it', async () => {
  const outcomes = await runBenchmark(
    { document, model: FAKE_MODEL },
    placed,
    fakePorts(() => document),
    { signal: new AbortController().signal },
  )
  expect(outcomes.map(({ index, outcome, shown }) => [index, outcome, ...shown])).toEqual([
    [0, 'route', 'Order/cancel_order'],
    [1, 'route', 'list_orders'],
    [2, 'refuse'],
  ])
})

it('stops between two cases when it is aborted', async () => {
  const controller = new AbortController()
  const running = runBenchmark(
    { document, model: FAKE_MODEL },
    placed,
    fakePorts(() => document),
    { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) },
  )
  await expect(running).rejects.toThrow('enough')
})
