import { describe, expect, it } from 'vitest'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const existing = ['Wool scarf', 'Silk scarf', 'Felt hat', 'Straw hat', 'Boots'].map((label) => ({
  value: label.toLowerCase().replace(' ', '-'),
  label,
}))

const desk = workflow('Order')
  .command('remove_items', {
    risk: 'write',
    parameters: { items: { type: 'list', lookup: 'root.items' } },
    utterances: [
      'remove the scarf and the boots',
      'remove the scarf and the hat',
      'remove the scarf',
    ],
  })
  .build()

const talk = () => converse({ path: [], lookups: { items: existing } }, desk)

describe('a list of things that exist', () => {
  it('asks which of two is meant, and keeps the rest', async () => {
    const { say, ports } = talk()
    expect(await say('remove the scarf and the boots')).toBe(
      'asks: Items “scarf” could be “Wool scarf” or “Silk scarf”. What is the first of the items?',
    )
    await say('silk scarf')
    expect(ports.application.calls).toMatchObject([{ values: { items: ['silk-scarf', 'boots'] } }])
  })

  it('asks about each of several in turn', async () => {
    const { say, ports } = talk()
    await say('remove the scarf and the hat')
    expect(await say('the first one')).toBe('asks: What is the second of the items?')
    expect(await say('straw hat')).toMatch(/^done/)
    expect(ports.application.calls).toMatchObject([
      { values: { items: ['wool-scarf', 'straw-hat'] } },
    ])
  })

  it('takes several for the only one', async () => {
    const { say, ports } = talk()
    expect(await say('remove the scarf')).toBe(
      'asks: Items “scarf” could be “Wool scarf” or “Silk scarf”. What is the items?',
    )
    await say('wool scarf and silk scarf')
    expect(ports.application.calls).toMatchObject([
      { values: { items: ['wool-scarf', 'silk-scarf'] } },
    ])
  })

  it('asks about one item of those that a form gives', async () => {
    const { session, ports, say } = talk()
    const command = desk['remove_items']!.id as never
    await session.act({ command, values: { items: ['Boots', 'scarf'] } })
    expect(session.question).toMatchObject({ path: 'items[1]' })
    await say('Wool scarf')
    expect(ports.application.calls).toMatchObject([{ values: { items: ['boots', 'wool-scarf'] } }])
  })
})
