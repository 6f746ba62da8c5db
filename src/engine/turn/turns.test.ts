import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/app-error.ts'
import { converse, lineOf } from '#testing/conversation.ts'
import type { Checkpoint, EffectLog } from '../ports.ts'

const full = new AppError('db/quota-exceeded', 'full')

describe('a message that is stopped', () => {
  const stopping = (sends: boolean) => {
    const stop = new AbortController()
    const talk = converse()
    talk.ports.application.execute = async (_call, _signal, effects?: EffectLog) => {
      if (sends) await effects?.intend({ key: '0', kind: 'fetch', request: null })
      stop.abort()
      throw stop.signal.reason
    }
    return async () => lineOf(await talk.session.say('/weigh 5', stop.signal))
  }

  it('changes nothing', async () => {
    expect(await stopping(false)()).toBe('cancelled: Stopped. Nothing was changed.')
  })

  it('is told where something has been sent by then', async () => {
    expect(await stopping(true)()).toBe(
      'cancelled: Stopped. Nothing was changed here, but something had been sent already.',
    )
  })
})

describe('a turn that cannot go on', () => {
  it('is over for the person, whoever is to blame', async () => {
    const talk = converse({ handle: () => Promise.reject(new TypeError('a bug')) })
    await expect(talk.session.say('/weigh 5')).rejects.toThrow('a bug')
    expect(talk.events().at(-1)).toMatchObject({
      type: 'turn-ended',
      outcome: 'failed',
      reply: 'Something went wrong in Espalier.',
    })
    expect(talk.events().some(({ type }) => type === 'command-failed')).toBe(false)
  })

  it('tells of no command where none was chosen', async () => {
    const lost = new AppError('learn/worker-crashed', 'gone')
    const talk = converse({ understand: () => Promise.reject(lost) })
    expect(await talk.say('anything at all')).toBe('failed: Something went wrong: gone')
    expect(talk.events().some(({ type }) => type === 'command-failed')).toBe(false)
  })

  it('is not dropped before that is kept', async () => {
    const talk = converse()
    const { journal } = talk.ports
    const append = journal.append.bind(journal)
    await talk.say('/weigh')
    journal.append = () => Promise.reject(full)
    await expect(talk.session.cancel()).rejects.toBe(full)
    expect(talk.session.question).toMatchObject({ text: 'What is the grams?' })
    journal.append = append
    await talk.session.cancel()
    expect(talk.session.question).toBeNull()
  })
})

it('what is known of one execution says nothing of the next of the same turn', async () => {
  const kept: Checkpoint[] = []
  const talk = converse({
    checkpoint: (done) => {
      kept.push(done)
      return Promise.resolve()
    },
  })
  await talk.say('/weigh 5')
  const started = talk.entries.findIndex(({ event }) => event.type === 'command-started')
  const cut = talk.entries.slice(0, started + 1)
  const [checkpoint] = kept
  const earlier = talk.reopen(cut, checkpoint && { ...checkpoint, seq: 0 })
  expect(await earlier.session.start()).toMatchObject({ status: 'waiting' })
  const other = talk.reopen(cut, checkpoint && { ...checkpoint, runId: 'run-9' })
  expect(await other.session.start()).toMatchObject({ status: 'waiting' })
})

it('an event is kept with the time, and the context in which its turn began', async () => {
  const talk = converse({ now: () => 42 })
  await talk.say('go up')
  expect(talk.entries.every(({ at, context }) => at === 42 && context === 'Parcel')).toBe(true)
  talk.ports.application.scope = () => Promise.resolve({ levels: [] })
  await talk.say('help')
  expect(talk.entries.at(-1)).toMatchObject({ context: 'root' })
})
