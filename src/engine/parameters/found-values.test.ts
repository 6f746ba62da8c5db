import { describe, expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { LookupValue } from '../ports.ts'
import { extract } from './extract.ts'
import { phrasesIn } from './phrases.ts'
import { findQuantities, readQuantity } from './quantities.ts'

type Drafts = Readonly<Record<string, Partial<Omit<Parameter, 'id' | 'name'>>>>

/** Values by name, problems as `<code>`, of what was said to a command of these parameters. */
function read(
  text: string,
  parameters: Drafts,
  utterances: readonly string[] = [],
  lookups: Readonly<Record<string, readonly LookupValue[]>> = {},
): Record<string, Json> {
  const document = workflow().command('act', { parameters, utterances }).build()
  const command = recordById(document, 'command', 'act')!
  const { values, problems } = extract({
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: utterancesOf(document, commandId('act')),
    now: TEST_NOW,
    existing: new Map(Object.entries(lookups)),
  })
  return Object.fromEntries([
    ...values.map(({ parameter, value }): [string, Json] => [parameter.name, value]),
    ...problems.map(({ parameter, problem }): [string, Json] => [
      parameter.name,
      `<${problem.code}>`,
    ]),
  ])
}

describe('by its name and description alone', () => {
  it.each<[string, Drafts, Record<string, Json>]>([
    [
      'look up case 2022/AL2562 now',
      { case_number: { description: 'The docket of the case.' } },
      { case_number: '2022/AL2562' },
    ],
    [
      'show docket 10234 please',
      { docket_id: { description: 'Which docket.' } },
      { docket_id: '10234' },
    ],
    [
      'find roots, real ones',
      { kind: { description: "Use 'real' for real roots, 'all' for both." } },
      { kind: 'real' },
    ],
    [
      'give it in Celsius',
      { unit: { description: 'The unit of the answer.' } },
      { unit: 'Celsius' },
    ],
    ['the census of 1990', { year: { description: 'Which year.' } }, { year: '1990' }],
    [
      'forecast for two weeks',
      { duration: { description: 'How long.' } },
      { duration: 'two weeks' },
    ],
    ['the city of Paris', { city: { description: 'Which city.' } }, { city: 'Paris' }],
    [
      'compare Microsoft, Apple and Google',
      { companies: { type: 'list', description: 'The companies.' } },
      { companies: ['Microsoft', 'Apple', 'Google'] },
    ],
    [
      'compare Microsoft today',
      { companies: { type: 'list', description: 'The companies.' } },
      { companies: '<missing>' },
    ],
  ])('%s', (text, parameters, values) => expect(read(text, parameters)).toEqual(values))
})

describe('numbers beside the words of their parameters', () => {
  it.each<[string, Drafts, Record<string, Json>]>([
    [
      'final temperature 30 and initial temperature 20',
      { initial_temperature: { type: 'integer' }, final_temperature: { type: 'integer' } },
      { initial_temperature: 20, final_temperature: 30 },
    ],
    [
      'height: 3, base = 6',
      { base: { type: 'integer' }, height: { type: 'integer' } },
      { base: 6, height: 3 },
    ],
    [
      '3 bedrooms and 2 baths',
      { baths: { type: 'integer' }, bedrooms: { type: 'integer' } },
      { baths: 2, bedrooms: 3 },
    ],
    [
      'a loan of 5000 over 12',
      {
        months: { type: 'integer', description: 'It runs over so many months.' },
        sum: { type: 'integer', description: 'The loan.' },
      },
      { months: 12, sum: 5000 },
    ],
    ['add 1 2 3', { a: { type: 'integer' }, b: { type: 'integer' } }, { a: 1, b: '<surplus>' }],
  ])('%s', (text, parameters, values) => expect(read(text, parameters)).toEqual(values))
})

describe('lists', () => {
  it.each<[string, Drafts[string], Json]>([
    ['take 1, 2 and 3', { type: 'list', itemType: 'integer' }, [1, 2, 3]],
    ['take 1 here and 2 there', { type: 'list', itemType: 'integer' }, [1, 2]],
    [
      'red and green it is',
      {
        type: 'list',
        itemType: 'enum',
        choices: ['red', 'green'].map((value) => ({ value, synonyms: [] })),
      },
      ['red', 'green'],
    ],
    [
      'from 2026-03-01 to 2026-03-04',
      { type: 'list', itemType: 'date' },
      ['2026-03-01', '2026-03-04'],
    ],
  ])('%s', (text, draft, values) => expect(read(text, { it: draft })).toEqual({ it: values }))

  it('of what exists hold each once, and only what is named in full', () => {
    const existing = ['Hiking Boots', 'Wool Scarf'].map((value) => ({ value, label: value }))
    const list: Drafts = { items: { type: 'list', lookup: 'x' } }
    const found = (text: string) => read(text, list, [], { items: existing })
    expect(found('the wool scarf, the hiking boots and the wool scarf')).toEqual({
      items: ['Wool Scarf', 'Hiking Boots'],
    })
    expect(found('nothing of it').items).toBe('<missing>')
  })
})

describe('text after a cue', () => {
  it('goes on where a name or a quotation begins', () => {
    const taught = ['create a story called [Saved cards](title)', 'add a story [Login](title)']
    const title: Drafts = { title: {} }
    expect(read('create a story called "Dark mode"', title, taught)).toEqual({ title: 'Dark mode' })
    expect(read('add a story called Colours', title, taught)).toEqual({ title: 'Colours' })
    expect(read('add a story', title, taught)).toEqual({ title: '<missing>' })
  })

  it('is only the name where all that is known are names', () => {
    const taught = ['tell [Ada](person) hello', 'tell [Ben](person) hello', 'tell [Cy](person) hi']
    const person: Drafts = { person: {} }
    expect(read('tell my friend Nina Lee now', person, taught)).toEqual({ person: 'Nina Lee' })
    expect(read('Nina wants it told', person, taught)).toEqual({ person: 'Nina' })
  })

  it('of a pattern that says little may be what its utterances show', () => {
    const street: Drafts = { street: { pattern: '\\d+ .+' } }
    const taught = ['send it to [12 Alder Lane](street)', 'deliver to [3 Mill Road](street)']
    expect(read('send it to 27 Birch Road', street, taught)).toEqual({ street: '27 Birch Road' })
  })
})

describe('phrases', () => {
  const names = (text: string): string[] =>
    phrasesIn(text)
      .filter(({ isName }) => isName)
      .map(({ start, end }) => text.slice(start, end))

  it.each([
    ['who signed the Treaty of Lisbon', ['Lisbon', 'Treaty', 'Treaty of Lisbon']],
    ['Calculate the Population Density', ['Population Density']],
    ['tell Ben. Anna Lee waits', ['Ben', 'Lee', 'Anna Lee']],
    ['see you on Monday', []],
    ['Paris', []],
    ['the works of Ludwig van Beethoven', ['Ludwig van Beethoven']],
  ])('that are names: %s', (text, expected) =>
    expect(names(text).sort()).toEqual([...expected].sort()),
  )

  it('know the words around them, articles left out', () => {
    const [phrase] = phrasesIn('fly from the airport today').filter(
      ({ before }) => before === 'from',
    )
    expect(phrase).toMatchObject({ before: 'from', earlier: 'fly', isCode: false })
  })
})

describe('quantities', () => {
  const found = (text: string, unit: string): Json[] =>
    findQuantities(text, { unit }).map(({ value }) => value)

  it.each<[string, string, Json[]]>([
    ['5 ft 10', 'cm', [177.8]],
    ['1 h 30', 'min', [90]],
    ['1 hour and 30 minutes', 'min', [90]],
    ['an hour and a half', 'min', [90]],
    ['2 hours and a quarter', 'min', [135]],
    ['a couple of hours', 'min', [120]],
    ['3 crates', 'crate', [3]],
    ['3 boxes', 'crate', [3]],
    ['$5 and 3 days', 'USD', [5, '3 days']],
    ['5 ft and 10', 'cm', [152.4, 10]],
    ['3 kg 10', 'kg', [3, 10]],
    ['20 °C 5 °C', '°C', [20, 5]],
    ['5%', '%', [5]],
    ['7', '', [7]],
  ])('%s in %s', (text, unit, values) => expect(found(text, unit)).toEqual(values))

  it('are read where they are all of a text', () => {
    expect(readQuantity(' 500 g ', { unit: 'kg' })).toBe(0.5)
    expect(readQuantity('500 g of it', { unit: 'kg' })).toBeNull()
    expect(readQuantity('2 and a half', { unit: '' })).toBe(2.5)
    expect(readQuantity('a half', { unit: '' })).toBe(0.5)
  })
})
