import { describe, expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { parameterSchema } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { extract, type Extraction } from './extract.ts'
import type { InlineValues } from './inline.ts'
import type { LookupValue } from '../ports.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const fieldsOf = (drafts: Readonly<Record<string, Draft>>): Parameter[] =>
  Object.entries(drafts).map(([name, draft]) =>
    parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name }),
  )

interface Case {
  readonly utterances?: readonly string[]
  readonly given?: InlineValues
  readonly existing?: Readonly<Record<string, readonly LookupValue[]>>
}

function read(
  text: string,
  parameters: Readonly<Record<string, Draft>>,
  { utterances = [], given, existing = {} }: Case = {},
): Extraction {
  const document = workflow().command('act', { parameters, utterances, risk: 'write' }).build()
  const command = recordById(document, 'command', 'act')!
  return extract({
    command,
    parameters: command.parameters,
    text,
    given: given ? { values: given, source: 'inline' } : null,
    utterances: utterancesOf(document, commandId('act')),
    now: TEST_NOW,
    existing: new Map(Object.entries(existing)),
  })
}

const valuesOf = ({ values }: Extraction): Record<string, Json> =>
  Object.fromEntries(values.map(({ parameter, value }) => [parameter.name, value]))
const problemsOf = ({ problems }: Extraction): unknown[] =>
  problems.map(({ problem: { code, path, text } }) => [code, path, text])

const address: Draft = {
  type: 'object',
  fields: fieldsOf({
    recipient: {},
    street: {},
    city: {},
    state: { required: false },
    zip: { pattern: '\\d{5}' },
    country: { required: false, defaultValue: 'USA' },
  }),
}

const items: Draft = {
  type: 'list',
  itemType: 'object',
  fields: fieldsOf({
    quantity: { type: 'integer', min: 1 },
    product: {},
    size: {
      type: 'enum',
      required: false,
      choices: [
        { value: 'small', synonyms: [] },
        { value: 'large', synonyms: ['big'] },
      ],
    },
  }),
}

describe('an object in words', () => {
  it('is found by its fields', () => {
    const found = read('send it to Anna Berg, 12 Main Street, Austin TX 78701', { address })
    expect(valuesOf(found)).toEqual({
      address: {
        recipient: 'Anna Berg',
        street: '12 Main Street',
        city: 'Austin',
        state: 'TX',
        zip: '78701',
        country: 'USA',
      },
    })
    expect(found.problems).toEqual([])
  })

  it('keeps what is good of it, and says what is missing where', () => {
    const found = read('send it to 12 Main Street, Austin TX', { address })
    expect(valuesOf(found)).toEqual({
      address: { street: '12 Main Street', city: 'Austin', state: 'TX', country: 'USA' },
    })
    expect(problemsOf(found)).toEqual([
      ['missing', 'address.recipient', 'Address: Recipient is missing.'],
    ])
  })

  it('shares the words out with the other parameters', () => {
    const found = read('send 3 of them to 12 Main Street, Austin TX 78701 tomorrow', {
      quantity: { type: 'integer' },
      day: { type: 'date' },
      address: {
        ...address,
        fields: (address.fields ?? []).filter(({ name }) => name !== 'recipient'),
      },
    })
    expect(valuesOf(found)).toEqual({
      quantity: 3,
      day: '2026-01-03',
      address: {
        street: '12 Main Street',
        city: 'Austin',
        state: 'TX',
        zip: '78701',
        country: 'USA',
      },
    })
  })

  it('is not said at all where none of its fields is', () => {
    const found = read('send it please', { address })
    expect(found.values).toEqual([])
    expect(problemsOf(found)).toEqual([['missing', undefined, 'Address is missing.']])
    expect(read('send it please', { address: { ...address, required: false } })).toEqual({
      values: [],
      problems: [],
    })
  })

  it('may hold another', () => {
    const order: Draft = {
      type: 'object',
      fields: fieldsOf({
        quantity: { type: 'integer' },
        to: { type: 'object', fields: fieldsOf({ email: {}, phone: { required: false } }) },
      }),
    }
    expect(valuesOf(read('3 of them to anna@example.com', { order }))).toEqual({
      order: { quantity: 3, to: { email: 'anna@example.com' } },
    })
  })
})

