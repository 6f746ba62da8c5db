import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts, type FakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { correctionsIn } from './correction-words.ts'
import { createSession } from './create-session.ts'
import type { TurnResult } from './session.ts'
import { turnsOf } from './turn-state.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const fieldsOf = (drafts: Readonly<Record<string, Draft>>): Parameter[] =>
  Object.entries(drafts).map(([name, draft]) =>
    parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name }),
  )

const ADDRESS: Draft = {
  type: 'object',
  fields: fieldsOf({
    street: {},
    city: { description: 'Where it is.' },
    zip: { pattern: '\\d{5}' },
    note: { required: false },
  }),
}

const ITEMS: Draft = {
  type: 'list',
  itemType: 'object',
  fields: fieldsOf({ quantity: { type: 'integer', min: 1 }, product: {} }),
}

const PEOPLE = [
  { value: 'u1', label: 'Anna Berg' },
  { value: 'u2', label: 'Ben Cole' },
  { value: 'u3', label: 'Carl Dahl' },
]

const shop = workflow('Shop')
  .command('list_orders', { utterances: ['show all orders'] })
  .command('ship', {
    parameters: { address: ADDRESS },
    utterances: ['ship it', 'send the parcel'],
  })
  .command('order', { parameters: { items: ITEMS }, utterances: ['order things'] })
  .command('book', {
    risk: 'destructive',
    parameters: {
      day: { type: 'date' },
      guests: { type: 'integer' },
      host: { lookup: 'root.people' },
      address: { ...ADDRESS, required: false },
    },
    utterances: ['book a table'],
  })
  .command('track', {
    parameters: {
      order_id: { pattern: 'W\\d+', availableFrom: [commandId('list_orders')] },
    },
    utterances: ['track my order'],
  })
  .build()

interface Talk {
  readonly ports: FakePorts
  /** Says all of them, and gives what came of the last. */
  readonly say: (...texts: string[]) => Promise<TurnResult>
  readonly values: () => Readonly<Record<string, Json>> | undefined
  readonly act: (command: string, values: Readonly<Record<string, Json>>) => Promise<TurnResult>
}

function talk(): Talk {
  const ports = fakePorts(() => shop, { lookups: { host: PEOPLE } })
  const session = createSession(ports, { document: () => shop, model: () => FAKE_MODEL })
  return {
    ports,
    async say(...texts) {
      let result: TurnResult | undefined
      for (const text of texts) result = await session.say(text)
      if (!result) throw new Error('Nothing was said')
      return result
    },
    act: (command, values) => session.act({ command: commandId(command), values }),
    values: () => ports.application.calls.at(-1)?.values,
  }
}

const questionOf = (result: TurnResult): unknown =>
  result.status === 'waiting' && result.question.kind === 'value'
    ? [result.question.path, result.question.text]
    : result.status

describe('a value that is made up of parts', () => {
  it('is asked for part by part', async () => {
    const { say, values } = talk()
    expect(questionOf(await say('/ship'))).toEqual([
      undefined,
      'What is the address (street, city, zip)?',
    ])
    expect(questionOf(await say('12 Main Street'))).toEqual([
      'address.city',
      'What is the city of the address? Where it is.',
    ])
    expect(questionOf(await say('Austin'))).toEqual([
      'address.zip',
      'What is the zip of the address?',
    ])
    expect(questionOf(await say('abc'))).toEqual([
      'address.zip',
      'Address: “abc” is not a valid zip. What is the zip of the address?',
    ])
    expect(await say('it is 78701')).toMatchObject({ outcome: 'done' })
    expect(values()).toEqual({
      address: { street: '12 Main Street', city: 'Austin', zip: '78701' },
    })
  })

  it('is taken in one sentence, and the rest of it in another', async () => {
    const { say, values } = talk()
    await say('/ship', '12 Main Street')
    expect(await say('Austin TX 78701')).toMatchObject({ outcome: 'done' })
    expect(values()).toEqual({
      address: { street: '12 Main Street', city: 'Austin', zip: '78701' },
    })
  })

  it.each([
    ['JSON', '{"address": {"street": "Elm 3", "city": "Reno", "zip": "89501"}}'],
    ['tags', '<address><street>Elm 3</street><city>Reno</city><zip>89501</zip></address>'],
    ['paths', 'address.street=Elm 3, address.city=Reno, address.zip=89501'],
    ['names', 'street=Elm 3, city=Reno; zip=89501'],
  ])('is taken as %s', async (_form, text) => {
    const { say, values } = talk()
    expect(await say('/ship', text)).toMatchObject({ outcome: 'done' })
    expect(values()).toEqual({ address: { street: 'Elm 3', city: 'Reno', zip: '89501' } })
  })

  it('keeps the parts that were good', async () => {
    const { say, values } = talk()
    const given = '{"address": {"street": "Elm 3", "city": "Reno", "zip": "8"}}'
    expect(questionOf(await say('/ship', given))).toEqual([
      'address.zip',
      'Address: “8” is not a valid zip. What is the zip of the address?',
    ])
    expect(await say('89501')).toMatchObject({ outcome: 'done' })
    expect(values()).toEqual({ address: { street: 'Elm 3', city: 'Reno', zip: '89501' } })
  })

  it('asks for the part of an item that is wrong, and says why', async () => {
    const { act, say, values } = talk()
    const items = [
      { quantity: 2, product: 'tea' },
      { quantity: 0, product: 'milk' },
    ]
    expect(questionOf(await act('order', { items }))).toEqual([
      'items[1].quantity',
      'Second of the items: Quantity must be at least 1; it was 0. ' +
        'What is the quantity of the second of the items?',
    ])
    expect(await say('three')).toMatchObject({ outcome: 'done' })
    expect(values()).toEqual({
      items: [
        { quantity: 2, product: 'tea' },
        { quantity: 3, product: 'milk' },
      ],
    })
  })

  it('can be dropped at any part', async () => {
    const { ports, say } = talk()
    expect(await say('/ship', '12 Main Street', 'never mind')).toMatchObject({
      outcome: 'cancelled',
    })
    expect(ports.application.calls).toEqual([])
  })
})

