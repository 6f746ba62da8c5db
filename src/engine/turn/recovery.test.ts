import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/app-error.ts'
import { converse, lineOf, type Conversation } from '#testing/conversation.ts'
import type { Checkpoint, EffectLog } from '../ports.ts'
import type { JournalEntry, TurnEvent } from './events.ts'

/** The journal up to the last event of a type, with or without that. */
function cutAt(
  { entries }: Conversation,
  type: TurnEvent['type'],
  keepsIt = true,
): readonly JournalEntry[] {
  const at = entries.findLastIndex(({ event }) => event.type === type)
  return entries.slice(0, at + (keepsIt ? 1 : 0))
}

/** A conversation whose checkpoints can be read. */
function checkpointed(): Conversation & { readonly kept: Checkpoint[] } {
  const kept: Checkpoint[] = []
  const checkpoint = (done: Checkpoint): Promise<void> => {
    kept.push(done)
    return Promise.resolve()
  }
  return Object.assign(converse({ checkpoint }), { kept })
}

const replyOf = async ({ session }: Conversation): Promise<string | null> => {
  const result = await session.start()
  return result && lineOf(result)
}

describe('a command that was interrupted', () => {
  it('is done where its state was kept, and its end is told', async () => {
    const before = checkpointed()
    await before.say('/weigh 5')
    const cut = cutAt(before, 'command-started')
    const after = before.reopen(cut, before.kept[0])
    expect(await replyOf(after)).toBe('done: Parcel/weigh done')
    expect(before.ports.application.calls).toHaveLength(1)
    expect(after.events().at(-1)).toMatchObject({ type: 'turn-ended', outcome: 'done' })
    expect(await replyOf(after.reopen())).toBeNull()
  })

  it('is asked about where that is not known, and done again for a yes only', async () => {
    const before = checkpointed()
    await before.say('/weigh 5')
    const after = before.reopen(cutAt(before, 'command-started'))
    expect(await replyOf(after)).toMatch(
      /^asks: This was interrupted, and it is not known whether it was done\. Do it again\?\n.*Grams: 5/s,
    )
    expect(before.ports.application.calls).toHaveLength(1)
    expect(after.session.question).toMatchObject({ about: 'again' })
    expect(await after.say('yes')).toBe('done: Parcel/weigh done')
    expect(before.ports.application.calls).toHaveLength(2)
  })

  it('is asked about with other values, too', async () => {
    const before = checkpointed()
    await before.say('/weigh 5')
    const after = before.reopen(cutAt(before, 'command-started'))
    await after.session.start()
    expect(await after.say('no, make it 7')).toContain('asks: Weigh (Parcel)?\nGrams: 7')
    expect(before.ports.application.calls).toHaveLength(1)
  })

  it('is not what a message means that was said before its question was seen', async () => {
    const before = checkpointed()
    await before.say('/weigh 5')
    const after = before.reopen(cutAt(before, 'command-started'))
    expect(await after.say('/show_list')).toMatch(/^done: show_list done \| again: This was inter/)
    expect(await after.say('no')).toMatch(/^cancelled/)
  })

  it.each(['context-entered', 'command-ended'] as const)('is ended after its %s', async (type) => {
    const before = checkpointed()
    await before.session.say('go up')
    const after = before.reopen(cutAt(before, type), before.kept[0])
    expect(await replyOf(after)).toBe('done: You are at the top.')
    expect(after.events().filter((event) => event.type === 'context-entered')).toHaveLength(1)
  })
})

