import { describe, expect, it } from 'vitest'
import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { Json } from '#shared/json.ts'
import { converse, lineOf, parcelDesk, type Conversation } from '#testing/conversation.ts'
import { fakeUnderstanding } from '#testing/fake-understanding.ts'
import { commandId } from '#testing/workflow-builder.ts'
import type { Checkpoint } from '../ports.ts'
import type { JournalEntry, TurnEvent } from './events.ts'
import type { TurnResult } from './session.ts'

const weigh = (grams: number) => ({ command: commandId('Parcel/weigh'), values: { grams } })
const values = ({ ports }: Conversation): Readonly<Record<string, Json>>[] =>
  ports.application.calls.map((call) => call.values)
const upTo = (
  { entries }: Conversation,
  type: TurnEvent['type'],
  keepsIt = true,
): readonly JournalEntry[] =>
  entries.slice(0, entries.findLastIndex(({ event }) => event.type === type) + Number(keepsIt))
const linesOf = (result: TurnResult | null): (string | undefined)[] =>
  result ? [lineOf(result), ...result.earlier.map(lineOf)] : []

describe('what is said before its question was seen', () => {
  const interrupted = async (): Promise<Conversation> => {
    const before = converse()
    await before.say('/weigh 5')
    return before.reopen(upTo(before, 'command-started'))
  }

  it('is no answer to it', async () => {
    const talk = await interrupted()
    expect(await talk.say('yes')).toMatch(/^refused: .*\| again: This was interrupted/s)
    expect(values(talk)).toEqual([{ grams: 5 }])
  })

  it('is an action of its own, which takes the place of a question about the same', async () => {
    const talk = await interrupted()
    const result = await talk.session.act(weigh(9))
    expect(linesOf(result)).toEqual([
      'done: Parcel/weigh done',
      'cancelled: All right, “Weigh” was not done.',
    ])
    expect(values(talk)).toEqual([{ grams: 5 }, { grams: 9 }])
  })
})

describe('an action while something is asked', () => {
  it('answers which command is meant only with one of those that were offered', async () => {
    const document = parcelDesk()
      .command('Parcel/hold', { utterances: ['keep the parcel'] })
      .command('Parcel/store', { utterances: ['keep the parcel'] })
      .build()
    const talk = converse({}, document)
    expect(await talk.say('keep the parcel')).toMatch(/^asks: Did you mean “Hold” or “Store”/)
    expect(lineOf(await talk.session.act(weigh(5)))).toMatch(/^done: .*\| again: Did you mean/)
    const picked = await talk.session.act({ command: commandId('Parcel/store'), values: {} })
    expect(lineOf(picked)).toBe('done: Parcel/store done')
    expect(picked.runId).toBe('run-1')
  })

  it('changes the values of what is to be confirmed', async () => {
    const talk = converse()
    await talk.say('/recall P7, late')
    const recall = commandId('Parcel/recall')
    const result = await talk.session.act({ command: recall, values: { reason: 'lost' } })
    expect(lineOf(result)).toContain('Number: P7\nReason: lost')
    expect(result.runId).toBe('run-1')
  })

  it('is no answer to whether the same command is to be taken back', async () => {
    const talk = converse({ handle: () => Promise.resolve({ undoTicket: 't' }) })
    await talk.say('/weigh 5')
    await talk.say('undo that')
    expect(lineOf(await talk.session.act(weigh(7)))).toMatch(/^done: Done\. \| again: Take back/)
    expect(values(talk)).toEqual([{ grams: 5 }, { grams: 7 }])
  })

  it('is refused where the command that is asked about is gone', async () => {
    const talk = converse()
    await talk.say('/recall P7')
    talk.ports.application.close('Parcel/recall')
    const recall = commandId('Parcel/recall')
    expect(lineOf(await talk.session.act({ command: recall, values: { reason: 'lost' } }))).toBe(
      'refused: That is no longer possible here.',
    )
  })
})

