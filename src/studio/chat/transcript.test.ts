import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { JournalEntry } from '#engine/turn/events.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { Session } from '#engine/turn/session.ts'
import { AppError } from '#shared/app-error.ts'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { movedTo, transcriptOf, undoneRuns, workingOn } from './transcript.ts'
import type { TranscriptItem } from './turn-items.ts'

const inOrder = { path: ['Order', 'Customer'] }

/** `> words` for a message, `kind: words` for an answer. */
function read(items: readonly TranscriptItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'message') return `> ${item.text}`
    const { body } = item
    if (body.kind === 'question') return `${body.isOpen ? 'open ' : ''}${body.question.kind}`
    return body.kind === 'interrupted' ? 'interrupted' : `${body.kind}: ${body.text}`
  })
}

const saying = async (...messages: string[]): Promise<readonly JournalEntry[]> =>
  converse(orderDesk(), messages, inOrder)

describe('transcriptOf', () => {
  it('reads a turn as a message and its reply', async () => {
    const items = transcriptOf(await saying('send it back'), false)
    expect(read(items)).toEqual(['> send it back', 'reply: Order/return_order done'])
  })

  it('reads a turn with questions as a dialogue, with only the last question open', async () => {
    const entries = await saying('cancel the order', 'W12')
    expect(read(transcriptOf(entries, false))).toEqual([
      '> cancel the order',
      'value',
      '> W12',
      'open confirm',
    ])
  })

  it('closes a question when the conversation went on without it', async () => {
    const entries = await saying('cancel the order', 'never mind', 'what is in it')
    expect(read(transcriptOf(entries, false))).toEqual([
      '> cancel the order',
      'value',
      '> never mind',
      expect.stringContaining('cancelled: '),
      '> what is in it',
      'reply: Order/show_details done',
    ])
  })

  it('says what each answer knew when it was given', async () => {
    const items = transcriptOf(await saying('cancel the order', 'W12', 'yes'), false)
    const answers = items.filter((item) => item.kind === 'answer')
    expect(answers.map(({ turn }) => turn.values.map(({ value }) => value))).toEqual([
      [],
      ['W12'],
      ['W12'],
    ])
    expect(answers.map(({ heard }) => heard)).toEqual(['cancel the order', 'W12', 'yes'])
    expect(answers.map(({ isLatestOfTurn }) => isLatestOfTurn)).toEqual([false, false, true])
  })

  it('carries the reason of a refusal and the error of a failure', async () => {
    const [, refused] = transcriptOf(await saying('zebras play chess'), false)
    expect(refused).toMatchObject({ body: { kind: 'refused', reason: { kind: 'out-of-scope' } } })

    const error = new AppError('sandbox/failed', 'no refund', { details: { line: 4 } })
    const failing = { ...inOrder, handle: () => Promise.reject(error) }
    const failed = transcriptOf(await converse(orderDesk(), ['send it back'], failing), false).at(
      -1,
    )
    expect(failed).toMatchObject({
      body: { kind: 'failed', error: { code: 'sandbox/failed', details: { line: 4 } } },
    })
  })

  it('shows a turn that was cut off as interrupted, unless it is under way', async () => {
    const entries = (await saying('send it back')).slice(0, 3)
    expect(read(transcriptOf(entries, false))).toEqual(['> send it back', 'interrupted'])
    expect(read(transcriptOf(entries, true))).toEqual(['> send it back'])
  })

  it('shows any beginning of a conversation, each message once and each key once', async () => {
    const entries = await saying('cancel the order', 'W12', 'yes', 'what is in it', 'zebras')
    fc.assert(
      fc.property(fc.nat(entries.length), fc.boolean(), (length, isBusy) => {
        const cut = entries.slice(0, length)
        const items = transcriptOf(cut, isBusy)
        const said = cut.filter(({ event }) =>
          ['turn-started', 'person-answered'].includes(event.type),
        )
        expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(said.length)
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
      }),
    )
  })
})

/** What a conversation's journal has after more than messages were said. */
async function having(
  talk: (session: Session) => Promise<unknown>,
  document = orderDesk(),
): Promise<readonly JournalEntry[]> {
  const handle = () => Promise.resolve({ reply: 'so be it', undoTicket: 'ticket' })
  const ports = fakePorts(() => document, { ...inOrder, handle })
  await talk(createSession(ports, { document: () => document, model: () => FAKE_MODEL }))
  return ports.journal.entries
}

