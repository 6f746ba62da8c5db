import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const field = (name: string, draft: Partial<Omit<Parameter, 'id' | 'name'>> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const desk = workflow('Desk')
  .command('show_weather', { utterances: ['what is the weather like'] })
  .command('change_address', {
    risk: 'write',
    parameters: {
      address: {
        type: 'object',
        fields: [
          field('street', { pattern: '\\d+ [A-Z][a-z]+ (Street|Road)' }),
          field('city', { examples: ['Denver', 'Austin'] }),
          field('zip', { pattern: '\\d{5}' }),
        ],
      },
    },
    utterances: ['change the shipping address', 'change the shipping address to 3 Elm Street'],
  })
  .command('send_message', {
    risk: 'write',
    parameters: { recipient: { lookup: 'self.others' }, message: {} },
    utterances: [
      'send a message: ["lunch is ready"](message)',
      'send [Mina](recipient) a message: ["see you"](message)',
      'send [Mina](recipient) a message',
    ],
  })
  .command('give', {
    parameters: {
      gift: { examples: ['flowers', 'a book'] },
      person: { examples: ['Ben', 'Anna'] },
    },
    utterances: ['give [flowers](gift)', 'give [Ben](person) a [book](gift)'],
  })
  .command('meet', {
    parameters: {
      guests: { type: 'integer', max: 10, required: false },
      day: { type: 'date' },
      time: { type: 'time' },
    },
    utterances: ['plan a meeting', 'plan a meeting for [4](guests)'],
  })
  .command('plan_trip', {
    parameters: { people: { type: 'integer' } },
    utterances: ['plan a trip for [2](people)'],
  })
  .command('hand_out', {
    parameters: { to: { lookup: 'self.others' }, count: { type: 'integer' } },
    utterances: ['give', 'get', 'tell', 'show', 'make', 'could you hand'].map(
      (verb) => `${verb} [Mina](to) [3](count) of them`,
    ),
  })
  .build()

const PEOPLE = ['Mina', 'Bruno'].map((value) => ({ value, label: value }))

/** What the last of these messages comes to, and the values a command was run with, if one was. */
async function after(
  ...messages: readonly string[]
): Promise<readonly [string, Readonly<Record<string, Json>> | undefined]> {
  const { say, ports } = converse(
    { path: [], lookups: { recipient: PEOPLE, to: PEOPLE }, now: () => Date.UTC(2026, 0, 5, 9) },
    desk,
  )
  let line = ''
  for (const message of messages) line = await say(message)
  return [line, ports.application.calls.at(-1)?.values]
}

describe('a request said again while it is asked about', () => {
  it('has the fields of an object that it gives', async () => {
    const [, values] = await after(
      'change the shipping address to 5 Oak Street',
      'change the shipping address to 27 Birch Road, Denver 80217',
    )
    expect(values).toEqual({ address: { street: '27 Birch Road', city: 'Denver', zip: '80217' } })
  })

  it('has the text that it gives, and whom it is for', async () => {
    const [, values] = await after(
      'send a message: "lunch is ready"',
      'send Mina a message: "see you at five"',
    )
    expect(values).toEqual({ recipient: 'Mina', message: 'see you at five' })
  })

  it('leaves what it does not give', async () => {
    const [, values] = await after('send a message: "lunch is ready"', 'send Mina a message')
    expect(values).toEqual({ recipient: 'Mina', message: 'lunch is ready' })
  })

  it('has the values of its form though any text would be an answer', async () => {
    const [, values] = await after('give flowers', 'give Ben a book')
    expect(values).toEqual({ gift: 'book', person: 'Ben' })
  })

  it.each(['give', 'get', 'tell', 'show', 'make', 'please hand', 'will you hand'])(
    'begins as one, whatever small words it begins with: %s',
    async (verb) => {
      const [, values] = await after('/hand_out Mina', `${verb} Bruno 4 of them`)
      expect(values).toEqual({ to: 'Bruno', count: 4 })
    },
  )

  it('is a correction where it says what is to be otherwise', async () => {
    const [line, values] = await after(
      'change the shipping address to 27 Birch Road, Denver',
      'change Denver to Austin',
      '73301',
    )
    expect(line).toMatch(/^done/)
    expect(values).toEqual({ address: { street: '27 Birch Road', city: 'Austin', zip: '73301' } })
  })

  it('is another request where it only begins alike', async () => {
    const [line, values] = await after('plan a meeting for 4', 'plan a trip for 7')
    expect(line).toMatch(/^done: .*\| again: What is the day\?/)
    expect(values).toEqual({ people: 7 })
  })

  it('never keeps a value where another that cannot be was given for it', async () => {
    const messages = ['plan a meeting for 4', 'plan a meeting for 99']
    expect(await after(...messages)).toEqual([expect.stringMatching(/^asks: .*10/), undefined])
    const [, values] = await after(...messages, '5', 'tomorrow', '15:30')
    expect(values).toEqual({ guests: 5, day: '2026-01-06', time: '15:30' })
  })
})

describe('what is only an answer', () => {
  it.each([
    ['a field', 'Denver 80217'],
    ['fields amid small words', 'to Denver 80217, please'],
  ])('leaves what was said before: %s', async (_, answer) => {
    const [, values] = await after('change the shipping address to 5 Oak Street', answer)
    expect(values).toEqual({ address: { street: '5 Oak Street', city: 'Denver', zip: '80217' } })
  })

  it('may be a name for whom a text is meant', async () => {
    const [, values] = await after('send a message: "lunch is ready"', 'to Bruno')
    expect(values).toEqual({ recipient: 'Bruno', message: 'lunch is ready' })
  })
})

describe('the answer to which day', () => {
  it.each([
    ['the day after tomorrow at half past three', '2026-01-07', '03:30'],
    ['tomorrow at 15:30', '2026-01-06', '15:30'],
  ])('may tell the time, too: %s', async (answer, day, time) => {
    const [, values] = await after('plan a meeting', answer)
    expect(values).toEqual({ day, time })
  })
})
