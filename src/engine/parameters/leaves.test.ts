import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { LookupValue } from '../ports.ts'
import { extract, type Extraction } from './extract.ts'
import { leavesOf } from './leaves.ts'
import { settledValue } from './settle.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const parameter = (name: string, draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

interface Case {
  readonly name?: string
  readonly given?: Readonly<Record<string, Json>>
  readonly existing?: readonly LookupValue[]
}

function read(
  text: string,
  parameters: Readonly<Record<string, Draft>>,
  { name = 'act', given, existing = [] }: Case = {},
): Extraction {
  const document = workflow().command(name, { parameters }).build()
  const command = recordById(document, 'command', name)!
  return extract({
    command,
    parameters: command.parameters,
    text,
    given: given ? { values: given, source: 'inline' } : null,
    utterances: utterancesOf(document, commandId(name)),
    now: TEST_NOW,
    existing: new Map(
      command.parameters.filter(({ lookup }) => lookup !== '').map((each) => [each.name, existing]),
    ),
  })
}

const found = (extraction: Extraction): unknown => ({
  values: extraction.values.map(({ parameter: { name }, value, source }) => [name, value, source]),
  problems: extraction.problems.map(({ problem, suggestions }) => [
    problem.path ?? problem.code,
    problem.text,
    ...suggestions.map(({ label }) => label),
  ]),
})

const address: Draft = {
  type: 'object',
  fields: [
    parameter('street'),
    parameter('zip', { pattern: '\\d{5}' }),
    parameter('note', { required: false }),
  ],
}

describe('what is looked for in a message', () => {
  it('is a parameter, or in place of an object its fields, down to the last', () => {
    const inner = parameter('to', { type: 'object', fields: [parameter('email')] })
    const list = parameter('items', { type: 'list', itemType: 'object', fields: [parameter('it')] })
    const leaves = leavesOf([
      parameter('count'),
      parameter('order', { type: 'object', fields: [parameter('size'), inner, list] }),
      parameter('extra', {
        type: 'object',
        required: false,
        fields: [parameter('a'), parameter('b', { required: false })],
      }),
      parameter('any', { type: 'object' }),
      parameter('more', { ...address, fields: [parameter('c', { required: false })] }),
      list,
    ])
    expect(leaves.map(({ steps, parameter: { required } }) => [steps.join('.'), required])).toEqual(
      [
        ['count', true],
        ['order.size', true],
        ['order.to.email', true],
        ['extra.a', false],
        ['extra.b', false],
        ['any', true],
        ['more.c', false],
      ],
    )
  })

  it('is put together again, with what cannot be used to be asked for', () => {
    const order: Draft = {
      type: 'object',
      fields: [parameter('quantity', { type: 'integer', max: 5 }), parameter('email')],
    }
    const sent = read('send 9 to anna@example.com', { order })
    expect(found(sent)).toEqual({
      values: [['order', { quantity: null, email: 'anna@example.com' }, 'pattern']],
      problems: [['order.quantity', 'Order: Quantity must be at most 5; it was 9.']],
    })
    expect(sent.values[0]?.span).toEqual({ start: 5, end: 26 })
    expect(sent.values[0]?.parts?.map(({ steps, value }) => [steps.join('.'), value])).toEqual([
      ['order.email', 'anna@example.com'],
    ])
    expect(found(read('send 9', { order }))).toEqual({
      values: [['order', { quantity: null }, 'typed']],
      problems: [['order.quantity', 'Order: Quantity must be at most 5; it was 9.']],
    })
  })
})

