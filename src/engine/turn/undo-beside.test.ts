import { describe, expect, it } from 'vitest'
import { converse } from '#testing/conversation.ts'

const undoable = (afterRun?: () => void) =>
  converse({
    path: ['Parcel'],
    handle: ({ command }) => {
      afterRun?.()
      return Promise.resolve({ reply: `${command} done`, undoTicket: command })
    },
  })

describe('to take something back, said beside another request', () => {
  it.each([
    'set the weight to 50 grams and then undo that',
    'set the weight to 50 grams. Undo it please',
    'set the weight to 50 grams, then take that back',
  ])('comes after it: “%s”', async (text) => {
    const { say, ports } = undoable()
    expect(await say(text)).toMatch(/^asks: Take back “Weigh” \(Parcel\)\?\nGrams: 50/)
    expect(ports.application.calls).toHaveLength(1)
    expect(await say('yes')).toBe('done: Parcel/weigh undone')
    expect(ports.application.undone).toEqual(['Parcel/weigh'])
  })

  it('comes before it, and what follows is left where it is not wanted', async () => {
    const { say, ports } = undoable()
    await say('/weigh 20')
    const text = 'undo that and set the weight to 50 grams'
    expect(await say(text)).toMatch(/^asks: Take back “Weigh”/)
    expect(await say('no')).toContain('So I left the rest: “set the weight to 50 grams”')
    await say(text)
    expect(await say('yes')).toBe('done: Parcel/weigh done')
    expect(ports.application.undone).toEqual(['Parcel/weigh'])
    expect(ports.application.calls.map(({ values }) => values)).toEqual([
      { grams: 20 },
      { grams: 50 },
    ])
  })

  it('is asked about after everything stopped in between', async () => {
    const before = undoable()
    await before.say('set the weight to 50 grams and then undo that')
    const asked = before.entries.findLastIndex(({ event }) => event.type === 'undo-chosen')
    const after = before.reopen(before.entries.slice(0, asked))
    expect(await after.session.start()).toMatchObject({
      status: 'waiting',
      question: { kind: 'confirm', about: 'undo' },
    })
    expect(await after.say('yes')).toBe('done: Parcel/weigh undone')
  })

  it('is no request of its own where the words are those of a text', async () => {
    const { say } = undoable()
    expect(await say('/recall P1, it broke and then undo that')).toContain(
      'Reason: it broke and then undo that',
    )
  })
})
