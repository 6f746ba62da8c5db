import { describe, expect, it } from 'vitest'
import { fieldsOf, parameterOf } from '#testing/read-values.ts'
import type { Json } from '#shared/json.ts'
import {
  fieldNamed,
  itemOf,
  merged,
  openPlace,
  partAt,
  pathOf,
  placeWords,
  stepsOf,
  valueAt,
  withValueAt,
  type Steps,
} from './paths.ts'

const address = parameterOf('address', {
  type: 'object',
  fields: fieldsOf({ city: {}, state: { required: false }, zip_code: {} }),
})
const order = parameterOf('order', {
  type: 'object',
  fields: fieldsOf({
    note: { required: false },
    items: {
      type: 'list',
      itemType: 'object',
      minLength: 1,
      fields: fieldsOf({ quantity: { type: 'integer' }, product: {} }),
    },
    tags: { type: 'list', required: false },
    address: { type: 'object', fields: address.fields, required: false },
  }),
})

describe('a path', () => {
  it.each<[string, Steps]>([
    ['city', ['city']],
    ['address.city', ['address', 'city']],
    ['items[2].quantity', ['items', 2, 'quantity']],
    ['items[12][0]', ['items', 12, 0]],
    ['[0].zip_code', [0, 'zip_code']],
  ])('%s leads to %j and is written so', (path, steps) => {
    expect(stepsOf(path)).toEqual(steps)
    expect(pathOf(steps)).toBe(path)
  })

  it.each(['', '.', 'a..b', '.a', 'a.', 'a[x]', 'a[1', 'a1]', 'a[01]', 'a b.[1]'])(
    '“%s” is none',
    (path) => expect(stepsOf(path)).toBeNull(),
  )
})

describe('what stands at a place', () => {
  const value = { items: [{ quantity: 2 }, { quantity: 3 }], city: 'Austin', note: null }
  it.each<[Steps, Json | undefined]>([
    [[], value],
    [['city'], 'Austin'],
    [['note'], null],
    [['items', 1, 'quantity'], 3],
    [['items', 2], undefined],
    [['items', 2, 'quantity'], undefined],
    [['items', 'quantity'], undefined],
    [['items', 'length'], undefined],
    [['city', 0], undefined],
    [['city', 'length'], undefined],
    [['note', 'x'], undefined],
    [['toString'], undefined],
    [[0], undefined],
  ])('%j is %j', (steps, expected) => expect(valueAt(value, steps)).toEqual(expected))
})

describe('another value at a place', () => {
  it.each<[string, Json | undefined, Steps, Json | undefined, Json | undefined]>([
    ['takes the place of all', { a: 1 }, [], 2, 2],
    ['is set beside the others', { a: 1, b: 2 }, ['a'], 3, { a: 3, b: 2 }],
    ['is added', { a: 1 }, ['b'], 2, { a: 1, b: 2 }],
    ['makes the objects on its way', undefined, ['a', 'b'], 1, { a: { b: 1 } }],
    ['takes the place of what is no object', 'words', ['a'], 1, { a: 1 }],
    ['takes the place of a list by a name', [1], ['a'], 1, { a: 1 }],
    ['makes the lists on its way', undefined, ['a', 0], 1, { a: [1] }],
    ['is set in a list', [1, 2, 3], [1], 5, [1, 5, 3]],
    ['is appended, however far beyond the end', [1], [7], 2, [1, 2]],
    ['begins a list in place of what is none', { a: 1 }, [0], 2, [2]],
    ['is taken out of an object', { a: 1, b: 2 }, ['a'], undefined, { b: 2 }],
    ['is taken out of a list', [1, 2, 3], [1], undefined, [1, 3]],
    ['that is nowhere is not taken out', [1], [3], undefined, [1]],
    ['is taken out of nothing', null, ['a'], undefined, {}],
  ])('%s', (_title, before, steps, after, expected) =>
    expect(withValueAt(before, steps, () => after)).toEqual(expected),
  )

  it('is made of the one that was there, which stays as it is', () => {
    const before = { items: [{ quantity: 2 }] }
    const after = withValueAt(before, ['items', 0, 'quantity'], (was) => Number(was) + 1)
    expect(after).toEqual({ items: [{ quantity: 3 }] })
    expect(before).toEqual({ items: [{ quantity: 2 }] })
  })
})

