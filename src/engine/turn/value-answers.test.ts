import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { converse, lineOf, type Conversation } from '#testing/conversation.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const field = (name: string, draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const address: Draft = {
  type: 'object',
  fields: [
    field('street'),
    field('city'),
    field('zip', { pattern: '\\d{5}' }),
    field('floor', { type: 'integer', max: 50, required: false }),
  ],
}
const count: Draft = { type: 'integer', min: 1, max: 10 }
const date: Draft = { type: 'date' }

const desk = workflow('Desk')
  .command('show_weather', { utterances: ['what is the weather like'] })
  .command('add', {
    parameters: { a: { type: 'number' }, b: { type: 'number' } },
    utterances: ['add [2](a) and [3](b)', 'sum up'],
  })
  .command('ship', { parameters: { address }, utterances: ['ship it'] })
  .command('order', {
    parameters: {
      items: {
        type: 'list',
        itemType: 'object',
        fields: [field('quantity', { type: 'integer', min: 1 }), field('product')],
      },
    },
  })
  .command('book', {
    parameters: { guests: count, day: date, note: { pattern: '[a-z ]+', required: false } },
    utterances: ['book a table for [2](guests) on [Friday](day)', 'reserve a table'],
  })
  .command('tag', { parameters: { names: { type: 'list' }, count } })
  .command('pay', {
    parameters: { amount: { type: 'number' }, paid: { type: 'boolean', required: false } },
  })
  .command('rate', {
    parameters: {
      pace: {
        type: 'enum',
        choices: [
          { value: 'two', synonyms: [] },
          { value: 'one', synonyms: ['a single'] },
        ],
      },
    },
  })
  .command('find', { parameters: { person: { lookup: 'root.people' }, count } })
  .command('move', {
    parameters: {
      x: { type: 'integer' },
      y: { type: 'integer' },
      z: { type: 'integer' },
      pace: { type: 'integer', required: false },
    },
    utterances: ['move it'],
  })
  .command('pack', { parameters: { size: { ...count, required: false }, count, label: {} } })
  .command('carry', { parameters: { origin: address, target: address } })
  .command('erase', { risk: 'write', parameters: { person: { lookup: 'root.people' } } })
  .command('set_level', { parameters: { level: { type: 'integer', lookup: 'root.levels' } } })
  .command('keep', {
    parameters: {
      what: {
        type: 'enum',
        choices: [
          { value: 'cancel', synonyms: [] },
          { value: 'keep', synonyms: [] },
        ],
      },
      sure: { type: 'enum', choices: [{ value: 'really', synonyms: [] }] },
    },
  })
  .command('note_for', {
    parameters: {
      topic: {},
      count,
      by: date,
      pace: { defaultValue: 'slow', required: false },
    },
    utterances: ['note [tea](topic) for [2](count) on [Friday](by)'],
  })
  .command('write', { parameters: { text: {} }, utterances: ['write [hello](text)', 'note down'] })
  .build()

const PEOPLE = [
  { value: 'u1', label: 'Anna Berg' },
  { value: 'u2', label: 'Ben Cole' },
  { value: 'Carl', label: 'Carl Dahl' },
  { value: 'u4', label: 'Dora Ek' },
  { value: 'u5', label: 'Dora Ek' },
]

const LEVELS = ['3', '2'].map((value) => ({ value, label: value }))

const talking = (): Conversation =>
  converse({ path: [], lookups: { person: PEOPLE, level: LEVELS } }, desk)

/** What the last of these messages comes to, and the values a command was run with, if one was. */
async function after(
  ...messages: readonly string[]
): Promise<readonly [string, Readonly<Record<string, Json>> | undefined]> {
  const { say, ports } = talking()
  let line = ''
  for (const message of messages) line = await say(message)
  return [line, ports.application.calls.at(-1)?.values]
}

describe('an answer that names values', () => {
  it('gives them, and those that were not asked for', async () => {
    expect(await after('/book', 'day=2026-01-09, guests=3')).toEqual([
      'done: book done',
      { guests: 3, day: '2026-01-09' },
    ])
  })

  it('changes parts of an object, and leaves the others', async () => {
    expect(
      await after(
        '/ship {"address": {"street": "Elm 3", "city": "Reno"}}',
        'address.city=Austin',
        '78701',
      ),
    ).toEqual(['done: ship done', { address: { street: 'Elm 3', city: 'Austin', zip: '78701' } }])
  })

  it('changes parts of the object that is named, and of no other', async () => {
    const origin = '{"street": "Elm 3", "city": "Reno", "zip": "89501"}'
    const [, values] = await after(
      `/carry {"origin": ${origin}}`,
      'target.street=Oak 1, target.zip=10001',
      'Troy',
    )
    expect(values).toEqual({
      origin: { street: 'Elm 3', city: 'Reno', zip: '89501' },
      target: { street: 'Oak 1', city: 'Troy', zip: '10001' },
    })
  })

  it('is told what of it will not do, and nothing is taken', async () => {
    expect((await after('/book', 'guests=3, day=x'))[0]).toMatch(
      /^asks: “x” is not a date.*What is the day\?$/,
    )
    expect((await after('/book', 'guests=3, day=x', 'tomorrow'))[0]).toBe(
      'asks: What is the guests?',
    )
  })

  it('keeps what is good of an object, and is told of the rest', async () => {
    expect(
      (await after('/ship', 'address={"street": "Elm 3", "city": "Reno", "zip": "7"}'))[0],
    ).toBe('asks: Address: “7” is not a valid zip. What is the zip of the address?')
  })
})

