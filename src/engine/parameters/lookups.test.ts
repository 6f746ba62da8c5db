import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import type { LookupValue } from '../ports.ts'
import { findLookups, lookupProblem, resolveLookup } from './lookups.ts'

/** `u1: Anna Berg` is a value with another label; `Lamp` is its own. */
const valuesOf = (names: string): LookupValue[] =>
  names.split('; ').map((name) => {
    const [value = '', label = value] = name.split(': ')
    return { value, label }
  })

/** How words are understood, and what they may mean. */
function outcomeOf(said: string, names: string): [string, string[]] {
  const outcome = resolveLookup(said, valuesOf(names))
  const values = 'values' in outcome ? outcome.values : [outcome.value]
  return [outcome.kind, values.map(({ value }) => value)]
}

describe('which of the existing things is meant', () => {
  it.each<[string, string, string, string[]]>([
    ['the lamp', 'The Lamp; Chair', 'exact', ['The Lamp']],
    ['u1', 'u1: Anna Berg; u2: Anna Lee', 'exact', ['u1']],
    ['anna_berg', 'u1: Anna Berg; u2: Anna Lee', 'exact', ['u1']],
    ['Sam Hill', 'u1: Sam Hill; u2: Sam Hill', 'several', ['u1', 'u2']],
    ['Sam Hill', 'u1: Sam Hill; u1: Sam Hill', 'exact', ['u1']],
    ['Anna', 'u1: Anna Berg; u2: Anna Lee', 'several', ['u1', 'u2']],
    ['Berg', 'u1: Anna Berg; u2: Anna Lee', 'near', ['u1']],
    ['Berg,  Anna', 'u1: Anna Berg; u2: Anna Lee', 'near', ['u1']],
    ['de Berg', 'Eva de Berg; Lamp', 'near', ['Eva de Berg']],
    ['the scarf', 'Wool Scarf; Hiking Boots', 'near', ['Wool Scarf']],
    ['the scarf', 'Wool Scarf; Keep The Scarf', 'several', ['Wool Scarf', 'Keep The Scarf']],
    ['the', 'Keep The Scarf; Lamp', 'none', ['Keep The Scarf', 'Lamp']],
    ['de', 'Eva de Berg; Lamp', 'none', ['Eva de Berg', 'Lamp']],
    ['the', 'The Lamp; Chair', 'none', ['The Lamp', 'Chair']],
    ['Anna Anna Berg', 'Anna Berg; Lamp', 'none', ['Anna Berg', 'Lamp']],
    ['lamp lamp', 'Lamp; Chair', 'none', ['Lamp', 'Chair']],
    ['Lamb', 'Lamp; Chair', 'near', ['Lamp']],
    ['Lam', 'Lamp; Chair', 'none', ['Lamp', 'Chair']],
    ['lamps', 'Lamp; Limps', 'near', ['Lamp']],
    ['pens', 'Pans; Tens; Pen', 'near', ['Pen']],
    ['the red boxes', 'Red box; Red boxer; Box', 'near', ['Red box']],
    ['sandwiches', 'Sandwich; Sand', 'near', ['Sandwich']],
    ['batteries', 'Battery; Batter', 'near', ['Battery']],
    ['ties', 'Tie; Sty', 'near', ['Tie']],
    ['USB 3 cables', 'USB 3 cable; USB 2 cable', 'near', ['USB 3 cable']],
    ['USB 3 cables', 'USB 2 cable; Lamp', 'none', ['USB 2 cable', 'Lamp']],
    ['boxes', 'b1: Box; b2: Box', 'several', ['b1', 'b2']],
    ['W12s', 'W12; Lamp', 'near', ['W12']],
    ['boxes', 'Cardboard box; Lamp', 'none', ['Cardboard box', 'Lamp']],
    ['gas', 'Ga; Lamp', 'none', ['Ga', 'Lamp']],
    ['glass', 'Gla; Glas', 'near', ['Glas']],
    ['dresses', 'Dress; Lamp', 'near', ['Dress']],
    ['Margerit', 'Margaret; Lamp', 'none', ['Margaret', 'Lamp']],
    ['Margerite', 'Margarete; Lamp', 'near', ['Margarete']],
    ['Margariete', 'Margarete; Margareta', 'near', ['Margarete']],
    ['Lame', 'Lamp; Lamb', 'several', ['Lamp', 'Lamb']],
    ['Lampe', 'Lamp; lamp: Lampp', 'several', ['Lamp', 'lamp']],
    ['W12', 'W1; W123', 'none', ['W1', 'W123']],
    ['W124', 'W123; W1234', 'none', ['W123', 'W1234']],
    ['order W123x', 'order W123; order W124', 'near', ['order W123']],
  ])('%s, of %s: %s', (said, names, kind, values) => {
    expect(outcomeOf(said, names)).toEqual([kind, values])
  })

  it('offers no more than can be read', () => {
    const nine = Array.from('abcdefghi', (letter) => `${letter}: Lamp`).join('; ')
    expect(outcomeOf('lamp', nine)).toEqual(['several', Array.from('abcdefgh')])
    expect(outcomeOf('lam', nine)[1]).toHaveLength(5)
    const eight = Array.from('abcdefgh', (letter) => `${letter}: Lamp`).join('; ')
    expect(outcomeOf('nothing', eight)[1]).toHaveLength(8)
    expect(outcomeOf('nothing', nine)[1]).toEqual([])
  })

  it('offers of many what is nearest, first of all', () => {
    const many =
      'Emma; Noah; Mia; Tomas Lee; Omar; Jonas; Maya; Ines; Hugo; a: Bo Jomar; b: Jonax Li'
    expect(outcomeOf('Jomax', many)).toEqual(['none', ['a', 'b', 'Tomas Lee', 'Omar', 'Jonas']])
    expect(outcomeOf('Hugu Iness', many)).toEqual(['none', []])
  })
})

