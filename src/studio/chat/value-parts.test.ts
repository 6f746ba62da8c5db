import { expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { valueParts } from './value-parts.ts'

const field = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

const address = field('ship_to', {
  type: 'object',
  fields: [
    field('street'),
    field('city'),
    field('contact', { type: 'object', fields: [field('phone_number')] }),
    field('tags', { type: 'list' }),
  ],
})
const items = field('items', { type: 'list', itemType: 'object', fields: [field('product')] })

it.each<[string, Parameter | undefined, Json, string[]]>([
  ['a plain value', field('order_id'), 'W1', ['order_id, Order id: W1']],
  [
    'an object, field by field',
    address,
    { city: 'Ulm', street: null, contact: { phone_number: '12' }, tags: ['a', 'b'] },
    [
      'ship_to.city, Ship to › City: Ulm',
      'ship_to.contact.phone_number, Ship to › Contact › Phone number: 12',
      'ship_to.tags, Ship to › Tags: a, b',
    ],
  ],
  ['a list of objects', items, [{ product: 'mug' }], ['items, Items: Product: mug']],
  ['an object of any kind', field('data', { type: 'object' }), { a: 1 }, ['data, Data: A: 1']],
  ['what a command no longer has', undefined, { a: 1 }, ['gone, Gone: A: 1']],
])('shows %s', (_what, parameter, value, shown) => {
  const parts = valueParts(parameter?.name ?? 'gone', value, parameter)
  expect(parts.map(({ path, title, text }) => `${path}, ${title}: ${text}`)).toEqual(shown)
})
