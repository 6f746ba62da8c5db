import { describe, expect, it } from 'vitest'
import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import { converse, lineOf, parcelDesk } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { controlIn } from './controls.ts'
import { turnsOf } from './turn-state.ts'

const plain = parcelDesk().correction('throw it away', { meant: 'Parcel/recall' }).build()

describe('words about the conversation', () => {
  it.each([
    ['Cancel everything!', 'cancel-all'],
    ['forget all of it', 'cancel-all'],
    ['never mind all of that', 'cancel-all'],
    ['undo', 'undo'],
    ['Please undo that.', 'undo'],
    ['undo please', 'undo'],
    ['Undo that, please', 'undo'],
    ['take that back', 'undo'],
    ['could you undo that?', 'undo'],
    ['undo both', 'undo'],
    ['could you undo all of that', 'undo'],
    ['take them both back now', 'undo'],
    ['That’s not what I meant', 'misunderstood'],
    ['You misunderstood!', 'misunderstood'],
    ['wrong one', 'misunderstood'],
    [NOT_WHAT_I_MEANT.utterances[0] ?? '', 'misunderstood'],
  ])('are “%s”: %s', (message, control) => {
    expect(controlIn(message, plain)).toBe(control)
  })

  it.each(['undo the recall of P7', 'cancel', 'everything', 'cancel, everything', ''])(
    'are not “%s”',
    (message) => {
      expect(controlIn(message, plain)).toBeNull()
    },
  )

  it.each([
    ['an utterance', workflow().command('revert', { utterances: ['go', 'undo that'] })],
    ['a correction', workflow().command('revert').correction('undo that', { meant: 'revert' })],
    ['the name of a command', workflow().command('list').command('undo_that')],
  ])('are not those that are %s of the workflow', (_, desk) => {
    expect(controlIn('Undo that!', desk.build())).toBeNull()
    expect(controlIn('Undo it!', desk.build())).toBe('undo')
  })
})

describe('“cancel everything”', () => {
  it('drops what is asked and all that waits behind it', async () => {
    const talk = converse()
    await talk.say('recall parcel P7')
    await talk.say('/weigh')
    const result = await talk.session.say('cancel everything')
    expect(lineOf(result)).toBe('cancelled: All right, “Weigh” was not done.')
    expect(result.earlier.map(lineOf)).toEqual(['cancelled: All right, “Recall” was not done.'])
    expect([talk.session.question, talk.session.suspended]).toEqual([null, []])
    expect(turnsOf(talk.entries)[1]?.state.exchanges.at(-1)?.answer).toBe('cancel everything')
  })

  it('is a message like any other where nothing is asked', async () => {
    const { say, events } = converse()
    expect(await say('cancel everything')).not.toMatch(/^cancelled/)
    expect(events()).toContainEqual(expect.objectContaining({ type: 'decision-made' }))
  })
})

describe('“undo that”', () => {
  it('is told that there is nothing, and words that only may mean it are taken as they are', async () => {
    const { say, events } = converse()
    expect(await say('undo that')).toBe('refused: There is nothing that I could take back.')
    expect(events().map(({ type }) => type)).not.toContain('decision-made')
    await say('take that back')
    expect(events().map(({ type }) => type)).toContain('decision-made')
  })

  it('is about the one thing that can be taken back, however it is said', async () => {
    const { say } = converse({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await say('/weigh 5')
    expect(await say('take that back')).toMatch(/^asks: Take back “Weigh”/)
  })

  it('lets a question wait', async () => {
    const { say } = converse()
    await say('recall parcel P7')
    expect(await say('undo that')).toBe(
      'refused: There is nothing that I could take back. | again: What is the reason?',
    )
  })
})

describe('“not what I meant”', () => {
  it('is about the words before where nothing is asked', async () => {
    const { say, session } = converse()
    await say('find parcel P5')
    expect(await say('you misunderstood')).toMatch(/^asks: Sorry/)
    expect(session.suspended).toEqual([])
  })

  it('drops what is asked', async () => {
    const { session } = converse()
    await session.say('recall parcel P7')
    const { earlier } = await session.say('you misunderstood')
    expect(earlier.map(lineOf)).toEqual(['cancelled: All right, “Recall” was not done.'])
  })
})
