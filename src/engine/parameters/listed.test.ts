import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import { listedPlaces } from './listed.ts'

/** The rows of things in a message, surest first, with the words they stand in. */
function rows(text: string, description = '', required = true): [string[], string][] {
  const draft = { id: 'p', name: 'them', type: 'list', description, required }
  return listedPlaces(text, parameterSchema.parse(draft))
    .sort((a, b) => b.strength - a.strength)
    .map(({ value, start, end }) => [value, text.slice(start, end)])
}

describe('things in a row', () => {
  it.each<[string, string[], string]>([
    ['compare Oslo and Bergen', ['Oslo', 'Bergen'], 'Oslo and Bergen'],
    ['compare Oslo, Bergen & Voss', ['Oslo', 'Bergen', 'Voss'], 'Oslo, Bergen & Voss'],
    ['compare Oslo or  the  Voss', ['Oslo', 'Voss'], 'Oslo or  the  Voss'],
    ['compare Oslo,  and  Bergen', ['Oslo', 'Bergen'], 'Oslo,  and  Bergen'],
    ['compare Oslo, a Bergen and an Odd', ['Oslo', 'Bergen', 'Odd'], 'Oslo, a Bergen and an Odd'],
    ['for tomatoes and lettuce', ['tomatoes', 'lettuce'], 'tomatoes and lettuce'],
    ['price tomatoes and lettuce', ['tomatoes', 'lettuce'], 'tomatoes and lettuce'],
    ['I want to price tomatoes and lettuce', ['tomatoes', 'lettuce'], 'tomatoes and lettuce'],
    ['for ripe tomatoes and lettuce', ['ripe tomatoes', 'lettuce'], 'ripe tomatoes and lettuce'],
    [
      'order three pumpkins and two dozen eggs',
      ['pumpkins', 'eggs'],
      'pumpkins and two dozen eggs',
    ],
    ['for 2 pumpkins, 3 eggs', ['pumpkins', 'eggs'], 'pumpkins, 3 eggs'],
  ])('“%s”: %j', (text, value, said) => expect(rows(text)[0]).toEqual([value, said]))

  it.each([
    'compare Oslo with Bergen',
    'compare Oslo then Bergen',
    'for tomatoes',
    'for tomatoes but lettuce',
    'stop and go',
    'for two and three',
  ])('not “%s”', (text) => expect(rows(text)).toEqual([]))

  it('are guessed of a list that has to be given only; names and options of any', () => {
    expect(rows('for tomatoes and lettuce', '', false)).toEqual([])
    expect(rows('of Oslo and Bergen', '', false)).toEqual([[['Oslo', 'Bergen'], 'Oslo and Bergen']])
    const told = "Some of 'red', 'green' and 'dark blue'."
    expect(rows('green, dark blue and green it is', told, false)).toEqual([
      [['green', 'dark blue'], 'green, dark blue and green'],
    ])
    expect(rows('of Oslo and Bergen in red or green', told, false)).toEqual([
      [['red', 'green'], 'red or green'],
      [['Oslo', 'Bergen'], 'Oslo and Bergen'],
    ])
  })
})
