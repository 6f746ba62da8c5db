import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  shownValues,
  type ParameterDraft,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'
import type { LookupValue } from '../ports.ts'
import type { Extraction } from './extract.ts'

interface Case extends Omit<SaidTo, 'existing'> {
  readonly parameters: ParameterDrafts
  readonly lookups?: SaidTo['existing']
}

const read = (text: string, { parameters, lookups = {}, ...said }: Case): Extraction =>
  extractionOf(text, parameters, { ...said, existing: lookups })

describe('one value of a type', () => {
  it.each<[ParameterDraft, string, Json]>([
    [{ type: 'integer' }, 'order 12 of them', 12],
    [{ type: 'integer' }, 'give me twelve', 12],
    [{ type: 'integer' }, 'give me twenty-one', 21],
    [{ type: 'integer' }, 'twenty one please', 21],
    [{ type: 'integer' }, '1,200 pieces', 1200],
    [{ type: 'integer' }, 'take -3', -3],
    [{ type: 'integer' }, 'that one', '<missing>'],
    [{ type: 'integer' }, 'only one', 1],
    [{ type: 'integer' }, 'order W123 from 2026-03-01', '<missing>'],
    [{ type: 'integer' }, 'half of 2.5', '<missing>'],
    [{ type: 'integer', min: 1, max: 5 }, 'take 9', '<range>'],
    [{ type: 'integer', min: 1, max: 5 }, 'not 9 but 4', 4],
    [{ type: 'integer' }, 'take 9007199254740991', 9007199254740991],
    [{ type: 'integer' }, 'take 9007199254740993', '<range>'],
    [{ type: 'integer' }, 'take -9,007,199,254,740,993', '<range>'],
    [{ type: 'number' }, 'take 9007199254740993', '<range>'],
    [{ type: 'list', itemType: 'integer' }, 'take 1 and 9007199254740993', '<range>'],
    [{ type: 'number' }, 'pay $12.50 now', 12.5],
    [{ type: 'number' }, 'at 5%', 5],
    [{ type: 'boolean' }, 'it is true that', true],
    [{ type: 'boolean' }, 'put it on my account', '<missing>'],
    [{ type: 'boolean' }, 'turn it off', false],
    [{ type: 'date' }, 'see you tomorrow', '2026-01-03'],
    [{ type: 'date' }, 'on Monday', '2026-01-05'],
    [{ type: 'date' }, 'by 2026-02-14', '2026-02-14'],
    [{ type: 'date' }, 'may I have the bill', '<missing>'],
    [{ type: 'time' }, 'wake me at 7:30', '07:30'],
    [{ type: 'time' }, 'meet at 5pm', '17:00'],
    [{ type: 'string', pattern: 'W\\d{3}' }, 'cancel order #W123!', '<missing>'],
    [{ type: 'string', pattern: '#?W\\d{3}' }, 'cancel order #W123!', '#W123'],
    [{ type: 'string', pattern: 'W\\d{3}' }, 'cancel order W123, please', 'W123'],
    [{ type: 'string', pattern: '(' }, 'a broken pattern constrains nothing: "x"', 'x'],
    [{ type: 'string', examples: ['#W0012'] }, 'cancel #W0098 now', '#W0098'],
    [{ type: 'string', examples: ['#W0012'] }, 'cancel #W0012 now', '#W0012'],
    [{ type: 'string', examples: ['anna@example.com'] }, 'find bob.k@mail.org.', 'bob.k@mail.org'],
    [{ type: 'string', examples: ['Paris', 'New York'] }, 'weather in New York today', 'New York'],
    [{ type: 'string' }, 'say "good morning" to all', 'good morning'],
    [{ type: 'string' }, "it's a nice day, isn't it", '<missing>'],
    [{ type: 'string', minLength: 5 }, 'say "hi"', '<length>'],
    [{ type: 'object' }, 'with {"size": 3} please', { size: 3 }],
    [{ type: 'list', itemType: 'integer' }, 'add 1, 2 and 3', [1, 2, 3]],
  ])('%j in “%s” is %j', (draft, text, expected) => {
    expect(shownValues(read(text, { parameters: { wanted: draft } }))).toEqual({ wanted: expected })
  })

  const size: ParameterDraft = {
    type: 'enum',
    choices: [
      { value: 'small', synonyms: ['tiny'] },
      { value: 'extra large', synonyms: ['XL', 'huge'] },
      { value: 'large', synonyms: [] },
    ],
  }

  it.each<[string, Json]>([
    ['a tiny one', 'small'],
    ['extra large please', 'extra large'],
    ['an xl shirt', 'extra large'],
    ['a larrge one', 'large'],
    ['a larg one', '<missing>'],
    ['a mall shirt', '<missing>'],
    ['enlarged', '<missing>'],
  ])('an enum in “%s” is %j', (text, expected) => {
    expect(shownValues(read(text, { parameters: { size } }))).toEqual({ size: expected })
  })
})

