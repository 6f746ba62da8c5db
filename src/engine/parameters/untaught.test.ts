import { describe, expect, it } from 'vitest'
import type { ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { extract } from './extract.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>
type Drafts = Readonly<Record<string, Draft>>

interface Said {
  readonly utterances?: readonly string[]
  /** Parameter, words and probability, as a tagger would see them; `null` without one. */
  readonly tagged?: readonly (readonly [string, string, number])[] | null
}

/** Values by name, of what was said to a command of these parameters. */
function read(
  text: string,
  parameters: Drafts,
  { utterances = [], tagged = null }: Said = {},
): Record<string, Json> {
  const document = workflow().command('act', { parameters, utterances }).build()
  const command = recordById(document, 'command', 'act')!
  const idOf = (name: string): ParameterId =>
    command.parameters.find((parameter) => parameter.name === name)!.id
  const spans = tagged?.map(([name, words, probability]): TaggedSpan => {
    const start = text.indexOf(words)
    const place = { start, end: start + words.length }
    return { command: command.id, parameter: idOf(name), ...place, probability }
  })
  const { values } = extract({
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: utterancesOf(document, commandId('act')),
    spans: spans ?? null,
    now: TEST_NOW,
    existing: new Map(),
  })
  return Object.fromEntries(values.map(({ parameter, value }) => [parameter.name, value]))
}

const told = (description: string, more: Draft = {}): Draft => ({ description, ...more })

describe('a parameter that no utterance shows', () => {
  it.each<[string, Drafts, Record<string, Json>]>([
    [
      'route from San Francisco to Los Angeles',
      { start: told('Starting point.'), destination: told('Where the journey ends.') },
      { start: 'San Francisco', destination: 'Los Angeles' },
    ],
    [
      'the weather in New York please',
      { city: told('The city to look at.') },
      { city: 'New York' },
    ],
    [
      'integrate it by the simpson method',
      { method: told("Choices are 'trapezoid' or 'simpson'.", { required: false }) },
      { method: 'simpson' },
    ],
    [
      'compare the prices of Microsoft and Apple',
      { companies: told('Companies to compare.', { type: 'list' }) },
      { companies: ['Microsoft', 'Apple'] },
    ],
    ['add a note', { text: told('What to write down.') }, {}],
    [
      'mix yellow and blue colors',
      { color1: told('The first color.'), color2: told('The second color.') },
      { color1: 'yellow', color2: 'blue' },
    ],
    [
      'check the price of tomatoes and lettuce',
      { items: told('What to price.', { type: 'list' }) },
      { items: ['tomatoes', 'lettuce'] },
    ],
    [
      'order three pumpkins and two dozen eggs',
      { items: told('What to order.', { type: 'list' }) },
      { items: ['pumpkins', 'eggs'] },
    ],
    [
      'compare the S&P 500 with the Dow Jones',
      { indexes: told("Such as 'S&P 500' and 'Dow Jones'.", { type: 'list' }) },
      { indexes: ['S&P 500', 'Dow Jones'] },
    ],
    [
      'check the price of tomatoes and lettuce',
      { items: told('What to price.', { type: 'list', required: false }) },
      {},
    ],
    [
      'the achievements of the footballer Lionel Messi',
      { player_name: told('The name of the player.') },
      { player_name: 'Lionel Messi' },
    ],
    [
      'stats of basketball player LeBron James',
      { player_name: told('The name of the player.') },
      { player_name: 'LeBron James' },
    ],
    [
      'the ranking of Arsenal in the Premier League',
      { league: told('The name of the league.') },
      { league: 'Premier League' },
    ],
    [
      'an office near Boston, MA please',
      { location: told('The city and state, e.g. Boston, MA') },
      { location: 'Boston, MA' },
    ],
    ['an office near Boston, MA please', { city: told('The city.') }, { city: 'Boston' }],
    ['who won on Jan 28, 2021', { date: told('The date of the game.') }, { date: 'Jan 28, 2021' }],
    [
      'filed after the 5th of March 2020',
      { start_date: told('Start of the range.') },
      { start_date: '5th of March 2020' },
    ],
    [
      'write to anna at anna.berg@example.com',
      { to: told('The email address to send to.') },
      { to: 'anna.berg@example.com' },
    ],
    [
      "analyze 'I love it! It's fresh.'",
      { text: told('The text to analyze.') },
      { text: "I love it! It's fresh." },
    ],
    [
      'the weight of salt in grams/mole',
      { unit: told('The unit of the result.') },
      { unit: 'grams/mole' },
    ],
  ])('“%s”', (text, parameters, values) => {
    expect(read(text, parameters)).toEqual(values)
  })

  it('is not guessed where utterances show how the command is said', () => {
    const utterances = ['add a note', 'write something down for me']
    expect(read('write it down for tomorrow', { text: told('What.') }, { utterances })).toEqual({})
  })
})

describe('numbers among others', () => {
  const integer = (description = ''): Draft => ({ type: 'integer', description })

  it.each<[string, Drafts, Record<string, Json>]>([
    ['a triangle with 6cm and 10cm', { a: integer(), b: integer() }, { a: 6, b: 10 }],
    ['solve it for b = 6 and a=2', { a: integer(), b: integer() }, { a: 2, b: 6 }],
    ['the sum of two numbers: 40 and 50', { x: integer(), y: integer() }, { x: 40, y: 50 }],
    [
      '9 m/s^2 for a while',
      { speed: integer(), more: { ...integer(), required: false } },
      { speed: 9 },
    ],
    [
      'a house of 3 bedrooms and 2 bathrooms',
      { bathrooms: integer(), bedrooms: integer() },
      { bathrooms: 2, bedrooms: 3 },
    ],
    [
      'two adults and one child',
      { children: integer(), adults: integer() },
      { adults: 2, children: 1 },
    ],
    [
      'from 0 to 8',
      { end_value: integer(), start_value: integer() },
      { start_value: 0, end_value: 8 },
    ],
    ['wars of the 19th century', { century: integer() }, { century: 19 }],
    [
      'look at the 2nd, 3rd and 4th floors',
      { floors: { type: 'list', itemType: 'integer' } },
      { floors: [2, 3, 4] },
    ],
    ['my 2nd try', { century: integer() }, {}],
    [
      'exactly 5 heads with a probability of 0.5',
      { probability: { type: 'number' }, heads: integer() },
      { probability: 0.5, heads: 5 },
    ],
    ['exactly 5 heads', { probability: { type: 'number' } }, {}],
    ['with a probability of 20%', { probability: { type: 'number' } }, { probability: 0.2 }],
    [
      'the power of 3',
      { modulus: { ...integer('What to divide by.'), required: false }, base: integer() },
      { base: 3 },
    ],
    ['crimes in 2020', { year: { ...integer('Of the data.'), required: false } }, { year: 2020 }],
    [
      'a yield of 5%',
      { yearly_yield: { type: 'number', description: 'The yield as a percentage.' } },
      { yearly_yield: 5 },
    ],
    ['at a rate of 5%', { interest_rate: { type: 'number' } }, { interest_rate: 0.05 }],
    ['at 5%', { percentage: { type: 'number' } }, { percentage: 5 }],
    [
      'groups [1, 2, 3] and then [4, 5, 6, 7]',
      {
        first: { type: 'list', itemType: 'integer' },
        second: { type: 'list', itemType: 'integer' },
      },
      { first: [4, 5, 6, 7], second: [1, 2, 3] },
    ],
  ])('“%s”', (text, parameters, values) => {
    expect(read(text, parameters)).toEqual(values)
  })
})

describe('what a tagger sees', () => {
  it('is read by the type of its parameter', () => {
    const parameters: Drafts = { guests: { type: 'integer' }, name: {} }
    const tagged = [
      ['guests', '5 people', 0.9],
      ['name', 'Ada Byron', 0.8],
    ] as const
    expect(read('for 5 people under Ada Byron', parameters, { tagged })).toEqual({
      guests: 5,
      name: 'Ada Byron',
    })
  })

  it('is left alone where its type cannot read it, or nothing is sure', () => {
    const parameters: Drafts = { guests: { type: 'integer' }, name: {} }
    const tagged = [
      ['guests', 'people', 0.9],
      ['name', 'Ada', 0.05],
    ] as const
    expect(read('people under Ada', parameters, { tagged })).toEqual({})
  })

  it('goes before what only stands after the same words', () => {
    const parameters: Drafts = { note: { required: false } }
    const utterances = ['note down [milk](note)']
    expect(read('note down that we need eggs today', parameters, { utterances })).not.toEqual({})
    const seen = { utterances, tagged: [['note', 'eggs', 0.9]] as const }
    expect(read('now note down that we need eggs', parameters, seen)).toEqual({ note: 'eggs' })
  })
})
