import { describe, expect, it } from 'vitest'
import type { Document, Startup } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import { newParameter, type Parameter, type ParameterType } from '#domain/parameter.ts'
import { workflowOf } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import { converse, lineOf, parcelDesk } from '#testing/conversation.ts'
import { commandId } from '#testing/workflow-builder.ts'

const weigh = commandId('Parcel/weigh')
const recall = commandId('Parcel/recall')

describe('a call of a program', () => {
  it('runs with exactly the values given, and gives the output', async () => {
    const { session, ports } = converse({ handle: () => Promise.resolve({ output: { ok: 1 } }) })
    const ended = await session.call({ command: weigh, values: { grams: 5 } })
    expect(ended).toMatchObject({
      outcome: 'done',
      output: { ok: 1 },
      ran: { command: weigh, risk: 'write', values: { grams: 5 }, isUndoable: false },
      problems: [],
    })
    expect(ports.application.calls).toHaveLength(1)
  })

  it('is refused with the place of each fault, and asks nothing', async () => {
    const { session, ports } = converse()
    const { outcome, problems } = await session.call({
      command: weigh,
      values: { grams: '5', colour: 'red' },
    })
    expect(outcome).toBe('refused')
    expect(problems).toEqual([
      { path: 'colour', code: 'unknown', text: 'There is no parameter “colour”.' },
      { path: 'grams', code: 'type', text: '“5” is not a whole number.' },
    ])
    expect((await session.call({ command: weigh, values: {} })).problems).toMatchObject([
      { path: 'grams', code: 'missing' },
    ])
    expect((await session.call({ command: weigh, values: { grams: 0 } })).problems).toMatchObject([
      { path: 'grams', code: 'range' },
    ])
    expect(session.question).toBeNull()
    expect(ports.application.calls).toEqual([])
  })

  it('names places within lists and objects', async () => {
    const field = (name: string, type: ParameterType): Parameter =>
      newParameter(name as ParameterId, name, type)
    const fields = [field('sku', 'string'), { ...field('count', 'integer'), min: 1 }]
    const document = parcelDesk()
      .command('pack', {
        parameters: {
          items: { type: 'list', itemType: 'object', minLength: 1, fields },
          day: { type: 'date' },
        },
      })
      .build()
    const { session } = converse({}, document)
    const problemsOf = async (values: Record<string, Json>) =>
      (await session.call({ command: commandId('pack'), values })).problems.map(
        ({ path, code }) => `${path} ${code}`,
      )
    const item = { sku: 'A', count: 2 }
    expect(await problemsOf({ items: [item, { sku: 3, size: 1 }], day: '2026-02-30' })).toEqual([
      'items[1].size unknown',
      'items[1].sku type',
      'items[1].count missing',
      'day type',
    ])
    expect(await problemsOf({ items: [], day: '2026-02-28' })).toEqual(['items length'])
    expect(await problemsOf({ items: [{ ...item, count: 0 }], day: null })).toEqual([
      'items[0].count range',
      'day missing',
    ])
    expect(await problemsOf({ items: [item], day: '2026-02-28' })).toEqual([])
  })

  it('does what destroys only where that is said to be meant', async () => {
    const { session } = converse()
    const values = { number: 'P1', reason: 'late' }
    expect((await session.call({ command: recall, values })).problems).toMatchObject([
      { path: '', code: 'unconfirmed', text: expect.stringContaining('Reason: late') as string },
    ])
    expect(lineOf(await session.call({ command: recall, values, confirmed: true }))).toBe(
      'done: Parcel/recall done',
    )
  })

  it('leaves the open question as it was', async () => {
    const { session, say } = converse()
    await say('recall parcel P7')
    await session.call({ command: weigh, values: { grams: 5 } })
    expect(session.question).toMatchObject({ kind: 'value' })
    expect(await say('late')).toContain('Number: P7\nReason: late')
  })

  it('reaches no command that is not offered', async () => {
    const { session } = converse({ path: [] })
    expect((await session.call({ command: weigh, values: { grams: 5 } })).problems).toMatchObject([
      { path: '', code: 'not-offered' },
    ])
  })
})

describe('values that do not go together', () => {
  const limited = (parameter: string | null) =>
    converse(
      {
        validate: ({ values }) =>
          Number(values.grams) > 100 ? [{ parameter, text: 'Too heavy for this box' }] : [],
      },
      parcelDesk()
        .command('Parcel/weigh', {
          risk: 'write',
          validation: 'input.grams > 100 ? "Too heavy for this box" : null',
          parameters: { grams: { type: 'integer' }, box: {} },
        })
        .build(),
    )

  it('are asked about, one of them or which, and run once they do', async () => {
    const { say, ports } = limited('grams')
    expect(await say('/weigh 500, small')).toBe('asks: Too heavy for this box. What is the grams?')
    expect(await say('300')).toContain('Too heavy')
    expect(await say('50')).toBe('done: Parcel/weigh done')
    expect(ports.application.calls[0]?.values).toEqual({ grams: 50, box: 'small' })
  })

  it('ask which is to be another, by name, place, or the value itself', async () => {
    for (const [answer, next] of [
      ['grams', /What is the grams/],
      ['the second', /What is the box/],
      ['change the grams to 5', /^done/],
      ['grams=5', /^done/],
      ['yes', /^asks: I did not understand/],
      ['never mind', /^cancelled/],
    ] as const) {
      const { say } = limited(null)
      expect(await say('/weigh 500, small')).toBe(
        'asks: Too heavy for this box. What shall I change: the grams or box?',
      )
      expect(await say(answer)).toMatch(next)
    }
  })

  it('refuse a call, with the parameter as their place', async () => {
    const { session } = limited('grams')
    const call = { command: weigh, values: { grams: 500, box: 'small' } }
    expect((await session.call(call)).problems).toEqual([
      { path: 'grams', code: 'together', text: 'Too heavy for this box' },
    ])
  })
})