describe('one value over another', () => {
  it.each<[Json | undefined, Json, Json]>([
    [{ city: 'Austin', zip: '1' }, { zip: '2' }, { city: 'Austin', zip: '2' }],
    [
      { to: { city: 'Austin', zip: '1' } },
      { to: { zip: '2' } },
      { to: { city: 'Austin', zip: '2' } },
    ],
    [{ a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    [{ a: { b: 2 } }, { a: 1 }, { a: 1 }],
    [[1, 2], [3], [3]],
    [undefined, { a: 1 }, { a: 1 }],
    [null, { a: 1 }, { a: 1 }],
    [{ a: 1 }, null, null],
  ])('%j, then %j, is %j', (before, after, expected) =>
    expect(merged(before, after)).toEqual(expected),
  )
})

describe('the parameter at a place', () => {
  it.each<[Steps, string | null]>([
    [[], 'order'],
    [['items'], 'items'],
    [['items', 4], 'items'],
    [['items', 4, 'quantity'], 'quantity'],
    [['address', 'zip_code'], 'zip_code'],
    [['address', 'Zip code'], 'zip_code'],
    [['address', 'street'], null],
    [['address', 0], null],
    [[0], null],
    [['items', 'quantity'], null],
    [['note', 'x'], null],
  ])('%j is %j', (steps, name) => expect(partAt(order, steps)?.name ?? null).toBe(name))

  it('of a list is one of its items, however many the list has to have', () => {
    const list = parameterOf('tags', { type: 'list', itemType: 'date', minLength: 2, maxLength: 3 })
    expect(itemOf(list)).toEqual({ ...list, type: 'date', minLength: null, maxLength: null })
    expect(fieldNamed(order, 'ITEMS')?.name).toBe('items')
    expect(fieldNamed(order, 'thing')).toBeUndefined()
  })
})

describe('a place in words', () => {
  it.each<[Steps, string]>([
    [[], ''],
    [['zip_code'], 'zip code'],
    [['_zip_'], 'zip'],
    [['address', 'city'], 'city of the address'],
    [['items', 2, 'quantity'], 'quantity of the third of the items'],
    [['items', 0], 'first of the items'],
    [['items', 1], 'second of the items'],
    [['items', 3], 'fourth of the items'],
    [['items', 4], 'fifth of the items'],
    [['items', 5], 'sixth of the items'],
    [['items', 6], 'seventh of the items'],
    [['items', 7], 'eighth of the items'],
    [['items', 8], '9th of the items'],
  ])('%j is “%s”', (steps, words) => expect(placeWords(steps)).toBe(words))
})

describe('the place that is still open', () => {
  const done = { items: [{ quantity: 1, product: 'tea' }] }
  it.each<[string, Json | undefined, Steps | null]>([
    ['of what is complete is none', done, null],
    ['of nothing is none: all of it is open', undefined, null],
    ['of what is no object is none', 'words', null],
    ['is the first that is required', {}, ['items']],
    ['is one that was given and cannot be used', { ...done, note: null }, ['note']],
    ['lies within an object', { ...done, address: { city: 'Austin' } }, ['address', 'zip_code']],
    [
      'lies within an item',
      {
        items: [
          { quantity: 1, product: 'tea' },
          { quantity: null, product: 'milk' },
        ],
      },
      ['items', 1, 'quantity'],
    ],
    ['is a whole item', { items: [null] }, ['items', 0]],
    ['is none in a list of words', { ...done, tags: ['a'] }, null],
    ['is none in a list that is none', { items: 'tea' }, null],
    ['in a text for an object is none', { ...done, address: 'Austin' }, null],
  ])('%s', (_title, value, steps) => expect(openPlace(value, order)).toEqual(steps))

  it('is none in an object that may be any', () => {
    expect(openPlace({ a: null }, parameterOf('any', { type: 'object' }))).toBeNull()
  })
})
