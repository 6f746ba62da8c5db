import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  fieldsOf,
  readValues,
  type ParameterDraft,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'
import { choices } from '#testing/typed-values.ts'

const listOf = (fields: ParameterDrafts, draft: ParameterDraft = {}): ParameterDraft => ({
  type: 'list',
  itemType: 'object',
  fields: fieldsOf(fields),
  ...draft,
})

const quantity: ParameterDraft = { type: 'integer', min: 1 }
const size: ParameterDraft = { type: 'enum', required: false, ...choices('small', 'large/big') }
const order = { quantity, product: {}, size }

const items = (text: string, fields: ParameterDrafts = order, said: SaidTo = {}): Json =>
  readValues(text, { items: listOf(fields) }, said).items ?? null

const row = (count: number, product: string, more: Record<string, Json> = {}): Json => ({
  quantity: count,
  product,
  ...more,
})

describe('rows of a message', () => {
  it.each<[text: string, rows: Json]>([
    // What stands between them.
    ['2 pizzas and 3 colas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['2 pizzas, and 3 colas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['2 pizzas,3 colas', [row(2, 'pizzas,3 colas')]],
    ['2 pizzas; 3 colas\n4 teas', [row(2, 'pizzas'), row(3, 'colas'), row(4, 'teas')]],
    ['2 pizzas plus 3 colas & 4 teas', [row(2, 'pizzas'), row(3, 'colas'), row(4, 'teas')]],
    ['2 pizzas along with 3 colas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['2 pizzas AS WELL AS 3 colas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['1,200 pizzas and 3 sandwiches', [row(1200, 'pizzas'), row(3, 'sandwiches')]],
    // What one row holds.
    ['2 big pizzas', [row(2, 'pizzas', { size: 'large' })]],
    ['2 pizzas in large', [row(2, 'pizzas', { size: 'large' })]],
    ['2 x pizza', [row(2, 'pizza')]],
    ['2 × pizza', [row(2, 'pizza')]],
    ['3 of the red mugs', [row(3, 'red mugs')]],
    ['2 times the ofen', [row(2, 'ofen')]],
    ['2 xylophones', [row(2, 'xylophones')]],
    ['2 red mugs for the kitchen', [row(2, 'red mugs')]],
    // An article counts one.
    ['a pizza and one cola', [row(1, 'pizza'), row(1, 'cola')]],
    ['An  apple', [row(1, 'apple')]],
    ['a small salad', [row(1, 'salad', { size: 'small' })]],
    // The most rows in a row.
    ['for us and 2 pizzas and 3 colas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['2 pizzas, you know, 3 colas and 4 teas', [row(3, 'colas'), row(4, 'teas')]],
    ['2 pizzas and 3 colas, you know, 4 teas', [row(2, 'pizzas'), row(3, 'colas')]],
    ['2 pizzas, you know, 3 colas', [row(2, 'pizzas')]],
    ['nothing for us', '<missing>'],
    ['take a', '<missing>'],
    ['', '<missing>'],
  ])('“%s”: %j', (text, rows) => expect(items(text)).toEqual(rows))

  it.each<[text: string, fields: ParameterDrafts, rows: Json]>([
    // The noun is the one text that has to be said, or else the only one.
    ['2 pizzas', { quantity, product: {}, note: { required: false } }, [row(2, 'pizzas')]],
    ['2 pizzas', { quantity, note: { required: false } }, [{ quantity: 2, note: 'pizzas' }]],
    [
      '2 pizzas',
      { quantity, note: { required: false }, extra: { required: false } },
      [{ quantity: 2 }],
    ],
    ['2 pizzas', { quantity, product: {}, name: {} }, [{ quantity: 2 }]],
    ['2 and 3 of the', { quantity, product: {} }, [{ quantity: 2 }, { quantity: 3 }]],
    ['2 of those', { quantity, product: {} }, [{ quantity: 2 }]],
    ['2 pizzas', { quantity, product: { maxLength: 3 } }, [{ quantity: 2 }]],
    ['2.5 kilos', { weight: { type: 'number' }, product: {} }, [{ weight: 2.5, product: 'kilos' }]],
    ['2 teas', { day: { type: 'date', required: false }, quantity, product: {} }, [row(2, 'teas')]],
    // An example of a text is known wherever it stands.
    ['cola 3', { quantity, product: { examples: ['pizza', 'cola'] } }, [row(3, 'cola')]],
    ['large and small', { size }, [{ size: 'large' }, { size: 'small' }]],
    // An article counts where something is counted in whole numbers.
    ['a pizza', { pieces: quantity, product: {} }, [{ pieces: 1, product: 'pizza' }]],
    ['a pizza', { pieces_of_it: quantity, product: {} }, [{ pieces_of_it: 1, product: 'pizza' }]],
    ['a pizza', { floor: quantity, product: {} }, '<missing>'],
    ['a pizza', { count: { type: 'number' }, product: {} }, '<missing>'],
  ])('“%s” of %j: %j', (text, fields, rows) => {
    const { values } = extractionOf(text, { items: listOf(fields) })
    expect(values[0]?.value ?? '<missing>').toEqual(rows)
  })

  it('have a counted thing after an article, and no word of the command', () => {
    const utterances = ['place an order for [2 pizzas](items)']
    expect(items('place an order', order, { utterances })).toBe('<missing>')
    expect(items('an ORDER of tea', order, { utterances })).toBe('<missing>')
    expect(items('place an order: a pizza', order, { utterances })).toEqual([row(1, 'pizza')])
  })

  it('stand from the first to the last of what was read', () => {
    const text = 'I want 2 pizzas and 3 colas for tomorrow'
    const { values } = extractionOf(text, { items: listOf(order), day: { type: 'date' } })
    const [list] = values
    expect(text.slice(list?.span?.start, list?.span?.end)).toBe('2 pizzas and 3 colas')
    expect(list?.source).toBe('typed')
    expect(values.map(({ value }) => value)).toEqual([
      [row(2, 'pizzas'), row(3, 'colas')],
      '2026-01-03',
    ])
  })

  it('keep what is good of them, and say what is wrong where', () => {
    const { values, problems } = extractionOf('2 pizzas and 0 colas', { items: listOf(order) })
    expect(values[0]?.value).toEqual([row(2, 'pizzas'), { product: 'colas' }])
    expect(problems.map(({ problem }) => [problem.code, problem.path])).toEqual([
      ['range', 'items[1].quantity'],
    ])
    const few = extractionOf('2 pizzas', { items: listOf(order, { minLength: 2 }) })
    expect(few.problems.map(({ problem }) => problem.code)).toEqual(['length'])
    expect(few.values.map(({ value }) => value)).toEqual([[row(2, 'pizzas')]])
  })

  it('look up what exists, each in its own row', () => {
    const stock = [
      { value: 'p1', label: 'Pizza' },
      { value: 'p2', label: 'Cola' },
    ]
    const fields = { quantity, product: { lookup: 'root.products' } }
    const existing = { 'items.product': stock }
    expect(items('2 pizza and 3 cola', fields, { existing })).toEqual([row(2, 'p1'), row(3, 'p2')])
    expect(items('2 teas', fields, { existing })).toBe('<missing>')
  })

  it('know what exists by its plural, where nothing is changed by a mistake', () => {
    const stock = ['pen', 'box', 'battery'].map((value) => ({ value, label: value }))
    const fields = { quantity, product: { lookup: 'root.products' } }
    const existing = { 'items.product': stock }
    const text = 'order 2 pens, 3 boxes and 4 batteries'
    expect(items(text, fields, { existing })).toEqual([
      row(2, 'pen'),
      row(3, 'box'),
      row(4, 'battery'),
    ])
    const { values, problems } = extractionOf(
      '1 pen and 3 boxes',
      { items: listOf(fields) },
      { existing, risk: 'write' },
    )
    expect(values[0]?.value).toEqual([row(1, 'pen'), { quantity: 3 }])
    expect(problems.map(({ problem, suggestions }) => ({ ...problem, suggestions }))).toEqual([
      {
        code: 'lookup',
        path: 'items[1].product',
        text: 'Second of the items: There is no product “boxes”. Did you mean “box”?',
        suggestions: [stock[1]],
      },
    ])
  })
})
