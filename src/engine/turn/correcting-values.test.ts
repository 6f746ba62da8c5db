import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const field = (name: string, draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const place = (zip: string): Draft => ({
  type: 'object',
  required: false,
  fields: [field('city'), field('zip', { pattern: zip })],
})

const desk = workflow('Desk')
  .command('travel', {
    risk: 'destructive',
    parameters: {
      origin: {},
      note: {},
      there: { type: 'date' },
      back: { type: 'date' },
      guests: { type: 'integer', min: 1, max: 10 },
      inn: { lookup: 'root.inns' },
      home: place('\\d{5}'),
      office: place('\\d{2}'),
    },
  })
  .command('order', {
    risk: 'destructive',
    parameters: {
      items: {
        type: 'list',
        itemType: 'object',
        fields: [field('quantity', { type: 'integer' }), field('product')],
      },
    },
  })
  .build()

const INNS = [
  { value: 'i1', label: 'Anna Berg' },
  { value: 'i2', label: 'Inn by the Lake' },
  { value: 'i3', label: 'Zum Hirschen' },
]

const BOOKED = {
  origin: 'Reno',
  note: 'late',
  there: '2026-01-05',
  back: '2026-01-07',
  guests: 3,
  inn: 'i3',
  home: { city: 'Bern', zip: '30110' },
  office: { city: 'Rome', zip: '10' },
}

type Values = Readonly<Record<string, Json>>

/** The values that consent is asked for after the words; `null` where they were not understood. */
async function corrected(text: string, command: string, values: Values): Promise<Values | null> {
  const { session } = converse({ path: [], lookups: { inn: INNS } }, desk)
  await session.say(`/${command} ${JSON.stringify(values)}`)
  const result = await session.say(text)
  if (result.status !== 'waiting' || result.question.kind !== 'confirm') return null
  return result.question.text.startsWith('I did not understand') ? null : result.question.values
}

describe('a correction before consent', () => {
  it.each<[string, Partial<Values>]>([
    ['change the origin to Austin', { origin: 'Austin' }],
    ['change Reno to Austin', { origin: 'Austin' }],
    ['not Reno but Austin', { origin: 'Austin' }],
    ['not from Reno but from Austin', { origin: 'Austin' }],
    ['change the note to back to Reno', { note: 'back to Reno' }],
    ['change the note to in time', { note: 'in time' }],
    ['not on Wednesday but on Friday', { back: '2026-01-02' }],
    ['Friday instead of Monday', { there: '2026-01-02' }],
    ['change the back to Friday', { back: '2026-01-02' }],
    ['not 3 but 5', { guests: 5 }],
    ['change its guests to 4', { guests: 4 }],
    ['change the guests to 4 and Reno to Elko', { guests: 4, origin: 'Elko' }],
    ['change the guests to 4 and the guests to 6', { guests: 6 }],
    ['change the inn to Inn by the Lake', { inn: 'i2' }],
    ['no, Anna Berg, not Zed', { inn: 'i1' }],
    ['Anna Berg, not Zed', { inn: 'i1' }],
    ['5 rather than 4', { guests: 5 }],
    ['change the home city to Basel', { home: { city: 'Basel', zip: '30110' } }],
    ['change the zip to 12', { office: { city: 'Rome', zip: '12' } }],
    ['change the zip to 12345', { home: { city: 'Bern', zip: '12345' } }],
    [
      'change Rome to Pisa and Bern to Basel',
      {
        office: { city: 'Pisa', zip: '10' },
        home: { city: 'Basel', zip: '30110' },
      },
    ],
  ])('%s', async (text, change) => {
    expect(await corrected(text, 'travel', BOOKED)).toEqual({ ...BOOKED, ...change })
  })

  it.each([
    'change the colour to 5',
    'change the guests to 4 and the colour to red',
    'not 3 but 5 and the colour to red',
    'the colour should be 5',
  ])('is not understood where nobody could say what it is about: %s', async (text) => {
    expect(await corrected(text, 'travel', BOOKED)).toBeNull()
  })

  it('that will not do is asked about', async () => {
    const { say, session } = converse({ path: [], lookups: { inn: INNS } }, desk)
    await say(`/travel ${JSON.stringify(BOOKED)}`)
    expect(await say('change the guests to 50')).toMatch(/^asks: Guests must be between 1 and 10/)
    expect(await say('change the guests to 5')).toMatch(/^asks: Travel\?/)
    expect(session.question).toMatchObject({ values: { ...BOOKED, guests: 5 } })
    expect(await say('change the zip to 1')).toMatch(/^asks: Office: “1” is not a valid zip/)
  })
})

describe('a correction that could mean several', () => {
  const SCARVES = ['Red scarf', 'Blue scarf', 'Wool hat'].map((label) => ({ value: label, label }))
  const shop = workflow('Shop')
    .command('send_back', {
      risk: 'destructive',
      parameters: {
        item: { lookup: 'root.items' },
        why: { type: 'enum', choices: [{ value: 'broken', synonyms: [] }] },
      },
    })
    .command('swap', {
      risk: 'destructive',
      parameters: { old: { lookup: 'root.items' }, new: { lookup: 'root.items' } },
    })
    .build()
  const talk = () =>
    converse({ path: [], lookups: { item: SCARVES, old: SCARVES, new: SCARVES } }, shop)

  it('asks which, and then for consent to that', async () => {
    const { say, ports } = talk()
    await say('/send_back "Wool hat", broken')
    expect(await say('no, the scarf')).toBe(
      'asks: Item “the scarf” could be “Red scarf” or “Blue scarf”. What is the item?',
    )
    expect(await say('the second')).toMatch(/^asks: Send back\?\nItem: Blue scarf\nWhy: broken/)
    await say('yes')
    expect(ports.application.calls.map(({ values }) => values)).toEqual([
      { item: 'Blue scarf', why: 'broken' },
    ])
  })

  it('asks which before what had been asked', async () => {
    const { say } = talk()
    await say('/send_back "Wool hat"')
    expect(await say('sorry, the scarf')).toMatch(/could be “Red scarf” or “Blue scarf”/)
    expect(await say('Red scarf')).toBe('asks: What is the why?')
  })

  it.each([
    ['/send_back "Wool hat", broken', 'no, the umbrella', 'there is none'],
    ['/swap "Wool hat", "Red scarf"', 'no, the scarf', 'it could be for either'],
  ])('asks nothing otherwise: %s, %s, as %s', async (request, text) => {
    const { say } = talk()
    await say(request)
    expect(await say(text)).not.toMatch(/could be/)
  })
})

describe('a correction of what is asked for', () => {
  it('is for that, and not for another that it could be', async () => {
    const { say, session } = converse({ path: [], lookups: { inn: INNS } }, desk)
    const { back: _, ...known } = BOOKED
    expect(await say(`/travel ${JSON.stringify(known)}`)).toBe('asks: What is the back?')
    await say('sorry, Friday')
    expect(session.question).toMatchObject({ values: { ...BOOKED, back: '2026-01-02' } })
  })
})

describe('a correction of an item of a list', () => {
  const items = Array.from({ length: 12 }, (_, i) => ({ quantity: 1, product: `tea ${String(i)}` }))
  const quantities = async (text: string): Promise<(number | undefined)[] | null> => {
    const values = await corrected(text, 'order', { items })
    const held = values?.items as readonly { readonly quantity: number }[] | undefined
    return held?.flatMap(({ quantity }, i) => (quantity === 1 ? [] : [i + 1])) ?? null
  }

  it.each([
    ['the first item', 1],
    ['the second', 2],
    ['second', 2],
    ['the third one', 3],
    ['the fourth', 4],
    ['the fifth', 5],
    ['the sixth', 6],
    ['the seventh', 7],
    ['the eighth', 8],
    ['2', 2],
    ['the 1st', 1],
    ['the 11th item', 11],
    ['12', 12],
  ])('finds %s', async (which, place) => {
    expect(await quantities(`change the quantity of ${which} to 5`)).toEqual([place])
  })

  it.each(['the second blue item', 'the last', 'the 13th', 'the product of the second'])(
    'does not guess what %s is',
    async (which) => {
      expect(await quantities(`change the quantity of ${which} to 5`)).toBeNull()
    },
  )
})
