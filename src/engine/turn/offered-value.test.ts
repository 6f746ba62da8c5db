import { describe, expect, it } from 'vitest'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const desk = workflow('Shop')
  .command('send_back', {
    risk: 'write',
    parameters: { item: { lookup: 'self.items()', examples: ['Hiking Boots'] } },
    utterances: ['send back the [Wool Scarf](item)', 'send back the things'],
  })
  .build()

const lookups = {
  item: ['Hiking Boots', 'Wool Scarf', 'Silk Scarf', 'Rain Jacket'].map((label) => ({
    value: label,
    label,
  })),
}

const asked = async (first: string) => {
  const talk = converse({ path: [], lookups }, desk)
  return { ...talk, first: await talk.say(first) }
}

describe('a value that was offered for one that is not there', () => {
  it.each([
    'return the boots',
    'the boots',
    'boots',
    'Boots!',
    'hiking',
    'yes',
    'that one works',
    'Yes, that one please',
    'sounds good',
    'hiking boots',
    '1',
  ])('is taken when it is named again or agreed to: “%s”', async (text) => {
    const { first, say, ports } = await asked('send back the boots')
    expect(first).toBe(
      'asks: There is no item “boots”. Did you mean “Hiking Boots”? What is the item?',
    )
    expect(ports.application.calls).toEqual([])
    expect(await say(text)).toBe('done: send_back done')
    expect(ports.application.calls).toMatchObject([{ values: { item: 'Hiking Boots' } }])
  })

  it('gives way to another, which is offered in its turn', async () => {
    const { say } = await asked('send back the boots')
    expect(await say('I mean the jacket')).toContain('Did you mean “Rain Jacket”?')
    expect(await say('no, the boots')).toContain('Did you mean “Hiking Boots”?')
    expect(await say('the boots')).toBe('done: send_back done')
  })

  it('is not taken for words that fit several', async () => {
    const { say } = await asked('send back the boots')
    expect(await say('the scarf')).toContain('could be “Wool Scarf” or “Silk Scarf”')
    expect(await say('the scarf')).toContain('could be “Wool Scarf” or “Silk Scarf”')
  })

  it('is dropped with what it was for by a second no', async () => {
    const { say } = await asked('send back the boots')
    await say('no')
    expect(await say('no')).toBe('cancelled: All right, “Send back” was not done.')
  })

  it.each(['not the jacket', 'anything but the jacket', 'not my Rain Jacket'])(
    'is not what it is not to be: “%s”',
    async (text) => {
      const { say, ports } = await asked('send back the things')
      expect(await say(text)).not.toContain('Did you mean “Rain Jacket”?')
      expect(ports.application.calls).toEqual([])
    },
  )

  it('may be the last of several', async () => {
    const { say } = await asked('send back the scarf')
    expect(await say('the last one')).toBe('done: send_back done')
  })

  it('is not asked for any more where that is forbidden', async () => {
    const { say } = await asked('send back the things')
    expect(await say('don’t send back the things')).toMatch(/^cancelled/)
  })

  it('is declined by a no, and all there are are offered', async () => {
    const { say, session } = await asked('send back the boots')
    expect(await say('no')).toBe('asks: What is the item?')
    expect(session.question).toMatchObject({ suggestions: lookups.item })
    expect(await say('Silk Scarf')).toBe('done: send_back done')
  })
})

describe('a value that is spelled out before it is consented to', () => {
  it('may be put right by a part of its name', async () => {
    const destructive = workflow('Shop')
      .command('send_back', {
        risk: 'destructive',
        parameters: { item: { lookup: 'self.items()' } },
        utterances: ['send back the things'],
      })
      .build()
    const { say } = converse({ path: [], lookups }, destructive)
    await say('/send_back Wool Scarf')
    expect(await say('no, I meant the boots')).toContain('Item: Hiking Boots')
    expect(await say('yes')).toBe('done: send_back done')
  })
})