describe('a turn that comes between', () => {
  it('stands where it was said, and the question stands again after it, once', async () => {
    const entries = await saying('cancel the order', 'what is in it')
    const items = transcriptOf(entries, false)
    expect(read(items)).toEqual([
      '> cancel the order',
      'value',
      '> what is in it',
      'reply: Order/show_details done',
      'open value',
    ])
    expect(items.at(-1)).toMatchObject({ isResumed: true, turn: { text: 'cancel the order' } })
    const more = transcriptOf(
      await saying('cancel the order', 'what is in it', 'send it back'),
      false,
    )
    expect(read(more)).toEqual([
      '> cancel the order',
      'value',
      '> what is in it',
      'reply: Order/show_details done',
      '> send it back',
      'reply: Order/return_order done',
      'open value',
    ])
    expect(more.at(-1)?.key).toBe(items.at(-1)?.key)
  })

  it('leaves the question that stood again where it was answered', async () => {
    const entries = await saying('cancel the order', 'what is in it', 'W12', 'no')
    expect(read(transcriptOf(entries, false))).toEqual([
      '> cancel the order',
      'value',
      '> what is in it',
      'reply: Order/show_details done',
      'value',
      '> W12',
      'confirm',
      '> no',
      expect.stringMatching(/^cancelled: /),
    ])
  })
})

describe('taking back', () => {
  it('is a message of a button, an answer, and known of the run that is gone', async () => {
    const entries = await having(async (session) => {
      const { runId } = await session.say('send it back')
      await session.undo(runId)
    })
    const items = transcriptOf(entries, false)
    expect(read(items)).toEqual(['> send it back', 'reply: so be it', '> ', 'reply: ticket undone'])
    expect(items[2]).toMatchObject({ undoes: 'Order/return_order', command: null })
    expect(undoneRuns(entries)).toEqual(new Set([entries[0]?.runId]))
    expect(undoneRuns(entries)).toBe(undoneRuns(entries))
  })
})

it('shows what a conversation begins with as said by nobody', async () => {
  const startup = { kind: 'message', text: 'what is in it' } as const
  const document = updateWorkflow({ startup })(orderDesk())
  const [message, answer] = transcriptOf(
    await having((session) => session.start(), document),
    false,
  )
  expect(message).toMatchObject({ by: 'startup', text: 'what is in it' })
  expect(answer).toMatchObject({ body: { kind: 'reply', text: 'so be it' } })
})

it('answers a message of two requests twice, and shows it once', async () => {
  const items = transcriptOf(await saying('what is in it and then send it back'), false)
  expect(read(items)).toEqual([
    '> what is in it and then send it back',
    'reply: Order/show_details done',
    'reply: Order/return_order done',
  ])
  expect(items.map((item) => (item.kind === 'answer' ? item.part : null))).toEqual([
    null,
    { number: 1, total: 2, text: 'what is in it' },
    { number: 2, total: 2, text: 'send it back' },
  ])
})

it('carries what was wrong with the values of a form', async () => {
  const entries = await having((session) =>
    session.call({ command: 'Order/cancel_order' as never, values: { order_id: 'x' } }),
  )
  expect(transcriptOf(entries, false).at(-1)).toMatchObject({
    body: { kind: 'refused', problems: [{ path: 'order_id' }] },
  })
})

describe('a misunderstanding', () => {
  it('points to the turn before, which is the one to put right', async () => {
    const items = transcriptOf(await saying('send it back', 'you misunderstood me'), false)
    const last = items.at(-1)
    expect(last?.kind === 'answer' && last.misunderstood?.text).toBe('send it back')
    expect(items[1]).toMatchObject({ misunderstood: null })
  })
})

it('keeps the items of turns that are over, so that they are not drawn anew', async () => {
  const entries = await saying('send it back', 'what is in it')
  const before = transcriptOf(entries.slice(0, -1), true)
  const after = transcriptOf(entries, false)
  expect(after[0]).toBe(before[0])
  expect(after[1]).toBe(before[1])
})

it('tells where a turn led, but not of a place that only offers other commands now', async () => {
  const [said] = transcriptOf(await saying('send it back'), false).slice(1)
  if (said?.kind !== 'answer') throw new Error('No answer')
  const { turn } = said
  const { scope } = turn
  const [here, ...around] = scope.levels
  if (!here) throw new Error('Nowhere')
  const closed = { levels: [{ ...here, available: [], unavailable: here.available }, ...around] }
  expect(movedTo({ ...turn, entered: closed })).toBeNull()
  expect(movedTo({ ...turn, entered: { levels: around } })).toEqual({ levels: around })
  expect(movedTo({ ...turn, entered: null })).toBeNull()
})

describe('workingOn', () => {
  it('follows the turn from the message to the handler', async () => {
    const entries = await saying('send it back')
    const words = entries.map((_, index) =>
      workingOn(entries.slice(0, index + 1), (command) => command),
    )
    expect(words).toContain('Reading the values…')
    expect(words).toContain('Running Order/return_order…')
    expect(workingOn([], String)).toBe('Working out what you mean…')
  })
})
