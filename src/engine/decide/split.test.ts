import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { createMemoryIndex } from './memory.ts'
import { splitMessage } from './split.ts'

const ORDER_ID = { pattern: 'W\\d+', examples: ['W12'] }

const assistant = workflow('Assistant')
  .command('cancel_order', {
    risk: 'destructive',
    parameters: { order_id: ORDER_ID },
    utterances: ['cancel order [W12](order_id)', 'cancel it', 'please cancel [W7](order_id)'],
  })
  .command('tell_customer', {
    parameters: { customer_name: { examples: ['Anna', 'Ben'] } },
    utterances: ['tell her', 'tell [Anna](customer_name)', 'let [Ben](customer_name) know'],
  })
  .command('book_table', {
    parameters: { seats: { type: 'integer' } },
    utterances: ['book a table for [two](seats)', 'book a table for [4](seats)'],
  })
  .command('send_text', {
    parameters: { to_name: { examples: ['Anna', 'Ben'] }, message: {} },
    utterances: ['text [Anna](to_name) [the address of the place](message)'],
  })
  .command('add_items', {
    parameters: { items: { type: 'list', itemType: 'string' } },
    utterances: ['add [milk](items)', 'add [salt and pepper](items)'],
  })
  .command('remind_me', {
    parameters: { what: {} },
    utterances: [
      'remind me to [buy milk and eggs](what)',
      'remind me to [call my mother back](what)',
    ],
  })
  .command('show_between', {
    parameters: { low: { type: 'integer' }, high: { type: 'integer' } },
    utterances: ['show prices between [3](low) and [5](high)'],
  })
  .command('show_orders', { utterances: ['show my orders', 'what orders do I have'] })
  .build()

interface Asked {
  readonly parts: readonly string[] | null
  readonly asked: readonly string[]
}

/** The parts as `command: text`, and what the ladder was asked for them. */
async function split(message: string, document: Document = assistant): Promise<Asked> {
  const ports = fakePorts(() => document)
  const memory = createMemoryIndex(ports.embed)
  const scope = scopeAt(document)
  const asked: string[] = []
  const decideOne = (text: string): Promise<Decision> => {
    asked.push(text)
    const request = { message: text, document, scope, model: FAKE_MODEL }
    return decide(request, ports, memory, new AbortController().signal)
  }
  const parts = await splitMessage({ message, scope, document, decide: decideOne })
  return {
    parts: parts && parts.map((part) => `${part.decision.candidates[0]?.command}: ${part.text}`),
    asked,
  }
}

describe('two commands in one message', () => {
  it.each([
    ['cancel it and tell her', ['cancel_order: cancel it', 'tell_customer: tell her']],
    [
      'cancel order W12, then tell Anna',
      ['cancel_order: cancel order W12', 'tell_customer: tell Anna'],
    ],
    ['Cancel it. Also, tell Anna.', ['cancel_order: Cancel it', 'tell_customer: tell Anna.']],
    [
      'book a table for two, then text Anna the address of the place',
      ['book_table: book a table for two', 'send_text: text Anna the address of the place'],
    ],
    [
      'show my orders; cancel order W12',
      ['show_orders: show my orders', 'cancel_order: cancel order W12'],
    ],
    ['cancel it, please, and tell her', ['cancel_order: cancel it', 'tell_customer: tell her']],
  ])('%s', async (message, parts) => {
    expect((await split(message)).parts).toEqual(parts)
  })

  it('finds three in order', async () => {
    const { parts } = await split('cancel it, tell her and then show my orders')
    expect(parts).toEqual([
      'cancel_order: cancel it',
      'tell_customer: tell her',
      'show_orders: show my orders',
    ])
  })

  it('takes the same command twice where its values differ', async () => {
    expect((await split('cancel order W12 and cancel order W7')).parts).toEqual([
      'cancel_order: cancel order W12',
      'cancel_order: cancel order W7',
    ])
    expect((await split('cancel it and cancel it')).parts).toBeNull()
  })

  it('goes somewhere, and does something there', async () => {
    expect((await split('show my orders, then go up')).parts).toEqual([
      'show_orders: show my orders',
      'core/go_up: go up',
    ])
    expect((await split('show my orders, then never mind')).parts).toBeNull()
  })

  it('takes a single word only where it is tied as a request of its own', async () => {
    const document = workflow('Short')
      .command('print', { utterances: ['print', 'print the page'] })
      .command('save', { utterances: ['save', 'save the page'] })
      .build()
    expect((await split('print the page, then save', document)).parts).toHaveLength(2)
    expect((await split('print the page and save', document)).parts).toBeNull()
  })

  it('does not ask for the whole where that was asked before', async () => {
    const message = 'cancel it and tell her'
    const ports = fakePorts(() => assistant)
    const memory = createMemoryIndex(ports.embed)
    const asked: string[] = []
    const ask = (text: string): Promise<Decision> => {
      asked.push(text)
      const request = {
        message: text,
        document: assistant,
        scope: scopeAt(assistant),
        model: FAKE_MODEL,
      }
      return decide(request, ports, memory, new AbortController().signal)
    }
    const known = await ask(message)
    await splitMessage({
      message,
      scope: scopeAt(assistant),
      document: assistant,
      decide: ask,
      whole: known,
    })
    expect(asked).toEqual([message, 'cancel it', 'tell her'])
  })

  it('leaves the same command with a list whole', async () => {
    expect((await split('add milk and add salt and pepper')).parts).toBeNull()
  })
})

