import { expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { AppError } from '#shared/app-error.ts'
import { converse, parcelDesk } from '#testing/conversation.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'

const undoable = (options: Parameters<typeof converse>[0] = {}) =>
  converse({ handle: () => Promise.resolve({ undoTicket: 't1' }), ...options })

const nothingSaid = (talk: ReturnType<typeof converse>) => {
  talk.ports.application.undo = async () => ({
    reply: '',
    output: null,
    logs: [],
    durationMs: 1,
    undoTicket: null,
    scope: await talk.ports.application.scope(),
  })
}

it('is asked about as what it is, and where that was, if it has a name', async () => {
  const { say, session } = undoable()
  await say('/find_parcel P5')
  expect(await say('undo that')).toBe(
    'asks: Take back “Find parcel”?\nNumber: P5\nPlease say yes or no.',
  )
  expect(session.question).toMatchObject({
    kind: 'confirm',
    about: 'undo',
    command: 'find_parcel',
    values: { number: 'P5' },
  })
})

it('is told where the command has no words for it', async () => {
  const talk = undoable()
  nothingSaid(talk)
  await talk.say('/weigh 5')
  await talk.say('undo that')
  expect(await talk.say('yes')).toBe('done: “Weigh” was taken back.')
})

it('is told where it could not be saved', async () => {
  let isFull = false
  const talk = undoable({
    checkpoint: () =>
      isFull
        ? Promise.reject(new AppError('db/quota-exceeded', 'The disk is full'))
        : Promise.resolve(),
  })
  const { runId } = await talk.session.say('/weigh 5')
  isFull = true
  expect((await talk.session.undo(runId)).reply).toBe(
    't1 undone (It could not be saved: The disk is full)',
  )
})

it('is refused, with the reason as data, for a run that cannot be taken back', async () => {
  const { session } = undoable()
  expect((await session.undo('run-9')).problems).toEqual([
    { path: '', code: 'not-offered', text: 'There is nothing that I could take back.' },
  ])
})

it('fails like any command where the world does, and stays to be tried again', async () => {
  const talk = undoable()
  const { runId } = await talk.session.say('/weigh 5')
  const undo = talk.ports.application.undo.bind(talk.ports.application)
  talk.ports.application.undo = () => Promise.reject(new AppError('sandbox/timed-out', 'slow'))
  expect(await talk.session.undo(runId)).toMatchObject({
    outcome: 'failed',
    reply: 'This took too long and was stopped. Nothing was changed.',
  })
  talk.ports.application.undo = () => Promise.reject(new TypeError('a bug'))
  await expect(talk.session.undo(runId)).rejects.toThrow('a bug')
  talk.ports.application.undo = undo
  expect(await talk.session.undo(runId)).toMatchObject({ outcome: 'done' })
})

it('is told by the journal, with the run that is not done any more', async () => {
  const talk = undoable()
  const { runId } = await talk.session.say('/weigh 5')
  await talk.session.undo(runId)
  expect(talk.events().findLast(({ type }) => type === 'command-undone')).toMatchObject({
    run: runId,
    command: 'Parcel/weigh',
    reply: 't1 undone',
  })
  expect(talk.session.undoable).toEqual([])
})

it('is refused where the command was taken out of the workflow meanwhile', async () => {
  let document: Document = parcelDesk().build()
  const ports = fakePorts(() => document, {
    path: ['Parcel'],
    handle: () => Promise.resolve({ undoTicket: 't1' }),
  })
  const session = createSession(ports, { document: () => document, model: () => FAKE_MODEL })
  await session.say('/weigh 5')
  await session.say('undo that')
  const { [commandId('Parcel/weigh')]: _gone, ...rest } = document
  document = rest
  expect(await session.say('yes')).toMatchObject({ outcome: 'refused' })
  expect(ports.application.undone).toEqual([])
})

it('is asked about again, and not a second time besides, where it is asked for again', async () => {
  const { say, session, ports } = undoable()
  await say('/weigh 5')
  const asked = await say('undo that')
  expect(await say('undo that')).toBe(asked)
  expect(await say('please undo it')).toBe(asked)
  expect(session.suspended).toEqual([])
  expect(await say('yes')).toBe('done: t1 undone')
  expect(ports.application.undone).toEqual(['t1'])
})

it('leaves another question as it is where there is nothing to undo', async () => {
  const { say } = converse()
  const asked = await say('/recall P1 broken')
  expect(await say('undo that')).toBe(
    `refused: There is nothing that I could take back. | again: ${asked.replace('asks: ', '')}`,
  )
})

it.each(['undo both', 'Undo everything, please.', 'take it all back'])(
  'takes back the latest of several first, and says so: “%s”',
  async (said) => {
    const { say, session } = undoable()
    await say('/weigh 5')
    await say('/weigh 9')
    expect(await say(said)).toMatch(
      /^asks: One thing at a time, the latest first. Take back “Weigh”/,
    )
    expect(session.question).toMatchObject({ about: 'undo', values: { grams: 9 } })
    expect(await say('yes')).toMatch(/^done/)
    expect(await say(said)).toMatch(/^asks: Take back “Weigh”/)
    expect(session.question).toMatchObject({ values: { grams: 5 } })
  },
)