describe('a turn that was interrupted before its command', () => {
  it('asks its question again where the answer was lost on the way', async () => {
    const before = checkpointed()
    await before.say('/recall P7')
    await before.say('late')
    const after = before.reopen(cutAt(before, 'person-answered'))
    expect(await replyOf(after)).toBe('asks: What is the reason?')
  })

  it('runs nothing before the person is there again', async () => {
    const before = checkpointed()
    await before.say('/weigh')
    await before.say('9')
    const after = before.reopen(cutAt(before, 'command-started', false))
    expect(await replyOf(after)).toContain('asks: Weigh (Parcel)?\nGrams: 9')
    expect(before.ports.application.calls).toHaveLength(1)
  })

  it('is told of where nothing was understood yet', async () => {
    const before = checkpointed()
    await before.say('/weigh')
    const after = before.reopen(cutAt(before, 'turn-started'))
    expect(await replyOf(after)).toMatch(
      /^cancelled: This was interrupted before anything was done/,
    )
  })
})

describe('what a handler asks of the world', () => {
  const fetching = (sent: string[]) => {
    const talk = checkpointed()
    talk.ports.application.execute = async (_call, _signal, effects?: EffectLog) => {
      for (const key of ['0', '1']) {
        const effect = { key, kind: 'fetch', request: { to: key } } as const
        const known = await effects?.intend(effect)
        if (known === undefined) sent.push(key)
        await effects?.done(effect, known ?? `answer ${key}`)
      }
      const scope = await talk.ports.application.scope()
      return { reply: 'sent', output: null, logs: [], durationMs: 1, undoTicket: null, scope }
    }
    return talk
  }

  it('is written down before it happens, and after', async () => {
    const talk = fetching([])
    await talk.say('/weigh 5')
    const effects = talk.events().filter(({ type }) => type.startsWith('effect-'))
    expect(effects).toMatchObject([
      { type: 'effect-intended', key: 'run-1/0', request: { to: '0' } },
      { type: 'effect-done', key: 'run-1/0', result: 'answer 0' },
      { type: 'effect-intended', key: 'run-1/1' },
      { type: 'effect-done', key: 'run-1/1' },
    ])
  })

  it('is never repeated once it is done; what was only begun is named, and needs a yes', async () => {
    const sent: string[] = []
    const before = fetching(sent)
    await before.say('/weigh 5')
    const after = before.reopen(cutAt(before, 'effect-intended'))
    expect(await replyOf(after)).toContain('It may have sent: {"to":"1"}')
    expect(await after.say('yes')).toBe('done: sent')
    expect(sent).toEqual(['0', '1', '1'])
  })
})

describe('a journal that cannot be written', () => {
  it('leaves the turn as it was kept, and the conversation able to go on', async () => {
    const talk = converse()
    const { journal } = talk.ports
    await talk.say('/weigh')
    const { question } = talk.session
    const append = journal.append.bind(journal)
    const full = new AppError('db/quota-exceeded', 'full')
    journal.append = () => Promise.reject(full)
    await expect(talk.session.say('9')).rejects.toBe(full)
    expect(talk.session.question).toEqual(question)
    expect(talk.ports.application.calls).toEqual([])
    journal.append = append
    expect(await talk.say('9')).toBe('done: Parcel/weigh done')
  })

  it('does not run a command twice whose end could not be kept', async () => {
    const talk = checkpointed()
    const { journal, application } = talk.ports
    const append = journal.append.bind(journal)
    const full = new AppError('db/quota-exceeded', 'full')
    journal.append = (entry) =>
      entry.event.type.endsWith('-ended') ? Promise.reject(full) : append(entry)
    await expect(talk.session.say('/weigh 9')).rejects.toBe(full)
    journal.append = append
    expect(await talk.say('/show_list')).toBe('done: show_list done')
    expect(application.calls.map(({ command }) => command)).toEqual(['Parcel/weigh', 'show_list'])
    expect(talk.events()).toContainEqual(
      expect.objectContaining({ type: 'command-ended', command: 'Parcel/weigh' }),
    )
  })

  it('says so where what was done could not be saved', async () => {
    const full = new AppError('db/quota-exceeded', 'The disk is full')
    const talk = converse({ checkpoint: () => Promise.reject(full) })
    expect(await talk.say('/weigh 5')).toBe(
      'done: Parcel/weigh done (It could not be saved: The disk is full)',
    )
  })
})
