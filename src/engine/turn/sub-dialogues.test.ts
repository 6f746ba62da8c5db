import { describe, expect, it } from 'vitest'
import { ABORT } from '#domain/core-commands.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { converse, lineOf, parcelDesk } from '#testing/conversation.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { turnsOf } from './turn-state.ts'

describe('what comes between a question and its answer', () => {
  it('is done, and the question stands again', async () => {
    const { say, session, ports } = converse()
    expect(await say('recall parcel P7')).toBe('asks: What is the reason?')
    expect(await say('/show_list')).toBe('done: show_list done | again: What is the reason?')
    expect(session.question).toMatchObject({ kind: 'value' })
    expect(await say('broken')).toContain('Number: P7\nReason: broken')
    expect(await say('yes')).toBe('done: Parcel/recall done')
    expect(ports.application.calls).toHaveLength(2)
  })

  it('may ask in its turn, and come between another question and its answer', async () => {
    const { say, session } = converse()
    await say('recall parcel P7')
    expect(await say('/weigh')).toBe('asks: What is the grams?')
    expect(session.suspended).toMatchObject([{ question: { text: 'What is the reason?' } }])
    expect(await say('/find_parcel')).toContain('asks: What is the number?')
    expect(await say('P1')).toBe('done: find_parcel done | again: What is the grams?')
    expect(await say('20')).toBe('done: Parcel/weigh done | again: What is the reason?')
    expect(await say('late')).toContain('Recall (Parcel)?')
  })

  it('is dropped by what would mean a command where nothing is open', async () => {
    const heard: Understanding = {
      encoder: '',
      embedding: new Float32Array(),
      labels: [ABORT.id, commandId('Parcel/recall')],
      logits: Float32Array.of(1, 0.5),
      inScope: Float32Array.of(0.9, 0.9),
      nearest: [],
      embedMs: 0,
      headMs: 0,
    }
    const { say } = converse({ understand: () => Promise.resolve(heard) })
    expect(await say('get rid of it now')).toContain('asks: What is the number?')
    expect(await say('get rid of it now')).toBe('cancelled: All right, “Recall” was not done.')
  })

  it('is put as at first when it stands again, however often it was put', async () => {
    const { say } = converse()
    await say('recall parcel P7')
    await say('late')
    expect(await say('thanks a lot for that')).toMatch(/^asks: I did not understand/)
    expect(await say('/show_list')).toMatch(/^done: show_list done \| again: Recall \(Parcel\)\?/)
  })

  it('is told by the journal, and stands the same after a reload', async () => {
    const before = converse()
    await before.say('recall parcel P7')
    await before.say('/weigh')
    const after = before.reopen()
    expect(after.session.question).toEqual(before.session.question)
    expect(after.session.suspended).toEqual(before.session.suspended)
    expect(await after.say('20')).toBe('done: Parcel/weigh done | again: What is the reason?')
    const types = after.entries.filter(({ runId }) => runId === 'run-1').map((e) => e.event.type)
    expect(types.slice(-3)).toEqual(['person-asked', 'turn-suspended', 'turn-resumed'])
  })

  it('replaces the question where it is about the same command', async () => {
    const talk = converse()
    await talk.say('recall parcel P7')
    expect(await talk.say('/recall P8, late')).toContain('Number: P8\nReason: late')
    expect(talk.session.suspended).toEqual([])
    expect(turnsOf(talk.entries)[0]?.state).toMatchObject({ status: 'ended', outcome: 'cancelled' })
  })

  it('drops the outermost question once too many wait', async () => {
    const document = ['a', 'b', 'c', 'd', 'e']
      .reduce((desk, name) => desk.command(name, { parameters: { x: {} } }), parcelDesk())
      .build()
    const { say, session } = converse({}, document)
    for (const name of ['a', 'b', 'c', 'd']) await say(`/${name}`)
    expect(session.suspended).toHaveLength(3)
    const result = await session.say('/e')
    expect(session.suspended).toHaveLength(3)
    expect(result.earlier.map(lineOf)).toEqual([
      'cancelled: All right, “A” was not done. Too much else came in between.',
    ])
  })

  it('takes “never mind” for the innermost question only, and “cancel everything” for all', async () => {
    const { say, session } = converse()
    await say('recall parcel P7')
    await say('/weigh')
    expect(await say('never mind')).toBe(
      'cancelled: All right, “Weigh” was not done. | again: What is the reason?',
    )
    await say('/weigh')
    const result = await session.say('Cancel everything!')
    expect(lineOf(result)).toBe('cancelled: All right, “Weigh” was not done.')
    expect(result.earlier.map(lineOf)).toEqual(['cancelled: All right, “Recall” was not done.'])
    expect(session.question).toBeNull()
  })

  it('ends a question about an instance that one has left', async () => {
    const { say, session } = converse()
    await say('/weigh')
    const result = await session.say('go up')
    expect(lineOf(result)).toBe('done: You are at the top.')
    expect(result.earlier.map(lineOf)).toEqual([
      'cancelled: “Weigh” (Parcel) is no longer possible here, so it was not done.',
    ])
  })

  it('never asks about one instance and acts on another', async () => {
    const document = parcelDesk().build()
    const at = (identity: string) => {
      const [parcel, ...rest] = scopeAt(document, ['Parcel']).levels
      return parcel
        ? { levels: [{ ...parcel, identity, label: identity }, ...rest] }
        : { levels: [] }
    }
    const { session, ports } = converse({}, document)
    let here = at('P1')
    ports.application.scope = () => Promise.resolve(here)
    ports.application.execute = () => {
      here = at('P2')
      return Promise.reject(new Error('Not before it is asked about'))
    }
    await session.say('/recall P1, late')
    here = at('P2')
    expect(lineOf(await session.say('yes'))).toBe('refused: That is no longer possible here.')
  })

  it('follows the instance to another level of the scope', async () => {
    const { say, ports } = converse()
    await say('/weigh')
    ports.application.enter(['Box', 'Parcel'])
    expect(await say('/show_list')).toContain('again: What is the grams?')
    await say('20')
    expect(ports.application.calls.at(-1)).toMatchObject({ command: 'Parcel/weigh', level: 1 })
  })

  it('gives up a question that gets no answer, with words', async () => {
    const { say, session } = converse()
    await say('/recall P7, late')
    let last = ''
    for (let i = 0; i < 12; i++) last = await say('hm')
    expect(last).toMatch(/^asks: I did not understand/)
    expect(await say('hm')).toBe(
      'cancelled: I could not make that out. All right, “Recall” was not done.',
    )
    expect(session.question).toBeNull()
  })
})

