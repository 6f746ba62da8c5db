import { describe, expect, it } from 'vitest'
import { workflow, commandId, contextId } from '#testing/workflow-builder.ts'
import type { Document } from '../document.ts'
import { contextSchema } from '../document.ts'
import { correctionsOf, recordsOf, utterancesOf } from '../queries.ts'
import type { Imported, ImportedRow } from './imported.ts'
import { suggestEntities, suggestIntents, type ImportMapping } from './import-mapping.ts'
import { applyImport, planImport, type ImportOptions } from './import-plan.ts'

const desk = (): Document =>
  workflow()
    .context('Order')
    .command('Order/cancel_order', {
      parameters: { order_id: {} },
      utterances: ['cancel [W1](order_id)'],
    })
    .command('greet', { utterances: ['hello there'] })
    .build()

/** `intent: text`, with marks as `[words](entity)`. */
function rows(...lines: string[]): ImportedRow[] {
  return lines.map((line, index) => {
    const [, intent = '', marked = ''] = /^(.*?): (.*)$/.exec(line) ?? []
    const slots: { entity: string; start: number; end: number }[] = []
    let text = ''
    let from = 0
    for (const match of marked.matchAll(/\[(.+?)\]\((.+?)\)/g)) {
      const [whole, words = '', entity = ''] = match
      text += marked.slice(from, match.index)
      slots.push({ entity, start: text.length, end: text.length + words.length })
      text += words
      from = match.index + whole.length
    }
    return {
      intent,
      text: text + marked.slice(from),
      slots,
      heldOut: false,
      where: `line ${index + 1}`,
    }
  })
}

const imported = (...lines: string[]): Imported => ({
  rows: rows(...lines),
  entities: [],
  skipped: [],
  notes: [],
})

function mapped(document: Document, file: Imported): ImportMapping {
  const suggested = suggestIntents(document, new Set(file.rows.map(({ intent }) => intent)))
  const intents = new Map([...suggested].map(([intent, { target }]) => [intent, target]))
  return { intents, entities: suggestEntities(document, file, intents) }
}

const plan = (document: Document, file: Imported, options: Partial<ImportOptions> = {}) =>
  planImport(document, file, mapped(document, file), {
    conflicts: 'leave-out',
    heldOutPercent: 0,
    ...options,
  })

describe('intents find their commands', () => {
  const named = (intent: string) => suggestIntents(desk(), [intent]).get(intent)

  it.each([
    ['cancel_order', 'same-name'],
    ['Order/cancel_order', 'same-name'],
    ['CancelOrder', 'same-name'],
    ['shop.cancel-order', 'same-name'],
    ['order cancel', 'similar-name'],
    ['cancle_order', 'similar-name'],
  ])('%s by %s', (intent, because) => {
    expect(named(intent)).toEqual({
      target: { kind: 'command', command: 'Order/cancel_order' },
      because,
    })
  })

  it.each(['None', 'oos', 'Default Fallback Intent', 'nlu_fallback', 'out_of_scope'])(
    '%s is what nothing is meant for',
    (intent) => expect(named(intent)?.target).toEqual({ kind: 'out-of-scope' }),
  )

  it('or a new one, in the context the intent names', () => {
    expect(named('order/track')?.target).toEqual({
      kind: 'new',
      context: contextId('Order'),
      name: 'track',
    })
    expect(named('faq/ask hours')?.target).toMatchObject({ context: 'root', name: 'faq_ask_hours' })
  })

  it('or none, when the file names none', () => {
    expect(named('')?.target).toEqual({ kind: 'skip' })
    const only = suggestIntents(desk(), [''], commandId('greet')).get('')
    expect(only?.target).toEqual({ kind: 'command', command: 'greet' })
  })
})

it('says what is new, there already, in conflict and left out', () => {
  const file = imported(
    'greet: hi',
    'greet: Hello There',
    'greet: hi',
    'cancel_order: hello there',
    ': something',
    'track: where is [W7](order id)',
  )
  const { rows: planned, counts } = plan(desk(), file)
  expect(planned.map(({ result }) => result)).toEqual([
    { outcome: 'new' },
    { outcome: 'duplicate', gainsSlots: false },
    { outcome: 'duplicate', gainsSlots: false },
    { outcome: 'conflict', other: 'greet', isTaken: false },
    { outcome: 'left-out' },
    { outcome: 'new' },
  ])
  expect(counts).toEqual({ new: 2, duplicate: 2, conflict: 1, 'left-out': 1 })
})