describe('a question for a value', () => {
  it('says which command tells it', async () => {
    const { say } = talk()
    expect(questionOf(await say('/track'))).toEqual([
      undefined,
      'What is the order id? You can find it with “List orders”.',
    ])
  })
})

describe('the person’s clock', () => {
  it('tells what tomorrow is, wherever the machine stands', async () => {
    const now = (): number => Date.UTC(2026, 0, 2, 23, 30)
    const days = []
    for (const timeZone of ['Europe/London', 'Asia/Tokyo']) {
      const ports = fakePorts(() => shop, { now, timeZone: () => timeZone })
      const session = createSession(ports, { document: () => shop, model: () => FAKE_MODEL })
      await session.say('/book day=tomorrow, guests=2')
      days.push(turnsOf(ports.journal.entries).at(-1)?.state.values[0]?.value)
    }
    expect(days).toEqual(['2026-01-03', '2026-01-04'])
  })
})

describe('a correction', () => {
  const booked = '/book {"day": "2026-01-05", "guests": 3, "host": "u2"}'
  const withAddress =
    '/book {"day": "2026-01-05", "guests": 3, "host": "u2", ' +
    '"address": {"street": "Elm 3", "city": "Reno", "zip": "89501"}}'
  const before = { day: '2026-01-05', guests: 3, host: 'u2' }
  const address = { street: 'Elm 3', city: 'Reno', zip: '89501' }

  it.each<[string, Readonly<Record<string, Json>>]>([
    ['no, to Anna Berg, not Ben Cole', { host: 'u1' }],
    ['not 3 but 5', { guests: 5 }],
    ['make it Friday instead', { day: '2026-01-02' }],
    ['no, make it Friday', { day: '2026-01-02' }],
    ['actually 4', { guests: 4 }],
    ['4 instead of 3', { guests: 4 }],
    ['Friday, not Monday', { day: '2026-01-02' }],
    ['change the guests to 6', { guests: 6 }],
    ['the guests should be 7', { guests: 7 }],
    ['guests=8, host=u3', { guests: 8, host: 'u3' }],
    ['change the guests to 6 and the day to tomorrow', { guests: 6, day: '2026-01-03' }],
    ['change Ben Cole to Carl Dahl', { host: 'u3' }],
    ['no, 2 guests on Friday', { guests: 2, day: '2026-01-02' }],
  ])('“%s” before consent', async (text, change) => {
    const { say, values } = talk()
    const result = await say(booked, text)
    expect(result).toMatchObject({
      question: { kind: 'confirm', values: { ...before, ...change } },
    })
    await say('yes')
    expect(values()).toEqual({ ...before, ...change })
  })

  it.each<[string, Readonly<Record<string, Json>>]>([
    ['change the city to Austin', { city: 'Austin' }],
    ['no, the city should be Austin', { city: 'Austin' }],
    ['address.zip=10001', { zip: '10001' }],
    ['change the city to Austin and the zip to 78701', { city: 'Austin', zip: '78701' }],
    ['change Reno to Austin', { city: 'Austin' }],
  ])('“%s” changes a part', async (text, change) => {
    const { say } = talk()
    const result = await say(withAddress, text)
    expect(result).toMatchObject({
      question: { kind: 'confirm', values: { ...before, address: { ...address, ...change } } },
    })
  })

  it('that cannot be is asked about', async () => {
    const { say } = talk()
    const result = await say(withAddress, 'change the zip to 12')
    expect(questionOf(result)).toEqual([
      'address.zip',
      'Address: “12” is not a valid zip. What is the zip of the address?',
    ])
  })

  it('of nothing is none', async () => {
    const { say } = talk()
    expect(await say(booked, 'change the colour to red')).toMatchObject({
      question: { kind: 'confirm', values: before },
    })
  })
})

describe('words that correct', () => {
  it.each<[string, readonly [string | null, string | null, string]]>([
    ['no, to Anna, not Ben', [null, 'Ben', 'to Anna']],
    ['not 3 but 5', [null, '3', '5']],
    ['make it Friday instead', [null, null, 'Friday']],
    ['make that 5', [null, null, '5']],
    ['change the city to Austin', ['the city', null, 'Austin']],
    ['5 rather than 3', [null, '3', '5']],
    ['use the blue one instead', [null, null, 'the blue one']],
    ['the city should be Austin.', ['the city', null, 'Austin']],
    ['sorry, the city is Austin', ['the city', null, 'Austin']],
    ['oh no, sorry, I meant Friday', [null, null, 'Friday']],
  ])('“%s”', (text, [about, instead, value]) => {
    expect(correctionsIn(text)).toMatchObject([{ about, instead, value }])
  })

  it.each([
    'Friday',
    'the city is Austin',
    'nothing',
    'noted, Friday',
    'actual size',
    'it is not Ben',
  ])('are not in “%s”', (text) => {
    expect(correctionsIn(text)).toEqual([])
  })
})