describe('an answer that gives all that is missing, in its order', () => {
  it.each([
    ['3, tomorrow', { guests: 3, day: '2026-01-03' }],
    ['3 , 2026-01-09', { guests: 3, day: '2026-01-09' }],
  ])('is taken: %s', async (answer, values) => {
    expect(await after('/book', answer)).toEqual(['done: book done', values])
  })

  it('is taken of what is missing still', async () => {
    expect(await after('/book guests=2', 'x, 4')).toEqual([
      expect.stringMatching(/^asks: .*What is the day\?$/) as string,
      undefined,
    ])
  })

  it.each([['3 tomorrow'], ['tomorrow, 3'], ['3, tomorrow, now'], ['3, x']])(
    'is another answer without commas, or with too many, or with wrong ones: %s',
    async (answer) => {
      const [line] = await after('/book', answer)
      expect(line).not.toMatch(/day is/)
      expect(line).not.toMatch(/^refused/)
    },
  )

  it.each([
    ['/move', '5, 6, 7', { x: 5, y: 6, z: 7 }],
    ['/move y=5', '6, 7', { x: 6, y: 5, z: 7 }],
    ['/move pace=4', '5, 6, 7', { pace: 4, x: 5, y: 6, z: 7 }],
  ])('is told apart by nothing but that order: %s, then %s', async (message, answer, values) => {
    expect(await after(message, answer)).toEqual(['done: move done', values])
  })

  it('may hold any text in its place, but no more than there are places', async () => {
    expect(await after('/pack', '3, red box')).toEqual([
      'done: pack done',
      { count: 3, label: 'red box' },
    ])
    for (const answer of ['3, red, box', '3 box', 'x, red box', '11, red box', '3'])
      expect((await after('/pack', answer))[1]).toBeUndefined()
  })

  it('is for what has no value yet', async () => {
    expect((await after('/pack label=big', '3, red'))[1]).toEqual({ count: 3, label: 'big' })
    expect((await after('/pack size=4', '3, red'))[1]).toEqual({ size: 4, count: 3, label: 'red' })
  })

  it('is a list where one was asked for', async () => {
    expect((await after('/tag', '7, 8'))[0]).toBe('asks: What is the count?')
    expect(await after('/tag', '7, 8', '9')).toEqual([
      'done: tag done',
      { names: ['7', '8'], count: 9 },
    ])
  })
})

describe('a value that is offered', () => {
  const unclear = ['/find person=Zed, count=1'] as const

  it.each([
    ['its name', 'ben cole', 'u2'],
    ['its value', 'U1', 'u1'],
    ['a name that is a value', 'carl', 'Carl'],
    ['its place', 'the second', 'u2'],
    ['its number', '#3', 'Carl'],
  ])('is taken by %s', async (_, answer, person) => {
    expect(await after(...unclear, answer)).toEqual(['done: find done', { person, count: 1 }])
  })

  it('is not taken by a name that two have, nor by a place that none has, nor by a yes', async () => {
    for (const answer of ['Dora Ek', '9', 'yes'])
      expect((await after(...unclear, answer))[0]).toMatch(/^asks: .*What is the person\?/)
  })

  it('is a number where a number is asked for, and not a place', async () => {
    expect(await after('/find person=u1', '2')).toEqual([
      'done: find done',
      { person: 'u1', count: 2 },
    ])
    expect(await after('/rate x', '2')).toEqual(['done: rate done', { pace: 'one' }])
    expect(await after('/rate', 'one')).toEqual(['done: rate done', { pace: 'one' }])
    expect((await after('/pay', 'x', '1'))[1]).toEqual({ amount: 1 })
  })
})

