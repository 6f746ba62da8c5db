import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { talkTo } from '#testing/talk.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { cafe } from '#testing/shapes/cafe.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const talkToCafe = () => talkTo(cafe(), { wasm })

describe('a reply to a question', () => {
  it('is read, and the turn goes on with it', async () => {
    const talk = await talkToCafe()
    expect(await talk.say('order a tea')).toContain('note')
    expect(await talk.say('with lemon')).toBe('1 × tea')
    expect(talk.ran()).toMatchObject([{ values: { drink: 'tea', note: 'with lemon', cups: 1 } }])
  })

  it.each([
    ['by position', 'tea, with lemon'],
    ['by name', 'note=with lemon, drink=tea'],
    ['as JSON', '{"drink":"tea","note":"with lemon"}'],
    ['as tags', '<drink>tea</drink><note>with lemon</note>'],
  ])('may give its values %s', async (_, reply) => {
    const talk = await talkToCafe()
    await talk.say('/order_drink')
    await talk.say(reply)
    expect(talk.ran()).toMatchObject([{ values: { drink: 'tea', note: 'with lemon' } }])
  })

  it('keeps all of a text, however many commas are in it', async () => {
    const talk = await talkToCafe()
    await talk.say('deliver it to my home')
    await talk.say('Flat 3, 12 Main Street, Springfield, IL')
    await talk.say('Anna')
    const [ran] = talk.ran()
    expect(ran?.values['address']).toBe('Flat 3, 12 Main Street, Springfield, IL')
    expect(ran?.values['name']).toBe('Anna')
  })

  it('that is "False" is false', async () => {
    for (const [said, value] of [
      ['False', false],
      ['no', false],
      ['True', true],
    ] as const) {
      const talk = await talkToCafe()
      await talk.say('reserve for tomorrow')
      await talk.say(said)
      expect(talk.ran()).toMatchObject([{ values: { outside: value } }])
    }
  })
})

describe('what does not exist', () => {
  it('is never accepted', async () => {
    const talk = await talkToCafe()
    const drinks = { drink: 'gin', note: 'with ice' }
    await talk.act('order_drink', drinks)
    expect(talk.session.question).toMatchObject({ kind: 'value', problem: { code: 'lookup' } })
    await talk.say('whisky')
    expect(talk.session.question).toMatchObject({ kind: 'value', problem: { code: 'lookup' } })
    expect(talk.ran()).toEqual([])
  })

  it('is not put right by likeness where something is changed', async () => {
    const talk = await talkToCafe()
    await talk.act('order_drink', { drink: 'latta', note: 'with ice' })
    expect(talk.ran()).toEqual([])
    expect(talk.session.question).toMatchObject({
      kind: 'value',
      suggestions: [{ value: 'latte' }],
    })
    await talk.say('latte')
    expect(talk.ran()).toMatchObject([{ values: { drink: 'latte' } }])
  })
})

describe('constraints', () => {
  it.each([
    ['too short', { note: 'x' }, 'length'],
    ['too long', { note: 'x'.repeat(31) }, 'length'],
    ['too few', { note: 'hot', cups: 0 }, 'range'],
    ['too many', { note: 'hot', cups: 10 }, 'range'],
  ])('hold: %s', async (_, values, problem) => {
    const talk = await talkToCafe()
    await talk.act('order_drink', { drink: 'tea', ...values })
    expect(talk.ran()).toEqual([])
    expect(talk.session.question).toMatchObject({ kind: 'value', problem: { code: problem } })
  })

  it('hold at their ends', async () => {
    const talk = await talkToCafe()
    for (const cups of [1, 9]) await talk.act('order_drink', { drink: 'tea', note: 'hot', cups })
    expect(talk.ran()).toHaveLength(2)
  })
})

describe('values that look like nothing', () => {
  it('are values: an example, zero, false and an empty answer of a handler', async () => {
    const talk = await talkToCafe()
    await talk.act('deliver', { address: '12 Main Street, Springfield', name: 'Anna' })
    await talk.act('reserve', { day: '2026-01-05', outside: false })
    await talk.act('sit_down', { number: 0 })
    expect(talk.ran().map(({ values }) => values)).toEqual([
      { address: '12 Main Street, Springfield', name: 'Anna' },
      { day: '2026-01-05', outside: false },
      { number: 0 },
    ])
    expect(await talk.where()).toEqual(['Table 0', '*'])
    expect(await talk.say('how many orders are there')).toBe('0')
  })

  it('are offered by lookups, too', async () => {
    const document = workflow('Zero')
      .command('set_level', {
        parameters: { level: { lookup: '[0, 1, 2]' } },
        handler: { kind: 'reply', template: 'Level {input.level}' },
      })
      .build()
    const talk = await talkTo(document, { wasm })
    await talk.act('set_level', { level: '0' })
    expect(talk.ran()).toMatchObject([{ values: { level: '0' } }])
  })
})

describe('a day in words', () => {
  it('is counted from the day on which it is said', async () => {
    let now = TEST_NOW
    const talk = await talkTo(cafe(), { wasm, ports: { now: () => now } })
    const days: unknown[] = []
    for (let day = 0; day < 2; day++) {
      await talk.say('reserve for tomorrow')
      await talk.say('no')
      days.push(talk.ran().at(-1)?.values['day'])
      now += 24 * 3600 * 1000
    }
    expect(days).toEqual(['2026-01-03', '2026-01-04'])
  })
})
