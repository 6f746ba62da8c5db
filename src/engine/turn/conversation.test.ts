import { describe, expect, it } from 'vitest'
import type { Startup } from '#domain/document.ts'
import { workflowOf } from '#domain/queries.ts'
import { converse, lineOf, parcelDesk, type Conversation } from '#testing/conversation.ts'
import { commandId } from '#testing/workflow-builder.ts'

/** Each command that runs can be taken back, by `t1`, `t2`, … */
function undoable(): Conversation {
  let tickets = 0
  return converse({ handle: () => Promise.resolve({ undoTicket: `t${String(++tickets)}` }) })
}

const tickets = ({ session }: Conversation): string[] =>
  session.undoable.map(({ ticket }) => ticket)

describe('what can be taken back', () => {
  it('is in the order in which it was done, after a reload, too', async () => {
    const talk = undoable()
    await talk.say('recall parcel P7')
    await talk.say('/weigh 5')
    await talk.say('late')
    await talk.say('yes')
    expect(talk.session.undoable).toMatchObject([
      { command: 'Parcel/weigh', values: { grams: 5 }, label: 'Parcel', ticket: 't1' },
      { command: 'Parcel/recall', ticket: 't2' },
    ])
    expect(talk.reopen().session.undoable).toEqual(talk.session.undoable)
  })

  it('is any run that is pointed at, and the others stay', async () => {
    const talk = undoable()
    await talk.say('/weigh 5')
    const { runId } = await talk.session.say('/weigh 6')
    await talk.say('/weigh 7')
    expect(lineOf(await talk.session.undo(runId))).toBe('done: t2 undone')
    expect(tickets(talk)).toEqual(['t1', 't3'])
    expect(tickets(talk.reopen())).toEqual(['t1', 't3'])
  })

  it('is not more than the latest fifty', async () => {
    const talk = undoable()
    for (let i = 0; i < 52; i++)
      await talk.session.call({ command: commandId('show_list'), values: {} })
    expect(tickets(talk)).toHaveLength(50)
    expect(tickets(talk)[0]).toBe('t3')
  })

  it('is there once where its end is told only after a reload', async () => {
    const before = undoable()
    await before.say('/weigh 5')
    const after = before.reopen(before.entries.slice(0, -1))
    expect(lineOfStart(await after.session.start())).toBe('done: Done.')
    expect(tickets(after)).toEqual(['t1'])
  })
})

const lineOfStart = (result: Parameters<typeof lineOf>[0] | null): string | null =>
  result && lineOf(result)

describe('what was said last', () => {
  it('is asked about until it is clear, each time without what it was not', async () => {
    const document = parcelDesk().command('Parcel/find_parcel_again', {
      parameters: { number: { pattern: 'P\\d+' } },
      utterances: ['find parcel [P1](number) again'],
    })
    const { say } = converse({}, document.build())
    await say('find parcel P5')
    expect(await say('you misunderstood me')).toContain('“Find parcel again”')
    expect(await say('find parcel again')).toBe('done: Parcel/find_parcel_again done')
    const asked = await say('not what i meant')
    expect(asked).toMatch(/^asks: Sorry\. .*Did you mean/)
    expect(asked).not.toMatch(/“Find parcel( again)?”/)
  })

  it('is still that after an apology was dropped', async () => {
    const { say } = undoable()
    await say('find parcel P5')
    const asked = await say('you misunderstood me')
    expect(asked).toContain('“Find parcel” is done; “undo that” takes it back.')
    await say('never mind')
    expect(await say('you misunderstood me')).toBe(asked)
  })

  it('is not what a program calls', async () => {
    const { say, session } = converse()
    await say('find parcel P5')
    await session.call({ command: commandId('Parcel/weigh'), values: { grams: 5 } })
    await say('you misunderstood me')
    await say('recall')
    expect(await say('late')).toContain('Number: P5')
  })

  it('is known after a reload', async () => {
    const before = converse()
    await before.say('find parcel P5')
    await before.say('/show_list')
    await before.say('recall parcel P7')
    const after = before.reopen()
    expect(await after.say('you misunderstood me')).toBe(await before.say('you misunderstood me'))
  })
})

describe('a journal', () => {
  it('of several turns is gone on with where it ends', async () => {
    const before = converse()
    await before.say('/show_list')
    await before.say('/weigh 5')
    const at = before.entries.findLastIndex(({ event }) => event.type === 'command-started')
    const after = before.reopen(before.entries.slice(0, at + 1))
    expect(lineOfStart(await after.session.start())).toMatch(/^asks: This was interrupted/)
  })

  it('of which nothing is left open has nothing to go on with', async () => {
    const before = converse()
    await before.say('/show_list')
    await before.say('/recall P7, late')
    await before.say('no')
    expect(await before.reopen().session.start()).toBeNull()
    expect(before.ports.application.calls).toHaveLength(1)
  })
})

describe('a session', () => {
  it('begins with an action as if nobody had said it', async () => {
    const document = parcelDesk().build()
    const settings = workflowOf(document)
    const startup: Startup = { kind: 'action', command: commandId('show_list'), values: {} }
    const talk = converse({}, { ...document, [settings.id]: { ...settings, startup } })
    expect(lineOfStart(await talk.session.start())).toBe('done: show_list done')
    expect(talk.events()[0]).toMatchObject({ type: 'turn-started', by: 'startup', text: '' })
  })

  it('drops the question that is asked, or all of them', async () => {
    const one = converse()
    await one.say('recall parcel P7')
    await one.say('/weigh')
    await one.session.cancel()
    expect(one.session.question).toMatchObject({ text: 'What is the reason?' })
    expect(one.session.suspended).toEqual([])
    await one.session.cancel()
    await one.session.cancel()
    expect(one.session.question).toBeNull()

    const all = converse()
    await all.say('recall parcel P7')
    await all.say('/weigh')
    await all.session.cancel(true)
    expect(all.session.question).toBeNull()
    expect(all.events().filter(({ type }) => type === 'turn-ended')).toHaveLength(2)
  })
})
