import { expect, it } from 'vitest'
import { GO_UP } from '../core-commands.ts'
import { recordsOf } from '../queries.ts'
import { contextId, workflow } from '#testing/workflow-builder.ts'
import type { BenchmarkCase } from './benchmark.ts'
import { heldOutCases } from './held-out-cases.ts'
import { placeCases } from './place-cases.ts'

const shop = workflow('Shop')
  .context('Order', { containers: ['*'] })
  .context('RushOrder', { bases: ['Order'], containers: ['*'] })
  .context('Item', { containers: ['Order'] })
  .command('list_orders')
  .command('Order/cancel')
  .command('Item/remove')
  .build()

const routing = (context: string, expected: string): BenchmarkCase => ({
  context,
  utterance: 'whatever',
  kind: 'routing',
  expected,
})
const escalation = (context: string, expected: string): BenchmarkCase => ({
  ...routing(context, expected),
  kind: 'escalation',
  expected,
})

it.each<[string, BenchmarkCase, object | string]>([
  ['a command of its context', routing('Order', 'Order/cancel'), { expected: 'Order/cancel' }],
  ['one of a base', routing('RushOrder', 'Order/cancel'), { expected: 'Order/cancel' }],
  ['a root command', routing('*', 'list_orders'), { expected: 'list_orders' }],
  [
    'a root command with its context',
    routing('global', '*/list_orders'),
    { context: contextId('*') },
  ],
  ['one that stands everywhere', routing('Item', 'IntentDetection/go_up'), { expected: GO_UP.id }],
  ['one from one level up', escalation('Item', 'Order/cancel'), { kind: 'escalation' }],
  ['one from two levels up', escalation('Item', 'list_orders'), { expected: 'list_orders' }],
  ['nothing', { context: 'Item', utterance: 'hm', kind: 'out_of_scope' }, { expected: null }],
  ['a context that is not there', routing('Basket', 'list_orders'), 'no-such-context'],
  ['a command that is not there', routing('*', 'cancel'), 'no-such-command'],
  ['a routing case of a wider context', routing('Item', 'Order/cancel'), 'not-in-context'],
  ['an escalation to where one is', escalation('Order', 'Order/cancel'), 'in-context'],
  ['an escalation downwards', escalation('Order', 'Item/remove'), 'in-no-ancestor'],
])('places %s', (_, given, expected) => {
  const { placed, defects } = placeCases(shop, { cases: [given] })
  if (typeof expected === 'string') expect(defects).toEqual([{ index: 0, because: expected }])
  else expect(placed).toMatchObject([{ index: 0, utterance: given.utterance, ...expected }])
})

it('takes the utterances that are held out as cases of their commands', () => {
  const [first, ...rest] = recordsOf(
    workflow()
      .context('Order', { containers: ['*'] })
      .command('Order/cancel', { utterances: ['drop it', 'undo my order'] })
      .build(),
    'utterance',
  )
  if (!first) throw new Error('No utterance')
  const records = [...Object.values(shop), { ...first, heldOut: true }, ...rest]
  const document = Object.fromEntries(records.map((record) => [record.id, record]))
  expect(heldOutCases(document)).toMatchObject([
    {
      utterance: 'drop it',
      context: contextId('Order'),
      kind: 'routing',
      expected: 'Order/cancel',
    },
  ])
})