describe('several values', () => {
  it.each<[string, ParameterDrafts, string, Record<string, Json>]>([
    [
      'two of one type by their order',
      { a: { type: 'number' }, b: { type: 'number' } },
      'add 2 and 3',
      { a: 2, b: 3 },
    ],
    [
      'two of one type by the words before them',
      { quantity: { type: 'integer' }, zip: { type: 'integer' } },
      'zip is 12345, quantity 2',
      { quantity: 2, zip: 12345 },
    ],
    [
      'by the word after it',
      { nights: { type: 'integer' }, guests: { type: 'integer' } },
      '2 guests for 3 nights',
      { nights: 3, guests: 2 },
    ],
    [
      'from and to',
      { from_day: { type: 'date' }, to_day: { type: 'date' } },
      'to Thursday from Monday',
      { from_day: '2026-01-05', to_day: '2026-01-08' },
    ],
    [
      'a range of days',
      { start: { type: 'date' }, end: { type: 'date' } },
      'from Monday to Thursday',
      { start: '2026-01-05', end: '2026-01-08' },
    ],
    [
      'a date and a time of one phrase',
      { day: { type: 'date' }, at: { type: 'time' } },
      'tomorrow at 5pm',
      { day: '2026-01-03', at: '17:00' },
    ],
    [
      'a pattern before a number',
      { amount: { type: 'integer' }, zip: { pattern: '\\d{5}' } },
      'ship to 12345',
      { amount: '<missing>', zip: '12345' },
    ],
    [
      'one value for one parameter only',
      { a: { type: 'number' }, b: { type: 'number' } },
      'add 2',
      { a: 2, b: '<missing>' },
    ],
    [
      'defaults for what is optional and not said',
      {
        a: { type: 'number' },
        b: { type: 'number', required: false, defaultValue: 7 },
        c: { required: false },
      },
      'add 2',
      { a: 2, b: 7 },
    ],
    [
      'gift wrap said by its name',
      { gift_wrap: { type: 'boolean' }, quantity: { type: 'integer' } },
      '3 without gift wrap',
      { gift_wrap: false, quantity: 3 },
    ],
  ])('%s', (_title, parameters, text, expected) => {
    expect(shownValues(read(text, { parameters }))).toEqual(expected)
  })
})

describe('more numbers than a command takes', () => {
  const sum: Case = {
    parameters: { a: { type: 'number' }, b: { type: 'number' } },
    utterances: ['add [2](a) and [3](b)', '[4](a) * [5](b)'],
  }
  const stay: Case = {
    parameters: { nights: { type: 'integer' }, guests: { type: 'integer' } },
    utterances: ['[2](guests) guests for [3](nights) nights'],
  }
  const heat: Case = { parameters: { degrees: { type: 'integer' } }, utterances: ['heat it up'] }
  const note: Case = {
    parameters: { count: { type: 'integer' }, text: {} },
    utterances: ['say [3](count) times [hello](text)'],
  }
  const expression: Case = {
    parameters: { expression: { pattern: '[\\d\\s.*+-]+' } },
    utterances: ['work out [1 + 2](expression)'],
  }

  it.each<[Case, string, Record<string, Json>]>([
    [sum, 'add 1 2 3', { a: 1, b: '<surplus>' }],
    [sum, '12 * 7 * 2', { a: 12, b: '<surplus>' }],
    [sum, 'add 1 and 2', { a: 1, b: 2 }],
    [sum, 'add 1', { a: 1, b: '<missing>' }],
    [stay, '2 guests for 3 nights in 2026', { nights: 3, guests: 2 }],
    [heat, 'heat 2 pans to 180 degrees', { degrees: 180 }],
    [heat, 'heat it to 150 180', { degrees: '<surplus>' }],
    [note, 'say 3 times 4 and 5 are 9', { count: 3, text: '4 and 5 are 9' }],
    [expression, 'work out 1 + 2 + 3', { expression: '1 + 2 + 3' }],
  ])('%#: “%s”', (given, text, expected) => {
    expect(shownValues(read(text, given))).toEqual(expected)
  })

  it('says how many were given, and how many are taken', () => {
    const [problem] = read('add 1 2 3', sum).problems
    expect(problem?.problem.text).toBe('You gave three numbers, and “Act” takes two.')
  })
})

