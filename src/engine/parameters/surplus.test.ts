import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  readValues,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'

const [a, b]: ParameterDrafts[string][] = [{ type: 'integer' }, { type: 'number' }]
const summands: ParameterDrafts = { a: a ?? {}, b: b ?? {} }

describe('more numbers than a command takes', () => {
  it.each<[text: string, ParameterDrafts, Record<string, Json>, SaidTo?]>([
    ['add 1 2', summands, { a: 1, b: 2 }],
    ['add 1 2 3', summands, { a: 1, b: '<surplus>' }],
    ['add 1, 2 and three', summands, { a: 1, b: '<surplus>' }],
    // The last is the one that is meant where words say so.
    ['add 1 to b 2, 3', summands, { a: 1, b: 2 }],
    ['add 1, b = 2, 3', summands, { a: 1, b: 2 }],
    // Weaker ones are no rivals: "one" is a pronoun, and two of something may only be counted.
    ['add 1, 2 in that one', summands, { a: 1, b: 2 }],
    ['add 1, 2 with two sides', summands, { a: 1, b: 2 }],
    // Numbers that cannot be this value are none, nor are ids and dates.
    ['add 4 and 20', { count: { type: 'integer', max: 9 } }, { count: 4 }],
    ['add 4 for W20 on 2026-03-04', { count: { type: 'integer' } }, { count: 4 }],
    ['take 4 or 5', { count: { type: 'integer' } }, { count: '<surplus>' }],
    // What names something that exists is not a number of the message.
    [
      'take 4 and 5',
      { room: { type: 'integer', lookup: 'root.rooms' } },
      { room: 4 },
      { existing: { room: [{ value: '4', label: '4' }] } },
    ],
    [
      'tell them 4 and 5',
      { text: {} },
      { text: '4 and 5' },
      { utterances: ['tell them [x](text)'] },
    ],
    [
      'size 3 for 4, 5',
      { size: {}, count: { type: 'integer' } },
      { size: '<missing>', count: '<surplus>' },
    ],
  ])('“%s” of %j: %j', (text, parameters, values, said) =>
    expect(readValues(text, parameters, said)).toEqual(values),
  )

  it.each<[text: string, count: number, words: string]>([
    ['1 2', 1, 'You gave two numbers, and “Act” takes one.'],
    ['1 2 3', 2, 'You gave three numbers, and “Act” takes two.'],
    ['1 2 3 4 5', 3, 'You gave five numbers, and “Act” takes three.'],
    ['1 2 3 4 5 6 7', 4, 'You gave seven numbers, and “Act” takes four.'],
    ['1 2 3 4 5 6 7 8', 6, 'You gave eight numbers, and “Act” takes six.'],
    ['1 2 3 4 5 6 7 8 9 0', 9, 'You gave ten numbers, and “Act” takes nine.'],
    ['1 2 3 4 5 6 7 8 9 0 11', 10, 'You gave 11 numbers, and “Act” takes ten.'],
  ])('“%s” of %d', (text, count, words) => {
    const parameters = Object.fromEntries(
      'abcdefghijk'
        .slice(0, count)
        .split('')
        .map((name) => [name, { type: 'integer' as const }]),
    )
    const { problems } = extractionOf(text, parameters)
    expect(problems.map(({ problem }) => problem)).toEqual([{ code: 'surplus', text: words }])
  })

  it('counts what a slot is wider than, too', () => {
    expect(
      readValues(
        'order 4 now, or 5',
        { count: { type: 'integer' } },
        { utterances: ['order [3](count) now'] },
      ),
    ).toEqual({ count: 4 })
  })
})

describe('a second name, of which one is not known', () => {
  const existing = ['Bruno', 'Mina'].map((label) => ({ value: label, label }))
  const both: ParameterDrafts = { gift: {}, person: { lookup: 'root.people' } }
  const said: SaidTo = {
    risk: 'write',
    existing: { person: existing },
    utterances: ['send [tea](gift) to [Bruno](person)', 'send [a book](gift) to [Mina](person)'],
  }

  it.each<[text: string, Record<string, Json>]>([
    ['send tea to Bruna and wine to Mina', { gift: 'tea', person: '<surplus>' }],
    ['send tea to Zoe and wine to Mina', { gift: 'tea', person: '<surplus>' }],
    ['send tea to Bruna', { gift: 'tea', person: '<lookup>' }],
    ['send tea and wine to Mina', { gift: 'tea and wine', person: 'Mina' }],
  ])('“%s”: %j', (text, values) => expect(readValues(text, both, said)).toEqual(values))

  it('asks about both, by what they may be', () => {
    const [problem] = extractionOf('send tea to Bruna and wine to Mina', both, said).problems
    expect(problem?.problem.text).toBe('“Act” takes one: “Bruna” or “Mina”.')
    expect(problem?.suggestions.map(({ value }) => value)).toEqual(['Bruno', 'Mina'])
  })
})

