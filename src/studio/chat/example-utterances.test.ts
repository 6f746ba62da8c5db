import { expect, it } from 'vitest'
import { scopeAt } from '#testing/fake-engine.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { exampleUtterances } from './example-utterances.ts'

it('gives one utterance a command, of what is available, the harmless first', () => {
  const document = orderDesk()
  const scope = scopeAt(document, ['Order', 'Customer'], ['Order/show_details'])
  expect(exampleUtterances(document, scope)).toEqual([
    'send it back',
    'show all orders of this customer',
    'find the customer with ann@example.com',
    'close the desk for today',
  ])
})

it('takes those of the root before the application has started', () => {
  expect(exampleUtterances(orderDesk(), null)).toEqual([
    'find the customer with ann@example.com',
    'close the desk for today',
  ])
})

it('leaves out commands without utterances, and utterances too long to read', () => {
  const document = workflow()
    .command('silent')
    .command('wordy', { utterances: ['word '.repeat(50)] })
    .build()
  expect(exampleUtterances(document, null)).toEqual([])
})
