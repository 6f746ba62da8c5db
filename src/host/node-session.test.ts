import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBundle } from '#bundle/write-bundle.ts'
import { zipBundle } from '#bundle/zip.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import { addCorrection } from '#domain/edits/corrections.ts'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { parameterSchema } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import { DEFAULT_LIMITS } from '#engine/sandbox/limits.ts'
import { ENCODERS, FAST_ENCODER } from '#learn/encoders.ts'
import { carriedModel } from './carried-model.ts'
import { loadWorkflow } from './load-workflow.ts'
import { openNodeLearn, type NodeLearn } from './node-learn.ts'
import { openNodeSession } from './node-session.ts'
import { startSandboxThread } from './sandbox-thread.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
})
afterAll(() => rm(folder, { recursive: true }))

let training: ReturnType<NodeLearn['train']> | undefined
/** A model of hello-world: trained once for all that need one. */
function trained(): ReturnType<NodeLearn['train']> {
  const train = async (): ReturnType<NodeLearn['train']> => {
    const { document } = await loadWorkflow('hello-world')
    const learn = await openNodeLearn(document)
    const job = await learn.train(document)
    await learn.close()
    return job
  }
  return (training ??= train())
}

const TELL_TIME = `
export default () => {
  const now = new Date()
  return now.toISOString() + ', ' + now.getHours() + ':' + now.getMinutes()
}`

