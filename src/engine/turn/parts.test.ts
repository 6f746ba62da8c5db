import { expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { pathOf } from '../parameters/paths.ts'
import { isOfItem, partsOf, withParts } from './parts.ts'
import type { TurnValue } from './turn-state.ts'

const parameter = (name: string, draft: Partial<Omit<Parameter, 'id' | 'name'>> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

const ITEM = [parameter('quantity', { type: 'integer' }), parameter('product')]
const ADDRESS = parameter('address', {
  type: 'object',
  fields: [parameter('city'), parameter('zip')],
})
const ITEMS = parameter('items', { type: 'list', itemType: 'object', fields: ITEM })

const held = (of: Parameter, value: Json): TurnValue => ({
  parameter: of.id,
  name: of.name,
  value,
  source: 'answer',
})

it.each<[string, Parameter, readonly TurnValue[], string[]]>([
  ['a text', parameter('note'), [], ['note!']],
  ['a text that once had fields', parameter('note', { fields: ITEM }), [], ['note!']],
  [
    'a list of texts',
    parameter('tags', { type: 'list' }),
    [held(parameter('tags'), ['a'])],
    ['tags!'],
  ],
  [
    'a list of just any objects',
    parameter('rows', { type: 'list', itemType: 'object' }),
    [held(parameter('rows'), [{ a: 1 }])],
    ['rows!'],
  ],
  ['an object', ADDRESS, [], ['address!', 'address.city', 'address.zip']],
  ['a list that is not given', ITEMS, [], ['items!']],
  [
    'a list of objects',
    ITEMS,
    [held(ADDRESS, {}), held(ITEMS, [{ quantity: 2 }])],
    ['items!', 'items[0]', 'items[0].quantity', 'items[0].product'],
  ],
])('the parts of %s', (_, root, values, paths) => {
  const parts = partsOf([root], values)
  expect(parts.map(({ steps, isWhole }) => pathOf(steps) + (isWhole ? '!' : ''))).toEqual(paths)
})

it('parts have the values that are held for them', () => {
  const parts = partsOf(
    [ADDRESS, ITEMS],
    [held(ADDRESS, { zip: '1' }), held(ITEMS, [{ quantity: 2 }])],
  )
  expect(Object.fromEntries(parts.map(({ steps, value }) => [pathOf(steps), value]))).toEqual({
    address: { zip: '1' },
    'address.city': undefined,
    'address.zip': '1',
    items: [{ quantity: 2 }],
    'items[0]': { quantity: 2 },
    'items[0].quantity': 2,
    'items[0].product': undefined,
  })
})

it('what is said anew of an object leaves the rest of it; a list is another one', () => {
  const values = [
    { parameter: ADDRESS, value: { zip: '2' } },
    { parameter: ITEMS, value: [{ product: 'tea' }] },
    { parameter: parameter('note'), value: 'new' },
  ]
  const before = [
    held(ITEMS, [{ quantity: 2 }]),
    held(parameter('note'), 'old'),
    held(ADDRESS, { city: 'Rome', zip: '1' }),
  ]
  expect(withParts(values, before).map(({ value }) => value)).toEqual([
    { city: 'Rome', zip: '2' },
    [{ product: 'tea' }],
    'new',
  ])
})

it('what nobody said of an object does not overrule what is held of it', () => {
  const said = {
    parameter: ADDRESS.fields[1]!,
    steps: ['address', 'zip'],
    value: '2',
    source: 'slot',
    start: 0,
    end: 1,
  } as const
  const value = { parameter: ADDRESS, value: { city: 'by default', zip: '2' }, parts: [said] }
  const city = [held(ADDRESS, { city: 'Rome', zip: '1' })]
  expect(withParts([value], city).map((each) => each.value)).toEqual([{ city: 'Rome', zip: '2' }])
  expect(withParts([value], []).map((each) => each.value)).toEqual([value.value])
  const rows = { parameter: ITEMS, value: [{ quantity: 3 }], parts: [said] }
  expect(withParts([rows], [held(ITEMS, [])]).map((each) => each.value)).toEqual([rows.value])
})

it.each([
  ['items[0].quantity', ['items', 0, 'quantity'], true],
  ['items', ['items'], false],
  ['address.zip', ['address', 'zip'], false],
])('%s is of one of several: %#', (_, steps, expected) =>
  expect(isOfItem({ steps })).toBe(expected),
)
