import { describe, expect, it } from 'vitest'
import { converse, parcelDesk } from '#testing/conversation.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'

describe('small talk', () => {
  it.each([
    ['hello', /^done: Hello\. You can ask for “Notify”, “Recall” or “Weigh” here/],
    ['how are you?', /^done: All is well here\. You can ask for/],
    ['who are you?', /^done: I am a program, and do what can be asked of “Parcels”\./],
    ['thanks a lot!', /^done: You are welcome\.$/],
    ['perfect', /^done: All right\.$/],
    ['Thanks, bye', /^done: You are welcome\. Goodbye\.$/],
  ])('is answered: “%s”', async (text, answer) => {
    const { say, ports } = converse({ understand: () => Promise.resolve(null) })
    expect(await say(text)).toMatch(answer)
    expect(ports.application.calls).toEqual([])
  })

  it('is answered before anything was taught', async () => {
    const { say } = converse({ understand: () => Promise.resolve(null) })
    expect(await say('good morning')).toMatch(/^done: Hello\./)
    expect(await say('what shall we do')).toMatch(/^refused/)
  })

  it('lets the question stand again', async () => {
    const { say } = converse()
    await say('set the weight')
    expect(await say('hello')).toMatch(/^done: Hello\. .* \| again: What is the grams\?/)
    expect(await say('50')).toBe('done: Parcel/weigh done')
  })

  it('is no answer to whether something is to be destroyed', async () => {
    const { say, ports } = converse({ understand: () => Promise.resolve(null) })
    await say('/recall P1, late')
    expect(await say('thanks')).toMatch(/^asks: I did not understand/)
    expect(ports.application.calls).toEqual([])
  })

  it('is a command where the workflow has one that means it', async () => {
    const desk = workflow('Inn')
      .command('greet_guest', { utterances: ['hello there', 'say hello'] })
      .command('ring_bell', { utterances: ['ring the bell'] })
      .build()
    const { say } = converse({ path: [] }, desk)
    expect(await say('hello there')).toBe('done: greet_guest done')
    expect(await say('hello')).toMatch(/greet_guest done|Did you mean “Greet guest”/)
    expect(await say('thank you')).toBe('done: You are welcome.')
  })

  it('stays what it was corrected to mean', async () => {
    const desk = parcelDesk()
      .correction('thanks', { meant: commandId('show_list') })
      .build()
    expect(await converse({}, desk).say('thanks')).toBe('done: show_list done')
  })
})

describe('the way back', () => {
  const desk = workflow('Shop')
    .context('Customer', { containers: ['*'] })
    .context('Order', { containers: ['Customer'] })
    .context('Item', { containers: ['Order'] })
    .command('Customer/list_orders', { utterances: ['show all orders'] })
    .command('Item/send_back', { risk: 'destructive', utterances: ['send this item back'] })
    .command('Item/note', {
      parameters: { kind: { type: 'enum', choices: [{ value: 'red', synonyms: [] }] } },
    })
    .build()

  it('leads several levels up', async () => {
    const { say, ports } = converse({ path: ['Item', 'Order', 'Customer'] }, desk)
    expect(await say('go back to the customer')).toMatch(/^done: You are in Customer/)
    expect((await ports.application.scope()).levels.map(({ context }) => context)).toEqual([
      'Customer',
      'root',
    ])
  })

  it.each(['/send_back', '/note'])(
    'leads out of a question of %s, which is dropped',
    async (name) => {
      const { say, session } = converse({ path: ['Item', 'Order', 'Customer'] }, desk)
      expect(await say(name)).toMatch(/^asks/)
      expect(await say('go back to the customer')).toMatch(/^done: You are in Customer/)
      expect(session.question).toBeNull()
    },
  )

  it('is a request beside another', async () => {
    const { say } = converse({ path: ['Item', 'Order', 'Customer'] }, desk)
    expect(await say('go back to the customer and show all orders')).toBe(
      'done: Customer/list_orders done',
    )
  })
})

describe('what agrees to what was proposed', () => {
  it.each([
    'That works.',
    'sounds good to me',
    'Yes, that one please',
    'all right',
    'perfect, thanks',
  ])('is a yes: “%s”', async (text) => {
    const { say } = converse()
    await say('/recall P1, late')
    expect(await say(text)).toBe('done: Parcel/recall done')
  })

  it.each(["I'm good", 'is that right', 'thank you', 'great?', 'that works not'])(
    'is none: “%s”',
    async (text) => {
      const { say, ports } = converse({ understand: () => Promise.resolve(null) })
      await say('/recall P1, late')
      await say(text)
      expect(ports.application.calls).toEqual([])
    },
  )
})