describe('a value that is given', () => {
  it('counts for nothing where it is empty', () => {
    const missing = { values: [], problems: [['missing', 'A is missing.']] }
    expect(found(read('', { a: {} }, { given: {} }))).toEqual(missing)
    expect(found(read('', { a: {} }, { given: { a: null } }))).toEqual(missing)
    expect(found(read('', { a: {} }, { given: { a: '' } }))).toEqual(missing)
    expect(
      found(read('', { a: { required: false, defaultValue: 'x' } }, { given: { a: '' } })),
    ).toEqual({ values: [['a', 'x', 'default']], problems: [] })
  })

  it('is nothing where nothing of it is good', () => {
    const point: Draft = { type: 'object', fields: [parameter('x', { required: false })] }
    expect(found(read('', { p: point }, { given: { p: { z: 3 } } }))).toEqual({
      values: [],
      problems: [['p.z', 'P has no “z”.']],
    })
    expect(found(read('', { p: { type: 'object' } }, { given: { p: 'abc' } }))).toEqual({
      values: [],
      problems: [['type', '“abc” is not an object in JSON, such as {"size": 3}.']],
    })
  })

  it('is read as a sentence where it is one', () => {
    expect(found(read('', { address }, { given: { address: '12 Main Street, 97214' } }))).toEqual({
      values: [['address', { street: '12 Main Street', zip: '97214' }, 'inline']],
      problems: [],
    })
  })
})

describe('what is missing', () => {
  const board = [{ value: 'b', label: 'Message Board' }]

  it('is asked for with what there is to choose from', () => {
    expect(found(read('to it', { where: { lookup: 'x' } }, { existing: board }))).toEqual({
      values: [],
      problems: [['missing', 'Where is missing.', 'Message Board']],
    })
    const choices = ['red', 'green'].map((value) => ({ value, synonyms: [] }))
    expect(found(read('to it', { colour: { type: 'enum', choices } }))).toEqual({
      values: [],
      problems: [['missing', 'Colour is missing.', 'red', 'green']],
    })
  })

  it('is not said with the words of the command itself', () => {
    const where = { where: { lookup: 'x' } }
    expect(found(read('send a message', where, { existing: board, name: 'send_message' }))).toEqual(
      {
        values: [],
        problems: [['missing', 'Where is missing.', 'Message Board']],
      },
    )
    expect(found(read('send a message', where, { existing: board }))).toEqual({
      values: [['where', 'b', 'lookup']],
      problems: [],
    })
  })
})

describe('data that is held against fields', () => {
  const whole = parameter('address', address)
  const items = parameter('items', { ...address, type: 'list', itemType: 'object', maxLength: 1 })
  const settled = (value: Json, of: Parameter): unknown => {
    const result = settledValue(value, of, { now: TEST_NOW, existing: null, exactOnly: false })
    if (result.ok) return Object.entries(result.value as object)
    const { problem, suggestions, partial } = result.error
    return [problem.text, suggestions, partial === undefined ? null : JSON.stringify(partial)]
  }
  const good = [
    ['street', 'A'],
    ['zip', '97214'],
  ]

  it.each<[Json, unknown]>([
    [{ street: 'A', zip: 97214 }, good],
    ['{"street": "A", "zip": "97214"}', good],
    ['street=A zip=97214', good],
    ['<street>A</street><zip>97214</zip>', good],
    [{ street: 'A', zip: '97214', note: null }, good],
    ['A', ['“A” is not made up of street, zip, note.', [], null]],
    [{ street: 'A' }, ['Address: Zip is missing.', [], '{"street":"A"}']],
    [{ street: 'A', zip: null }, ['Address: Zip is missing.', [], '{"street":"A"}']],
    [
      { street: 'A', zip: '97214', x: 1 },
      ['Address has no “x”.', [], '{"street":"A","zip":"97214"}'],
    ],
    [{ x: 1 }, ['Address has no “x”.', [], '{}']],
  ])('%j: %j', (value, expected) => expect(settled(value, whole)).toEqual(expected))

  it('as a list is held to its length, too', () => {
    const one = { street: 'A', zip: '97214' }
    expect(settled([one, one], items)).toEqual([
      'Items can have at most 1 item.',
      [],
      JSON.stringify([one, one]),
    ])
  })
})
