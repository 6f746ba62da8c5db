import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const offered = (...names: readonly string[]) =>
  names.map((value) => ({ value: value.toLowerCase(), label: value }))

const desk = workflow('Desk')
  .command('show_weather', { utterances: ['what is the weather like'] })
  .command('send_message', {
    risk: 'destructive',
    parameters: { recipient: { lookup: 'self.others' }, message: {}, sign: { required: false } },
    utterances: [
      'send [Mina](recipient) a message: [see you](message)',
      'send [Mina](recipient) a message',
      'write a message',
    ],
  })
  .command('post_note', {
    risk: 'write',
    parameters: { board: { lookup: 'self.boards' }, note: {} },
    utterances: [
      'post a note',
      'post a note on [Kitchen](board)',
      'post on [Hall](board) that [lunch is hot](note)',
    ],
  })
  .command('name_boat', {
    parameters: { length: { type: 'integer', max: 50 }, nickname: {} },
    utterances: [
      'christen a boat of [12](length) metres',
      'name the boat [Nina](nickname)',
      'change the length',
    ],
  })
  .command('clear_board', { risk: 'destructive', utterances: ['clear the board'] })
  .build()

const lookups = { recipient: offered('Mina', 'Bruno'), board: offered('Kitchen', 'Office') }

interface Outcome {
  readonly line: string
  /** What consent is asked for, or else what was run. */
  readonly values: Readonly<Record<string, Json>> | undefined
  readonly turns: number
}

async function after(...messages: readonly string[]): Promise<Outcome> {
  const { say, session, ports, events } = converse({ path: [], lookups }, desk)
  let line = ''
  for (const message of messages) line = await say(message)
  const { question } = session
  const values = question?.kind === 'confirm' ? question.values : ports.application.calls[0]?.values
  return { line, values, turns: events().filter(({ type }) => type === 'turn-started').length }
}

describe('a request said again, where any words could be the text that is asked for', () => {
  it('is one by a form of it that names what exists', async () => {
    const said = ['post a note on Kitchen', 'post a note on Office'] as const
    expect(await after(...said)).toMatchObject({ line: 'asks: What is the note?', turns: 1 })
    expect((await after(...said, 'water the ferns')).values).toEqual({
      board: 'office',
      note: 'water the ferns',
    })
  })

  it('is one by all that it needs', async () => {
    expect(
      (await after('post a note on Kitchen', 'post on Office that lunch is cold')).values,
    ).toEqual({
      board: 'office',
      note: 'lunch is cold',
    })
  })

  it.each([
    ['post a note on Mars', 'there is nothing of that name'],
    ['post a note on the wall', 'it names nothing that exists'],
    ['post a note for the whole Office', 'it is no form of the request'],
    ['"post a note on Office"', 'it is quoted'],
    ['post a note\non Office', 'it has lines of its own'],
    ['the Office is closed', 'it is no request'],
  ])('is the text otherwise: %s, as %s', async (text) => {
    const { values } = await after('post a note on Kitchen', text)
    expect(values).toEqual({ board: 'kitchen', note: text.replaceAll('"', '') })
  })

  it('is one by its first words where texts are not prose', async () => {
    expect((await after('/name_boat 9', 'christen a boat of 14 metres', 'Nina')).values).toEqual({
      length: 14,
      nickname: 'Nina',
    })
    expect((await after('/name_boat 9', '"christen a boat of 14 metres"')).values).toEqual({
      length: 9,
      nickname: 'christen a boat of 14 metres',
    })
    expect((await after('/name_boat 9', 'christen metres of 14')).values).toEqual({
      length: 9,
      nickname: 'christen metres of 14',
    })
  })

  it('is a correction where it says what is to be otherwise', async () => {
    expect((await after('/name_boat 9', 'change the length to 14', 'Nina')).values).toEqual({
      length: 14,
      nickname: 'Nina',
    })
  })
})

describe('a request said again where consent is asked for', () => {
  const ASKED = 'send Bruno a message: lunch is ready'
  const HELD = { recipient: 'bruno', message: 'lunch is ready' }

  it.each([
    ['send Mina a message', { ...HELD, recipient: 'mina' }],
    ['Please send Mina a message!', { ...HELD, recipient: 'mina' }],
    ['send Mina a message: dinner is late', { recipient: 'mina', message: 'dinner is late' }],
    ['send Bruno a message', HELD],
  ])('has what it gives, and asks again: %s', async (text, values) => {
    const outcome = await after(ASKED, text)
    expect(outcome).toMatchObject({ values, turns: 1 })
    expect(outcome.line).toMatch(/^asks: Send message\?\n/)
  })

  it.each(['write a message', 'send a message'])('is no yes by itself: %s', async (text) => {
    const { line, values, turns } = await after(ASKED, text)
    expect(line).toMatch(/^asks: I did not understand\. Send message\?/)
    expect({ values, turns }).toEqual({ values: HELD, turns: 1 })
  })

  it('is one by its name', async () => {
    expect((await after(ASKED, 'send message Mina')).values).toMatchObject({ recipient: 'mina' })
  })

  it('is not taken for less than it says', async () => {
    const { line } = await after(ASKED, 'send Mina see you soon')
    expect(line).not.toMatch(/lunch/)
  })

  it.each([
    ['/send_message Mina, hey', { recipient: 'mina', message: 'hey' }],
    ['send Zork a message: see you soon', undefined],
  ])('is begun anew where it is so by its slash, or cannot be: %s', async (text, values) => {
    expect(await after(ASKED, text)).toMatchObject({ values, turns: 2 })
  })

  it('is the same question where there is nothing to say but that', async () => {
    const { line, turns } = await after('clear the board', 'clear the board')
    expect(line).toMatch(/^asks: .*Clear board\?/)
    expect(turns).toBe(1)
  })

  it('is another request where it is about something else', async () => {
    const { line } = await after(ASKED, 'what is the weather like')
    expect(line).toMatch(/^done: show_weather done \| again: Send message\?/)
  })
})