describe('one command stays one', () => {
  it.each([
    'add salt and pepper',
    'show prices between 3 and 5',
    'remind me to buy milk and eggs',
    'remind me to buy milk and tell Anna',
    'remind me to call my mother back, then cancel it',
    'text Anna the address. Show my orders',
    'text Anna and tell her',
    'tell "cancel it and show my orders"',
    'tell Anna (and cancel it)',
    'if you cancel it, tell her',
    'cancel it and the weather is fine',
    'cancel it and then',
    'never mind, show my orders',
    '/cancel_order W12 and tell her',
    'cancel_order W12',
  ])('%s', async (message) => {
    expect((await split(message)).parts).toBeNull()
  })

  it('closes a free text by its quotes', async () => {
    const { parts } = await split('text Anna "the address of the place" and show my orders')
    expect(parts).toEqual([
      'send_text: text Anna "the address of the place"',
      'show_orders: show my orders',
    ])
  })

  describe('where a text may be taken freely, and mostly is not', () => {
    const reminders = workflow('Reminders')
      .command('show_reminders', {
        parameters: {
          day: { type: 'date', required: false },
          about: { required: false },
        },
        utterances: [
          'show my reminders for [today](day)',
          'show my reminders for [tomorrow](day)',
          'show all reminders',
          'show my reminders about [the dinner at my mother’s place](about)',
        ],
      })
      .command('cancel_all', { utterances: ['cancel it', 'cancel all of them'] })
      .command('call_back', {
        parameters: { caller_name: {} },
        utterances: ['call back', 'ring up'],
      })
      .command('leave_word', {
        parameters: { word: {} },
        utterances: ['leave word', 'pass on word'],
      })
      .command('write_down', {
        parameters: { text: { required: false, examples: ['the milk is nearly gone'] } },
        utterances: ['write down', 'note down'],
      })
      .build()

    it.each([
      ['show my reminders for tomorrow and cancel it', 2],
      ['show all reminders, then cancel it', 2],
      ['show my reminders about the dinner at my mother’s place and cancel it', 0],
      ['show my reminders about dinner with Ben and cancel it', 0],
      ['show all reminders for somebody else and cancel it', 0],
      // The name of a parameter tells a short one from a long one, where nothing else does.
      ['call back and cancel it', 2],
      ['leave word and cancel it', 0],
      ['write down and cancel it', 2],
      ['write down the eggs and cancel it', 0],
    ])('%s', async (message, parts) => {
      expect((await split(message, reminders)).parts?.length ?? 0).toBe(parts)
    })
  })

  it('asks nothing where nothing ties two requests together', async () => {
    for (const message of [
      'cancel order W12',
      'add salt and pepper',
      'show prices between 3 and 5',
    ])
      expect(await split(message)).toEqual({ parts: null, asked: [] })
  })

  it('asks about few parts, however many ties there are', async () => {
    const { asked } = await split(Array.from({ length: 40 }, () => 'show a thing').join(' and '))
    expect(asked.length).toBeLessThanOrEqual(8)
  })

  it('is not split where the whole is a name', async () => {
    const document = workflow('Named')
      .command('save_and_print', { utterances: ['do both'] })
      .command('save', { utterances: ['save', 'save the page'] })
      .command('print', { utterances: ['print', 'print it'] })
      .build()
    expect(await split('save and print', document)).toEqual({
      parts: null,
      asked: ['save and print'],
    })
  })

  it('is not split where the whole is surely something else', async () => {
    const document = workflow('Whole')
      .command('export_report', { utterances: ['export the report'] })
      .command('print_report', { utterances: ['print the report'] })
      .command('archive', { utterances: ['export the report and print the report'] })
      .build()
    expect((await split('export the report and print the report', document)).parts).toBeNull()
    const without: Document = Object.fromEntries(
      Object.entries(document).filter(([id]) => !id.startsWith(commandId('archive'))),
    )
    expect((await split('export the report and print the report', without)).parts).toHaveLength(2)
  })
})