describe('two of what a command takes one of', () => {
  const existing = ['Bruno', 'Mina', 'Li Wei'].map((label) => ({ value: label, label }))
  const person: ParameterDrafts = { person: { lookup: 'root.people' } }
  const choices = ['PayPal', 'gift card'].map((value) => ({ value, synonyms: [] }))
  const method: ParameterDrafts = { method: { type: 'enum', choices } }
  const two: ParameterDrafts = { ...person, other: { lookup: 'root.people' } }

  it.each<[text: string, ParameterDrafts, Record<string, Json>]>([
    ['act on Bruno and Mina', person, { person: '<surplus>' }],
    ['act on Bruno & Mina', person, { person: '<surplus>' }],
    ['act on Bruno at once plus Mina', person, { person: '<surplus>' }],
    ['act on Bruno and Mina', two, { person: 'Bruno', other: 'Mina' }],
    // Said for another reason, or the same one again.
    ['act on Bruno for Mina', person, { person: 'Bruno' }],
    ['act on Bruno and not Mina', person, { person: 'Bruno' }],
    ['act on Bruno and Bruno', person, { person: 'Bruno' }],
    ['act on W1 and W2', { order: { pattern: 'W\\d+' } }, { order: '<surplus>' }],
    ['act on one word and another', { word: { pattern: '[a-z ]+' } }, { word: '<missing>' }],
    ['act on Bruno or Mina', person, { person: '<surplus>' }],
    [
      'act on W1 for Bruno and W2',
      { ...person, order: { pattern: 'W\\d+' } },
      { person: 'Bruno', order: '<surplus>' },
    ],
    ['act on Monday or Tuesday', { day: { type: 'date' } }, { day: '<surplus>' }],
    ['act on Monday and on Tuesday', { day: { type: 'date' } }, { day: '<surplus>' }],
    ['act at 3 pm or 5 pm', { at: { type: 'time' } }, { at: '<surplus>' }],
    [
      'give her ten or twenty dollars',
      { sum: { type: 'number', unit: '$' } },
      { sum: '<surplus>' },
    ],
    ['pay with the gift card or PayPal', method, { method: '<surplus>' }],
    ['pay with PayPal or the gift card', method, { method: '<surplus>' }],
    // Two values, or one that has an "and" of its own.
    ['act on Monday and at 9 am', { day: { type: 'date' } }, { day: '2026-01-05' }],
    [
      'act on Monday and at 9 am',
      { day: { type: 'date' }, at: { type: 'time' } },
      { day: '2026-01-05', at: '09:00' },
    ],
    ['from Monday to Tuesday', { day: { type: 'date' } }, { day: '2026-01-05' }],
    [
      'act for an hour and 20 minutes',
      { minutes: { type: 'number', unit: 'min' } },
      { minutes: 80 },
    ],
    ['act two and a half times', { times: { type: 'number' } }, { times: 2.5 }],
    ['act with or without it', { it: { type: 'boolean' } }, { it: false }],
    // What is only near to a name is not surely one.
    ['act on Bruno and Mona', person, { person: 'Bruno' }],
    [
      'act on Bruno and Mina',
      { people: { type: 'list', lookup: 'root.people' } },
      { people: ['Bruno', 'Mina'] },
    ],
  ])('“%s” of %j: %j', (text, parameters, values) => {
    const named = Object.entries(parameters).filter(([, { lookup }]) => lookup)
    const lists = Object.fromEntries(named.map(([name]) => [name, existing]))
    expect(readValues(text, parameters, { existing: lists })).toEqual(values)
  })
})

it('names both in the order in which they were said', () => {
  const choices = ['PayPal', 'gift card'].map((value) => ({ value, synonyms: [] }))
  const { problems } = extractionOf('pay with my gift card or PayPal', {
    method: { type: 'enum', choices },
  })
  expect(problems).toMatchObject([
    {
      problem: { code: 'surplus', text: '“Act” takes one: “gift card” or “PayPal”.' },
      suggestions: [
        { label: 'gift card', value: 'gift card' },
        { label: 'PayPal', value: 'PayPal' },
      ],
    },
  ])
})

it('is no value that ties something else on: “and”, after an order', () => {
  const reason: ParameterDrafts = {
    reason: {
      type: 'enum',
      choices: ['too late', 'too dear'].map((value) => ({ value, synonyms: [] })),
    },
  }
  const utterances = ['drop the order [too late](reason)']
  const problem = (text: string) =>
    extractionOf(text, reason, { utterances }).problems.map(({ problem: { text: words } }) => words)
  expect(problem('drop the order and tell her')).toEqual(['Reason is missing.'])
  expect(problem('drop the order because')).toEqual([expect.stringContaining('“because” is not')])
  expect(problem('drop the order too dear')).toEqual([])
})