describe('an object as data', () => {
  const point: Draft = {
    type: 'object',
    fields: fieldsOf({ x: { type: 'number', max: 10 }, y: { type: 'number' } }),
  }

  it.each<[string, Json, Json | undefined, unknown[]]>([
    ['as it is', { x: 1, y: 2 }, { x: 1, y: 2 }, []],
    ['with values to read', { x: 'two', Y: '3' }, { x: 2, y: 3 }, []],
    ['as JSON', '{"x": 1, "y": 2}', { x: 1, y: 2 }, []],
    ['as name=value', 'x=1, y=2', { x: 1, y: 2 }, []],
    ['as tags', '<x>1</x><y>2</y>', { x: 1, y: 2 }, []],
    ['missing one', { x: 1 }, { x: 1 }, [['missing', 'p.y', 'P: Y is missing.']]],
    [
      'of a wrong type',
      { x: 'abc', y: 2 },
      { x: null, y: 2 },
      [['type', 'p.x', 'P: “abc” is not a number.']],
    ],
    [
      'out of range',
      { x: 11, y: 2 },
      { x: null, y: 2 },
      [['range', 'p.x', 'P: X must be at most 10; it was 11.']],
    ],
    [
      'with one too many',
      { x: 1, y: 2, z: 3 },
      { x: 1, y: 2 },
      [['surplus', 'p.z', 'P has no “z”.']],
    ],
    ['that is none', [1, 2], undefined, [['type', undefined, '“[1,2]” is not made up of x, y.']]],
  ])('%s', (_title, given, value, problems) => {
    const found = read('', { p: point }, { given: { p: given } })
    expect(valuesOf(found)).toEqual(value === undefined ? {} : { p: value })
    expect(problemsOf(found)).toEqual(problems)
  })

  it('is read from the middle of a message', () => {
    expect(valuesOf(read('move to {"x": 1, "y": 2} now', { p: point }))).toEqual({
      p: { x: 1, y: 2 },
    })
  })

  it('given as a sentence is read as one', () => {
    const found = read('', { address }, { given: { address: '12 Main Street, Austin TX 78701' } })
    expect(valuesOf(found)).toMatchObject({ address: { city: 'Austin', zip: '78701' } })
    expect(found.values[0]?.span).toBeNull()
    expect(problemsOf(found)).toEqual([
      ['missing', 'address.recipient', 'Address: Recipient is missing.'],
    ])
  })

  it('without fields is any object', () => {
    const found = read('', { p: { type: 'object' } }, { given: { p: { any: [1] } } })
    expect(valuesOf(found)).toEqual({ p: { any: [1] } })
  })
})

describe('a list of objects', () => {
  it.each<[string, Json]>([
    [
      'order 2 pizzas and 3 colas',
      [
        { quantity: 2, product: 'pizzas' },
        { quantity: 3, product: 'colas' },
      ],
    ],
    [
      'order two large pizzas, a small salad and 3 colas please',
      [
        { quantity: 2, product: 'pizzas', size: 'large' },
        { quantity: 1, product: 'salad', size: 'small' },
        { quantity: 3, product: 'colas' },
      ],
    ],
    ['2 x pizza', [{ quantity: 2, product: 'pizza' }]],
    ['I want 3 of the red mugs', [{ quantity: 3, product: 'red mugs' }]],
    ['take [{"quantity": 1, "product": "tea"}]', [{ quantity: 1, product: 'tea' }]],
  ])('“%s”', (text, value) => {
    const found = read(text, { items })
    expect(valuesOf(found)).toEqual({ items: value })
    expect(found.problems).toEqual([])
  })

  it('says which item is wrong', () => {
    const given = {
      items: [
        { quantity: 1, product: 'tea' },
        { quantity: 0, product: 'milk' },
      ],
    }
    const found = read('', { items }, { given })
    expect(problemsOf(found)).toEqual([
      ['range', 'items[1].quantity', 'Second of the items: Quantity must be at least 1; it was 0.'],
    ])
    expect(valuesOf(found)).toEqual({
      items: [
        { quantity: 1, product: 'tea' },
        { quantity: null, product: 'milk' },
      ],
    })
  })

  it('counts its items', () => {
    const found = read('order 2 pizzas', { items: { ...items, minLength: 2 } })
    expect(problemsOf(found)).toEqual([['length', undefined, 'Items needs at least 2 items.']])
  })

  it('leaves the words after it to the other parameters', () => {
    const found = read('order 2 pizzas and 3 colas for tomorrow', { items, day: { type: 'date' } })
    expect(valuesOf(found)).toEqual({
      items: [
        { quantity: 2, product: 'pizzas' },
        { quantity: 3, product: 'colas' },
      ],
      day: '2026-01-03',
    })
  })

  it('looks up the fields that have a lookup', () => {
    const stock = [
      { value: 'p1', label: 'Pizza' },
      { value: 'p2', label: 'Cola' },
    ]
    const looked: Draft = {
      ...items,
      fields: fieldsOf({ quantity: { type: 'integer' }, product: { lookup: 'root.products' } }),
    }
    const existing = { 'items.product': stock }
    expect(valuesOf(read('order 2 pizza and 3 cola', { items: looked }, { existing }))).toEqual({
      items: [
        { quantity: 2, product: 'p1' },
        { quantity: 3, product: 'p2' },
      ],
    })
  })
})
