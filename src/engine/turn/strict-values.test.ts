import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { strictProblems } from './strict-values.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const parameter = (name: string, draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

const COLOURS = ['red', 'green'].map((value) => ({ value, synonyms: ['scarlet'] }))

describe('a call without words', () => {
  const wrong = (
    value: Json | undefined,
    draft: Draft,
    existing: readonly string[] | null = null,
  ): string[] =>
    strictProblems(
      [parameter('it', draft)],
      value === undefined ? {} : { it: value },
      new Map(existing ? [['it', existing.map((each) => ({ value: each, label: each }))]] : []),
    ).map(({ path, code, text }) => `${path} <${code}> ${text}`)

  it.each<[Json, Draft]>([
    ['text', {}],
    [3, { type: 'integer' }],
    [3.5, { type: 'number' }],
    [false, { type: 'boolean' }],
    ['2028-02-29', { type: 'date' }],
    ['2026-10-09', { type: 'date' }],
    ['2026-12-31', { type: 'date' }],
    ['23:59', { type: 'time' }],
    ['09:05', { type: 'time' }],
    ['18:30', { type: 'time' }],
    ['red', { type: 'enum', choices: COLOURS }],
    [['a', 'b'], { type: 'list', minLength: 2, maxLength: 2 }],
    [[], { type: 'list', maxLength: 1 }],
    [{ a: 1 }, { type: 'object' }],
    [{ zip: '97214' }, { type: 'object', fields: [parameter('zip')] }],
    [
      { zip: '97214', note: null },
      { type: 'object', fields: [parameter('zip'), parameter('note', { required: false })] },
    ],
    [null, { required: false }],
  ])('takes %j as it is', (value, draft) => expect(wrong(value, draft)).toEqual([]))

  it.each<[Json | undefined, Draft, string[]]>([
    [undefined, {}, ['it <missing> It is missing.']],
    [null, {}, ['it <missing> It is missing.']],
    [3, {}, ['it <type> “3” is not a text.']],
    ['3', { type: 'integer' }, ['it <type> “3” is not a whole number.']],
    [3.5, { type: 'integer' }, ['it <type> “3.5” is not a whole number.']],
    ['3', { type: 'number' }, ['it <type> “3” is not a number.']],
    ['yes', { type: 'boolean' }, ['it <type> “yes” is not true or false.']],
    ['tomorrow', { type: 'date' }, ['it <type> “tomorrow” is not a date like 2026-01-31.']],
    ['2026-02-30', { type: 'date' }, ['it <type> “2026-02-30” is not a date like 2026-01-31.']],
    [
      'on 2026-01-31',
      { type: 'date' },
      ['it <type> “on 2026-01-31” is not a date like 2026-01-31.'],
    ],
    [
      '2026-01-31T10',
      { type: 'date' },
      ['it <type> “2026-01-31T10” is not a date like 2026-01-31.'],
    ],
    ['2026-13-01', { type: 'date' }, ['it <type> “2026-13-01” is not a date like 2026-01-31.']],
    ['at 18:30', { type: 'time' }, ['it <type> “at 18:30” is not a time like 18:30.']],
    ['18:30:15', { type: 'time' }, ['it <type> “18:30:15” is not a time like 18:30.']],
    [20260101, { type: 'date' }, ['it <type> “20260101” is not a date like 2026-01-31.']],
    ['24:00', { type: 'time' }, ['it <type> “24:00” is not a time like 18:30.']],
    ['9:30', { type: 'time' }, ['it <type> “9:30” is not a time like 18:30.']],
    [930, { type: 'time' }, ['it <type> “930” is not a time like 18:30.']],
    [
      'scarlet',
      { type: 'enum', choices: COLOURS },
      ['it <choice> “scarlet” is none of “red”, “green”.'],
    ],
    [9, { type: 'integer', max: 5 }, ['it <range> It must be at most 5; it was 9.']],
    ['a', { type: 'list' }, ['it <type> “a” is not a list.']],
    [
      ['a', 2, 3],
      { type: 'list' },
      ['it[1] <type> “2” is not a text.', 'it[2] <type> “3” is not a text.'],
    ],
    [[], { type: 'list', minLength: 1 }, ['it <length> It takes at least 1 item; it has 0.']],
    [['a'], { type: 'list', minLength: 2 }, ['it <length> It takes at least 2 items; it has 1.']],
    [
      ['a', 'b'],
      { type: 'list', maxLength: 1 },
      ['it <length> It takes at most 1 item; it has 2.'],
    ],
    [[null], { type: 'list', itemType: 'object' }, ['it[0] <type> “null” is not an object.']],
    [[1], { type: 'object' }, ['it <type> “[1]” is not an object.']],
    ['a', { type: 'object' }, ['it <type> “a” is not an object.']],
    [
      { zap: 1 },
      { type: 'object', fields: [parameter('zip')] },
      ['it.zap <unknown> There is no parameter “zap”.', 'it.zip <missing> Zip is missing.'],
    ],
    [
      [{ count: 'two' }],
      { type: 'list', itemType: 'object', fields: [parameter('count', { type: 'integer' })] },
      ['it[0].count <type> “two” is not a whole number.'],
    ],
  ])('refuses %j', (value, draft, problems) => expect(wrong(value, draft)).toEqual(problems))

  it('names what exists by its value, each of a list by its place', () => {
    expect(wrong('W1', {}, ['W1'])).toEqual([])
    expect(wrong('w1', {}, ['W1'])).toEqual(['it <lookup> There is no it “w1”.'])
    expect(wrong(['W1', 'W2'], { type: 'list' }, ['W1'])).toEqual([
      'it[1] <lookup> There is no it “W2”.',
    ])
    expect(wrong(3, {}, ['3'])).toEqual(['it <type> “3” is not a text.'])
    expect(wrong('W2', {}, ['W1', 'W2'])).toEqual([])
    const orders = new Map([['order_id', [{ value: 'W1', label: '' }]]])
    const [problem] = strictProblems([parameter('order_id')], { order_id: 'W9' }, orders)
    expect(problem?.text).toBe('There is no order id “W9”.')
  })

  it('names what exists within an object or a list of them, each by its place', () => {
    const city = parameter('city', { lookup: 'root.cities()' })
    const address = parameter('address', { type: 'object', fields: [city, parameter('street')] })
    const product = parameter('product', { lookup: 'root.products()' })
    const lines = parameter('lines', { type: 'list', itemType: 'object', fields: [product] })
    const existing = new Map(
      Object.entries({ 'address.city': 'Denver', 'lines.product': 'pen', city: 'Atlantis' }).map(
        ([path, value]) => [path, [{ value, label: value }]],
      ),
    )
    const wrongOf = (values: Readonly<Record<string, Json>>) =>
      strictProblems([address, lines], values, existing).map(
        ({ path, code, text }) => `${path} <${code}> ${text}`,
      )
    const street = '5 Oak Street'
    expect(wrongOf({ address: { city: 'Denver', street }, lines: [{ product: 'pen' }] })).toEqual(
      [],
    )
    expect(
      wrongOf({
        address: { city: 'Atlantis', street },
        lines: [{ product: 'pen' }, { product: 'pens' }],
      }),
    ).toEqual([
      'address.city <lookup> There is no city “Atlantis”.',
      'lines[1].product <lookup> There is no product “pens”.',
    ])
    expect(wrongOf({ address: { city: 5, street: 6 }, lines: [] })).toEqual([
      'address.city <type> “5” is not a text.',
      'address.street <type> “6” is not a text.',
    ])
  })

  it('knows no parameter but its own', () => {
    expect(strictProblems([], { toString: 'x' }, new Map()).map(({ path }) => path)).toEqual([
      'toString',
    ])
    expect(strictProblems([parameter('toString')], {}, new Map())).toMatchObject([
      { code: 'missing' },
    ])
  })
})
