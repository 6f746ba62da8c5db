import { expect, it } from 'vitest'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
import { converse } from '#testing/conversation.ts'
import { memoryJournal } from '#testing/fake-engine.ts'
import { endedOf, openTurn } from './open-turn.ts'

const full = new AppError('db/quota-exceeded', 'full')

it('is as if nothing had been said where the first of it cannot be kept', async () => {
  const talk = converse()
  const { journal } = talk.ports
  const append = journal.append.bind(journal)
  journal.append = () => Promise.reject(full)
  await expect(talk.session.say('/weigh 5')).rejects.toBe(full)
  journal.append = append
  expect(await talk.say('/show_list')).toBe('done: show_list done')
  expect(new Set(talk.entries.map(({ runId }) => runId))).toEqual(new Set(['run-2']))
})

it('goes on from what is kept where the rest of it cannot be', async () => {
  const journal = memoryJournal()
  const turn = openTurn({ now: () => 7, journal }, 'run', ROOT_CONTEXT)
  expect(turn.hasBegun).toBe(false)
  turn.record({ type: 'turn-started', text: 'hello', scope: { levels: [] } })
  await turn.kept()
  expect(turn.hasBegun).toBe(true)
  const append = journal.append.bind(journal)
  journal.append = () => Promise.reject(full)
  turn.record({ type: 'turn-ended', outcome: 'done', reply: 'Hello.' })
  expect(turn.state.status).toBe('ended')
  await expect(turn.kept()).rejects.toBe(full)
  expect(turn.state).toMatchObject({ status: 'deciding', text: 'hello' })
  journal.append = append
  turn.record({ type: 'turn-ended', outcome: 'failed', reply: 'Sorry.' })
  await turn.kept()
  expect(journal.entries.map(({ seq, at, event }) => [seq, at, event.type])).toEqual([
    [0, 7, 'turn-started'],
    [1, 7, 'turn-ended'],
  ])
})

it('has no result before it is over', () => {
  const turn = openTurn({ now: () => 0, journal: memoryJournal() }, 'run', ROOT_CONTEXT)
  expect(() => endedOf(turn)).toThrow('A turn was left deciding')
})

it('tells what it ran, and whether that can be taken back', async () => {
  const tickets = ['t1', null]
  const { session } = converse({
    handle: () => Promise.resolve({ undoTicket: tickets.shift() ?? null, output: [1] }),
  })
  expect(await session.say('/weigh 5')).toMatchObject({
    output: [1],
    ran: { command: 'Parcel/weigh', risk: 'write', values: { grams: 5 }, isUndoable: true },
  })
  expect(await session.say('/show_list')).toMatchObject({ ran: { isUndoable: false } })
  await session.say('undo that')
  expect(await session.say('yes')).toMatchObject({ outcome: 'done', ran: null, output: null })
  expect(await session.say(' ')).toMatchObject({ outcome: 'refused', ran: null })
})
