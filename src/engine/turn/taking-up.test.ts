import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/app-error.ts'
import { converse, lineOf, parcelDesk, type Conversation } from '#testing/conversation.ts'
import { fakeUnderstanding } from '#testing/fake-understanding.ts'
import type { Checkpoint, EffectLog } from '../ports.ts'
import type { TurnEvent } from './events.ts'
import { takeUp } from './taking-up.ts'
import { NO_PAST } from './conversation.ts'
import { openTurn } from './open-turn.ts'
import { turnContext } from './turn-context.ts'

const INTERRUPTED =
  'cancelled: This was interrupted before anything was done. Say it again if you want it still.'
const ELSEWHERE = 'cancelled: This was interrupted, and cannot be gone on with here.'

type End = TurnEvent['type']

/** Everything stops right after the latest event of a type, and begins again: what is said then. */
async function after(
  end: End,
  { entries, reopen }: Conversation,
  checkpoint: Checkpoint | null = null,
): Promise<Conversation & { readonly told: string | null }> {
  const at = entries.findLastIndex(({ event }) => event.type === end)
  expect(at).toBeGreaterThanOrEqual(0)
  const next = reopen(entries.slice(0, at + 1), checkpoint)
  const result = await next.session.start()
  return { ...next, told: result && lineOf(result) }
}

describe('a turn that was cut short', () => {
  it('asks again which command was meant, where the answer was lost on the way', async () => {
    const talk = converse()
    const question = await talk.say('parcel')
    expect(question).toMatch(/^asks: Did you mean/)
    await talk.say('1')
    expect((await after('person-answered', talk)).told).toBe(question)
  })

  it('is over where its command is not here any more', async () => {
    const talk = converse()
    await talk.say('/weigh')
    talk.ports.application.enter([])
    expect((await after('command-chosen', talk)).told).toBe(INTERRUPTED)
  })

  it('is over where nothing was understood of it, and where only a place was to be changed', async () => {
    const talk = converse()
    await talk.session.say('go up')
    expect((await after('turn-started', talk)).told).toBe(INTERRUPTED)
    expect((await after('command-started', talk)).told).toBe(INTERRUPTED)
  })

  it('is what it came to where only its end is missing', async () => {
    const talk = converse()
    await talk.say('/weigh 5')
    const { told, events } = await after('command-ended', talk)
    expect(told).toBe('done: Parcel/weigh done')
    expect(events().filter(({ type }) => type === 'command-ended')).toHaveLength(1)
    expect(talk.ports.application.calls).toHaveLength(1)
  })

  it('has failed where its command had', async () => {
    const talk = converse({
      handle: () => Promise.reject(new AppError('sandbox/failed', 'no ink')),
    })
    await talk.say('/weigh 5')
    expect((await after('command-failed', talk)).told).toBe('failed: That did not work: no ink')
  })

  it('is not begun again on another instance', async () => {
    const talk = converse()
    await talk.say('/weigh 5')
    talk.ports.application.enter([])
    expect((await after('command-started', talk)).told).toBe(ELSEWHERE)
    expect(talk.ports.application.calls).toHaveLength(1)
  })

  it('is never one that waits, or is over', async () => {
    const { ports } = converse()
    const source = { document: () => parcelDesk().build(), model: () => null }
    const context = turnContext(
      ports,
      source,
      () => NO_PAST,
      () => true,
    )
    const { signal } = new AbortController()
    const scope = await ports.application.scope()
    const turn = openTurn(ports, 'run', scope.levels[0]!.context)
    turn.record({ type: 'turn-started', text: '', scope })
    turn.record({ type: 'turn-ended', outcome: 'done', reply: '' })
    await expect(takeUp(context, turn, null, signal)).rejects.toThrow(
      'A turn that is ended was not interrupted',
    )
  })
})

describe('what may have reached the world', () => {
  it('is named where it is not known how it ended, as far as it can be read', async () => {
    const talk = converse()
    talk.ports.application.execute = async (_call, _signal, effects?: EffectLog) => {
      const effect = (key: string, to: string) => ({ key, kind: 'fetch', request: { to } }) as const
      await effects?.intend(effect('0', 'Anna'))
      await effects?.done(effect('0', 'Anna'), 'answer')
      await effects?.intend(effect('1', 'x'.repeat(500)))
      throw new AppError('sandbox/failed', 'lost')
    }
    await talk.say('/weigh 5')
    const { told } = await after('effect-intended', talk)
    expect(told).toContain(`It may have sent: {"to":"${'x'.repeat(193)}\n`)
    expect(told).not.toContain('Anna')
  })
})

describe('the second of two requests, when it was cut short', () => {
  const TWO = 'notify the person of P7, then show the list'
  const second = async (ports: Parameters<typeof converse>[0] = {}): Promise<Conversation> => {
    const talk = converse(ports)
    const result = await talk.session.say(TWO)
    expect(result.earlier.map(lineOf)).toEqual(['done: Parcel/notify done'])
    return talk
  }

  it('needs a yes, since nobody may expect it any more', async () => {
    const talk = await second()
    const { told, say } = await after('turn-started', talk)
    expect(told).toMatch(
      /^asks: This was interrupted\. You also said “.*show the list”\. Did you mean “Show list”\?$/,
    )
    expect(await say('yes')).toBe('done: show_list done')
  })

  it('is refused where its words mean nothing any more', async () => {
    let isLoaded = true
    const understand = (text: string) =>
      Promise.resolve(isLoaded ? fakeUnderstanding(parcelDesk().build(), text) : null)
    const talk = await second({ understand })
    isLoaded = false
    expect((await after('turn-started', talk)).told).toMatch(/^refused: I cannot make out words/)
  })
})

describe('taking back, when it was cut short', () => {
  async function undoing(answer?: string) {
    const kept: Checkpoint[] = []
    const talk = converse({
      handle: () => Promise.resolve({ undoTicket: 't1' }),
      checkpoint: (done) => {
        kept.push(done)
        return Promise.resolve()
      },
    })
    const { runId } = await talk.session.say('/weigh 5')
    if (answer === undefined) await talk.session.undo(runId)
    else {
      await talk.say('undo that')
      await talk.say(answer)
    }
    return { ...talk, entries: talk.entries, kept }
  }
  const QUESTION = 'Take back “Weigh” (Parcel)?\nGrams: 5\nPlease say yes or no.'

  it('is asked about before it has begun', async () => {
    expect((await after('undo-chosen', await undoing())).told).toBe(`asks: ${QUESTION}`)
    expect((await after('person-answered', await undoing('yes'))).told).toBe(`asks: ${QUESTION}`)
  })

  it('is asked about where it is not known whether it was done', async () => {
    const talk = await undoing()
    const { told, say } = await after('undo-started', talk)
    expect(told).toBe(`asks: This was interrupted. ${QUESTION}`)
    expect(await say('yes')).toBe('done: t1 undone')
    expect(talk.ports.application.undone).toEqual(['t1', 't1'])
  })

  it('is done where that is known, and told', async () => {
    const talk = await undoing()
    const started = await after('undo-started', talk, talk.kept.at(-1))
    expect(started.told).toBe('done: t1 undone')
    expect(started.session.undoable).toEqual([])
    expect((await after('command-undone', talk)).told).toBe('done: t1 undone')
    expect(talk.ports.application.undone).toEqual(['t1'])
  })
})