describe('a workflow in Node', () => {
  it('is found by example name, by title, as a zip, as a folder and as a definition alone', async () => {
    const contents = await loadWorkflow('hello-world')
    const zip = join(folder, 'hello.zip')
    await writeFile(zip, zipBundle(writeBundle(contents)))
    expect((await loadWorkflow('Hello world')).document).toEqual(contents.document)
    expect((await loadWorkflow(zip)).document).toEqual(contents.document)
    expect((await loadWorkflow('public/examples/hello-world')).document).toEqual(contents.document)
    const alone = await loadWorkflow('public/examples/hello-world/workflow.json')
    expect(Object.keys(alone.document)).toContain('cmd-add_two_numbers')
  })

  it('says what is no workflow', async () => {
    const file = join(folder, 'letter.zip')
    await writeFile(file, 'Dear Sir')
    await expect(loadWorkflow(file)).rejects.toMatchObject({ code: 'bundle/not-a-bundle' })
    await expect(loadWorkflow('no-such-thing')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('answers with the model of its bundle as it does with one trained on the spot', async () => {
    const contents = await loadWorkflow('hello-world')
    const messages = ['what is 2 plus 3', 'add 5', '8', 'book me a flight to Rome']

    const talk = async (from: typeof contents) => {
      const { session, entries, close } = await openNodeSession(from)
      for (const message of messages) await session.say(message)
      await close()
      return entries.flatMap(({ event }): unknown[] =>
        event.type === 'turn-ended'
          ? [event.reply]
          : event.type === 'decision-made'
            ? [event.decision.outcome, event.decision.candidates]
            : [],
      )
    }
    const carried = await talk({ ...contents, ...(await trained()) })
    expect(carried).toContain('2 + 3 = 5')
    expect(carried).toContain('5 + 8 = 13')
    expect(carried).toContain('refuse')
    expect(await talk(contents)).toEqual(carried)
  }, 60_000)

  it('ends a handler that does not end, and goes on from what was before it', async () => {
    const contents = await loadWorkflow('hello-world')
    const greet = recordById(contents.document, 'command', 'cmd-greet')!
    const calling = (name: string, source: string): CommandRecord => ({
      ...greet,
      name,
      id: name as CommandId,
      parameters: [],
      handler: { kind: 'code', source },
    })
    const count = `export default (_, { root }) => '' + (root.n = (root.n ?? 0) + 1)`
    // Where the engine asks no clock, only ending its thread is left.
    const hang = `export default () => new Array(2 ** 32 - 1).join()`
    const document: Document = {
      ...contents.document,
      count: calling('count', count),
      hang: calling('hang', hang),
    }
    const sandbox = startSandboxThread({
      limits: { ...DEFAULT_LIMITS, timeMs: 300, startMs: 10_000 },
      graceMs: 300,
    })
    const opened = await openNodeSession(
      { ...contents, ...(await trained()), document },
      { sandbox },
    )
    const call = (command: string) =>
      opened.session.call({ command: command as CommandId, values: {}, confirmed: true })
    expect(await call('count')).toMatchObject({ outcome: 'done', reply: '1' })
    let ticks = 0
    const ticking = setInterval(() => ticks++, 50)
    expect(await call('hang')).toMatchObject({ outcome: 'failed' })
    clearInterval(ticking)
    // Node was free all the while.
    expect(ticks).toBeGreaterThan(5)
    expect(await call('count')).toMatchObject({ outcome: 'done', reply: '2' })
    await opened.close()
  }, 60_000)

  it('reads days by the clock and the zone that it is given', async () => {
    const contents = await loadWorkflow('hello-world')
    const greet = recordById(contents.document, 'command', 'cmd-greet')!
    const day = parameterSchema.parse({ id: 'par-day', name: 'day', type: 'date' })
    const booking: CommandRecord = {
      ...greet,
      parameters: [day],
      handler: { kind: 'reply', template: '{day}' },
    }
    const document: Document = { ...contents.document, [greet.id]: booking }
    const model = { ...contents, ...(await trained()), document }
    // Half past eleven in the evening in London; in Berlin it is the day on which the clocks change.
    const moment = Date.UTC(2026, 2, 28, 23, 30)
    const tomorrow = async (timeZone: string) => {
      const opened = await openNodeSession(model, { moment, timeZone })
      const said = await opened.session.say('/greet day=tomorrow')
      await opened.close()
      return said.status === 'ended' && said.reply
    }
    expect(await tomorrow('Europe/London')).toBe('2026-03-29')
    expect(await tomorrow('Europe/Berlin')).toBe('2026-03-30')
  }, 60_000)

  it('gives handlers and expressions the moment and the zone that it is given', async () => {
    const contents = await loadWorkflow('hello-world')
    const greet = recordById(contents.document, 'command', 'cmd-greet')!
    const command: CommandRecord = {
      ...greet,
      parameters: [],
      validation: 'Date.now() < Date.UTC(2026, 2, 29) ? undefined : "It is over"',
      handler: { kind: 'code', source: TELL_TIME },
    }
    const document: Document = { ...contents.document, [greet.id]: command }
    const model = { ...contents, ...(await trained()), document }
    const greeted = async (day: number) => {
      const moment = Date.UTC(2026, 2, day, 23, 30)
      const opened = await openNodeSession(model, { moment, timeZone: 'Asia/Kathmandu' })
      const turn = await opened.session.call({ command: greet.id, values: {}, confirmed: true })
      await opened.close()
      return turn
    }
    expect(await greeted(28)).toMatchObject({
      outcome: 'done',
      reply: '2026-03-28T23:30:00.000Z, 5:15',
    })
    expect(await greeted(29)).not.toMatchObject({ outcome: 'done' })
  }, 60_000)

  it('leaves a model alone that is of another encoder, or of another release of it', async () => {
    const { document } = await loadWorkflow('hello-world')
    const [accurate] = ENCODERS
    const model = { encoder: accurate } as unknown as IntentModel
    expect(carriedModel({ document, model })).toBe(model)
    const older = { ...model, encoder: { ...model.encoder, revision: 'earlier' } }
    expect(carriedModel({ document, model: older })).toBeNull()
    const fast = updateWorkflow({ encoder: FAST_ENCODER })(document)
    expect(carriedModel({ document: fast, model })).toBeNull()

    const learn = await openNodeLearn(document)
    await expect(learn.open(older)).rejects.toMatchObject({ code: 'learn/not-trained' })
    await learn.close()
  }, 30_000)

  it('says which encoders there are where a workflow wants another', async () => {
    const { document } = await loadWorkflow('hello-world')
    const elsewhere = updateWorkflow({ encoder: 'all-mpnet-base-v2' })(document)
    await expect(openNodeLearn(elsewhere)).rejects.toMatchObject({
      code: 'learn/encoder-unavailable',
      message: expect.stringContaining(FAST_ENCODER) as string,
    })
  })

  it('understands a person by their own corrections, and others not', async () => {
    const contents = await loadWorkflow('hello-world')
    const document = addCorrection({
      id: 'own',
      text: 'zap those',
      context: ROOT_CONTEXT,
      meant: 'cmd-add_two_numbers',
      at: 1,
      person: 'Ada',
    })(contents.document)
    const rung = async (person: string | null) => {
      const opened = await openNodeSession(
        { ...contents, ...(await trained()), document },
        { person },
      )
      await opened.session.say('zap those')
      await opened.close()
      const made = opened.entries.find(({ event }) => event.type === 'decision-made')?.event
      return made?.type === 'decision-made' ? made.decision.correction : undefined
    }
    expect(await rung('Ada')).toBe('own')
    expect(await rung('Bo')).toBeNull()
    expect(await rung(null)).toBeNull()
  }, 60_000)
})