describe('a change of mind', () => {
  it('may be that none of it was meant', async () => {
    const document = parcelDesk().build()
    const talk = converse({
      understand: (text) => {
        const known = fakeUnderstanding(document, text)
        const is = known.labels.map((label) => Number(label === NOT_WHAT_I_MEANT.id))
        return Promise.resolve(
          text === 'oh dear me'
            ? {
                ...known,
                logits: Float32Array.from(is, (one) => one * 9),
                inScope: Float32Array.from(is),
              }
            : known,
        )
      },
    })
    await talk.say('find parcel P5')
    await talk.say('/weigh')
    const result = await talk.session.say('oh dear me')
    expect(linesOf(result)).toEqual([
      expect.stringMatching(/^asks: Sorry\. Did you mean/),
      'cancelled: All right, “Weigh” was not done.',
    ])
  })

  it('to what is not offered here lets the question wait', async () => {
    const document = parcelDesk()
      .context('Box')
      .command('Box/open', { utterances: ['unpack'] })
    const talk = converse({}, document.build())
    await talk.say('/weigh')
    expect(await talk.say('/open')).toBe(
      'refused: “Open” is offered in Box, not here. | again: What is the grams?',
    )
  })

  it('to the same command begins it anew', async () => {
    const talk = converse()
    await talk.say('/weigh')
    const result = await talk.session.say('/weigh 7')
    expect(linesOf(result)).toEqual([
      'done: Parcel/weigh done',
      'cancelled: All right, “Weigh” was not done.',
    ])
  })

  it('leaves the outer question where it is, for commands that every workflow has', async () => {
    const talk = converse()
    await talk.say('/weigh')
    expect(await talk.say('/where_am_i')).toBe(
      'done: You are in Parcel. | again: What is the grams?',
    )
  })
})

describe('a question that waited when everything stopped', () => {
  const waiting = async (...messages: string[]): Promise<Conversation> => {
    const talk = converse()
    for (const message of messages) await talk.say(message)
    return talk
  }

  it('stands again', async () => {
    const before = await waiting('recall parcel P7', '/show_list')
    for (const kept of [upTo(before, 'turn-resumed', false), upTo(before, 'turn-suspended')]) {
      const after = before.reopen(kept)
      expect(linesOf(await after.session.start())).toEqual(['asks: What is the reason?'])
      expect(after.session.question).toMatchObject({ text: 'What is the reason?' })
      expect(await after.say('late')).toContain('Number: P7\nReason: late')
    }
  })

  it('is dropped where what it is about is gone, and so are those behind it', async () => {
    const before = await waiting('recall parcel P7', '/weigh', '/show_list')
    before.ports.application.enter([])
    const after = before.reopen(upTo(before, 'turn-resumed', false))
    const result = await after.session.start()
    expect(linesOf(result)).toEqual([
      'cancelled: “Recall” (Parcel) is no longer possible here, so it was not done.',
      'cancelled: “Weigh” (Parcel) is no longer possible here, so it was not done.',
    ])
    expect(result).toMatchObject({ status: 'ended', resumed: null })
    expect(await after.session.start()).toBeNull()
  })

  it('is not told again where it is asked as it was', async () => {
    const before = await waiting('recall parcel P7')
    expect(await before.reopen().session.start()).toBeNull()
  })
})

describe('the second request of a message whose first was interrupted', () => {
  it('is asked about once the first is known to be done', async () => {
    const kept: Checkpoint[] = []
    const checkpoint = (each: Checkpoint): Promise<void> => {
      kept.push(each)
      return Promise.resolve()
    }
    const document = parcelDesk().command('Parcel/recall', {
      risk: 'destructive',
      parameters: { number: { pattern: 'P\\d+' } },
      utterances: ['recall parcel [P1](number)'],
    })
    const before = converse({ checkpoint }, document.build())
    await before.say('recall parcel P7, then tell the receiver')
    await before.say('yes')
    const started = before.entries.findIndex(({ event }) => event.type === 'command-started')
    const after = before.reopen(before.entries.slice(0, started + 1), kept[0])
    expect(linesOf(await after.session.start())).toEqual([
      expect.stringMatching(/^asks: This was interrupted\. You also said “.*tell the receiver”/),
      'done: Parcel/recall done',
    ])
  })
})

describe('a call of a program', () => {
  it('is told apart from what a person does', async () => {
    const { session, events } = converse()
    await session.call(weigh(5))
    await session.undo('none')
    expect(events().filter(({ type }) => type === 'turn-started')).toMatchObject([
      { by: 'call', text: '' },
      expect.not.objectContaining({ by: 'call' }),
    ])
  })
})