describe('a value of which one is offered', () => {
  const mistyped = '/erase person="Ben Kole"'

  it.each(['yes', 'that works', 'Ben', 'ben cole'])('is taken for %s', async (answer) => {
    expect((await after(mistyped))[0]).toMatch(/^asks: .*Did you mean “Ben Cole”/)
    expect(await after(mistyped, answer)).toEqual(['done: erase done', { person: 'u2' }])
  })

  it('is not taken for another', async () => {
    expect((await after(mistyped, 'Anna'))[1]).toBeUndefined()
    expect(await after(mistyped, 'Anna Berg')).toEqual(['done: erase done', { person: 'u1' }])
  })

  it('is asked for anew after a no', async () => {
    const { say, session } = talking()
    await say(mistyped)
    expect(await say('no')).toBe('asks: What is the person?')
    expect(session.question).toMatchObject({ suggestions: PEOPLE, problem: { code: 'missing' } })
  })
})

describe('a word that says something about the question, too', () => {
  it('is the value where one is called so', async () => {
    expect(await after('/keep', 'cancel', 'really')).toEqual([
      'done: keep done',
      { what: 'cancel', sure: 'really' },
    ])
  })

  it('is no value where none is called so', async () => {
    expect(await after('/keep what=keep', 'x', 'yes')).toEqual([
      expect.stringMatching(/^asks: .*“yes”.*What is the sure\?$/) as string,
      undefined,
    ])
  })

  it.each([
    ['/book', 'No, thanks.'],
    ['/pack count=3', 'nope'],
    ['/find', 'no'],
  ])('is dropped by a no that is no value: %s, “%s”', async (request, answer) => {
    expect(await after(request, answer)).toEqual([expect.stringMatching(/^cancelled: /), undefined])
  })

  it('may be a no where that is a value, or prose, or is quoted', async () => {
    expect((await after('/pay 5 paid=maybe', 'no'))[1]).toEqual({ amount: 5, paid: false })
    expect((await after('/write', 'no'))[1]).toEqual({ text: 'no' })
    expect((await after('/pack count=3', '"no"'))[1]).toEqual({ count: 3, label: 'no' })
  })

  it('is a number where numbers can be looked up', async () => {
    expect((await after('/set_level', '1'))[1]).toBeUndefined()
    expect(await after('/set_level', '2')).toEqual(['done: set_level done', { level: 2 }])
  })
})

describe('an optional value', () => {
  it.each(['skip', 'none', 'leave it out'])('can be left out: %s', async (answer) => {
    expect(await after('/book 3, tomorrow, N0', answer)).toEqual([
      'done: book done',
      { guests: 3, day: '2026-01-03' },
    ])
  })

  it('of an object can be left out', async () => {
    const given = '{"address": {"street": "Elm 3", "city": "Reno", "zip": "89501", "floor": 99}}'
    expect((await after(`/ship ${given}`))[0]).toMatch(/What is the floor of the address\?.*skip/)
    expect(await after(`/ship ${given}`, 'skip')).toEqual([
      'done: ship done',
      { address: { street: 'Elm 3', city: 'Reno', zip: '89501' } },
    ])
  })

  it('cannot be left out where it is needed', async () => {
    expect((await after('/book', 'skip'))[0]).toMatch(/^asks: .*What is the guests\?/)
  })
})

describe('an answer with a value amid words', () => {
  it.each([
    ['it is 3, I think', 3],
    ['we will be 4 then', 4],
    ['not 11, sorry: 4', 4],
    ['between 0 and 4', 4],
    ['up to 4 of 20', 4],
    ['three', 3],
  ])('is that value: %s', async (answer, guests) => {
    expect(await after('/book day=2026-01-09', answer)).toEqual([
      'done: book done',
      { guests, day: '2026-01-09' },
    ])
  })

  it.each([
    ['it is 11, I think', 'asks: Guests must be between 1 and 10; it was 11. What is the guests?'],
    ['eleven', 'asks: Guests must be between 1 and 10; it was 11. What is the guests?'],
    ['many', 'asks: “many” is not a whole number. What is the guests?'],
  ])('is told why that cannot be: %s', async (answer, line) => {
    expect(await after('/book day=2026-01-09', answer)).toEqual([line, undefined])
  })

  it('is that value, and the others that are told with it', async () => {
    expect(await after('/book', '3 on 2026-01-09')).toEqual([
      'done: book done',
      { guests: 3, day: '2026-01-09' },
    ])
  })

  it('is asked about again where it is only the same command anew', async () => {
    const { say, events } = talking()
    await say('/book')
    expect(await say('reserve a table')).toMatch(/^asks: .*What is the guests\?/)
    expect(events().filter(({ type }) => type === 'turn-started')).toHaveLength(1)
  })

  it('is another command where it means one', async () => {
    expect(await after('/book day=2026-01-09', 'what is the weather like')).toEqual([
      'done: show_weather done | again: What is the guests?',
      {},
    ])
    expect(await after('/book day=2026-01-09', 'add 2 and 3')).toEqual([
      'done: add done | again: What is the guests?',
      { a: 2, b: 3 },
    ])
    expect((await after('/book day=2026-01-09', 'help'))[0]).toMatch(/^done: .*again: What is the/s)
  })

  it('is asked for again where it means nothing', async () => {
    expect((await after('/book day=2026-01-09', 'the moon is made of cheese'))[0]).toMatch(
      /^asks: .*What is the guests\?/,
    )
    expect((await after('/book', 'reserve a table'))[0]).toMatch(/^asks: .*What is the guests\?/)
  })

  it('may correct another', async () => {
    const [line] = await after('/book guests=3', 'change the guests to 5')
    expect(line).toBe('asks: What is the day?')
    expect((await after('/book guests=3', 'change the guests to 5', 'tomorrow'))[1]).toEqual({
      guests: 5,
      day: '2026-01-03',
    })
  })
})

