import { describe, expect, it } from 'vitest'
import { converse } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const city = { examples: ['Oakland', 'San Jose', 'Berkeley', 'New York'] }
const name = { examples: ['Chez Zoe', 'The Grill', 'Noodle Bar'] }
const desk = workflow('Tables')
  .context('Guest', { containers: ['*'] })
  .command('Guest/find_table', {
    parameters: { city, people: { type: 'integer' }, room: { type: 'integer', required: false } },
  })
  .command('Guest/list_menus', { parameters: { city, note: {} } })
  .command('Guest/reserve_table', {
    risk: 'destructive',
    parameters: { name, city, people: { type: 'integer' } },
  })
  .command('Guest/save_table', { risk: 'write', parameters: { city } })
  .command('Guest/comment', { risk: 'read', parameters: { note: {} } })
  .command('Guest/greet', { parameters: { city: { ...city, required: false }, note: {} } })
  .command('Guest/share_table', { parameters: { people: { type: 'integer', max: 4 } } })
  .command('Guest/agree', { parameters: { fine: { type: 'boolean' } } })
  .command('Guest/accept', { parameters: { fine: { type: 'boolean' } } })
  .command('Guest/open_room', { parameters: { room: { examples: ['3', 'blue', 'red'] } } })
  .command('Guest/measure', { parameters: { length: { type: 'integer' } } })
  .command('Guest/add', { parameters: { first: { type: 'number' }, second: { type: 'number' } } })
  .command('Guest/times', { parameters: { first: { type: 'number' }, second: { type: 'number' } } })
  .command('plan_trip', { parameters: { city } })
  .build()

const found = (output: unknown) => ({
  handle: ({ command }: { readonly command: string }) =>
    Promise.resolve({
      reply: `${command} done`,
      ...(command === 'Guest/find_table' ? { output: output as never } : {}),
    }),
})

const talk = (output: unknown = null) => converse({ path: ['Guest'], ...found(output) }, desk)

