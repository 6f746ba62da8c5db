import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { stringType } from './string.ts'

const found = (text: string, name: string): Json[] =>
  stringType
    .find(text, parameterSchema.parse({ id: 'p', name, type: 'string' }), { now: 0 })
    .map(({ value }) => value)

describe('a quotation', () => {
  it.each([
    ['say "hi"', 'note', ['hi']],
    ["send it to {'city': 'Ulm', 'street': '2 Elm Road'}", 'city', ['Ulm']],
    ["send it to {'city': 'Ulm', 'street': '2 Elm Road'}", 'street', ['2 Elm Road']],
    ['send it to {"city": "Ulm", "zip": "89073"}', 'postal_zip', ['89073']],
    ["change Mug {'color': 'red', 'size': 'L'}", 'item_id', []],
    ['he said: "no"', 'note', ['no']],
    ['call it "Part 2": "The End"', 'title', ['Part 2', 'The End']],
    ['"a": say "b"', 'note', ['a', 'b']],
  ])('of %s is, for %s, %j', (text, name, values) => {
    expect(found(text, name)).toEqual(values)
  })
})