it('becomes utterances with slots, new commands and new parameters, in one edit', () => {
  const document = desk()
  const file = imported(
    'cancel_order: drop [W2](order id) for [fun](reason)',
    'track: where is [W7](order id)',
  )
  const next = applyImport(plan(document, file), 0)(document)
  const cancel = recordsOf(next, 'command').find(({ name }) => name === 'cancel_order')
  const track = recordsOf(next, 'command').find(({ name }) => name === 'track')
  expect(cancel?.parameters.map(({ name }) => name)).toEqual(['order_id', 'reason'])
  expect(track).toMatchObject({
    context: 'root',
    parameters: [{ name: 'order_id', examples: ['W2', 'W7'] }],
  })
  expect(
    utterancesOf(next, track?.id ?? commandId('')).map(({ text, slots, origin }) => ({
      text,
      slots,
      origin,
    })),
  ).toEqual([
    {
      text: 'where is W7',
      slots: [{ parameter: track?.parameters[0]?.id, start: 9, end: 11 }],
      origin: 'imported',
    },
  ])
})

it('gives marks to what has none yet', () => {
  const document = desk()
  const file = imported('greet: hello [there](who)')
  const next = applyImport(plan(document, file), 0)(document)
  expect(utterancesOf(next, commandId('greet'))).toMatchObject([{ slots: [{ start: 6, end: 11 }] }])
  expect(plan(document, file)).toMatchObject({ gainedSlots: 1, added: 0 })
})

describe('a text of another command', () => {
  const texts = (conflicts: ImportOptions['conflicts']) => {
    const document = desk()
    const next = applyImport(
      plan(document, imported('cancel_order: hello there'), { conflicts }),
      0,
    )(document)
    return recordsOf(next, 'utterance')
      .map(({ command, text }) => `${command}: ${text}`)
      .sort()
  }

  it('is left out, taken too, or moved', () => {
    expect(texts('leave-out')).toEqual(['Order/cancel_order: cancel W1', 'greet: hello there'])
    expect(texts('import')).toEqual([
      'Order/cancel_order: cancel W1',
      'Order/cancel_order: hello there',
      'greet: hello there',
    ])
    expect(texts('move')).toEqual([
      'Order/cancel_order: cancel W1',
      'Order/cancel_order: hello there',
    ])
  })
})

it('holds out the same share of each command, and the same ones each time', () => {
  const file = imported(
    ...Array.from({ length: 40 }, (_, n) => `${n < 30 ? 'greet' : 'track'}: way ${n} to say`),
  )
  const held = () => {
    const document = desk()
    const next = applyImport(plan(document, file, { heldOutPercent: 20 }), 0)(document)
    return recordsOf(next, 'utterance').filter(({ heldOut }) => heldOut)
  }
  const byCommand = held().filter(({ command }) => command === 'greet')
  expect([held().length, byCommand.length]).toEqual([8, 6])
  expect(held().map(({ text }) => text)).toEqual(held().map(({ text }) => text))
})

it('keeps what nothing is meant for as corrections to nothing, each once', () => {
  const document = desk()
  const file = imported('oos: what is love', 'oos: What is love', 'none: sing')
  const next = applyImport(plan(document, file), 5)(document)
  expect(correctionsOf(next).map(({ text, meant }) => [text, meant])).toEqual([
    ['what is love', null],
    ['sing', null],
  ])
})

it('makes one command of intents that want the same name, and none where its context is gone', () => {
  const document = desk()
  const file = imported('a: one', 'b: two', 'c: three', 'd: four')
  const intents: ImportMapping['intents'] = new Map([
    ['a', { kind: 'new', context: contextId('Order'), name: 'Same Name' }],
    ['b', { kind: 'new', context: contextId('Order'), name: 'same_name' }],
    ['c', { kind: 'new', context: contextId('gone'), name: 'x' }],
    ['d', { kind: 'new', context: contextId('Order'), name: '取消' }],
  ])
  const made = planImport(
    document,
    file,
    { intents, entities: new Map() },
    { conflicts: 'import', heldOutPercent: 0 },
  )
  expect(made.commands.map(({ name }) => name)).toEqual(['same_name', 'imported'])
  expect(made.counts['left-out']).toBe(1)
})

it('changes nothing when the document went on meanwhile', () => {
  const document = desk()
  const later = { ...document, x: contextSchema.parse({ kind: 'context', id: 'x', name: 'X' }) }
  expect(applyImport(plan(document, imported('greet: hi')), 0)(later)).toBe(later)
})