describe('an answer to a question for a part', () => {
  it('may give all parts of an item that are missing', async () => {
    const items = '{"items": [{"quantity": 1, "product": "tea"}, {}]}'
    expect((await after(`/order ${items}`))[0]).toBe(
      'asks: What is the quantity of the second of the items?',
    )
    expect(await after(`/order ${items}`, '3', 'milk')).toEqual([
      'done: order done',
      {
        items: [
          { quantity: 1, product: 'tea' },
          { quantity: 3, product: 'milk' },
        ],
      },
    ])
  })

  it('may stand among values that cannot be, and amid words', async () => {
    const items = '{"items": [{"quantity": 0, "product": "tea"}]}'
    for (const answer of ['0 or 4', 'up to 4'])
      expect((await after(`/order ${items}`, answer))[1]).toEqual({
        items: [{ quantity: 4, product: 'tea' }],
      })
  })

  it('is another message where it surely is one', async () => {
    const items = '{"items": [{"quantity": 0, "product": "tea"}]}'
    expect((await after(`/order ${items}`, 'what is the weather like in 4'))[0]).toMatch(
      /^done: show_weather done \| again: /,
    )
  })

  it('is told why it cannot be, amid words, too', async () => {
    const items = '{"items": [{"quantity": 0, "product": "tea"}]}'
    expect((await after(`/order ${items}`, 'it is 0 then'))[0]).toMatch(
      /^asks: First of the items: Quantity must be at least 1; it was 0\./,
    )
    expect(await after(`/order ${items}`, 'it is 2 then')).toEqual([
      'done: order done',
      { items: [{ quantity: 2, product: 'tea' }] },
    ])
  })
})

describe('an answer to a question for a text', () => {
  it('is the command anew where it says its other values', async () => {
    const { say, events } = talking()
    await say('/note_for pace=fast')
    expect(await say('note "tea" for 3 on 2026-01-03')).toBe('done: note_for done')
    expect(events().filter(({ type }) => type === 'turn-started')).toHaveLength(1)
    expect(events()).toContainEqual(
      expect.objectContaining({
        type: 'command-started',
        values: { topic: 'tea', count: 3, by: '2026-01-03', pace: 'fast' },
      }),
    )
  })

  it('is the text in its frame where a pattern holds', async () => {
    expect((await after('/book 3, tomorrow, N0', 'the note is hello'))[1]).toMatchObject({
      note: 'hello',
    })
  })

  it('is a correction where the pattern does not hold', async () => {
    expect((await after('/book 3, tomorrow, N0', 'change the guests to 5', 'hello'))[1]).toEqual({
      guests: 5,
      day: '2026-01-03',
      note: 'hello',
    })
  })

  it('is a command where that is by its name, and else text', async () => {
    expect((await after('/write', '/show_weather'))[0]).toMatch(/^done: show_weather done \| again/)
    expect(await after('/write', '/etc/hosts')).toEqual([
      'done: write done',
      { text: '/etc/hosts' },
    ])
  })

  it('keeps its lines, but not the blanks around them', async () => {
    expect(await after('/write', '  two\n lines  ')).toEqual([
      'done: write done',
      { text: 'two\n lines' },
    ])
  })
})

describe('a question for what is no more', () => {
  it('is dropped for what is missing now', async () => {
    let current = desk
    const ports = fakePorts(() => current)
    const session = createSession(ports, { document: () => current, model: () => FAKE_MODEL })
    await session.say('/book')
    current = workflow('Desk')
      .command('book', { parameters: { day: date } })
      .build()
    expect(lineOf(await session.say('3'))).toBe('asks: What is the day?')
    expect(lineOf(await session.say('tomorrow'))).toBe('done: book done')
    expect(ports.application.calls[0]?.values).toEqual({ day: '2026-01-03' })
  })
})
