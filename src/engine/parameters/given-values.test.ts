import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import type { LookupValue } from '../ports.ts'
import { checkedValue } from './constraints.ts'
import { namedValues, placeNamed, positionalValues, splitOutsideQuotes } from './inline.ts'
import {
  merged,
  openPlace,
  partAt,
  pathOf,
  placeWords,
  stepsOf,
  valueAt,
  withValueAt,
} from './paths.ts'
import { choicesOf, isFreeText, isOpenText, settledValue } from './settle.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './types/registry.ts'
import { shown } from './wording.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>

const parameter = (name: string, draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

const COLOURS: Draft['choices'] = [
  { value: 'red', synonyms: ['scarlet'] },
  { value: 'green', synonyms: [] },
]
const colour = parameter('colour', { type: 'enum', choices: COLOURS })
const address = parameter('address', {
  type: 'object',
  fields: [parameter('street'), parameter('zip_code'), parameter('note', { required: false })],
})
const items = parameter('items', {
  type: 'list',
  itemType: 'object',
  fields: [parameter('product'), parameter('count', { type: 'integer' })],
})
const parameters = [address, items, colour]

/** The value, or the problem as its code and sentence. */
function read(value: Json, draft: Draft): Json {
  const found = checkedValue(value, parameter('it', draft), { now: TEST_NOW })
  return found.ok ? found.value : `<${found.error.code}> ${found.error.text}`
}

describe('a value that is given is read as its type', () => {
  it.each<[Draft, Json, Json]>([
    [{ type: 'boolean' }, 'yep', true],
    [{ type: 'boolean' }, 'off', false],
    [{ type: 'boolean' }, 1, true],
    [{ type: 'boolean' }, false, false],
    [{ type: 'boolean' }, 'perhaps', '<type> “perhaps” is not yes or no.'],
    [{ type: 'boolean' }, 7, '<type> “7” is not yes or no.'],
    [{ type: 'date' }, ' 2026-02-28 ', '2026-02-28'],
    [
      { type: 'date' },
      '2026-02-30',
      '<type> “2026-02-30” is not a date, such as 2030-12-31 or “next Friday”.',
    ],
    [{ type: 'date' }, 'tomorrow', '2026-01-03'],
    [
      { type: 'date' },
      'soonish',
      '<type> “soonish” is not a date, such as 2030-12-31 or “next Friday”.',
    ],
    [{ type: 'date' }, 20, '<type> “20” is not a date, such as 2030-12-31 or “next Friday”.'],
    [{ type: 'time' }, '09:05', '09:05'],
    [{ type: 'time' }, 'noon', '12:00'],
    [{ type: 'time' }, '9:59', '09:59'],
    [{ type: 'time' }, '24:00', '<type> “24:00” is not a time of day, such as 17:30 or “5 pm”.'],
    [{ type: 'time' }, '9:60', '<type> “9:60” is not a time of day, such as 17:30 or “5 pm”.'],
    [
      { type: 'time' },
      'soonish',
      '<type> “soonish” is not a time of day, such as 17:30 or “5 pm”.',
    ],
    [{ type: 'time' }, 9, '<type> “9” is not a time of day, such as 17:30 or “5 pm”.'],
    [{ type: 'enum', choices: COLOURS }, 'Scarlet', 'red'],
    [{ type: 'enum', choices: COLOURS }, 'grean', 'green'],
    [{ type: 'enum', choices: COLOURS }, 'blue', '<choice> “blue” is not one of red or green.'],
    [{ type: 'enum', choices: COLOURS }, ['red'], '<choice> “["red"]” is not one of red or green.'],
    [{ type: 'list', itemType: 'integer' }, [1, '2'], [1, 2]],
    [{ type: 'list', itemType: 'integer' }, '1, 2 and 3', [1, 2, 3]],
    [{ type: 'list', itemType: 'integer' }, '[1, 2]', [1, 2]],
    [{ type: 'list', itemType: 'integer' }, 4, [4]],
    [{ type: 'list', itemType: 'integer' }, 'one, many', '<type> “many” is not a whole number.'],
    [{ type: 'list' }, ' , ', '<type> “ , ” is not a list.'],
    [{ type: 'list' }, '[a', ['[a']],
    [{ type: 'object' }, { a: 1 }, { a: 1 }],
    [{ type: 'object' }, '{"a": 1}', { a: 1 }],
    [{ type: 'object' }, 'a', '<type> “a” is not an object in JSON, such as {"size": 3}.'],
    [{ type: 'object' }, [1], '<type> “[1]” is not an object in JSON, such as {"size": 3}.'],
    [{ type: 'string' }, 12, '12'],
    [{ type: 'string' }, ' " " ', '<type> “ " " ” is not a text.'],
    [{ type: 'string' }, { a: 1 }, '<type> “{"a":1}” is not a text.'],
    [{ type: 'integer' }, 1.5, '<type> “1.5” is not a whole number.'],
    [{ type: 'number', unit: 'kg' }, '500 g', 0.5],
    [{ type: 'number', unit: 'kg' }, '3 days', '<type> “3 days” is not a weight in kg.'],
    [{ type: 'number', unit: 'EUR' }, '3 days', '<type> “3 days” is not money in euros.'],
    [{ type: 'number' }, null, '<type> “null” is not a number.'],
  ])('%o: %o', (draft, value, expected) => expect(read(value, draft)).toEqual(expected))

  it.each<[Draft, Json, string]>([
    [{ type: 'integer', min: 2, max: 5 }, 6, '<range> It must be between 2 and 5; it was 6.'],
    [{ type: 'integer', min: 2 }, 1, '<range> It must be at least 2; it was 1.'],
    [{ type: 'integer', max: 5 }, 6, '<range> It must be at most 5; it was 6.'],
    [{ minLength: 3 }, 'ab', '<length> It needs at least 3 characters.'],
    [{ maxLength: 1 }, 'ab', '<length> It can have at most 1 character.'],
    [
      { pattern: 'W\\d', examples: ['W1'] },
      'X1',
      '<pattern> “X1” is not a valid it. It looks like “W1”.',
    ],
    [{ pattern: 'W\\d' }, 'X1', '<pattern> “X1” is not a valid it.'],
    [{ type: 'list', minLength: 2 }, ['a'], '<length> It needs at least 2 items.'],
    [{ type: 'list', maxLength: 1 }, ['a', 'b'], '<length> It can have at most 1 item.'],
    [
      { type: 'list', itemType: 'integer', max: 3 },
      [1, 4],
      '<range> It must be at most 3; it was 4.',
    ],
    [{ type: 'list', pattern: 'W\\d' }, ['W1', 'W'], '<pattern> “W” is not a valid it.'],
  ])('within its bounds: %o: %o', (draft, value, expected) => {
    expect(read(value, draft)).toBe(expected)
  })

  it.each<[Draft, Json]>([
    [{ type: 'integer', min: 2, max: 5 }, 2],
    [{ type: 'integer', min: 2, max: 5 }, 5],
    [{ minLength: 2, maxLength: 2 }, 'ab'],
    [{ minLength: 2, maxLength: 2 }, '😀😀'],
    [{ type: 'list', minLength: 2, maxLength: 2 }, ['a', 'bcd']],
    [{ pattern: 'W\\d' }, 'W1'],
  ])('and up to them: %o: %o', (draft, value) => expect(read(value, draft)).toEqual(value))

  it.each<[Draft, string]>([
    [{ type: 'boolean' }, 'yes or no'],
    [{ type: 'date' }, 'a date, such as 2030-12-31 or “next Friday”'],
    [{ type: 'enum', choices: COLOURS }, 'one of red or green'],
    [{ type: 'time' }, 'a time of day, such as 17:30 or “5 pm”'],
    [{ type: 'integer' }, 'a whole number'],
    [{ type: 'integer', unit: ' kg ' }, 'a whole number in kg'],
    [{ type: 'number' }, 'a number'],
    [{ type: 'list' }, 'a list, separated by commas'],
    [{ type: 'object' }, 'an object in JSON, such as {"size": 3}'],
    [{ type: 'string' }, 'a text'],
    [{ type: 'string', examples: ['W1', 'W2'] }, 'something like “W1”'],
  ])('and asked for in words: %o', (draft, words) => {
    const wanted = parameter('it', draft)
    expect(PARAMETER_TYPE_DEFINITIONS[wanted.type].expects(wanted)).toBe(words)
  })

  it('is shown no longer than a sentence can bear', () => {
    expect(shown('x'.repeat(60))).toBe('x'.repeat(60))
    expect(shown('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`)
  })
})

describe('a value that must exist', () => {
  const existing: LookupValue[] = [
    { value: 'W1', label: 'the first order' },
    { value: 'boots', label: 'Hiking Boots' },
    { value: 'shoes', label: 'Running Shoes' },
  ]
  const settled = (value: Json, draft: Draft = {}, exactOnly = false, known = existing): Json => {
    const context = { now: TEST_NOW, existing: known, exactOnly }
    const found = settledValue(value, parameter('it', { lookup: 'x', ...draft }), context)
    if (found.ok) return found.value
    const { problem, suggestions } = found.error
    return `<${problem.code}> ${suggestions.map((each) => each.value).join(' ')}`.trim()
  }

  it('is taken by its label or value, nearly said only where nothing is changed', () => {
    expect(settled('hiking boots')).toBe('boots')
    expect(settled('W1')).toBe('W1')
    expect(settled('hiking bots')).toBe('boots')
    expect(settled('hiking bots', {}, true)).toBe('<lookup> boots')
    expect(settled('rubber ducks')).toMatch(/^<lookup>/)
  })

  it('breaks its own rule rather than that of the list, where it is in none', () => {
    expect(settled('nonsense', { pattern: 'W\\d' })).toBe('<pattern>')
    expect(settled('the first order', { pattern: 'W\\d' })).toBe('W1')
  })

  it('is each of a list, and the list as a whole is held to its length', () => {
    const list: Draft = { type: 'list' }
    expect(settled('hiking boots and running shoes', list)).toEqual(['boots', 'shoes'])
    expect(settled(['W1', 'ducks'], list)).toMatch(/^<lookup>/)
    expect(settled(['W1'], { ...list, minLength: 2 })).toBe('<length>')
    expect(settled(' , ', list)).toBe('<type>')
    expect(settled(['the first order'], { ...list, pattern: '\\D+' })).toBe('<pattern>')
  })

  it('may be anything where no list of them is known', () => {
    const context = { now: TEST_NOW, existing: null, exactOnly: false }
    expect(settledValue('ducks', parameter('it'), context)).toEqual({ ok: true, value: 'ducks' })
    expect(settledValue('blue', colour, context)).toMatchObject({
      error: { suggestions: [{ value: 'red' }, { value: 'green' }] },
    })
  })
})

describe('a value that is made of parts', () => {
  const settled = (value: Json, whole: Parameter): Json => {
    const found = settledValue(value, whole, { now: TEST_NOW, existing: null, exactOnly: false })
    if (found.ok) return found.value
    const { problem, partial = null } = found.error
    return [problem.path ?? null, `<${problem.code}> ${problem.text}`, partial]
  }
  const tea = { product: 'tea', count: 2 }

  it.each<[Json, Json]>([
    [[tea], [tea]],
    [tea, [tea]],
    ['[{"product": "tea", "count": "two"}]', [tea]],
    ['tea', [null, '<type> “tea” is not a list of product, count.', null]],
    [3, [null, '<type> “3” is not a list of product, count.', null]],
    [
      [tea, { product: 'cup' }],
      [
        'items[1].count',
        '<missing> Second of the items: Count is missing.',
        [tea, { product: 'cup' }],
      ],
    ],
    [
      [{ product: 'cup', count: 'many' }, tea],
      [
        'items[0].count',
        '<type> First of the items: “many” is not a whole number.',
        [{ product: 'cup', count: null }, tea],
      ],
    ],
  ])('as a list: %j', (value, expected) => expect(settled(value, items)).toEqual(expected))

  it.each<[Json, Json]>([
    [
      { street: 'a', 'Zip Code': 'b' },
      { street: 'a', zip_code: 'b' },
    ],
    [
      { street: 'a', zip_code: '', note: '' },
      ['address.zip_code', '<missing> Address: Zip code is missing.', { street: 'a' }],
    ],
    ['a', [null, '<type> “a” is not made up of street, zip code, note.', null]],
    [
      { street: 'a', zip_code: 'b', floor: 2 },
      ['address.floor', '<surplus> Address has no “floor”.', { street: 'a', zip_code: 'b' }],
    ],
  ])('as an object: %j', (value, expected) => expect(settled(value, address)).toEqual(expected))

  it('has its defaults', () => {
    const fields = [parameter('zip'), parameter('note', { required: false, defaultValue: 'none' })]
    const whole = parameter('to', { type: 'object', fields })
    expect(settled({ zip: '97214' }, whole)).toEqual({ zip: '97214', note: 'none' })
  })

  it('is held to its length as a whole', () => {
    expect(settled([tea], { ...items, minLength: 2 })).toEqual([
      null,
      '<length> Items needs at least 2 items.',
      [tea],
    ])
  })
})

it('tells which texts are free, and what can be suggested', () => {
  expect(isFreeText(parameter('it'))).toBe(true)
  expect(isFreeText(parameter('it', { pattern: 'W' }))).toBe(false)
  expect(isFreeText(parameter('it', { lookup: 'x' }))).toBe(false)
  expect(isFreeText(parameter('it', { type: 'integer' }))).toBe(false)
  expect(isOpenText(parameter('it', { pattern: 'W\\d{4}' }))).toBe(false)
  expect(isOpenText(parameter('it', { pattern: '.+' }))).toBe(true)
  expect(choicesOf(colour).map(({ value }) => value)).toEqual(['red', 'green'])
  expect(choicesOf({ ...colour, type: 'list', itemType: 'enum' })).toHaveLength(2)
  expect(choicesOf(parameter('it', { type: 'boolean' })).map(({ label }) => label)).toEqual([
    'Yes',
    'No',
  ])
  expect(choicesOf({ ...colour, type: 'list', itemType: 'string' })).toEqual([])
})

describe('places in a value of parts', () => {
  it.each([
    ['items[2].count', ['items', 2, 'count']],
    ['address.city', ['address', 'city']],
    ['note', ['note']],
    ['', null],
    ['a..b', null],
    ['a[x]', null],
    ['a.b.', null],
  ])('%s', (path, steps) => expect(stepsOf(path)).toEqual(steps))

  it('are read and written, and made on the way', () => {
    const value = { items: [{ count: 1 }, { count: 2 }] }
    const at = (path: string) => valueAt(value, stepsOf(path) ?? [])
    expect(at('items[1].count')).toBe(2)
    expect(at('items[5].count')).toBeUndefined()
    expect(at('items.count')).toBeUndefined()
    expect(at('other')).toBeUndefined()
    expect(valueAt(value, [0])).toBeUndefined()
    expect(valueAt({}, ['toString'])).toBeUndefined()

    const put = (path: string, next: Json | undefined) =>
      withValueAt(value, stepsOf(path) ?? [], () => next)
    expect(put('items[1].count', 5)).toEqual({ items: [{ count: 1 }, { count: 5 }] })
    expect(put('items[9].count', 5)).toEqual({ items: [{ count: 1 }, { count: 2 }, { count: 5 }] })
    expect(put('items[0]', undefined)).toEqual({ items: [{ count: 2 }] })
    expect(put('items', undefined)).toEqual({})
    expect(withValueAt('text', ['a', 0], () => 1)).toEqual({ a: [1] })
    expect(value).toEqual({ items: [{ count: 1 }, { count: 2 }] })
  })

  it('go over one another part by part', () => {
    expect(merged({ a: { b: 1, c: 2 } }, { a: { b: 3 } })).toEqual({ a: { b: 3, c: 2 } })
    expect(merged({ a: [1] }, { a: { b: 3 } })).toEqual({ a: { b: 3 } })
    expect(merged(undefined, 3)).toBe(3)
  })

  it('are called what people call them', () => {
    expect(placeWords(['items', 2, 'unit_price'])).toBe('unit price of the third of the items')
    expect(placeWords(['items', 8])).toBe('9th of the items')
    expect(placeWords(['note'])).toBe('note')
    expect(placeWords([])).toBe('')
    expect(pathOf(['items', 2, 'unit_price'])).toBe('items[2].unit_price')
  })

  it('belong to a parameter, if to any', () => {
    expect(partAt(address, ['Zip Code'])?.name).toBe('zip_code')
    expect(partAt(items, [0, 'count'])?.type).toBe('integer')
    expect(partAt(items, ['count'])).toBeNull()
    expect(partAt(address, [0])).toBeNull()
    expect(partAt(address, ['street', 'x'])).toBeNull()
    expect(partAt(address, [])).toBe(address)
  })

  it.each<[Parameter, Json | undefined, readonly (string | number)[] | null]>([
    [address, {}, ['street']],
    [address, { street: 'a', zip_code: 'b' }, null],
    [address, { street: 'a', zip_code: 'b', note: null }, ['note']],
    [address, 'a', null],
    [items, [{ product: 'a', count: 1 }, { product: 'b' }], [1, 'count']],
    [items, [{ product: 'a', count: 1 }, null], [1]],
    [items, {}, null],
    [colour, null, null],
  ])('are open where a value is wanting: %#', (whole, value, place) => {
    expect(openPlace(value, whole)).toEqual(place)
  })
})

describe('values by name', () => {
  it.each<[string, unknown]>([
    ['{"colour": "red"}', { colour: 'red' }],
    ['{"Colour": "red", "address": {"street": "a"}}', { colour: 'red', address: { street: 'a' } }],
    ['{"size": 3}', null],
    ['{colour', null],
    ['{}', null],
    ['[1]', null],
    ['<colour> red </colour>', { colour: 'red' }],
    ['<colour>red</colour> and', null],
    ['<size>3</size>', null],
    [
      '<address><street>12 Alder Lane</street><floor>2</floor></address>',
      { address: { street: '12 Alder Lane', floor: '2' } },
    ],
    [
      '<items><item><product>tea</product><count>2</count></item><item>cup</item></items>',
      { items: [{ product: 'tea', count: '2' }, 'cup'] },
    ],
    ['<colour><b>red</b></colour>', { colour: '<b>red</b>' }],
    ['colour=red, street = 12 Alder Lane', { colour: 'red', address: { street: '12 Alder Lane' } }],
    [
      'address.zip code=97214; address.street="a, b"',
      { address: { zip_code: '97214', street: 'a, b' } },
    ],
    ['items[0].product=tea items[0].count=2', { items: [{ product: 'tea', count: '2' }] }],
    ['size=3', null],
    ['it is colour=red', null],
    ['colour==red', null],
    ['address.floor=2', null],
    ['items.count=2', null],
    ['colour[0]=red', null],
  ])('%s', (text, values) => expect(namedValues(text, parameters)).toEqual(values))

  it('take a field by its own name only where no other is called so', () => {
    const other = parameter('billing', { type: 'object', fields: [parameter('street')] })
    expect(placeNamed('street', parameters)).toEqual(['address', 'street'])
    expect(placeNamed('street', [...parameters, other])).toBeNull()
    expect(placeNamed('billing.street', [...parameters, other])).toEqual(['billing', 'street'])
    expect(placeNamed('', parameters)).toBeNull()
  })
})

describe('values by position', () => {
  const two = [parameter('to'), parameter('text')]

  it.each<[string, unknown]>([
    ['Anna it is late', { to: 'Anna', text: 'it is late' }],
    ['Anna, it is late, again', { to: 'Anna', text: 'it is late, again' }],
    ['"Anna, Ben" hello', { to: 'Anna, Ben', text: 'hello' }],
    ['Anna', { to: 'Anna' }],
    ['', null],
  ])('%s', (text, values) => expect(positionalValues(text, two)).toEqual(values))

  it('are not more than there is room for', () => {
    expect(positionalValues('1 2', [parameter('a', { type: 'integer' })])).toBeNull()
    expect(positionalValues('1 2', [parameter('a', { type: 'list' })])).toEqual({ a: '1 2' })
    expect(positionalValues('1', [])).toBeNull()
  })

  it('are parted at commas outside of quotes, else at blanks', () => {
    expect(splitOutsideQuotes('a, "b, c" ,, d')).toEqual(['a', '"b, c"', 'd'])
    expect(splitOutsideQuotes('a “b c” d')).toEqual(['a', '“b c”', 'd'])
    expect(splitOutsideQuotes("it's, 'b c'")).toEqual(["it's", "'b c'"])
    expect(splitOutsideQuotes('')).toEqual([])
  })
})