describe('values by the utterances of the command', () => {
  const remind: Case = {
    parameters: { task: {}, day: { type: 'date', required: false } },
    utterances: ['remind me to [call mom](task)', 'remember [milk](task) on [Friday](day)'],
  }
  const move: Case = {
    parameters: { item: {}, column: {} },
    utterances: ['move [the card](item) to [done](column)', 'put [it](item) into [doing](column)'],
  }

  it.each<[Case, string, Record<string, Json>]>([
    [remind, 'remind me to water the plants', { task: 'water the plants' }],
    [remind, 'Please remind me to water the plants.', { task: 'water the plants' }],
    [
      remind,
      'remind me to water the plants tomorrow',
      { task: 'water the plants', day: '2026-01-03' },
    ],
    [remind, 'could you remind me to sleep', { task: 'sleep' }],
    [move, 'move the login page to in review', { item: 'the login page', column: 'in review' }],
    [move, 'put login into done', { item: 'login', column: 'done' }],
    [
      { parameters: { message: {} }, utterances: ['tell everyone [hello](message)'] },
      'tell everyone we have 3 cookies left',
      { message: 'we have 3 cookies left' },
    ],
    [
      {
        parameters: { message: {}, times: { type: 'integer', required: false } },
        utterances: ['tell everyone [hello](message)'],
      },
      'tell everyone we have 3 cookies left',
      { message: 'we have 3 cookies left' },
    ],
    [
      { parameters: { title: {} }, utterances: ['make a project'] },
      'make a project called Apollo 11',
      { title: 'Apollo 11' },
    ],
    [{ parameters: { name: {} }, utterances: [] }, 'my name is Anna Lee.', { name: 'Anna Lee' }],
    [
      { parameters: { id: { pattern: 'W\\d+' } }, utterances: ['open order [W1](id)'] },
      'open order banana',
      { id: '<pattern>' },
    ],
  ])('%#: “%s”', (given, text, expected) => {
    expect(shownValues(read(text, given))).toEqual(expected)
  })
})

describe('a free value among the words that carry it', () => {
  const story: Case = {
    parameters: { title: {} },
    utterances: [
      'add a story [Saved cards](title)',
      'create a new story in this epic',
      'write down a task: [Fix it](title)',
      'tell all that [lunch is ready](title)',
    ],
  }
  const member: Case = {
    parameters: { name: { examples: ['Ada'] } },
    utterances: ['add [Bruno](name) as a user', 'sign up [Mina](name) to the room'],
  }
  const sum: Case = {
    parameters: { a: { type: 'number' }, b: { type: 'number' } },
    utterances: ['the sum of two numbers', 'add [1](a) to [2](b)', 'add [3](b) onto [4](a)'],
  }

  const unmarked: Case = {
    parameters: { degrees: { type: 'integer' } },
    utterances: ['heat to 180 degrees', 'turn it up'],
  }

  it.each<[Case, string, Record<string, Json>]>([
    [unmarked, 'heat to 180 degrees', { degrees: 180 }],
    [story, 'add a story called "Press kit"', { title: 'Press kit' }],
    [story, 'add a story named Press kit', { title: 'Press kit' }],
    [story, 'add a story in this epic', { title: '<missing>' }],
    [story, 'add a story in this epic: Press kit', { title: 'Press kit' }],
    [story, 'tell all that dinner is late', { title: 'dinner is late' }],
    [story, 'add a story to it', { title: '<missing>' }],
    [member, 'add Oleg as a premium user', { name: 'Oleg' }],
    [member, 'Nina wants to join', { name: 'Nina' }],
    [member, 'add another user', { name: '<missing>' }],
    [member, 'add Nina and Oleg', { name: 'Nina' }],
    [sum, 'what is the sum of two numbers', { a: '<missing>', b: '<missing>' }],
    [sum, 'add 5 and 6', { a: 5, b: 6 }],
    [sum, 'add two and 6', { a: 2, b: 6 }],
    [sum, 'can you add two numbers', { a: '<missing>', b: '<missing>' }],
  ])('%#: “%s”', (given, text, expected) => {
    expect(shownValues(read(text, given))).toEqual(expected)
  })

  it('takes a name that stands alone for the one that is looked up, not for the text', () => {
    const given: Case = {
      parameters: { to: { lookup: 'root.users' }, text: {} },
      utterances: ['send a message to [Bruno](to)', 'message [hello](text)'],
      lookups: { to: [{ value: 'u1', label: 'Ada' }] },
    }
    expect(shownValues(read('message Ada', given))).toEqual({ to: 'u1', text: '<missing>' })
    expect(shownValues(read("is this Ada's", given)).to).toBe('u1')
  })

  it('does not ask about a value that may be left out because of words that are none', () => {
    const given: Case = {
      parameters: {
        size: { type: 'enum', required: false, choices: [{ value: 'small', synonyms: [] }] },
      },
      utterances: ['a [small](size) one', 'make it [small](size)'],
    }
    expect(shownValues(read('make it nicely', given))).toEqual({})
  })
})

