import { describe, expect, it } from 'vitest'
import type { ParameterId } from '#domain/ids.ts'
import type { SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts, type FakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL, fakeUnderstanding } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'
import type { TurnResult } from './session.ts'
import { turnsOf } from './turn-state.ts'

const field = (id: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', name: id, ...draft, id })

const CITIES = ['Berlin', 'Hamburg', 'Bonn']
const address: Partial<Parameter> = {
  type: 'object',
  fields: [
    field('street'),
    field('city', { examples: CITIES }),
    field('zip', { required: false, pattern: '\\d{5}' }),
    field('country', { required: false, defaultValue: 'Germany' }),
  ],
}

const shop = workflow('Shop')
  .command('send', {
    risk: 'destructive',
    parameters: { address, day: { type: 'date', required: false } },
    utterances: [
      'send it to [Main Street 5](address.street), [Berlin](address.city)',
      'bring it to [Elm Road 7](address.street) in [Bonn](address.city)',
      'send the parcel away',
    ],
  })
  .command('pack', {
    risk: 'destructive',
    parameters: {
      items: {
        type: 'list',
        itemType: 'object',
        fields: [field('quantity', { type: 'integer' }), field('product')],
      },
    },
    utterances: ['pack [2](items.quantity) [mugs](items.product)', 'pack things up'],
  })
  .build()

interface Talk {
  readonly ports: FakePorts
  readonly requests: readonly SpanRequest[]
  readonly say: (...texts: string[]) => Promise<TurnResult>
  readonly held: () => Readonly<Record<string, Json>>
}

/** A tagger sees the words it is told, as the values of these fields. */
function talk(marked: Readonly<Record<string, string>> | null = null): Talk {
  const requests: SpanRequest[] = []
  const spansIn = ({ text, command }: SpanRequest): TaggedSpan[] =>
    Object.entries(marked ?? {}).flatMap(([words, id]) => {
      const start = text.indexOf(words)
      const span = { command, parameter: id as ParameterId, probability: 0.9 }
      return start < 0 ? [] : [{ ...span, start, end: start + words.length }]
    })
  const findSpans = (request: SpanRequest): Promise<TaggedSpan[]> => {
    requests.push(request)
    return Promise.resolve(spansIn(request))
  }
  const understand = (text: string): Promise<Understanding> => {
    const [, known] = /^(send|pack) /.exec(text) ?? []
    const nearest = known === 'send' ? 'send the parcel away' : 'pack things up'
    return Promise.resolve(fakeUnderstanding(shop, known ? nearest : text))
  }
  const ports = fakePorts(() => shop, { understand, ...(marked && { findSpans }) })
  const session = createSession(ports, { document: () => shop, model: () => FAKE_MODEL })
  return {
    ports,
    requests,
    async say(...texts) {
      let result: TurnResult | undefined
      for (const text of texts) result = await session.say(text)
      if (!result) throw new Error('Nothing was said')
      return result
    },
    held: () => {
      const values = turnsOf(ports.journal.entries).at(-1)?.state.values ?? []
      return Object.fromEntries(values.map(({ name, value }) => [name, value]))
    },
  }
}

const textOf = (result: TurnResult): string =>
  result.status === 'waiting' ? result.question.text : result.status

describe('the fields of an object in a message', () => {
  it('are found where utterances have them', async () => {
    const { say, held } = talk()
    await say('send it to Long Lane 12, Hamburg')
    expect(held()).toEqual({
      address: { street: 'Long Lane 12', city: 'Hamburg', country: 'Germany' },
    })
  })

  it('are found where a tagger sees them, and what is missing is asked for by its path', async () => {
    const { say, held } = talk({ 'the old mill': 'street' })
    const result = await say('send the parcel away to the old mill, would you')
    expect(held()).toEqual({ address: { street: 'the old mill', country: 'Germany' } })
    expect(result).toMatchObject({ status: 'waiting', question: { path: 'address.city' } })
    expect(textOf(result)).toBe('What is the city of the address?')
  })

  it('are sought within the words that a tagger takes for the whole of it', async () => {
    const id = shop['send']?.kind === 'command' ? shop['send'].parameters[0]!.id : ''
    const { say, held } = talk({ '12 Long Lane, Hamburg': id })
    await say('send the parcel away, please, to 12 Long Lane, Hamburg')
    expect(held()).toMatchObject({ address: { city: 'Hamburg' } })
  })

  it('are spelled out, one a line, before anything is done', async () => {
    const { say } = talk()
    expect(textOf(await say('send it to Long Lane 12, Hamburg'))).toBe(
      [
        'Send?',
        'Address:',
        '• Street: Long Lane 12',
        '• City: Hamburg',
        '• Country: Germany',
        'Please say yes or no.',
      ].join('\n'),
    )
  })

  it('of a list are shared out to its items', async () => {
    const { say, held } = talk({
      'salt and pepper': 'product',
      two: 'quantity',
      'mixing bowls': 'product',
    })
    const result = await say('pack two mixing bowls and one salt and pepper')
    expect(held()).toEqual({
      items: [
        { quantity: 2, product: 'mixing bowls' },
        { quantity: 1, product: 'salt and pepper' },
      ],
    })
    expect(textOf(result)).toContain(
      'Items:\n• Quantity: 2, Product: mixing bowls\n• Quantity: 1, Product: salt and pepper\n',
    )
  })
})

describe('a field that was asked for', () => {
  it('is told to the tagger, and so are all fields of an object that was', async () => {
    const { say, requests } = talk({ 'Elm Road 7': 'street' })
    await say('send the parcel away', 'I would say Elm Road 7', 'I think it is Hamburg there')
    expect(requests.at(-1)?.asked).toEqual(['city'])
  })

  it('may be answered in a whole sentence', async () => {
    const { say, held } = talk({ 'Elm Road 7': 'street', Hamburg: 'city' })
    await say('send it to Elm Road 7 please', 'I would like to have it brought to Hamburg')
    expect(held()).toMatchObject({ address: { street: 'Elm Road 7', city: 'Hamburg' } })
  })
})

describe('a correction of a field', () => {
  const first = 'send it to Long Lane 12, Berlin'

  it.each([
    ['no, Hamburg', { city: 'Hamburg' }],
    ['no, to Hamburg', { city: 'Hamburg' }],
    ['not Berlin, Hamburg', { city: 'Hamburg' }],
    ['no, the city is Hamburg', { city: 'Hamburg' }],
    ['address.city=Hamburg', { city: 'Hamburg' }],
    ['city=Hamburg', { city: 'Hamburg' }],
    ['no, 20095', { zip: '20095' }],
    ['change the country to France', { country: 'France' }],
  ])('“%s” changes it, and nothing else', async (words, changed) => {
    const { say, held } = talk()
    await say(first, 'address.zip=10115', 'address.country=Austria')
    expect(textOf(await say(words))).toContain('Please say yes or no.')
    expect(held()).toEqual({
      address: {
        street: 'Long Lane 12',
        city: 'Berlin',
        zip: '10115',
        country: 'Austria',
        ...changed,
      },
    })
  })

  it('is what a tagger takes all of the words for', async () => {
    const { say, held } = talk({ 'Long Lane 12': 'street', Berlin: 'city', Trier: 'city' })
    await say(first, 'no, to Trier')
    expect(held()).toMatchObject({ address: { street: 'Long Lane 12', city: 'Trier' } })
  })
})

it('that does not go with the others is asked for by its path', async () => {
  const document = workflow('Check')
    .command('send', {
      parameters: { address },
      validation: '…',
      utterances: ['send it to [Elm Road 7](address.street), [Bonn](address.city)'],
    })
    .build()
  const ports = fakePorts(() => document, {
    validate: ({ values }) =>
      JSON.stringify(values).includes('Bonn')
        ? [{ parameter: 'address.city', text: 'Nobody lives in Bonn' }]
        : [],
  })
  const session = createSession(ports, { document: () => document, model: () => FAKE_MODEL })
  expect(await session.say('send it to Elm Road 7, Bonn')).toMatchObject({
    question: {
      path: 'address.city',
      text: 'Nobody lives in Bonn. What is the city of the address?',
    },
  })
  expect(await session.say('Hamburg')).toMatchObject({ outcome: 'done' })
})
