import { describe, expect, it } from 'vitest'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { converse } from './converse.ts'
import type { OutputLine } from './output-line.ts'

const shop = workflow()
  .context('Order')
  .command('find_order', { parameters: { order_id: { examples: ['W12'] } } })
  .command('Order/cancel_order', {
    risk: 'destructive',
    undo: { kind: 'restore' },
    parameters: {
      reason: { type: 'enum', choices: [{ value: 'late', synonyms: [] }] },
      items: { type: 'list', required: false },
    },
  })
  .command('Order/show')
  .command('show')
  .build()

/** Says the lines in the order; an answer each. */
async function talk(lines: readonly (Json | string)[], document = shop): Promise<OutputLine[]> {
  const ports = fakePorts(() => document, {
    path: ['Order'],
    handle: async () => ({ output: { sum: 5 }, undoTicket: 'ticket' }),
  })
  const session = createSession(ports, { document: () => document, model: () => null })
  const opened = {
    session,
    document: () => document,
    model: null as unknown as IntentModel,
    understand: async () => null,
    entries: ports.journal.entries,
    keep: async () => undefined,
    close: async () => undefined,
  }
  async function* texts(): AsyncGenerator<string> {
    for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line)
  }
  const answers: OutputLine[] = []
  for await (const answer of converse(opened, texts())) answers.push(answer)
  return answers
}

const action = (command: string, parameters: Readonly<Record<string, Json>>): Json => ({
  action: { command, parameters },
})

describe('a conversation by lines', () => {
  it('answers a message with names: decision, command, parameters, output', async () => {
    const [found] = await talk([{ message: 'find_order order_id=W12' }])
    expect(found).toMatchObject({
      input: { message: 'find_order order_id=W12' },
      decision: { rung: 'exact', candidates: [{ command: 'find_order' }] },
      command: 'find_order',
      parameters: { order_id: 'W12' },
      output: { sum: 5 },
      outcome: 'done',
      problems: [],
    })
    expect(JSON.stringify(found?.events)).toContain('"parameter":"order_id"')
  })

  it('asks for a value and takes it as text, as data, and by name', async () => {
    for (const answer of ['W7', { order_id: 'W7' }]) {
      const [asked, done] = await talk([{ message: 'find_order' }, { answer }])
      expect(asked).toMatchObject({
        outcome: 'waiting',
        question: { kind: 'value', command: 'find_order', parameter: 'order_id' },
      })
      expect(done).toMatchObject({ outcome: 'done', parameters: { order_id: 'W7' } })
    }
  })

  it.each([
    [true, 'done'],
    [false, 'cancelled'],
    ['yes', 'done'],
    ['no', 'cancelled'],
  ])('takes %j for an answer to whether', async (answer, outcome) => {
    const [asked, answered] = await talk([
      action('cancel_order', { reason: 'late', items: ['a', 'b'] }),
      { answer },
    ])
    expect(asked).toMatchObject({
      question: { kind: 'confirm', values: { reason: 'late', items: ['a', 'b'] } },
      parameters: { reason: 'late', items: ['a', 'b'] },
    })
    expect(answered?.outcome).toBe(outcome)
  })

  it('runs an action with consent at once, and refuses one without it', async () => {
    const [done, refused] = await talk([
      {
        action: { command: 'Order/cancel_order', parameters: { reason: 'late' }, confirmed: true },
      },
      {
        action: { command: 'Order/cancel_order', parameters: { reason: 'late' }, confirmed: false },
      },
    ])
    expect(done).toMatchObject({ outcome: 'done', command: 'Order/cancel_order' })
    expect(refused).toMatchObject({ outcome: 'refused', problems: [{ code: 'unconfirmed' }] })
  })

  it('says by path what is wrong with the values of an action, and goes on', async () => {
    const [refused, done] = await talk([
      action('cancel_order', { reason: 'bored', items: ['a', 7], colour: 'red' }),
      action('find_order', { order_id: 'W1' }),
    ])
    expect(refused?.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'colour unknown',
      'reason choice',
      'items[1] type',
    ])
    expect(refused?.outcome).toBe('refused')
    expect(done?.outcome).toBe('done')
  })

  it.each([
    ['{', 'line', ''],
    ['{"messages":"hello"}', 'line', ''],
    ['{"answer":1}', 'no-question', 'answer'],
    ['{"undo":true}', 'unknown', 'undo'],
    ['{"whyNot":"show_all"}', 'unknown', 'whyNot'],
    ['{"action":{"command":"nothing"}}', 'unknown', 'command'],
  ])('says what is wrong with %s', async (text, code, path) => {
    const [line, after] = await talk([text, '  ', { message: 'find_order order_id=W1' }])
    expect(line?.problems).toMatchObject([{ code, path }])
    expect(after?.outcome).toBe('done')
  })

  it('takes a name for one command only', async () => {
    const [root, order] = await talk([action('show', {}), action('Order/show', {})])
    expect([root?.command, order?.command]).toEqual(['show', 'Order/show'])
  })

  it('takes back the latest run that can be', async () => {
    const [done, undone] = await talk([
      { action: { command: 'cancel_order', parameters: { reason: 'late' }, confirmed: true } },
      { undo: true },
    ])
    expect(done?.undoable).toEqual(expect.any(String))
    expect(undone).toMatchObject({ problems: [] })
    expect(['done', 'waiting']).toContain(undone?.outcome)
  })

  it('says why a message was not taken for a command', async () => {
    const [, why] = await talk([{ message: 'find_order order_id=W1' }, { whyNot: 'Order/show' }])
    expect(why).toMatchObject({ outcome: 'done', output: { kind: 'named' } })
    expect(why?.reply).not.toBe('')
  })

  it('knows a command by the context that inherits it', async () => {
    const board = workflow()
      .context('Ticket')
      .context('Story', { bases: ['Ticket'], containers: ['*'] })
      .command('Ticket/assign')
      .command('list')
      .build()
    const [, why] = await talk([{ message: 'list' }, { whyNot: 'Story/assign' }], board)
    expect(why).toMatchObject({
      outcome: 'done',
      output: { kind: 'not-in-scope', places: ['Ticket', 'Story'] },
    })
  })

  it('begins with what the workflow starts with', async () => {
    const document = updateWorkflow({
      startup: { kind: 'action', command: commandId('find_order'), values: { order_id: 'W3' } },
    })(shop)
    const [first, second] = await talk([{ message: 'find_order order_id=W4' }], document)
    expect(first).toMatchObject({
      input: { start: { command: 'find_order' } },
      outcome: 'done',
      parameters: { order_id: 'W3' },
    })
    expect(second?.parameters).toEqual({ order_id: 'W4' })
  })
})