describe('values that exist', () => {
  const people: LookupValue[] = [
    { value: 'u1', label: 'Anna Smith' },
    { value: 'u2', label: 'Anna Lee' },
    { value: 'u3', label: 'Robert Brown' },
    { value: 'u4', label: 'Sam Hill' },
    { value: 'u5', label: 'Sam Hill' },
  ]
  const message = (risk: 'read' | 'write'): Case => ({
    parameters: { user: { lookup: 'root.users' } },
    lookups: { user: people },
    risk,
  })

  it.each<['read' | 'write', string, Json]>([
    ['read', 'message anna lee', 'u2'],
    ['read', 'message u3', 'u3'],
    ['read', 'message Robert', 'u3'],
    ['write', 'message Robert', '<lookup>'],
    ['read', 'message Robert Browm', 'u3'],
    ['read', 'message Anna', '<lookup>'],
    ['read', 'message Sam Hill', '<lookup>'],
    ['read', 'message somebody', '<missing>'],
  ])('in a %s command, “%s” is %j', (risk, text, expected) => {
    expect(shownValues(read(text, message(risk)))).toEqual({ user: expected })
  })

  it('offers those it could be', () => {
    const [problem] = read('message Anna', message('read')).problems
    expect(problem?.suggestions.map(({ value }) => value)).toEqual(['u1', 'u2'])
  })

  it('offers of many only those that may have been meant', () => {
    const names = ['Emma', 'Noah', 'Mia', 'Hanna', 'Omar', 'Jonas', 'Tomas', 'Maya', 'Ines', 'Hugo']
    const given: Case = {
      parameters: { user: { lookup: 'root.users' } },
      utterances: ['call [Emma](user)'],
      lookups: { user: names.map((name) => ({ value: name, label: name })) },
    }
    const offered = (text: string): string[] | undefined =>
      read(text, given).problems[0]?.suggestions.map(({ value }) => value)
    expect(offered('call hmm')).toEqual([])
    expect(offered('call Jomass')).toEqual(['Jonas', 'Tomas'])
  })

  it('finds several of them for a list', () => {
    const given: Case = {
      parameters: { users: { type: 'list', lookup: 'root.users' } },
      lookups: { users: people },
    }
    expect(shownValues(read('invite Anna Lee and Robert Brown', given))).toEqual({
      users: ['u2', 'u3'],
    })
  })

  it('finds the one that is named among a thousand orders, and none that is not', () => {
    const orders = Array.from({ length: 1_000 }, (_, i) => ({
      value: `#W${100_000 + i}`,
      label: `#W${100_000 + i}`,
    }))
    const given: Case = {
      parameters: { order: { lookup: 'root.orders' } },
      lookups: { order: orders },
    }
    expect(shownValues(read('please show me what happened to my order #W100777', given))).toEqual({
      order: '#W100777',
    })
    const none = read('please show me what happened to my order that I sent back', given)
    expect(shownValues(none)).toEqual({ order: '<missing>' })
  })
})

describe('a parameter', () => {
  it('is not confused by letters that mean something in a pattern', () => {
    const parameter = parameterSchema.parse({
      id: 'p',
      name: 'c++',
      type: 'string',
      examples: ['a(b', 'x[1'],
    })
    expect(parameter.name).toBe('c++')
    expect(
      shownValues(read('use a(b now', { parameters: { 'c++': { examples: ['a(b', 'x[1'] } } })),
    ).toBeDefined()
  })
})
