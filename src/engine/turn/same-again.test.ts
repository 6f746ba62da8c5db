import { describe, expect, it } from 'vitest'
import { converse, lineOf } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const PEOPLE = ['Bruno', 'Mina', 'Li Wei'].map((label) => ({ value: label.toLowerCase(), label }))

const desk = workflow('Desk')
  .command('send', {
    risk: 'write',
    parameters: { person: { lookup: 'root.people' }, gift: {} },
    utterances: ['send [flowers](gift) to [Bruno](person)', 'send [wine](gift) to [Mina](person)'],
  })
  .command('cancel_order', {
    risk: 'write',
    parameters: { order_id: { pattern: 'W\\d+' } },
    utterances: ['cancel order [W1](order_id)', 'cancel [W2](order_id)'],
  })
  .command('drop_order', {
    risk: 'destructive',
    parameters: { order_id: { pattern: 'W\\d+' } },
    utterances: ['drop order [W1](order_id)'],
  })
  .command('tell', {
    risk: 'write',
    parameters: { person: { lookup: 'root.people' }, text: {} },
    utterances: ['tell [Bruno](person) [lunch](text)', 'tell [Mina](person) [dinner](text)'],
  })
  .command('remind', {
    risk: 'write',
    parameters: { what: {}, day: { type: 'date', required: false } },
    utterances: ['remind me to [buy milk and bread](what)'],
  })
  .command('introduce', {
    risk: 'write',
    parameters: { one: { lookup: 'root.people' }, other: { lookup: 'root.people' } },
    utterances: ['introduce [Bruno](one) to [Mina](other)'],
  })
  .command('invite', {
    risk: 'write',
    parameters: { people: { type: 'list', lookup: 'root.people' } },
    utterances: ['invite [Mina](people)'],
  })
  .build()

const lookups = { person: PEOPLE, one: PEOPLE, other: PEOPLE, people: PEOPLE }
const talk = () => converse({ path: [], lookups }, desk)

/** What a message led to: the values of each call, and what was said last. */
async function done(message: string) {
  const { session, ports } = talk()
  const last = lineOf(await session.say(message))
  return { calls: ports.application.calls.map(({ values }) => values), last }
}

describe('a second request without its verb', () => {
  it.each<[string, object[]]>([
    [
      'send flowers to Bruno and wine to Mina',
      [
        { person: 'bruno', gift: 'flowers' },
        { person: 'mina', gift: 'wine' },
      ],
    ],
    [
      'send flowers to Bruno, wine to Mina and wine to Li Wei',
      [
        { person: 'bruno', gift: 'flowers' },
        { person: 'mina', gift: 'wine' },
        { person: 'li wei', gift: 'wine' },
      ],
    ],
    ['cancel order W1 and W2', [{ order_id: 'W1' }, { order_id: 'W2' }]],
    ['cancel order W1, then order W2', [{ order_id: 'W1' }, { order_id: 'W2' }]],
  ])('“%s” is done for each', async (message, calls) => {
    expect((await done(message)).calls).toEqual(calls)
  })

  it.each<[string, object[]]>([
    // The same thing said twice, and what belongs to the first.
    ['cancel order W1 and W1', [{ order_id: 'W1' }]],
    ['send flowers and wine to Mina', [{ person: 'mina', gift: 'flowers and wine' }]],
    ['remind me to buy milk and tea', [{ what: 'buy milk and tea' }]],
    ['introduce Bruno and Mina', [{ one: 'bruno', other: 'mina' }]],
    ['invite Bruno and Mina', [{ people: ['bruno', 'mina'] }]],
  ])('“%s” is one request', async (message, calls) => {
    expect((await done(message)).calls).toEqual(calls)
  })

  it('is said not to be understood, where it is not surely one', async () => {
    const { session, ports } = talk()
    expect(lineOf(await session.say('tell Bruno lunch and Mina dinner'))).toBe(
      'asks: “Tell” takes one: “Bruno” or “Mina”. What is the person?',
    )
    expect(lineOf(await session.say('Mina'))).toBe('asks: What is the text?')
    expect(ports.application.calls).toEqual([])
  })

  it('is told with its verb where the first is not done', async () => {
    const { session, ports } = talk()
    await session.say('drop order W1 and W2')
    expect(lineOf(await session.say('no'))).toBe(
      'cancelled: All right, “Drop order” was not done. So I left the rest: “drop order W2”.',
    )
    expect(ports.application.calls).toEqual([])
  })
})
