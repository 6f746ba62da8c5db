import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/app-error.ts'
import { converse, parcelDesk, type Conversation } from '#testing/conversation.ts'
import type { HandlerCall } from '../ports.ts'

const desk = parcelDesk()
  .command('Parcel/weigh', {
    risk: 'write',
    dryRun: true,
    parameters: { grams: { type: 'integer' } },
  })
  .command('Parcel/look', { risk: 'read', dryRun: true })
  .build()

describe('what is tried before it is asked about', () => {
  it('is what is declared so and changes something, on the instance and with the values', async () => {
    const tried: HandlerCall[] = []
    const { say, ports } = converse({ path: ['Box', 'Parcel'] }, desk)
    const rehearse = ports.application.rehearse.bind(ports.application)
    ports.application.rehearse = (call, signal) => {
      tried.push(call)
      return rehearse(call, signal)
    }
    await say('/weigh 5')
    expect(await say('never mind')).toMatch(/^cancelled/)
    expect(await say('/look')).toBe('done: Parcel/look done')
    expect(await say('/recall P7, late')).toBe(
      'asks: Recall (Parcel)?\nNumber: P7\nReason: late\nPlease say yes or no.',
    )
    expect(tried).toEqual([{ command: 'Parcel/weigh', level: 1, values: { grams: 5 } }])
  })

  it('tells what it gives where it says nothing', async () => {
    const { say, session } = converse(
      { handle: () => Promise.resolve({ output: { price: 3 } }) },
      desk,
    )
    expect(await say('/weigh 5')).toContain('\nIt would say: “Price: 3”\nPlease say yes or no.')
    expect(session.question).toMatchObject({ wouldSay: 'Price: 3' })
  })

  it('is told of the values it was tried with, and of no others', async () => {
    const { say, ports } = converse({ handle: () => Promise.resolve({ reply: 'light' }) }, desk)
    expect(await say('/weigh 5')).toContain('It would say: “light”')
    ports.application.rehearse = () => Promise.reject(new AppError('sandbox/not-allowed', 'fetch'))
    expect(await say('no, make it 7')).toBe(
      'asks: Weigh (Parcel)?\nGrams: 7\nPlease say yes or no.',
    )
  })

  it('is told again where the answer was not understood', async () => {
    const { say } = converse({ handle: () => Promise.resolve({ reply: 'light' }) }, desk)
    await say('/weigh 5')
    expect(await say('hm')).toBe(
      'asks: I did not understand. Weigh (Parcel)?\nGrams: 5\nIt would say: “light”\nPlease say yes or no.',
    )
  })

  it('is a bug where it fails like one', async () => {
    const { session, ports } = converse({}, desk)
    ports.application.rehearse = () => Promise.reject(new Error('bug'))
    await expect(session.say('/weigh 5')).rejects.toThrow('bug')
  })
})

describe('what was interrupted', () => {
  const interrupted = async (requests: readonly string[]): Promise<Conversation> => {
    const before = converse()
    const { application } = before.ports
    const scope = await application.scope()
    application.execute = async (_call, _signal, effects) => {
      for (const [i, request] of requests.entries())
        await effects?.intend({ key: String(i), kind: 'fetch', request })
      return { reply: '', output: null, logs: [], durationMs: 1, undoTicket: null, scope }
    }
    await before.say('/weigh 5')
    const ending = ['command-ended', 'turn-ended']
    return before.reopen(before.entries.filter(({ event }) => !ending.includes(event.type)))
  }

  it('is asked about with all that may have been sent, each on its line', async () => {
    const { session } = await interrupted(['a', 'b'])
    await session.start()
    expect(session.question?.text).toBe(
      'This was interrupted, and it is not known whether it was done. Do it again?\n' +
        'It may have sent: "a"\nIt may have sent: "b"\n' +
        'Weigh (Parcel)?\nGrams: 5\nPlease say yes or no.',
    )
    expect(session.question).toMatchObject({ kind: 'confirm', about: 'again' })
  })

  it('is asked about with no more than that where nothing was', async () => {
    const { session } = await interrupted([])
    await session.start()
    expect(session.question?.text).toMatch(/Do it again\?\nWeigh \(Parcel\)\?/)
  })

  it('is asked about again in the same words where the answer was none', async () => {
    const { session, say } = await interrupted([])
    await session.start()
    const asked = session.question?.text ?? ''
    expect(await say('hm')).toBe(`asks: I did not understand. ${asked}`)
    expect(await say('hm')).toBe(`asks: I did not understand. ${asked}`)
  })
})
