import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { talkTo } from '#testing/talk.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { cafe, cafeWorkflow, withCafe } from '#testing/shapes/cafe.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const talkToCafe = (document: Document = cafe()) => talkTo(document, { wasm })

describe('a short reply is not taken for a control phrase that begins alike', () => {
  it.each(['no sugar', 'none at all', 'stop at 5', 'no', 'exi', 'nev', 'exit row', 'wrong side'])(
    '%s',
    async (reply) => {
      const talk = await talkToCafe()
      await talk.say('order a tea')
      expect(talk.session.question).toMatchObject({ kind: 'value' })
      await talk.say(reply)
      expect(talk.ran()).toMatchObject([{ values: { note: reply } }])
    },
  )

  it.each(['a', 'y', 'n'])('%s, which is too short, does not end the turn', async (reply) => {
    const talk = await talkToCafe()
    await talk.say('order a tea')
    await talk.say(reply)
    expect(talk.last).toMatchObject({ status: 'waiting', question: { kind: 'value' } })
  })
})

describe('names that collide or tie', () => {
  const tied = (order: readonly string[]): Document =>
    order.reduce((builder, name) => builder.command(name), workflow('Tied')).build()

  it('asks, in the same order, in whatever order the commands were drawn', async () => {
    const questions = new Set<string>()
    for (const order of [
      ['list_orders', 'list_others'],
      ['list_others', 'list_orders'],
    ]) {
      for (let i = 0; i < 3; i++)
        questions.add(await (await talkTo(tied(order), { wasm })).say('list otders'))
    }
    expect([...questions]).toHaveLength(1)
  })

  it('means the narrowest of two that are called the same, unless the other one is said', async () => {
    const document = withCafe(
      cafeWorkflow()
        .command('status', { utterances: ['status of the whole place'] })
        .command('Table/status', { utterances: ['status of this one table'] }),
    )
    const talk = await talkToCafe(document)
    await talk.say('sit down at table 1')
    for (const [said, command] of [
      ['/status', 'Table/status'],
      ['status of the table', 'Table/status'],
      ['status of the whole place', 'status'],
    ] as const) {
      expect(await talk.say(said)).toBe('status done')
      expect(talk.last.command?.id).toBe(command)
    }
  })
})

describe('what is not understood', () => {
  it('is refused: there is an exit for what is out of scope', async () => {
    const talk = await talkToCafe()
    await talk.say('penguins swim quickly')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    expect(talk.ran()).toEqual([])
  })

  it('is answered after "you misunderstood", too, whatever is said then', async () => {
    const talk = await talkToCafe()
    await talk.say('show the prices')
    for (const text of ['you misunderstood me', 'xyzzy plugh', 'you misunderstood me', 'xyzzy'])
      expect(await talk.say(text)).not.toBe('')
    await talk.session.cancel(true)
    expect(await talk.say('show the sizes')).toBe('show_sizes done')
  })

  it('is asked about before anything is changed, whatever the thresholds are', async () => {
    const document = cafe()
    const [record] = recordsOf(document, 'workflow')
    if (!record) throw new Error('No workflow')
    const settings = { ...record.settings, routeThreshold: 0, outOfScopeThreshold: 0 }
    const talk = await talkToCafe({ ...document, [record.id]: { ...record, settings } })
    await talk.say('deliver it home for tomorrow')
    expect(talk.last).toMatchObject({ status: 'waiting', question: { kind: 'which-command' } })
    expect(talk.ran()).toEqual([])
  })
})

describe('what was corrected', () => {
  it('keeps what it does not mean, and can be taken back', async () => {
    const wrong = 'show the prices'
    const before = await talkToCafe()
    await before.say(wrong)
    expect(before.last.command?.id).toBe('show_prices')

    const corrected = cafeWorkflow().correction(wrong, {
      meant: 'show_sizes',
      mistaken: 'show_prices',
    })
    const after = await talkToCafe(withCafe(corrected))
    expect(await after.say(wrong)).toBe('show_sizes done')
    expect(await after.say('show all of the prices')).not.toBe('show_prices done')

    const undone: Document = Object.fromEntries(
      Object.entries(withCafe(corrected)).filter(([, { kind }]) => kind !== 'correction'),
    )
    expect(await (await talkToCafe(undone)).say(wrong)).toBe('show_prices done')
  })

  it('holds for what is in scope only, and says where it is else', async () => {
    const talk = await talkToCafe(
      withCafe(cafeWorkflow().correction('au revoir', { meant: 'Table/leave' })),
    )
    expect(await talk.say('au revoir')).toContain('Leave')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    await talk.say('sit down at table 1')
    expect(await talk.say('au revoir')).toBe('Goodbye.')
  })
})

describe('a question which command was meant', () => {
  it('belongs to its own conversation', async () => {
    const one = await talkToCafe()
    const other = await talkToCafe()
    await one.say('show the')
    expect(one.session.question).toMatchObject({
      kind: 'which-command',
      candidates: expect.arrayContaining(['show_prices', 'show_sizes']) as string[],
    })
    expect(other.session.question).toBeNull()
    await other.say('2')
    expect(other.ran()).toEqual([])
    await one.say('show sizes')
    expect(one.ran()).toMatchObject([{ command: 'show_sizes' }])
  })
})

describe('utterances', () => {
  it('may have slots: a template fits values that nobody gave', async () => {
    const document = workflow('Greeter')
      .command('greet', {
        parameters: { name: {} },
        utterances: ['greet {name} from me', 'say hello to {name}'],
        handler: { kind: 'reply', template: 'Hello {input.name}' },
      })
      .build()
    const talk = await talkTo(document, { wasm })
    await talk.say('say hello to Ottilie')
    expect(talk.ran()).toEqual([{ command: 'greet', values: { name: 'Ottilie' } }])
  })

  it('may be two in one message', async () => {
    const talk = await talkToCafe()
    await talk.say('show the prices and then show the sizes')
    expect(talk.ran().map(({ command }) => command)).toEqual(['show_prices', 'show_sizes'])
  })
})
