import { describe, expect, it } from 'vitest'
import { converse, lineOf } from '#testing/conversation.ts'

const FORBIDDEN = 'don’t set the weight to 50 grams'
const HEEDED = 'cancelled: All right, “Weigh” is not done.'

describe('what the message says not to do', () => {
  it('is not done, and said to be left; a yes to that is none', async () => {
    const { say, ports } = converse()
    expect(await say(FORBIDDEN)).toBe(HEEDED)
    await say('yes')
    expect(ports.application.calls).toEqual([])
  })

  it('is done when it is asked for after all', async () => {
    const { say, ports } = converse()
    await say(FORBIDDEN)
    expect(await say('set the weight to 50 grams')).toMatch(/^done/)
    expect(ports.application.calls.map(({ values }) => values)).toEqual([{ grams: 50 }])
  })

  it.each([
    'find parcel P5. Don’t set the weight to 50 grams',
    // It keeps nothing from being done that is said after it.
    'Don’t set the weight to 50 grams. Find parcel P5',
  ])('is left beside what is to be done: “%s”', async (message) => {
    const { session, ports } = converse()
    const result = await session.say(message)
    expect(lineOf(result)).toMatch(
      /^cancelled: All right, as you say: “Don’t set the weight to 50 grams.*”\.$/,
    )
    expect(result.earlier.map(lineOf)).toEqual(['done: find_parcel done'])
    expect(ports.application.calls.map(({ command }) => command)).toEqual(['find_parcel'])
  })

  it('is not done where consent to something else is asked', async () => {
    const { say, ports } = converse()
    await say('/recall P1 broken')
    await say(FORBIDDEN)
    expect(ports.application.calls).toEqual([])
  })

  it('drops the question for consent to that very command', async () => {
    const { say, ports } = converse()
    await say('/recall P1 broken')
    expect(await say('don’t recall parcel P1')).toMatch(/^cancelled/)
    expect(ports.application.calls).toEqual([])
  })
})
