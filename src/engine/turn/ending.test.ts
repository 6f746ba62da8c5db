import { describe, expect, it } from 'vitest'
import { converse, parcelDesk } from '#testing/conversation.ts'

const document = parcelDesk()
  .command('Parcel/size', {
    parameters: {
      width: { type: 'integer' },
      height: { type: 'integer' },
      note: { pattern: '[a-z]+' },
    },
    validation: 'input.width > input.height ? "Too wide" : null',
  })
  .command('Parcel/hold', { utterances: ['keep the parcel'] })
  .command('Parcel/store', { utterances: ['keep the parcel'] })
  .build()

const GIVEN_UP = /^cancelled: I could not make that out\. All right, /

/** How often an answer can be given before the question is given up: twelve times is not too often. */
async function patience(question: string, answer: string): Promise<number> {
  const { say } = converse({ validate: () => [{ parameter: null, text: 'Too wide' }] }, document)
  await say(question)
  for (let times = 1; times <= 20; times++) if (GIVEN_UP.test(await say(answer))) return times
  return Infinity
}

describe('a question that gets no answer', () => {
  it.each([
    ['for a value', '/size', 'hm'],
    ['for consent', '/recall P7, late', 'hm'],
    ['which command', 'keep the parcel', 'hm'],
    ['which value', '/size 5, 3, a', 'hm'],
  ])('%s is given up after it was put twelve times more', async (_, question, answer) => {
    expect(await patience(question, answer)).toBe(13)
  })

  it('is given up whatever is wrong with the answers', async () => {
    const { say } = converse({}, document)
    await say('/size 1, 2, 3')
    for (const answer of '4 5 6 7 8 9 4 5 6 7 8 9'.split(' ')) await say(answer)
    expect(await say('5')).toMatch(GIVEN_UP)
  })

  it('is not given up for what went before it', async () => {
    const { say } = converse({}, document)
    await say('/size')
    for (let i = 0; i < 9; i++) await say('hm')
    expect(await say('5')).toBe('asks: What is the height?')
    for (let i = 0; i < 9; i++) expect(await say('hm')).toMatch(/^asks/)
  })

  it('is not given up where its command comes anew', async () => {
    const { say } = converse({}, document)
    for (let i = 0; i < 20; i++) expect(await say('/size')).toBe('asks: What is the width?')
  })
})

describe('the end of a turn', () => {
  it('is told with what was wrong only where something was', async () => {
    const { say, events } = converse()
    await say('/weigh 5')
    expect(events().at(-1)).toEqual({
      type: 'turn-ended',
      outcome: 'done',
      reply: 'Parcel/weigh done',
    })
  })

  it('names all that is left for it', async () => {
    const desk = parcelDesk().command('Parcel/recall', {
      risk: 'destructive',
      parameters: { number: { pattern: 'P\\d+' } },
      utterances: ['recall parcel [P1](number)'],
    })
    const { say } = converse({}, desk.build())
    await say('recall parcel P7, then tell the receiver, then show the list')
    expect(await say('no')).toBe(
      'cancelled: All right, “Recall” was not done. ' +
        'So I left the rest: “tell the receiver” and “show the list”.',
    )
  })
})