describe('names of existing things in a message', () => {
  const PEOPLE = 'u1: Anna Berg; u2: John Smith; u3: Jane Smith; Carla; Message Board; The Lamp'

  function found(text: string, ignored = 'send message', names = PEOPLE): unknown[] {
    const matches = findLookups(text, valuesOf(names), new Set(ignored.split(' ')))
    return matches.map(({ start, end, outcome }) => [text.slice(start, end), outcome.kind])
  }

  it.each<[string, unknown[], string?, string?]>([
    [
      'tell Anna Berg and u2',
      [
        ['Anna Berg', 'exact'],
        ['u2', 'exact'],
      ],
    ],
    ['tell Anna Berg and Jane', [['Anna Berg', 'exact']]],
    ["tell Carla's aunt", [['Carla', 'exact']]],
    ['tell Carla’s', [['Carla', 'exact']]],
    ["tell Carla'sister", []],
    ['tell Anna', [['Anna', 'near']]],
    [
      'tell jon smith',
      [
        ['jon smith', 'near'],
        ['smith', 'several'],
      ],
    ],
    ['tell Smith', [['Smith', 'several']]],
    ['send a message', []],
    ['send a board', [['board', 'near']]],
    ['buy the lamb', []],
    ['send two batteries', [['batteries', 'near']], 'send', 'Battery; Lamp'],
    ['send batteries or a lamp', [['lamp', 'exact']], 'send', 'Battery; Lamp'],
    ['tell Anna Meier', []],
    ['tell Meier Anna', []],
    ['tell Meier anna', [['anna', 'near']]],
    ['tell anna Meier', [['anna', 'near']]],
    ['Tell Anna', [['Anna', 'near']]],
    ['tell Anna B', [['Anna', 'near']]],
    ['tell B Anna', [['Anna', 'near']]],
    ['tell Mei3 Anna', [['Anna', 'near']]],
    ['tell Meier about Anna', [['Anna', 'near']]],
    ['tell Anna. Say Hello', [['Anna', 'near']]],
  ])('“%s”', (text, names, ignored, among) => expect(found(text, ignored, among)).toEqual(names))

  it('are not sought without end: near ones only in a short message, whole ones of few words', () => {
    expect(found(`${'so '.repeat(38)}tell Anna`)).toEqual([['Anna', 'near']])
    expect(found(`${'so '.repeat(39)}tell Anna`)).toEqual([])
    expect(found(`${'so '.repeat(39)}tell Anna Berg`)).toEqual([['Anna Berg', 'exact']])
    const long = 'a very long name of seven words'
    expect(found(`${'so '.repeat(39)}${long}`, '', long)).toEqual([])
    expect(found(`a name of six words here`, '', 'a name of six words here; x')).toHaveLength(1)
  })

  it('have to be names', () => {
    expect(found('“” _ ...', '', '; Lamp')).toEqual([])
  })
})

describe('why words do not name an existing thing', () => {
  const user = parameterSchema.parse({ id: 'p', name: 'user_id', type: 'string' })

  it.each([
    ['Anna', 'User id “Anna” could be “Anna Berg” or “Anna Lee”.'],
    ['Karl', 'There is no user id “Karl”.'],
    ['Anna Burg', 'There is no user id “Anna Burg”. Did you mean “Anna Berg”?'],
  ])('%s', (said, text) => {
    const outcome = resolveLookup(said, valuesOf('u1: Anna Berg; u2: Anna Lee'))
    expect(lookupProblem(said, user, outcome)).toEqual({ code: 'lookup', text })
  })
})