describe('a dry run', () => {
  const tried = parcelDesk()
    .command('Parcel/weigh', {
      risk: 'write',
      dryRun: true,
      parameters: { grams: { type: 'integer' } },
    })
    .build()

  it('tells in the question what would be answered, and again for other values', async () => {
    const { say, session, events } = converse(
      { handle: ({ values }) => Promise.resolve({ reply: `${JSON.stringify(values.grams)} g` }) },
      tried,
    )
    expect(await say('/weigh 5')).toBe(
      'asks: Weigh (Parcel)?\nGrams: 5\nIt would say: “5 g”\nPlease say yes or no.',
    )
    expect(session.question).toMatchObject({ wouldSay: '5 g' })
    expect(await say('no, make it 7')).toContain('It would say: “7 g”')
    expect(await say('yes')).toBe('done: 7 g')
    expect(events().filter(({ type }) => type === 'command-rehearsed')).toHaveLength(2)
    expect(events().filter(({ type }) => type === 'command-started')).toHaveLength(1)
  })

  it('that fails is the failure of the command; one that cannot be made is left out', async () => {
    const fails = converse({}, tried)
    fails.ports.application.rehearse = () => Promise.reject(new AppError('sandbox/failed', 'full'))
    expect(await fails.say('/weigh 5')).toBe('failed: That did not work: full')
    const cannot = converse({}, tried)
    cannot.ports.application.rehearse = () =>
      Promise.reject(new AppError('sandbox/not-allowed', 'fetch'))
    expect(await cannot.say('/weigh 5')).toBe(
      'asks: Weigh (Parcel)?\nGrams: 5\nPlease say yes or no.',
    )
  })
})

describe('taking back', () => {
  const undoable = () => {
    let tickets = 0
    return converse({ handle: () => Promise.resolve({ undoTicket: `t${String(++tickets)}` }) })
  }

  it('says what it would be, and takes the latest back first', async () => {
    const { say, session, ports } = undoable()
    await say('/weigh 5')
    await say('/weigh 6')
    expect(await say('Undo that!')).toBe(
      'asks: Take back “Weigh” (Parcel)?\nGrams: 6\nPlease say yes or no.',
    )
    expect(await say('yes')).toBe('done: t2 undone')
    await say('undo that')
    await say('yes')
    expect(ports.application.undone).toEqual(['t2', 't1'])
    expect(session.undoable).toEqual([])
    expect(await say('undo that')).toBe('refused: There is nothing that I could take back.')
  })

  it('is left alone at a no, and the run stays one that can be taken back', async () => {
    const { say, session, ports } = undoable()
    await say('/weigh 5')
    await say('undo that')
    expect(await say('no')).toBe('cancelled: All right, it stays as it is.')
    expect(ports.application.undone).toEqual([])
    expect(session.undoable).toHaveLength(1)
  })

  it('is done at once for a run that is pointed at, and outlives a reload', async () => {
    const before = undoable()
    const { runId } = await before.session.say('/weigh 5')
    const { session, ports } = before.reopen()
    expect(session.undoable).toEqual(before.session.undoable)
    expect(lineOf(await session.undo(runId))).toBe('done: t1 undone')
    expect(ports.application.undone).toEqual(['t1'])
    expect(lineOf(await session.undo(runId))).toMatch(/^refused/)
  })

  it('is not even asked about where a later change has closed it', async () => {
    const { say, ports } = undoable()
    await say('/weigh 5')
    ports.application.closeUndo('t1')
    expect(await say('undo that')).toBe(
      'refused: “Weigh” cannot be taken back any more: something has changed since.',
    )
    expect(ports.application.undone).toEqual([])
  })

  it('is refused where the change came after the question', async () => {
    const { say, ports } = undoable()
    await say('/weigh 5')
    ports.application.undo = () => Promise.reject(new AppError('sandbox/cannot-undo', 'Too late'))
    await say('undo that')
    expect(await say('yes')).toBe(
      'refused: “Weigh” cannot be taken back any more: something has changed since.',
    )
  })
})

describe('a startup', () => {
  const starting = (startup: Startup): Document => {
    const document = parcelDesk().build()
    const settings = workflowOf(document)
    return { ...document, [settings.id]: { ...settings, startup } }
  }

  it('runs when a conversation begins, and never again', async () => {
    const document = starting({ kind: 'message', text: 'show the list' })
    const talk = converse({}, document)
    expect(await talk.session.start()).toMatchObject({ reply: 'show_list done' })
    expect(await talk.session.start()).toBeNull()
    expect(await talk.reopen().session.start()).toBeNull()
    expect(talk.ports.application.calls).toHaveLength(1)
    expect(talk.events()[0]).toMatchObject({ by: 'startup' })
  })

  it('may be an action, and may ask', async () => {
    const action = starting({ kind: 'action', command: weigh, values: {} })
    const { session } = converse({}, action)
    expect(await session.start()).toMatchObject({ question: { text: 'What is the grams?' } })
  })

  it('is not run where something was said first, nor where there is none', async () => {
    const talk = converse({}, starting({ kind: 'message', text: 'show the list' }))
    await talk.say('/weigh 1')
    expect(await talk.session.start()).toBeNull()
    expect(await converse().session.start()).toBeNull()
  })
})
