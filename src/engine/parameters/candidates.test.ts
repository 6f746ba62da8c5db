import { describe, expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { LookupValue } from '../ports.ts'
import { extract } from './extract.ts'

type Drafts = Readonly<Record<string, Partial<Omit<Parameter, 'id' | 'name'>>>>

interface Case {
  readonly utterances?: readonly string[]
  readonly lookups?: Readonly<Record<string, readonly LookupValue[]>>
  readonly risk?: 'read' | 'write'
  /** Left out, all parameters are. */
  readonly wanted?: readonly string[]
}

/** Values by name with where they are from; of problems their sentence and what is offered. */
function read(
  text: string,
  parameters: Drafts,
  { utterances = [], lookups = {}, risk = 'read', wanted }: Case = {},
): Record<string, unknown> {
  const document = workflow().command('act', { parameters, utterances, risk }).build()
  const command = recordById(document, 'command', 'act')!
  const { values, problems } = extract({
    command,
    parameters: command.parameters.filter(({ name }) => wanted?.includes(name) ?? true),
    text,
    given: null,
    utterances: utterancesOf(document, commandId('act')),
    now: TEST_NOW,
    existing: new Map(Object.entries(lookups)),
  })
  return Object.fromEntries([
    ...values.map(({ parameter, value, source }) => [parameter.name, [value, source]]),
    ...problems.map(({ parameter, problem, suggestions }) => [
      parameter.name,
      [problem.text, ...suggestions.map(({ label }) => label)],
    ]),
  ]) as Record<string, unknown>
}

const PEOPLE: LookupValue[] = [
  { value: 'u1', label: 'Anna Smith' },
  { value: 'u2', label: 'Anna Lee' },
  { value: 'u3', label: 'Robert Brown' },
  { value: 'u4', label: 'Sam Hill' },
  { value: 'u5', label: 'Sam Hill' },
]
const user: Drafts = { user: { lookup: 'root.users' } }
const message = (risk: 'read' | 'write'): Case => ({
  utterances: ['message [Robert Brown](user)', 'drop a line for [Anna Lee](user)'],
  lookups: { user: PEOPLE },
  risk,
})

describe('what follows the words for a value', () => {
  const order: Drafts = { order: { pattern: 'W\\d+' } }
  const open: Case = { utterances: ['open order [W1](order)', 'show me [W2](order)'] }

  it.each<[string, unknown]>([
    ['open order W12 by accident', ['W12', 'slot']],
    ['open order banana', ['“banana” is not a valid order.']],
    ['open order the banana', ['“banana” is not a valid order.']],
    ['open order is a banana', ['“banana” is not a valid order.']],
    ['open order number  banana', ['“banana” is not a valid order.']],
    ['open order no banana', ['“banana” is not a valid order.']],
    ['open order called banana', ['“banana” is not a valid order.']],
    ['open order banana split', ['“banana” is not a valid order.']],
    ['open order banana the split', ['“banana” is not a valid order.']],
    ['open order "banana split"', ['“banana split” is not a valid order.']],
    ['open order for me please', ['Order is missing.']],
    ['open order, show it', ['Order is missing.']],
  ])('is said as it was said, no more of it: “%s”', (text, found) => {
    expect(read(text, order, open)).toEqual({ order: found })
  })

  it.each<['read' | 'write', string, unknown]>([
    ['read', 'message Robert Browm about it', ['u3', 'slot']],
    ['write', 'message Robert Brown about it', ['u3', 'slot']],
    [
      'write',
      'message Robert Browm about it',
      ['There is no user “Robert Browm”. Did you mean “Robert Brown”?', 'Robert Brown'],
    ],
    [
      'read',
      'message Anna',
      ['User “Anna” could be “Anna Smith” or “Anna Lee”.', 'Anna Smith', 'Anna Lee'],
    ],
    ['read', 'message karl', ['There is no user “karl”.', ...PEOPLE.map(({ label }) => label)]],
    [
      'read',
      'message karl the great',
      ['There is no user “karl the great”.', ...PEOPLE.map(({ label }) => label)],
    ],
    [
      'read',
      'message karl who is great',
      ['There is no user “karl”.', ...PEOPLE.map(({ label }) => label)],
    ],
  ])('is the thing that it names, or the nearest to it: %s “%s”', (risk, text, found) => {
    expect(read(text, user, message(risk))).toEqual({ user: found })
  })

  it('is not cut where it is quoted, and not longer than it need be', () => {
    const kinds = ['a lamp', 'a b c d lamp'].map((value) => ({ value, label: value }))
    const given: Case = { utterances: ['take item [x](it)'], lookups: { it: kinds } }
    const it: Drafts = { it: { lookup: 'x' } }
    expect(read('take item "a lamp" now', it, given)).toEqual({ it: ['a lamp', 'slot'] })
    expect(read('take item "a lamp"', it, given)).toEqual({ it: ['a lamp', 'slot'] })
  })

  it('is good in all of a sentence that an utterance shows, or sought one by one', () => {
    const parameters: Drafts = { item: { pattern: 'W\\d+' }, count: { type: 'integer' } }
    const move: Case = { utterances: ['move [W1](item) onto shelf [2](count)'] }
    expect(read('move W12 onto shelf 3', parameters, move)).toEqual({
      item: ['W12', 'slot'],
      count: [3, 'slot'],
    })
    expect(read('move W12 onto shelf nine thousand', parameters, move)).toEqual({
      item: ['W12', 'slot'],
      count: [9000, 'slot'],
    })
    expect(read('move W12 onto shelf banana', parameters, move)).toEqual({
      item: ['W12', 'slot'],
      count: ['“banana” is not a whole number.'],
    })
  })
})

describe('a number after the words for one', () => {
  const hours: Drafts = { hours: { type: 'number', unit: 'h', max: 24 } }
  const log: Case = { utterances: ['log [3](hours) hours', 'put [2](hours) h into it'] }

  it.each<[string, unknown]>([
    ['log 3 hours', [3, 'slot']],
    ['log 90 minutes', [1.5, 'slot']],
    ['log 2 hours and 30 minutes of it', [2.5, 'slot']],
    ['put 2 h 30 into it', [2.5, 'slot']],
    ['log -3 hours', [-3, 'slot']],
    // The 2 of 2 days is no number of hours.
    ['log 2 days', ['Hours must be at most 24; it was 48.']],
    ['log 3 kg', ['“3 kg” is not a time in h.']],
  ])('is as long as it can be read, its unit included: “%s”', (text, found) => {
    expect(read(text, hours, log)).toEqual({ hours: found })
  })
})

describe('words that stand before either value', () => {
  const parameters: Drafts = { lamp: {}, shelf: {} }
  const utterances = ['connect [Ada](lamp) and [Bo](shelf)', 'pair [Bo](shelf) and [Ada](lamp)']

  it('tell them by the whole sentence', () => {
    expect(read('connect the first and my second', parameters, { utterances })).toEqual({
      lamp: ['the first', 'slot'],
      shelf: ['my second', 'slot'],
    })
    expect(read('pair the first and my second', parameters, { utterances })).toEqual({
      lamp: ['my second', 'slot'],
      shelf: ['the first', 'slot'],
    })
  })

  it('tell the one that is asked for', () => {
    expect(
      read('pair the first and my second', parameters, { utterances, wanted: ['shelf'] }),
    ).toEqual({ shelf: ['the first', 'slot'] })
  })
})

describe('existing things anywhere in a message', () => {
  const lookups = { user: PEOPLE }

  it.each<['read' | 'write', string, unknown]>([
    ['read', 'is it for Anna Lee', ['u2', 'lookup']],
    ['read', 'is it for Robert', ['u3', 'lookup']],
    [
      'write',
      'is it for Robert',
      ['There is no user “Robert”. Did you mean “Robert Brown”?', 'Robert Brown'],
    ],
    [
      'write',
      'is it for Sam Hill',
      ['User “Sam Hill” could be “Sam Hill” or “Sam Hill”.', 'Sam Hill', 'Sam Hill'],
    ],
    [
      'write',
      'is it for Anna',
      ['User “Anna” could be “Anna Smith” or “Anna Lee”.', 'Anna Smith', 'Anna Lee'],
    ],
  ])('%s: “%s”', (risk, text, found) => {
    expect(read(text, user, { lookups, risk })).toEqual({ user: found })
  })

  it('are all of them a list, near ones only where nothing is changed', () => {
    const users: Drafts = { users: { type: 'list', lookup: 'root.users' } }
    const found = (text: string, risk: 'read' | 'write') =>
      read(text, users, { lookups: { users: PEOPLE }, risk }).users
    expect(found('invite Anna Lee, u3 and Anna Lee', 'write')).toEqual([['u2', 'u3'], 'lookup'])
    expect(found('invite Robert', 'read')).toEqual([['u3'], 'lookup'])
    expect(found('invite Robert', 'write')).toEqual([
      'There is no users “Robert”. Did you mean “Robert Brown”?',
      'Robert Brown',
    ])
    expect(found('invite Anna', 'read')).toEqual([
      'Users “Anna” could be “Anna Smith” or “Anna Lee”.',
      'Anna Smith',
      'Anna Lee',
    ])
  })

  it('the longer the name, the surer it is meant', () => {
    const given = { from: PEOPLE, to: PEOPLE }
    const both: Drafts = { from: { lookup: 'x' }, to: { lookup: 'x' } }
    expect(read('Anna Lee to Robert Brown', both, { lookups: given })).toEqual({
      from: ['u2', 'lookup'],
      to: ['u3', 'lookup'],
    })
    const named = [{ value: 'Robert', label: 'Robert' }]
    expect(read('is it for Robert', both, { lookups: { from: PEOPLE, to: named } })).toMatchObject({
      to: ['Robert', 'lookup'],
    })
    const kinds: LookupValue[] = ['Lamp', 'Lamp Shade Red'].map((value) => ({
      value,
      label: value,
    }))
    expect(read('the lamp shade red', { it: { lookup: 'x' } }, { lookups: { it: kinds } })).toEqual(
      {
        it: ['Lamp Shade Red', 'lookup'],
      },
    )
  })
})

describe('texts that nothing but their look, name or description tells', () => {
  it.each<[string, Drafts, readonly string[], unknown]>([
    ['ship it to 97214', { zip: {} }, [], ['97214', 'pattern']],
    ['ship it to 97214', { zip: { minLength: 6 } }, [], ['Zip is missing.']],
    ['ship it to 97214', { zip: { pattern: '\\d{4}' } }, [], ['Zip is missing.']],
    ['the weather of Oslo', { city: { description: 'Which city.' } }, [], ['Oslo', 'pattern']],
    ['the weather of “Oslo”', { city: { description: 'Which city.' } }, [], ['Oslo', 'quoted']],
    ['books with physics', { topic: { description: 'Which.' } }, [], ['physics', 'pattern']],
    ['books with physics', { topic: { description: 'Which.' } }, ['find'], ['Topic is missing.']],
    [
      'books on physics',
      { topic: { description: 'Which.', minLength: 9 } },
      [],
      ['Topic is missing.'],
    ],
    [
      'books on physics',
      { topic: { description: 'Which.', lookup: 'x' } },
      [],
      ['Topic is missing.'],
    ],
    ['books on physics', { topic: { description: '' } }, [], ['Topic is missing.']],
    [
      'books on Physics',
      { topic: { description: 'Which.', examples: ['x1'] } },
      [],
      ['Topic is missing.'],
    ],
    [
      'books on Physics',
      { topic: { description: 'Which.' } },
      ['find [Art](topic)'],
      ['Topic is missing.'],
    ],
    [
      'books of books',
      { topic: { description: 'Which topic.' } },
      ['find books'],
      ['Topic is missing.'],
    ],
    [
      'mix red and blue',
      { them: { type: 'list', description: 'Which.' } },
      [],
      [['red', 'blue'], 'pattern'],
    ],
    [
      'mix Ida and Bo',
      { them: { type: 'list', itemType: 'integer', description: 'Which.' } },
      [],
      ['Them is missing.'],
    ],
    [
      'mix Ida and Bo',
      { them: { type: 'list', description: 'Which.', minLength: 3 } },
      [],
      ['Them is missing.'],
    ],
  ])('“%s” of %j: %j', (text, parameters, utterances, found) => {
    const [name = ''] = Object.keys(parameters)
    expect(read(text, parameters, { utterances })[name]).toEqual(found)
  })

  it('takes the only name for one whose values are names', () => {
    const person: Drafts = { person: { examples: ['Ada', 'Ben', 'Cy'] } }
    expect(read('so it is to be Nina then', person)).toEqual({ person: ['Nina', 'pattern'] })
    expect(read('so is it Nina or Oleg', person)).toEqual({ person: ['Person is missing.'] })
  })
})
