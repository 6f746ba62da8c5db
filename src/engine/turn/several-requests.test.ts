import { describe, expect, it } from 'vitest'
import { converse, lineOf, parcelDesk } from '#testing/conversation.ts'
import { turnsOf } from './turn-state.ts'

const TWO = 'recall parcel P7, then tell the receiver'

/** Nothing that a recall takes could go on to the end of the message. */
const desk = () =>
  parcelDesk().command('Parcel/recall', {
    risk: 'destructive',
    parameters: { number: { pattern: 'P\\d+' } },
    utterances: ['recall parcel [P1](number)', 'call the parcel back'],
  })
const talking = () => converse({}, desk().build())

describe('two commands in one message', () => {
  it('run in order, each with its own questions; the second may mean what the first did', async () => {
    const { session, say, ports } = talking()
    expect(await say(TWO)).toBe('asks: Recall (Parcel)?\nNumber: P7\nPlease say yes or no.')
    const result = await session.say('yes')
    expect(result.earlier.map(lineOf)).toEqual(['done: Parcel/recall done'])
    expect(lineOf(result)).toBe('done: Parcel/notify done')
    expect(ports.application.calls).toMatchObject([
      { command: 'Parcel/recall', values: { number: 'P7' } },
      { command: 'Parcel/notify', values: { number: 'P7' } },
    ])
  })

  it('are told by the journal as turns of their own', async () => {
    const talk = talking()
    await talk.say(TWO)
    await talk.say('yes')
    const [first, second] = turnsOf(talk.entries)
    expect(first?.entries.some(({ event }) => event.type === 'message-split')).toBe(true)
    expect(first?.state).toMatchObject({ text: 'recall parcel P7', part: null })
    expect(second?.state).toMatchObject({
      text: expect.stringContaining('tell the receiver') as string,
      part: { of: first?.runId, index: 1 },
      values: [{ name: 'number', value: 'P7', source: 'before' }],
    })
  })

  it('leave the second where the first is not done, and say so', async () => {
    const { say, ports, session } = talking()
    await say(TWO)
    expect(await say('no')).toMatch(
      /^cancelled: All right, “Recall” was not done\. So I left the rest: “.*tell the receiver”\.$/,
    )
    expect(ports.application.calls).toEqual([])
    expect(session.question).toBeNull()
  })

  it('keep their order when something comes between', async () => {
    const { say, ports } = talking()
    await say(TWO)
    await say('/show_list')
    await say('yes')
    expect(ports.application.calls.map(({ command }) => command)).toEqual([
      'show_list',
      'Parcel/recall',
      'Parcel/notify',
    ])
  })

  it('are gone on with after a crash, with a yes', async () => {
    const before = talking()
    await before.say(TWO)
    await before.say('yes')
    const second = turnsOf(before.entries)[1]?.runId
    const cut = before.entries.filter(({ runId }) => runId !== second)
    const after = before.reopen(cut)
    const asked = await after.session.start()
    expect(asked && lineOf(asked)).toMatch(
      /^asks: This was interrupted\. You also said “.*Notify”/s,
    )
    expect(await after.say('yes')).toBe('done: Parcel/notify done')
    expect(after.ports.application.calls).toHaveLength(3)
  })

  it('do not lend a value of another kind', async () => {
    const document = desk()
      .command('Parcel/notify', {
        risk: 'write',
        parameters: { phone: { pattern: '\\d{4,}' } },
        utterances: ['notify the person of [P1](phone)', 'tell the receiver'],
      })
      .build()
    const { say } = converse({}, document)
    await say(TWO)
    expect(await say('yes')).toBe('asks: What is the phone?')
  })

  it('says of the second that it is not offered here, where the first has not led there', async () => {
    const { session, ports } = converse({ path: [] }, desk().build())
    const result = await session.say('find parcel P7 and set the weight to 50 grams')
    expect(result.earlier.map(lineOf)).toEqual(['done: find_parcel done'])
    expect(lineOf(result)).toMatch(/^refused: “Weigh” is offered in Parcel, not here\./)
    expect(ports.application.calls.map(({ command }) => command)).toEqual(['find_parcel'])
  })
})