describe('what one command was told', () => {
  it('is held for another that only reads, of the same context', async () => {
    const { say, ports } = talk()
    await say('/find_table Oakland, 2')
    expect(await say('/list_menus')).toBe('asks: What is the note?')
    await say('spicy ones')
    expect(ports.application.calls.at(-1)?.values).toEqual({ city: 'Oakland', note: 'spicy ones' })
  })

  it('is spelled out before it changes anything, and may be put right there', async () => {
    const { say } = talk()
    await say('/find_table Oakland, 2')
    await say('/reserve_table')
    expect(await say('Noodle Bar')).toMatch(/City: Oakland\nPeople: 2/)
    expect(await say('no, 3')).toMatch(/City: Oakland\nPeople: 3/)
  })

  it('is offered where it would be changed by unasked, and taken by a yes', async () => {
    const { say, ports } = talk()
    await say('/find_table Oakland, 2')
    expect(await say('/save_table')).toBe('asks: What is the city? Is it “Oakland”, as before?')
    expect(await say('that works')).toBe('done: Guest/save_table done')
    expect(ports.application.calls.at(-1)?.values).toEqual({ city: 'Oakland' })
  })

  it('is asked for as if nothing had been said, after a no', async () => {
    const { say, ports } = talk()
    await say('/find_table Oakland, 2')
    await say('/save_table')
    expect(await say('no')).toBe('asks: What is the city?')
    await say('San Jose')
    expect(ports.application.calls.at(-1)?.values).toEqual({ city: 'San Jose' })
  })

  it.each([
    ['/find_table', 'of the same command', 'What is the city?'],
    ['/plan_trip', 'of another context', 'What is the city?'],
  ])('is not carried to %s: %s', async (message, _why, question) => {
    const { say } = talk()
    await say('/find_table Oakland, 2')
    expect(await say(message)).toBe(`asks: ${question}`)
  })

  it('is not carried where it is words of one’s own', async () => {
    const { say } = talk()
    await say('/list_menus city=Oakland note="call first"')
    expect(await say('/comment')).toBe('asks: What is the note?')
  })

  it('is offered where another of its kind is said anew, and held with the rest', async () => {
    const { say, ports } = talk()
    await say('/add 2, 4')
    expect(await say('/times 5')).toBe('asks: What is the second? Is it “4”, as before?')
    await say('3')
    await say('/add 6, 7')
    await say('/times')
    expect(ports.application.calls.at(-1)?.values).toEqual({ first: 6, second: 7 })
  })

  it('is what was told last, where several were', async () => {
    const { say } = talk()
    await say('/find_table Oakland, 2')
    await say('/list_menus San Jose, spicy ones')
    expect(await say('/save_table')).toContain('Is it “San Jose”, as before?')
  })

  it.each([
    ['/find_table Oakland, 12', '/share_table', 'What is the people?', 'it is too many'],
    ['/find_table Oakland, 2, 3', '/open_room', 'What is the room?', 'it is of another type'],
    ['/agree yes', '/accept', 'Fine: yes or no?', 'a yes is for what it was said to'],
    ['/find_table Oakland, 2', '/greet', 'What is the note?', 'it need not be known'],
  ])('is not carried where it will not do: %s, %s', async (first, next, question) => {
    const { say, events } = talk()
    await say(first)
    expect(await say(next)).toBe(`asks: ${question}`)
    expect(events().filter((event) => 'source' in event && event.source === 'before')).toEqual([])
  })

  it('is not carried into a request that stands beside another in its message', async () => {
    const { say } = talk()
    await say('/find_table Oakland, 2')
    expect(await say('/agree yes, then /save_table')).not.toContain('as before')
  })

  it('is forgotten when it is taken back', async () => {
    const { say } = converse(
      { path: ['Guest'], handle: () => Promise.resolve({ undoTicket: 't1' }) },
      desk,
    )
    await say('/find_table Oakland, 2')
    await say('undo that')
    await say('yes')
    expect(await say('/save_table')).toBe('asks: What is the city?')
  })

  it('is known after a reload', async () => {
    const before = talk()
    await before.say('/find_table Oakland, 2')
    expect(await before.reopen().say('/save_table')).toContain('Is it “Oakland”, as before?')
  })
})

describe('what one command found', () => {
  it('goes into the next, which spells it out', async () => {
    const { say } = talk({ name: 'Chez Zoe', stars: 4 })
    await say('/find_table Oakland, 2')
    expect(await say('/reserve_table')).toMatch(
      /^asks: Reserve table \(Guest\)\?\nName: Chez Zoe\nCity: Oakland\nPeople: 2/,
    )
  })

  it('is offered up to eight of it', async () => {
    const { say, session } = talk(Array.from({ length: 12 }, (_, i) => ({ name: `Grill ${i}` })))
    await say('/find_table Oakland, 2')
    await say('/reserve_table')
    expect(session.question).toMatchObject({ suggestions: { length: 8 } })
  })

  it('is nothing but what its fields are', async () => {
    const { say } = talk('Chez Zoe')
    await say('/find_table Oakland, 2')
    expect(await say('/measure')).toBe('asks: What is the length?')
  })

  it('is offered where it is several', async () => {
    const { say, session } = talk([
      { name: 'Chez Zoe' },
      { name: 'The Grill' },
      { name: 'Chez Zoe' },
    ])
    await say('/find_table Oakland, 2')
    expect(await say('/reserve_table')).toBe('asks: What is the name?')
    expect(session.question).toMatchObject({
      suggestions: [{ value: 'Chez Zoe' }, { value: 'The Grill' }],
    })
    expect(await say('the second one')).toContain('Name: The Grill')
  })

  it.each([[[]], ['Chez Zoe'], [{ name: null }], [{ name: { of: 'it' } }], [[3, null]]])(
    'is nothing to go by where it is no record of one: %j',
    async (output) => {
      const { say } = talk(output)
      await say('/find_table Oakland, 2')
      expect(await say('/reserve_table')).toBe('asks: What is the name?')
    },
  )
})
