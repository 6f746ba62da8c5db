import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/app-error.ts'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const person = { lookup: 'self.people()', examples: ['Anna Berg'] }
const desk = workflow('Desk')
  .command('find_person', {
    parameters: { person },
    utterances: ['find [Anna Berg](person)', 'look up somebody'],
  })
  .command('give_credit', {
    risk: 'write',
    parameters: { person, amount: { type: 'number' } },
    utterances: ['give [Anna Berg](person) a credit of [20](amount) dollars'],
  })
  .command('delete_person', {
    risk: 'destructive',
    parameters: { person },
    utterances: ['delete [Anna Berg](person) for good'],
  })
  .command('list_all', { utterances: ['list all that there is'] })
  .build()

const lookups = {
  person: ['Anna Berg', 'Ben Okoro', 'Carla Diaz'].map((label) => ({ value: label, label })),
}

const talk = (more: Parameters<typeof converse>[0] = {}) =>
  converse({ path: [], lookups, ...more }, desk)

const valuesOf = ({ ports }: ReturnType<typeof talk>) =>
  ports.application.calls.map(({ values }) => values)

describe('what was done with the wrong value', () => {
  it.each([
    'no, I meant Ben Okoro',
    'I meant Ben Okoro',
    'not Anna Berg, Ben Okoro',
    'no, not Anna Berg but Ben Okoro',
    'Ben Okoro, not Anna Berg',
    'sorry, Ben Okoro',
    'Ben Okoro instead',
    'oops. I said Ben Okoro!',
  ])('is done with the right one where it only reads: “%s”', async (text) => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    expect(await conversation.say(text)).toBe('done: find_person done')
    expect(valuesOf(conversation)).toEqual([{ person: 'Anna Berg' }, { person: 'Ben Okoro' }])
  })

  it('is taken back first, and then done with the rest of its values as they were', async () => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('no, I meant Ben Okoro')).toMatch(
      /^asks: Take back “Give credit”\?\nPerson: Anna Berg\nAmount: 20/,
    )
    expect(await conversation.say('yes')).toMatch(/^done/)
    expect(conversation.ports.application.undone).toEqual(['t1'])
    expect(valuesOf(conversation)).toEqual([
      { person: 'Anna Berg', amount: 20 },
      { person: 'Ben Okoro', amount: 20 },
    ])
  })

  it('stays as it is where it is not to be taken back', async () => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    await conversation.say('I meant 30')
    expect(await conversation.say('no')).toContain('So I left the rest')
    expect(valuesOf(conversation)).toHaveLength(1)
  })

  it('is asked about before it is done twice, where it cannot be taken back', async () => {
    const conversation = talk()
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('not 20, 30')).toMatch(
      /^asks: Give credit\?\nPerson: Anna Berg\nAmount: 30/,
    )
    expect(await conversation.say('yes')).toBe('done: give_credit done')
  })

  it('is known after a reload', async () => {
    const before = talk()
    await before.say('/find_person Anna Berg')
    expect(await before.reopen().say('no, I meant Ben Okoro')).toBe('done: find_person done')
  })

  it('is meant although a question stands again after it, which then stands once more', async () => {
    const conversation = talk()
    await conversation.say('/delete_person Carla Diaz')
    expect(await conversation.say('/find_person Anna Berg')).toMatch(/\| again: Delete person\?/)
    expect(await conversation.say('not Anna Berg, Ben Okoro')).toMatch(
      /^done: find_person done \| again: Delete person\?/,
    )
    expect(valuesOf(conversation)).toEqual([{ person: 'Anna Berg' }, { person: 'Ben Okoro' }])
  })
})

describe('words that put something right', () => {
  it('are about the open question first, where they change a value of it', async () => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    await conversation.say('/delete_person Carla Diaz')
    expect(await conversation.say('no, I meant Ben Okoro')).toMatch(
      /^asks: Delete person\?\nPerson: Ben Okoro/,
    )
    expect(valuesOf(conversation)).toHaveLength(1)
  })

  it.each([
    ['no', 'is no value'],
    ['no, I meant Anna Berg', 'says what it is already'],
    ['not now, maybe later', 'names nothing that it is'],
    ['actually, list all that there is', 'is surely another command'],
    ['Ben Okoro', 'does not say that anything was wrong'],
  ])('are not “%s”: it %s', async (text) => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    await conversation.say(text)
    const found = conversation.ports.application.calls.filter(
      ({ command }) => command === 'find_person',
    )
    expect(found).toHaveLength(1)
  })

  it('are about nothing where nothing was done, or it is taken back', async () => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    expect(await conversation.say('no, I meant Ben Okoro')).not.toMatch(/^asks: Take back/)
    await conversation.session.cancel(true)
    await conversation.say('/give_credit Anna Berg, 20')
    await conversation.say('undo that')
    await conversation.say('yes')
    await conversation.say('no, I meant 30')
    await conversation.session.cancel(true)
    expect(valuesOf(conversation)).toHaveLength(1)
  })

  it('end as any message does where what exists cannot be looked up', async () => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    conversation.ports.application.lookup = () =>
      Promise.reject(new AppError('sandbox/failed', 'The list is gone'))
    expect(await conversation.say('no, I meant Ben Okoro')).toMatch(/^(?:failed|refused|asks)/)
  })
})
