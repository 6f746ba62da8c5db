import { describe, expect, it } from 'vitest'
import { newParameter, parameterSchema } from '#domain/parameter.ts'
import type { ParameterId } from '#domain/ids.ts'
import { placeholderQuery, withPlaceholder } from './placeholder-query.ts'

const command = {
  parameters: ['item', 'place', 'new_item'].map((name) => newParameter(name as ParameterId, name)),
}
const ask = (text: string) => placeholderQuery(text, text.length, command)

describe('a placeholder that is typed', () => {
  it.each<[string, string[] | undefined]>([
    ['move {', ['item', 'place', 'new_item']],
    ['move {IT', ['item', 'new_item']],
    ['move {item', ['item', 'new_item']],
    ['move {x', undefined],
    ['move {item} to', undefined],
    ['move', undefined],
  ])('“%s” offers %j', (text, names) => {
    expect(ask(text)?.names).toEqual(names)
  })

  it('offers the fields of an object by their paths, and not the object', () => {
    const address = parameterSchema.parse({
      id: 'address',
      name: 'address',
      type: 'object',
      fields: [newParameter('street' as ParameterId, 'street')],
    })
    const of = { parameters: [...command.parameters, address] }
    const names = (text: string) => placeholderQuery(text, text.length, of)?.names
    expect(names('to {addr')).toEqual(['address.street'])
    expect(names('to {address.s')).toEqual(['address.street'])
    expect(names('to {street')).toEqual(['address.street'])
  })

  it('is written out, with its brace closed once', () => {
    const query = ask('move {it')!
    expect(withPlaceholder('move {it} now', query, 'item')).toEqual({
      text: 'move {item} now',
      caret: 11,
    })
  })
})
