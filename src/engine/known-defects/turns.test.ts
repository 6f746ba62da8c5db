import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { code, talkTo } from '#testing/talk.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { cafe, cafeWorkflow, withCafe } from '#testing/shapes/cafe.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

describe('what changes something', () => {
  it('runs on consent only, whoever calls it', async () => {
    const talk = await talkTo(cafe(), { wasm })
    await talk.say('close the shop for today')
    expect(talk.session.question).toMatchObject({ kind: 'confirm' })
    await talk.say('no')
    await talk.act('close_shop')
    expect(talk.session.question).toMatchObject({ kind: 'confirm' })
    await talk.session.cancel(true)
    const command = { command: 'close_shop' as never, values: {} }
    const refused = await talk.session.call(command)
    expect(refused).toMatchObject({ outcome: 'refused' })
    expect(talk.ran()).toEqual([])
    expect(await talk.session.call({ ...command, confirmed: true })).toMatchObject({
      outcome: 'done',
    })
  })

  it('is not done a second time by a restart in the middle of it', async () => {
    const before = await talkTo(cafe(), { wasm })
    await before.act('order_drink', { drink: 'tea', note: 'hot' })
    const saved = await before.application.save()
    const cut = before.entries.filter(
      ({ event }) => event.type !== 'command-ended' && event.type !== 'turn-ended',
    )
    const after = await talkTo(cafe(), { wasm, saved, resume: cut })
    await after.session.start()
    await after.session.cancel(true)
    expect(await after.say('how many orders are there')).toBe('1')
  })

  it('is not done at all where it fails half way', async () => {
    const document = withCafe(
      cafeWorkflow().command('spill', {
        risk: 'write',
        handler: code('self.orders.push("spilt")\nthrow new Error("It fell")'),
      }),
    )
    const talk = await talkTo(document, { wasm })
    await talk.say('/spill')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'failed' })
    expect(await talk.say('how many orders are there')).toBe('0')
  })
})

describe('what a person is told of a failure', () => {
  it('is its sentence, and no trace of the program', async () => {
    const document = workflow('Faulty')
      .command('throw_error', { handler: code('throw new Error("The oven is cold")') })
      .command('touch_nothing', { handler: code('return self.nothing.at.all') })
      .build()
    const talk = await talkTo(document, { wasm })
    expect(await talk.say('/throw_error')).toContain('The oven is cold')
    for (const say of ['/throw_error', '/touch_nothing']) {
      const reply = await talk.say(say)
      expect(talk.last).toMatchObject({ status: 'ended', outcome: 'failed' })
      expect(reply).not.toMatch(/\bat \S+:\d+|\.ts\b|\.js\b|<anonymous>|stack/i)
    }
  })
})

describe('a conversation', () => {
  it('begins with what its workflow starts with, once', async () => {
    const document = cafe()
    const [record] = recordsOf(document, 'workflow')
    if (!record) throw new Error('No workflow')
    const startup = { kind: 'action' as const, command: 'sit_down' as never, values: { number: 1 } }
    const starting: Document = { ...document, [record.id]: { ...record, startup } }
    const talk = await talkTo(starting, { wasm })
    await talk.session.start()
    expect(await talk.where()).toEqual(['Table 1', '*'])
    await talk.say('leave the table now')
    const saved = await talk.application.save()
    const again = await talkTo(starting, { wasm, saved, resume: talk.entries })
    await again.session.start()
    expect(await again.where()).toEqual(['*'])
    expect(again.ran().filter(({ command }) => command === 'sit_down')).toHaveLength(1)
  })

  it('keeps what it knows of one turn out of the next', async () => {
    const talk = await talkTo(cafe(), { wasm })
    for (let i = 0; i < 30; i++) {
      await talk.say('order a tea')
      await talk.say('never mind')
    }
    await talk.say('order a latte')
    expect(talk.last.values.map(({ value }) => value)).not.toContain('tea')
    expect(await talk.say('very hot')).toBe('1 × latte')
    expect(talk.ran()).toHaveLength(1)
  })

  it('lets go of a question whose command is gone', async () => {
    let document = cafe()
    const talk = await talkTo(document, { wasm })
    await talk.say('order a tea')
    document = Object.fromEntries(Object.entries(document).filter(([id]) => id !== 'order_drink'))
    const saved = await talk.application.save()
    const after = await talkTo(document, { wasm, saved, resume: talk.entries })
    await after.session.start()
    await after.say('with lemon')
    expect(after.session.question).toBeNull()
    expect(after.ran()).toEqual([])
    expect(await after.say('show the prices')).toBe('show_prices done')
  })

  it('knows nothing of another that goes on beside it', async () => {
    const talks = await Promise.all([1, 2, 3].map(() => talkTo(cafe(), { wasm })))
    await Promise.all(talks.map((talk) => talk.say('order a tea')))
    await Promise.all(talks.map((talk, i) => talk.say(`note number ${i}`)))
    expect(talks.map((talk) => talk.ran()[0]?.values['note'])).toEqual([
      'note number 0',
      'note number 1',
      'note number 2',
    ])
    for (const talk of talks) expect(await talk.say('how many orders are there')).toBe('1')
  })
})
