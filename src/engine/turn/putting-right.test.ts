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
    parameters: { person, amount: { type: 'number' }, reason: { required: false } },
    utterances: ['give [Anna Berg](person) a credit of [20](amount) dollars'],
  })
  .command('delete_person', {
    risk: 'destructive',
    parameters: { person },
    utterances: ['delete [Anna Berg](person) for good'],
  })
  .command('set_colour', {
    parameters: { colour: { type: 'enum', choices: [{ value: 'red', synonyms: [] }] } },
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
    'it’s not Anna Berg but Ben Okoro',
    'nope, Ben Okoro',
    'wait, Ben Okoro',
    'Actually, Ben Okoro.',
    'oh, Ben Okoro',
    'Ben Okoro instead of Anna Berg',
    'Ben Okoro, not Anna Berg',
    'sorry, Ben Okoro',
    'Ben Okoro instead',
    'oops. I said Ben Okoro!',
    'make it Ben Okoro',
    'change that to Ben Okoro',
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

  it('gets a value that it had none of', async () => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    await conversation.say('no, the reason should be a late parcel')
    await conversation.say('yes')
    expect(valuesOf(conversation).at(-1)).toEqual({
      person: 'Anna Berg',
      amount: 20,
      reason: 'a late parcel',
    })
  })

  it('is what was done last, of several', async () => {
    let tickets = 0
    const handle = () => Promise.resolve({ undoTicket: `t${String(++tickets)}` })
    const conversation = talk({ handle })
    await conversation.say('/give_credit Anna Berg, 20')
    await conversation.say('/give_credit Ben Okoro, 25')
    await conversation.say('make it 30')
    await conversation.say('yes')
    expect(conversation.ports.application.undone).toEqual(['t2'])
    expect(valuesOf(conversation).at(-1)).toEqual({ person: 'Ben Okoro', amount: 30 })
  })

  it('is not done where that is not possible any more', async () => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    conversation.ports.application.close('find_person')
    await conversation.say('no, I meant Ben Okoro')
    expect(valuesOf(conversation)).toHaveLength(1)
  })

  it('is not done where that is possible for something else only', async () => {
    const shop = workflow('Shop')
      .context('Table', { containers: ['*'] })
      .command('Table/seat', { parameters: { person } })
      .build()
    const conversation = converse({ path: ['Table'], lookups }, shop)
    await conversation.say('/seat Anna Berg')
    conversation.ports.application.enter([])
    await conversation.say('no, I meant Ben Okoro')
    expect(valuesOf(conversation)).toHaveLength(1)
  })

  it('may be named nearly right where it is spelled out before it is done', async () => {
    const conversation = talk()
    await conversation.say('/delete_person Anna Berg')
    await conversation.say('yes')
    expect(await conversation.say('I meant Okoro')).toMatch(
      /^asks: Delete person\?\nPerson: Ben Okoro/,
    )
    await conversation.session.cancel(true)
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('I meant Okoro')).not.toMatch(/Ben Okoro\nAmount/)
  })

  it('is consented to with what it is at last', async () => {
    const several = ['Anna Berg', 'Ben Okoro', 'Ben Adler'].map((label) => ({
      value: label,
      label,
    }))
    const conversation = talk({ lookups: { person: several } })
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('make it 30')).toMatch(/^asks: Give credit\?/)
    expect(await conversation.say('no, for Ben')).toMatch(/could be “Ben Okoro” or “Ben Adler”/)
    expect(await conversation.say('Ben Adler')).toMatch(
      /^asks: Give credit\?\nPerson: Ben Adler\nAmount: 30/,
    )
    expect(valuesOf(conversation)).toHaveLength(1)
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

  it('are nothing new where they say what is so already', async () => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('I meant 20')).not.toMatch(/^asks: Take back/)
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

  it.each([
    ['make it 30', 'a value'],
    ['no, 30 dollars', 'a value and its unit'],
    ['make that 30 instead', 'a value instead'],
  ])('never do again what can be taken back: “%s”, %s', async (text) => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say(text)).toMatch(/^asks: Take back “Give credit”\?/)
    await conversation.say('yes')
    expect(conversation.ports.application.undone).toEqual(['t1'])
    expect(valuesOf(conversation)).toEqual([
      { person: 'Anna Berg', amount: 20 },
      { person: 'Anna Berg', amount: 30 },
    ])
  })
})