describe('a misunderstanding', () => {
  it('leads to what else the words may have meant, and the wrong one is not run', async () => {
    const { say, ports } = converse()
    await say('call the parcel back P3 weight')
    expect(await say("that's not what I meant")).toMatch(/^asks: Sorry\. Did you mean “/)
    expect(ports.application.calls).toEqual([])
    expect(await say('1')).not.toContain('Recall')
  })

  it('reads the values from the words that were misunderstood', async () => {
    const { say } = converse()
    expect(await say('find parcel P5')).toBe('done: find_parcel done')
    const asked = await say('you misunderstood me')
    expect(asked).toMatch(/^asks: Sorry\. Did you mean “Recall”/)
    expect(asked).not.toContain('“Find parcel”')
    await say('recall')
    expect(await say('late')).toContain('Number: P5\nReason: late')
  })

  it('is only apologised for where nothing else comes near', async () => {
    expect(await converse().say('you misunderstood me')).toMatch(/^done: Sorry\. Choose/)
  })

  it('says how to take back what was done', async () => {
    const { say } = converse({ handle: () => Promise.resolve({ undoTicket: 't1' }) })
    await say('find parcel P5')
    expect(await say('that is not what I meant')).toContain(
      '“Find parcel” is done; “undo that” takes it back.',
    )
  })
})

describe('an action in the middle of a question', () => {
  it('comes between like words do', async () => {
    const { say, session } = converse()
    await say('recall parcel P7')
    const weigh = { command: commandId('Parcel/weigh'), values: { grams: 5 } }
    expect(lineOf(await session.act(weigh))).toBe(
      'done: Parcel/weigh done | again: What is the reason?',
    )
  })
})
