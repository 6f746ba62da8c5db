import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { ParameterId } from '#domain/ids.ts'
import { slotPatterns, type SlotPatterns } from './templates.ts'
import { textKindOf } from './text-kind.ts'

const parameter = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: 'p', name })

const shown = (...values: string[]): SlotPatterns => ({
  ...slotPatterns([]),
  values: new Map([['p' as ParameterId, values]]),
})

describe('the kind of a free text', () => {
  it('is brief where the values known of it are', () => {
    const city = parameter('city', { examples: ['Reno', 'San Diego'] })
    expect(textKindOf(city, shown('Reno', 'new  york city'))).toEqual({
      kind: 'brief',
      longest: 3,
      known: new Set(['reno', 'san diego', 'new york city']),
    })
  })

  it('is shown by what exists, too', () => {
    const existing = ['Reno', 'Ely', 'Elko'].map((value) => ({ value, label: value }))
    expect(textKindOf(parameter('city'), shown(), existing)).toMatchObject({
      kind: 'brief',
      longest: 1,
    })
  })

  it.each([
    ['what it is called', parameter('cancel_reason', { examples: ['late', 'broken', 'wrong'] })],
    [
      'long values',
      parameter('wish', { examples: ['a room with a view of the sea', 'a late arrival'] }),
    ],
    ['its description', parameter('wish', { description: 'A message to the host.' })],
  ])('is prose by %s', (_, each) => {
    expect(textKindOf(each, shown())).toEqual({ kind: 'prose' })
  })

  it('is not told by one or two values, nor by none', () => {
    expect(textKindOf(parameter('title', { examples: ['Milk', 'Eggs'] }), shown())).toEqual({
      kind: 'any',
    })
    expect(textKindOf(parameter('hotel_name'), shown())).toEqual({ kind: 'any' })
    expect(textKindOf(parameter('hotel_name'), slotPatterns([]))).toEqual({ kind: 'any' })
  })

  it('is not told by values of a few words', () => {
    const song = parameter('song', {
      examples: ['I Want You Back', 'Dancing in the Dark', 'Yellow'],
    })
    expect(textKindOf(song, shown('Let It Be'))).toEqual({ kind: 'any' })
  })

  it('of values that are known is not what a description mentions', () => {
    const city = parameter('city', { description: 'Shown in the text.' })
    expect(textKindOf(city, shown('Reno', 'Ely', 'Elko'))).toMatchObject({ kind: 'brief' })
  })

  it.each(
    (
      'text message reason comment note description body content remark feedback explanation ' +
      'details instruction memo question sentence'
    ).split(' '),
  )('is prose where it is called a %s, or several', (name) => {
    const names = /body|feedback|details/.test(name) ? [name] : [name, `${name}s`]
    for (const each of names)
      expect(textKindOf(parameter(each), shown())).toEqual({ kind: 'prose' })
    expect(textKindOf(parameter(`${name}_id`), shown())).toEqual({ kind: 'prose' })
    expect(textKindOf(parameter(`x${name}`), shown())).toEqual({ kind: 'any' })
  })

  it('changes where the values known of it have three and five words on average', () => {
    const kindOf = (...values: string[]): string =>
      textKindOf(parameter('it'), shown(...values)).kind
    expect(kindOf('a b c', 'd', 'e f')).toBe('brief')
    expect(kindOf('a b c', 'd e f', 'g h i')).toBe('any')
    expect(kindOf('a b c d e')).toBe('prose')
    expect(kindOf('a b c d')).toBe('any')
    // The same value twice is known once.
    expect(kindOf('Reno', 'reno', 'Ely')).toBe('any')
  })
})