describe('words that put something right while something else is asked', () => {
  const after = async (question: string, text: string) => {
    const conversation = talk({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await conversation.say('/give_credit Anna Berg, 20')
    await conversation.say(question)
    return conversation.say(text)
  }

  it.each([
    ['a value that it cannot be', '/set_colour', 'no, 30'],
    ['consent', '/delete_person Carla Diaz', 'make it 30'],
    ['consent', '/delete_person Carla Diaz', 'I meant 30'],
    ['which command', 'person', 'actually, 30'],
  ])('are about what was done where %s is asked for: %s, “%s”', async (_, question, text) => {
    expect(await after(question, text)).toMatch(/^asks: Take back “Give credit”\?/)
  })

  it.each([
    ['/set_colour', 'no, red', /^done/],
    ['/delete_person', 'no, Ben Okoro', /^asks: Delete person\?\nPerson: Ben Okoro/],
    ['/delete_person Carla Diaz', 'no, 30', /^cancelled/],
    ['/delete_person Carla Diaz', 'not Carla Diaz, Ben Okoro', /^asks: Delete .*\n.*Ben Okoro/],
    ['undo that', 'no, make it 30', /^asks: I did not understand\. Take back/],
  ])('are an answer where they can be one: %s, “%s”', async (question, text, line) => {
    expect(await after(question, text)).toMatch(line)
  })
})

describe('words for several that exist', () => {
  const several = ['Anna Berg', 'Ben Okoro', 'Ben Adler'].map((label) => ({ value: label, label }))
  const asksWhich = /^asks: Person “Ben” could be “Ben Okoro” or “Ben Adler”/

  it('are asked about before what was done is done for one of them', async () => {
    const conversation = talk({ lookups: { person: several } })
    await conversation.say('/find_person Anna Berg')
    expect(await conversation.say('no, Ben')).toMatch(asksWhich)
    expect(await conversation.say('the second')).toBe('done: find_person done')
    expect(valuesOf(conversation).at(-1)).toEqual({ person: 'Ben Adler' })
  })

  it('are asked about once what was done is taken back', async () => {
    const handle = () => Promise.resolve({ undoTicket: 't1' })
    const conversation = talk({ lookups: { person: several }, handle })
    await conversation.say('/give_credit Anna Berg, 20')
    expect(await conversation.say('I meant Ben')).toMatch(/^asks: Take back/)
    expect(await conversation.say('yes')).toMatch(asksWhich)
    await conversation.say('Ben Okoro')
    expect(valuesOf(conversation).at(-1)).toEqual({ person: 'Ben Okoro', amount: 20 })
  })

  it('are asked about where there is none, if something is said not to be', async () => {
    const conversation = talk()
    await conversation.say('/find_person Anna Berg')
    expect(await conversation.say('not Anna Berg but Zed')).toMatch(
      /^asks: There is no person “Zed”/,
    )
  })

  it.each(['no, Zed', 'not 20 but many', 'not Anna Berg but Zed and not 20 but 30'])(
    'are none of those: “%s”',
    async (text) => {
      const conversation = talk({ lookups: { person: several } })
      await conversation.say('/give_credit Anna Berg, 20')
      expect(await conversation.say(text)).not.toMatch(/^asks: (?:Take back|Person|Amount)/)
    },
  )
})

describe('a failure of the world while it is read what is to be put right', () => {
  const broken = () => {
    const conversation = talk()
    const { application } = conversation.ports
    const fail = () => {
      application.lookup = () => Promise.reject(new AppError('sandbox/failed', 'The list is gone'))
    }
    return { ...conversation, fail }
  }

  it('is told once, in the same turn', async () => {
    const { say, fail, session, events } = broken()
    await say('/find_person Anna Berg')
    fail()
    const line = await say('no, I meant Ben Okoro')
    expect(line).toMatch(/^failed: .*The list is gone/)
    expect(line.match(/The list is gone/g)).toHaveLength(1)
    expect(events().filter(({ type }) => type === 'turn-ended')).toHaveLength(2)
    expect(session.question).toBeNull()
  })

  it('leaves the question that is asked as it is', async () => {
    const { say, fail } = broken()
    await say('/delete_person Carla Diaz')
    await say('/find_person Anna Berg')
    fail()
    expect(await say('not Anna Berg, Ben Okoro')).toMatch(/^failed: .*\| again: Delete person\?/)
  })

  it('is none of a message about something else', async () => {
    const { say, fail } = broken()
    await say('/find_person Anna Berg')
    fail()
    expect(await say('actually, list all that there is')).toBe('done: list_all done')
  })

  it('is nothing to tell where the person stopped it', async () => {
    const { say, session } = talk()
    await say('/find_person Anna Berg')
    const stopped = await session.say('no, I meant Ben Okoro', AbortSignal.abort())
    expect(stopped).toMatchObject({ outcome: 'cancelled', reply: 'Stopped. Nothing was changed.' })
  })

  it('is thrown where it is no fault of the world', async () => {
    const { say, ports } = broken()
    await say('/find_person Anna Berg')
    ports.application.lookup = () => Promise.reject(new Error('a bug'))
    await expect(say('I meant Ben Okoro')).rejects.toThrow('a bug')
  })
})
