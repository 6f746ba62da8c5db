import { describe, expect, it } from 'vitest'
import { converse, lineOf, parcelDesk, type Conversation } from '#testing/conversation.ts'
import { commandId } from '#testing/workflow-builder.ts'

const desk = parcelDesk()
  .context('Box')
  .command('Box/open', { utterances: ['unpack'] })
  .command('Parcel/hold', {
    parameters: { number: { pattern: 'P\\d+' }, reason: {} },
    utterances: ['keep the parcel'],
  })
  .command('Parcel/store', { utterances: ['keep the parcel'] })
  .build()

async function talk(...messages: readonly string[]): Promise<Conversation & { last: string }> {
  const conversation = converse({ handle: () => Promise.resolve({ undoTicket: 't' }) }, desk)
  let last = ''
  for (const message of messages) last = await conversation.say(message)
  return Object.assign(conversation, { last })
}

const lastOf = async (...messages: readonly string[]): Promise<string> =>
  (await talk(...messages)).last

describe('an answer to whether something is to be done', () => {
  it('is written down, and the answer of a form is, too', async () => {
    const { session, events } = await talk('/recall P7, late', 'hm')
    const recall = { command: commandId('Parcel/recall'), values: { reason: 'lost' } }
    await session.act(recall)
    expect(events().filter(({ type }) => type === 'person-answered')).toEqual([
      { type: 'person-answered', text: 'hm' },
      { type: 'person-answered', text: '' },
    ])
  })

  it('is written down though it comes too late', async () => {
    const { say, ports, events } = await talk('/recall P7, late')
    ports.application.enter([])
    await say('yes')
    expect(events().slice(-2)).toMatchObject([
      { type: 'person-answered', text: 'yes' },
      { type: 'turn-ended', outcome: 'refused' },
    ])
  })

  it.each([
    ['another command by its name', '/show_list', /^done: Done\. \| again: Recall/],
    ['another command, surely', 'no, show the list', /^done: Done\. \| again: Recall/],
    ['what is offered elsewhere', '/open', /^refused: “Open” is offered in Box.*\| again: Recall/s],
    ['another command, perhaps', 'list or what', /^asks: I did not understand/],
    ['the same command anew', 'no, recall parcel', /^cancelled/],
  ])('may be %s: %s', async (_, said, line) => {
    expect(await lastOf('/recall P7, late', said)).toMatch(line)
  })

  it('says that what was answered came from there', async () => {
    const { events } = await talk('/recall P7', 'late')
    expect(events()).toContainEqual(
      expect.objectContaining({ name: 'reason', value: 'late', source: 'answer' }),
    )
  })
})

describe('an answer to whether something is to be taken back', () => {
  it('changes no value of what was done', async () => {
    expect(await lastOf('/weigh 5', 'undo that', 'no, make it 7')).toMatch(
      /^asks: I did not understand\. Take back “Weigh”/,
    )
  })

  it('may be another command', async () => {
    expect(await lastOf('/weigh 5', 'undo that', '/show_list')).toMatch(
      /^done: Done\. \| again: Take back “Weigh”/,
    )
  })
})

describe('an answer to which command is meant', () => {
  const both = 'keep the parcel P7'

  it('is no yes where there are several', async () => {
    expect(await lastOf(both, 'yes')).toMatch(/^asks: Please choose one/)
  })

  it('by a button leaves what was said of its values', async () => {
    const { session } = await talk(both)
    const hold = commandId('Parcel/hold')
    expect(lineOf(await session.act({ command: hold, values: {} }))).toBe(
      'asks: What is the reason?',
    )
  })

  it('by a form has its values and no others', async () => {
    const { session } = await talk(both)
    const hold = commandId('Parcel/hold')
    expect(lineOf(await session.act({ command: hold, values: { reason: 'late' } }))).toBe(
      'asks: What is the number?',
    )
  })
})
