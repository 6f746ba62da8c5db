import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  fieldsOf,
  type ParameterDraft,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'
import { spelledOut } from './wording.ts'

const address: ParameterDraft = {
  type: 'object',
  fields: fieldsOf({
    street: {},
    city: {},
    zip: { required: false, pattern: '\\d{5}' },
  }),
}
const items: ParameterDraft = {
  type: 'list',
  itemType: 'object',
  fields: fieldsOf({ quantity: { type: 'integer', min: 1 }, product: {} }),
}

const valuesOf = (text: string, parameters: ParameterDrafts, said: SaidTo): Record<string, Json> =>
  Object.fromEntries(
    extractionOf(text, parameters, said).values.map(({ parameter, value }) => [
      parameter.name,
      value,
    ]),
  )

describe('what utterances and a tagger show of fields', () => {
  it.each<[text: string, said: SaidTo, address: Json]>([
    [
      'bring it over to Long Lane, Ulm',
      { utterances: ['bring it over to [Elm Road](address.street), [Bonn](address.city)'] },
      { street: 'Long Lane', city: 'Ulm' },
    ],
    [
      'let the mill in our valley have it',
      { tagged: { 'address.street': ['the mill', 0.9], 'address.city': ['our valley', 0.9] } },
      { street: 'the mill', city: 'our valley' },
    ],
    [
      'let the mill have it, 12345',
      { tagged: { 'address.street': ['the mill', 0.9], 'address.zip': ['mill', 0.9] } },
      { street: 'the mill', zip: '12345' },
    ],
    [
      'for Bonn: 12 Elm Road, Ulm 89073',
      {
        utterances: ['to [12 Elm Road, Ulm](address)'],
        tagged: { address: ['12 Elm Road, Ulm 89073', 0.9] },
      },
      { street: '12 Elm Road', city: 'Ulm', zip: '89073' },
    ],
    [
      'well, over there, 12 Elm Road',
      { tagged: { address: ['over there', 0.9] } },
      { street: '12 Elm Road' },
    ],
  ])('“%s”', (text, said, found) => {
    expect(valuesOf(text, { address }, said)).toEqual({ address: found })
  })

  it('tells which field stood where', () => {
    const text = 'bring it over to Long Lane, Ulm'
    const utterances = ['bring it over to [Elm Road](address.street), [Bonn](address.city)']
    const [value] = extractionOf(text, { address }, { utterances }).values
    expect(
      value?.parts?.map(({ steps, start, end }) => [steps.join('.'), text.slice(start, end)]),
    ).toEqual([
      ['address.street', 'Long Lane'],
      ['address.city', 'Ulm'],
    ])
  })

  it('tells which field of which item stood where', () => {
    const text = 'pack 2 mugs and 3 salt and pepper sets'
    const tagged = { 'items.product': ['salt and pepper sets', 0.9] } as const
    const [value] = extractionOf(text, { items }, { tagged }).values
    expect(value?.value).toEqual([
      { quantity: 2, product: 'mugs' },
      { quantity: 3, product: 'salt and pepper sets' },
    ])
    expect(
      value?.parts?.map(({ steps, start, end }) => [steps.join('.'), text.slice(start, end)]),
    ).toEqual([
      ['items.0.quantity', '2'],
      ['items.0.product', 'mugs'],
      ['items.1.product', 'salt and pepper sets'],
      ['items.1.quantity', '3'],
    ])
  })
})

it.each<[name: string, value: Json, lines: string[]]>([
  ['order_id', 'W1', ['Order id: W1']],
  ['tags', ['a', 'b'], ['Tags: a, b']],
  ['tags', [], ['Tags: ']],
  [
    'ship_to',
    { street: 'Elm Road 7', zip: null, contact: { phone: '12', hours: ['am', 'pm'] } },
    ['Ship to:', '• Street: Elm Road 7', '• Contact › Phone: 12', '• Contact › Hours: am, pm'],
  ],
  [
    'items',
    [{ quantity: 2, product: 'mugs' }, { product: 'cups' }],
    ['Items:', '• Quantity: 2, Product: mugs', '• Product: cups'],
  ],
])('spells out %s of %j', (name, value, lines) => {
  expect(spelledOut(name, value)).toEqual(lines)
})
