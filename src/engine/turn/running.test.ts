import { describe, expect, it } from 'vitest'
import { converse, type Conversation } from '#testing/conversation.ts'
import type { Checkpoint } from '../ports.ts'

const ended = ({ events }: Conversation) => events().find(({ type }) => type === 'command-ended')

/** A conversation whose clock goes on by a second at each look. */
function timed(options: Parameters<typeof converse>[0] = {}) {
  const kept: Checkpoint[] = []
  let now = 0
  const talk = converse({
    now: () => (now += 1000),
    checkpoint: (checkpoint) => {
      kept.push(checkpoint)
      return Promise.resolve()
    },
    ...options,
  })
  return { ...talk, kept }
}

describe('a command of the workflow', () => {
  it('is kept with its state by the event that began it, and with what takes it back', async () => {
    const talk = timed({ handle: () => Promise.resolve({ undoTicket: 't1', logs: ['weighed'] }) })
    await talk.say('/weigh 5')
    const seq = talk.events().findIndex(({ type }) => type === 'command-started')
    expect(talk.kept).toMatchObject([{ runId: 'run-1', seq, result: { undoTicket: 't1' } }])
    expect(ended(talk)).toMatchObject({ undoTicket: 't1', logs: ['weighed'], reply: 'Done.' })
  })

  it('has no ticket where nothing takes it back', async () => {
    const talk = timed()
    await talk.say('/weigh 5')
    expect(ended(talk)).not.toHaveProperty('undoTicket')
  })

  it('ends as failed by a bug where its state cannot even be tried to be kept', async () => {
    const talk = timed({ checkpoint: () => Promise.reject(new TypeError('a bug')) })
    await expect(talk.session.say('/weigh 5')).rejects.toThrow('a bug')
    expect(talk.events().at(-1)).toMatchObject({ type: 'turn-ended', outcome: 'failed' })
  })
})

describe('a command that every workflow has', () => {
  it('tells how long it took, and prints nothing', async () => {
    const talk = timed()
    await talk.say('where am I')
    const { durationMs = 0, logs } = { ...ended(talk) } as { durationMs?: number; logs?: unknown }
    expect([durationMs > 0 && durationMs < 10_000, logs]).toEqual([true, []])
  })

  it('has the state kept where it goes elsewhere only', async () => {
    const talk = timed()
    await talk.say('where am I')
    expect(talk.kept).toEqual([])
    await talk.say('go up')
    expect(talk.kept).toMatchObject([{ runId: 'run-2', result: { reply: 'You are at the top.' } }])
  })
})
