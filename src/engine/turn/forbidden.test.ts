import { describe, expect, it } from 'vitest'
import { converse } from '#testing/conversation.ts'

const FORBIDDEN = 'don’t set the weight to 50 grams'
const ASKED = 'asks: Did you mean “Weigh”?'

describe('what the message says not to do', () => {
  it('is not done unasked, and done where it was meant after all', async () => {
    const { say, ports } = converse()
    expect(await say(FORBIDDEN)).toBe(ASKED)
    expect(ports.application.calls).toEqual([])
    expect(await say('yes')).toMatch(/^done/)
    expect(ports.application.calls.map(({ values }) => values)).toEqual([{ grams: 50 }])
  })

  it.each(['no', 'never mind', FORBIDDEN, 'please don’t set it to 50 grams', 'do not, 50 grams'])(
    'is left by “%s”',
    async (answer) => {
      const { say, ports } = converse()
      await say(FORBIDDEN)
      expect(await say(answer)).not.toMatch(/^done/)
      expect(ports.application.calls).toEqual([])
    },
  )

  it('is asked about in its turn, beside what is to be done', async () => {
    const { say, ports } = converse()
    expect(await say('find parcel P5. Don’t set the weight to 50 grams')).toBe(ASKED)
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
