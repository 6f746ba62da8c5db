import { describe, expect, it } from 'vitest'
import { ABORT } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { AppError } from '#shared/app-error.ts'
import {
  fakePorts,
  scopeAt,
  type FakeApplicationOptions,
  type FakePorts,
} from '#testing/fake-engine.ts'
import { FAKE_MODEL, fakeUnderstanding } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'
import type { TurnEvent } from './events.ts'
import type { Session, TurnResult } from './session.ts'
import { turnsOf } from './turn-state.ts'

const ORDERS = [
  { value: 'W100', label: 'Lamp for Anna' },
  { value: 'W101', label: 'Lamp for Bob' },
  { value: 'W200', label: 'Desk chair' },
]

const desk = (): ReturnType<typeof workflow> =>
  workflow('Desk')
    .context('Customer', { containers: ['*'] })
    .context('Order', { containers: ['Customer'] })
    .command('find_customer', {
      parameters: { email: { examples: ['anna@example.com'] } },
      utterances: ['find the customer [anna@example.com](email)', 'look up a customer by mail'],
    })
    .command('add', {
      parameters: { a: { type: 'number' }, b: { type: 'number' } },
      utterances: ['add [2](a) and [3](b)', 'sum two numbers', 'what is the sum of these numbers'],
    })
    .command('Customer/list_orders', {
      utterances: ['show all orders', 'list the orders of the customer'],
    })
    .command('Customer/change_address', {
      risk: 'write',
      parameters: { street: {}, zip: { pattern: '\\d{5}' } },
      utterances: ['change the address', 'move the customer to another address'],
    })
    .command('Order/cancel_order', {
      risk: 'destructive',
      parameters: {
        order_id: { pattern: 'W\\d+', examples: ['W123'] },
        reason: {
          type: 'enum',
          choices: [
            { value: 'mistake', synonyms: ['by accident'] },
            { value: 'late', synonyms: [] },
          ],
        },
      },
      utterances: ['cancel order [W1](order_id)', 'cancel my purchase', 'call off this order'],
    })
    .command('Order/return_order', { utterances: ['return my purchase', 'send this parcel back'] })
    .command('Order/set_quantity', {
      risk: 'write',
      parameters: { quantity: { type: 'integer', min: 1, max: 10 } },
      utterances: ['set the quantity to [3](quantity)', 'change the number of items'],
    })
    .command('Order/tell_customer', {
      parameters: { message: {} },
      utterances: ['tell the customer [it is late](message)', 'write a message'],
    })

interface Desk {
  readonly ports: FakePorts
  readonly say: (text: string, signal?: AbortSignal) => Promise<TurnResult>
  readonly session: Session
  readonly events: () => TurnEvent[]
  readonly edit: (next: Document) => void
}

function open(
  options: FakeApplicationOptions & Partial<FakePorts> = {},
  document = desk().build(),
): Desk {
  let current = document
  const ports = fakePorts(() => current, { path: ['Order', 'Customer'], ...options })
  const session = createSession(ports, { document: () => current, model: () => FAKE_MODEL })
  return {
    ports,
    session,
    say: (text, signal) => session.say(text, signal),
    events: () => ports.journal.entries.map(({ event }) => event),
    edit: (next) => {
      current = next
    },
  }
}

/** `done: …`, `asks: …`: a result as one line. */
const line = (result: TurnResult): string =>
  result.status === 'ended' ? `${result.outcome}: ${result.reply}` : `asks: ${result.question.text}`

describe('a session', () => {
  it('runs a command whose values are all said', async () => {
    const { say, ports } = open()
    expect(line(await say('cancel order W77 by accident'))).toBe(
      'asks: Cancel order (Order)?\nOrder id: W77\nReason: mistake\nPlease say yes or no.',
    )
    expect(line(await say('yes please'))).toBe('done: Order/cancel_order done')
    expect(ports.application.calls).toEqual([
      { command: 'Order/cancel_order', level: 0, values: { order_id: 'W77', reason: 'mistake' } },
    ])
  })

  it('writes every event down, in order', async () => {
    const { say, events } = open()
    await say('add 2 3')
    expect(events().map(({ type }) => type)).toEqual([
      'turn-started',
      'decision-made',
      'command-chosen',
      'value-extracted',
      'value-extracted',
      'command-started',
      'command-ended',
      'turn-ended',
    ])
  })

  it('writes an event down before it has effect', async () => {
    const seen: string[] = []
    const { say } = open({
      journal: {
        entries: [],
        append: ({ event }) => {
          seen.push(event.type)
          return Promise.resolve()
        },
      },
      handle: () => {
        seen.push('(handler)')
        return Promise.resolve({})
      },
    })
    await say('/list_orders')
    expect(seen.slice(2)).toEqual([
      'command-chosen',
      'command-started',
      '(handler)',
      'command-ended',
      'turn-ended',
    ])
  })

  it('asks for missing values one at a time, and then confirms', async () => {
    const { say } = open()
    expect(line(await say('call off this order'))).toBe('asks: What is the order id?')
    const reason = await say('it is W12')
    expect(line(reason)).toBe('asks: What is the reason?')
    expect(reason).toMatchObject({
      question: { suggestions: [{ value: 'mistake' }, { value: 'late' }] },
    })
    expect(line(await say('2'))).toContain('Reason: late')
    expect(line(await say('no'))).toBe('cancelled: All right, “Cancel order” was not done.')
  })

  it('takes several missing values at once by their positions', async () => {
    const { say } = open()
    await say('call off this order')
    expect(line(await say('W5, late'))).toContain('Order id: W5\nReason: late')
  })

  it.each([
    [
      'set the quantity to 50',
      'asks: Quantity must be between 1 and 10; it was 50. What is the quantity?',
    ],
    ['set the quantity to lots', 'asks: “lots” is not a whole number. What is the quantity?'],
    [
      'cancel order X1 by accident',
      'asks: “X1” is not a valid order id. It looks like “W123”. What is the order id?',
    ],
  ])('says why a value is not taken: %s', async (message, expected) => {
    const { say } = open()
    expect(line(await say(message))).toBe(expected)
  })

  it('repeats the question with the reason until the value is good', async () => {
    const { say, ports } = open()
    await say('change the number of items')
    expect(line(await say('a hundred'))).toContain('must be between 1 and 10')
    expect(line(await say('2.5'))).toContain('“2.5” is not a whole number')
    expect(line(await say('three'))).toBe('done: Order/set_quantity done')
    expect(ports.application.calls[0]?.values).toEqual({ quantity: 3 })
  })

  it('asks which of two commands was meant, and takes number, name or click', async () => {
    for (const pick of [
      '1',
      'the first one',
      'cancel order',
      'Order/cancel_order',
      'cancle order',
    ]) {
      const { say } = open()
      const question = await say('my purchase')
      expect(line(question)).toBe('asks: Did you mean “Cancel order” or “Return order”?')
      expect(line(await say(pick))).toBe('asks: What is the order id?')
    }
    const clicked = open()
    await clicked.say('my purchase')
    expect(
      line(await clicked.session.act({ command: commandId('Order/return_order'), values: {} })),
    ).toBe('done: Order/return_order done')
  })

  it.each([
    ['cancel order W7', 'Order id: W7\nReason: late'],
    ['W7', 'Order id: W7\nReason: late'],
    ['it is W7, by accident', 'Order id: W7\nReason: mistake'],
    ['please call off this order, by accident', 'Order id: W1\nReason: mistake'],
    ['the first one', 'Order id: W1\nReason: late'],
  ])('takes values from the answer which, and then from the message: %s', async (said, values) => {
    const { say } = open()
    expect(line(await say('my purchase W1 late'))).toMatch(/Did you mean/)
    expect(line(await say(said))).toContain(values)
  })

  it('does not pick by a value that several of the candidates take', async () => {
    const document = desk()
      .command('Order/return_order', {
        parameters: { order_id: { pattern: 'W\\d+' } },
        utterances: ['return my purchase', 'send this parcel back'],
      })
      .build()
    const { say } = open({}, document)
    await say('my purchase')
    expect(line(await say('W7'))).toMatch(/^asks: Please choose one/)
  })

  it('asks again when the answer is none of them, and drops it when told so', async () => {
    const { say } = open()
    await say('my purchase')
    expect(line(await say('zzz'))).toBe(
      'asks: Please choose one, or say “never mind”. Did you mean “Cancel order” or “Return order”?',
    )
    expect(line(await say('neither'))).toBe('cancelled: All right, nothing was done.')
  })

  it('answers from a wider context what the narrow one does not know', async () => {
    const { say, ports } = open()
    expect(line(await say('show all orders'))).toBe('done: Customer/list_orders done')
    expect(ports.application.calls[0]).toMatchObject({ level: 1 })
  })

  it('refuses what is out of scope, and names the nearest', async () => {
    const { say } = open()
    expect(line(await say('will it rain in Paris tomorrow'))).toMatch(
      /^refused: That is not something I can do here\. The nearest I can do is “/,
    )
  })

  it('refuses a command that is offered elsewhere, and says where', async () => {
    const { say } = open({ path: [] })
    expect(line(await say('call off this order'))).toMatch(
      /^refused: “Cancel order” is offered in Order, not here\./,
    )
    expect(line(await say('/cancel_order W1'))).toBe(
      'refused: “Cancel order” is offered in Order, not here.',
    )
  })

  it('refuses a command that is not available now, by name and by words', async () => {
    const { say, session } = open({ unavailable: ['Order/return_order'] })
    expect(line(await say('send this parcel back'))).toMatch(
      /^refused: “Return order” is not available now\./,
    )
    expect(line(await say('return_order'))).toBe('refused: “Return order” is not available now.')
    expect(line(await session.act({ command: commandId('Order/return_order'), values: {} }))).toBe(
      'refused: “Return order” is not available now.',
    )
  })

  it('refuses a command that became unavailable while its question was open', async () => {
    const { say, ports } = open()
    await say('cancel order W1 late')
    ports.application.close('Order/cancel_order')
    expect(line(await say('yes'))).toBe('refused: That is no longer possible here.')
    expect(ports.application.calls).toEqual([])
  })

  it('does nothing destructive without a yes', async () => {
    for (const answer of ['no', "don't", 'never mind', 'cancel']) {
      const { say, ports } = open()
      await say('cancel order W1 late')
      expect(line(await say(answer))).toBe('cancelled: All right, “Cancel order” was not done.')
      expect(ports.application.calls).toEqual([])
    }
  })

  it.each(['yes cancel it', 'Yes, please cancel the order', 'ok, go ahead'])(
    'takes a yes to what was asked for one: %s',
    async (said) => {
      const { say } = open()
      await say('cancel order W1 late')
      expect(line(await say(said))).toBe('done: Order/cancel_order done')
    },
  )

  it.each(['no, because I changed my mind', "No don't cancel it", 'nope, keep it'])(
    'takes a no with its reason for one: %s',
    async (said) => {
      const { say, ports } = open()
      await say('cancel order W1 late')
      expect(line(await say(said))).toBe('cancelled: All right, “Cancel order” was not done.')
      expect(ports.application.calls).toEqual([])
    },
  )

  it.each([
    'nothing',
    'note',
    'no problem',
    'yes, but not today',
    'yes if it is free',
    'yes cancel W2',
  ])('asks again after what is neither yes nor no: %s', async (said) => {
    const { say, ports } = open()
    await say('cancel order W1 late')
    expect(line(await say(said))).toMatch(/^asks: I did not understand/)
    expect(ports.application.calls).toEqual([])
  })

  it('does not take anything but a yes for one', async () => {
    const { say, ports } = open()
    await say('cancel order W1 late')
    expect(line(await say('yes but not today'))).toMatch(
      /^asks: I did not understand\. Cancel order \(Order\)\?/,
    )
    expect(ports.application.calls).toEqual([])
  })

  it.each(['no, make it W2', 'order_id=W2', 'change the order id to W2', 'Actually W2'])(
    'changes an accepted value before it confirms: %s',
    async (answer) => {
      const { say } = open()
      await say('cancel order W1 late')
      expect(line(await say(answer))).toContain('Order id: W2\nReason: late')
    },
  )

  it('takes any text as the value of a free text, but an abort phrase and a slash', async () => {
    const said = 'show all orders\nand cancel'
    const taken = open()
    await taken.say('write a message')
    expect(line(await taken.say(said))).toBe('done: Order/tell_customer done')
    expect(taken.ports.application.calls[0]?.values).toEqual({ message: said })

    const aborted = open()
    await aborted.say('write a message')
    expect(line(await aborted.say('Never mind.'))).toMatch(/^cancelled/)

    const slashed = open()
    await slashed.say('write a message')
    expect(line(await slashed.say('/list_orders'))).toBe('done: Customer/list_orders done')
  })

  it.each([
    ['add 2 3', 'add', { a: 2, b: 3 }],
    ['find the customer bob@example.com', 'find_customer', { email: 'bob@example.com' }],
    ['tell the customer "see you"', 'Order/tell_customer', { message: 'see you' }],
  ])(
    'takes a command with its values for one, not for a free text: %s',
    async (said, id, values) => {
      const { say, ports } = open()
      await say('write a message')
      await say(said)
      expect(ports.application.calls).toMatchObject([{ command: id, values }])
    },
  )

  it.each([
    ['show all orders', 'show all orders'],
    ['add two', 'add two'],
    ['it is late', 'it is late'],
    ['the message is it is late', 'it is late'],
    ['tell the customer it is late', 'it is late'],
    ['find the customer', 'find the customer'],
    ['add 2 and 3\nthen rest', 'add 2 and 3\nthen rest'],
  ])('takes of a free text what is not its frame: %j', async (said, message) => {
    const { say, ports } = open()
    await say('write a message')
    await say(said)
    expect(ports.application.calls[0]?.values).toEqual({ message })
  })

  it('takes the name out of the words around it', async () => {
    const document = desk()
      .command('Order/sign', {
        parameters: { user_name: { pattern: '.{2,30}', examples: ['Ada', 'Bruno', 'Chiara'] } },
        utterances: ['sign for it', 'call me [Ada](user_name)'],
      })
      .build()
    for (const said of ['my name is Tomas', 'It’s Tomas.', 'call me Tomas', 'Tomas']) {
      const { say, ports } = open({}, document)
      await say('sign for it')
      await say(said)
      expect(ports.application.calls[0]?.values).toEqual({ user_name: 'Tomas' })
    }
  })

  it('holds to a correction from the next message on', async () => {
    const { say, edit, session } = open()
    expect(line(await say('fling the lamp homewards'))).not.toMatch(/^done/)
    await session.cancel()
    edit(desk().correction('fling the lamp homewards', { meant: 'Order/return_order' }).build())
    expect(line(await say('Fling the lamp homewards!'))).toBe('done: Order/return_order done')
    expect(line(await say('homewards fling the lamp'))).toBe('done: Order/return_order done')
  })

  it('holds to a correction even of words that are a name', async () => {
    const { say, edit } = open()
    edit(
      desk()
        .correction('list orders', {
          meant: 'Order/return_order',
          mistaken: 'Customer/list_orders',
        })
        .build(),
    )
    expect(line(await say('List orders'))).toBe('done: Order/return_order done')
    expect(line(await say('/list_orders'))).toBe('done: Customer/list_orders done')
  })

  it('remembers what is out of scope', async () => {
    const { say, edit } = open()
    edit(
      desk()
        .correction('show all orders', { meant: null, mistaken: 'Customer/list_orders' })
        .build(),
    )
    expect(line(await say('show all orders'))).toBe(
      'refused: That is not something I can do; you told me so before.',
    )
  })

  it('does not route words to what they were mistaken for, even where the right one is not in scope', async () => {
    const { say, edit, ports } = open({ path: [] })
    edit(
      desk()
        .correction('sum two numbers', { meant: 'Order/return_order', mistaken: 'add' })
        .build(),
    )
    await say('sum two numbers')
    expect(ports.application.calls).toEqual([])
    expect(ports.journal.entries.every(({ event }) => event.type !== 'command-chosen')).toBe(true)
  })

  it('goes on with its question after a reload', async () => {
    const before = open()
    await before.say('call off this order')
    await before.say('W9')
    const after = open()
    const session = createSession(
      after.ports,
      { document: () => desk().build(), model: () => FAKE_MODEL },
      before.ports.journal.entries,
    )
    expect(session.question).toMatchObject({ kind: 'value', text: 'What is the reason?' })
    await session.say('late')
    expect(line(await session.say('yes'))).toBe('done: Order/cancel_order done')
    expect(after.ports.application.calls[0]?.values).toEqual({ order_id: 'W9', reason: 'late' })
    const whole = turnsOf([...before.ports.journal.entries, ...after.ports.journal.entries])
    expect(whole).toHaveLength(1)
    expect(whole[0]?.entries.map(({ seq }) => seq)).toEqual(whole[0]?.entries.map((_, i) => i))
  })

  it('does not take up a turn that was interrupted while its handler ran', async () => {
    const { ports, say } = open()
    await say('/list_orders')
    const cut = ports.journal.entries.filter(
      ({ event }) => !['command-ended', 'turn-ended'].includes(event.type),
    )
    const source = { document: () => desk().build(), model: () => FAKE_MODEL }
    expect(createSession(ports, source, cut).question).toBeNull()
  })

  it('answers a message of 100,000 characters, and keeps all of it', async () => {
    const { say, events } = open()
    const message = 'lorem ipsum dolor 12 '.repeat(5_000)
    const result = await say(message)
    expect(line(result)).toMatch(/^refused/)
    expect(events()[0]).toMatchObject({ text: message })
  })

  it('keeps a free text of 100,000 characters whole', async () => {
    const { say, ports } = open()
    await say('write a message')
    const text = 'lorem ipsum '.repeat(8_000).trim()
    expect((await say(text)).status).toBe('ended')
    expect(ports.application.calls[0]?.values).toEqual({ message: text })
  })

  it.each(['', '   ', '\u0000\u200b'])(
    'asks for words when there are none: %j',
    async (message) => {
      expect(line(await open().say(message))).toBe('refused: Say what you would like to do.')
    },
  )

  it('words a failure of the handler, and goes on with the next message', async () => {
    let fails = true
    const { say, events } = open({
      handle: () => {
        if (!fails) return Promise.resolve({ output: { count: 2 } })
        fails = false
        return Promise.reject(new AppError('sandbox/failed', 'x is not defined (line 3)'))
      },
    })
    expect(line(await say('show all orders'))).toBe(
      'failed: That did not work: x is not defined (line 3)',
    )
    expect(events().at(-2)).toMatchObject({
      type: 'command-failed',
      error: { code: 'sandbox/failed' },
    })
    expect(line(await say('show all orders'))).toBe('done: Count: 2')
  })

  it('ends the turn when the model fails, and throws bugs after ending it', async () => {
    const broken = open({
      understand: () => Promise.reject(new AppError('learn/worker-crashed', 'gone')),
    })
    expect(line(await broken.say('whatever it may be'))).toBe('failed: Something went wrong: gone')
    const buggy = open({ understand: () => Promise.reject(new Error('bug')) })
    await expect(buggy.say('whatever it may be')).rejects.toThrow('bug')
    expect(buggy.events().at(-1)).toMatchObject({ type: 'turn-ended', outcome: 'failed' })
    expect(line(await buggy.say('/list_orders'))).toBe('done: Customer/list_orders done')
  })

  it('ends as cancelled when it is stopped', async () => {
    const stop = new AbortController()
    const { say } = open({
      handle: () => {
        stop.abort()
        return Promise.reject(stop.signal.reason as Error)
      },
    })
    expect(line(await say('show all orders', stop.signal))).toMatch(/^cancelled: Stopped\./)
    expect(line(await say('add 1 2', AbortSignal.abort()))).toMatch(/^cancelled/)
  })

  it('takes messages one at a time', async () => {
    const { session, ports } = open()
    const results = await Promise.all([
      session.say('add 1 2'),
      session.say('add 3 4'),
      session.say('/list_orders'),
    ])
    expect(results.map(({ runId }) => runId)).toEqual(['run-1', 'run-2', 'run-3'])
    expect(ports.journal.entries.map(({ runId }) => runId)).toEqual(
      ports.journal.entries.map(({ runId }) => runId).sort(),
    )
  })

  it('takes words that amount to “never mind” for the end of the question, and for no more', async () => {
    const { say, events } = open({
      understand: (text) => {
        const known = fakeUnderstanding(desk().build(), text)
        const logits = known.logits.map((_, i) => (known.labels[i] === ABORT.id ? 9 : 0))
        const inScope = known.inScope.map(() => 1)
        return Promise.resolve(text.startsWith('bah') ? { ...known, logits, inScope } : known)
      },
    })
    await say('set the quantity')
    expect(line(await say('bah humbug'))).toBe('cancelled: All right, “Set quantity” was not done.')
    expect(events().filter(({ type }) => type === 'turn-started')).toHaveLength(1)
  })

  it('takes a message with several values for a message, not for an answer', async () => {
    const { say, ports } = open()
    await say('set the quantity')
    expect(line(await say('add 2 and 3'))).toBe('done: add done')
    expect(ports.application.calls).toEqual([{ command: 'add', level: 2, values: { a: 2, b: 3 } }])
  })

  it('does not hold to its question a message without any value that means something', async () => {
    const { say, events } = open({
      understand: (text) => {
        const sure = fakeUnderstanding(desk().build(), text)
        const logits = text.startsWith('send') ? sure.logits.map((each) => each * 0.4) : sure.logits
        return Promise.resolve({ ...sure, logits })
      },
    })
    await say('set the quantity')
    expect(line(await say('send this parcel back'))).toBe('done: Order/return_order done')
    const decision = events().findLast(({ type }) => type === 'decision-made')
    expect(decision).toMatchObject({ decision: { outcome: 'route', rung: 'classifier' } })
    expect(
      decision?.type === 'decision-made' && decision.decision.candidates[0]?.probability,
    ).toBeLessThan(0.9)
  })

  it('drops the open question when cancelled', async () => {
    const { session, events } = open()
    await session.say('call off this order')
    await session.cancel()
    expect(session.question).toBeNull()
    expect(events().at(-1)).toMatchObject({ type: 'turn-ended', outcome: 'cancelled' })
  })

  it('runs a direct action through the same gate', async () => {
    const { session, ports } = open()
    const command = commandId('Order/set_quantity')
    expect(line(await session.act({ command, values: { quantity: 11 } }))).toContain(
      'must be between 1 and 10',
    )
    expect(line(await session.act({ command, values: { quantity: '4' } }))).toBe(
      'done: Order/set_quantity done',
    )
    expect(ports.application.calls[0]?.values).toEqual({ quantity: 4 })
    expect(line(await session.act({ command, values: { amount: 4 } }))).toBe(
      'refused: “Set quantity” has no parameter “amount”.',
    )
    const cancel = await session.act({
      command: commandId('Order/cancel_order'),
      values: { order_id: 'W1', reason: 'late' },
    })
    expect(cancel).toMatchObject({ status: 'waiting', question: { kind: 'confirm' } })
  })

  it('keeps the values of a form that answers a question beside those said before', async () => {
    const { session, say } = open()
    await say('cancel order W1')
    const command = commandId('Order/cancel_order')
    expect(line(await session.act({ command, values: { reason: 'late' } }))).toContain(
      'Order id: W1\nReason: late',
    )
  })

  it('says what was done even when the handler says nothing', async () => {
    const outputs = [null, [], ['a', { b: 1 }], 7]
    const { say } = open({ handle: () => Promise.resolve({ output: outputs.shift() ?? null }) })
    const replies = []
    for (let i = 0; i < 4; i++) replies.push(line(await say('/list_orders')))
    expect(replies).toEqual(['done: Done.', 'done: Nothing found.', 'done: • a\n• b: 1', 'done: 7'])
  })

  it('records where a command led', async () => {
    const { say, events } = open({
      path: [],
      handle: () => Promise.resolve({ scope: scopeAt(desk().build(), ['Customer']) }),
    })
    await say('find the customer anna@example.com')
    expect(events().find(({ type }) => type === 'context-entered')).toMatchObject({
      scope: { levels: [{ context: 'Customer' }, { context: 'root' }] },
    })
  })
})

describe('a session with things to look up', () => {
  const withLookup = desk()
    .command('Order/show_item', {
      parameters: { item: { lookup: 'root.items' } },
      utterances: ['show the item [W1](item)', 'open an item'],
    })
    .command('Order/remove_item', {
      risk: 'write',
      parameters: { item: { lookup: 'root.items' } },
      utterances: ['remove the item [W1](item)', 'take out an item'],
    })
    .build()
  const shop = (): Desk => open({ lookups: { item: ORDERS } }, withLookup)

  it.each([
    ['show the item W200', 'W200'],
    ['show the item desk chair', 'W200'],
    ['show the item dsek', null],
    ['show the item desk chaar', 'W200'],
    ['show the item chair', 'W200'],
  ])('finds what is meant by value, label or a clear near match: %s', async (message, expected) => {
    const { say, ports } = shop()
    await say(message)
    expect(ports.application.calls[0]?.values.item ?? null).toBe(expected)
  })

  it('never accepts what does not exist', async () => {
    const { say, ports } = shop()
    const result = await say('show the item W999')
    expect(line(result)).toBe('asks: There is no item “W999”. What is the item?')
    expect(result).toMatchObject({ question: { suggestions: ORDERS } })
    expect(ports.application.calls).toEqual([])
  })

  it('asks which of several is meant', async () => {
    const { say, ports } = shop()
    const result = await say('show the item lamp')
    expect(line(result)).toContain('could be “Lamp for Anna” or “Lamp for Bob”')
    await say('the second one')
    expect(ports.application.calls[0]?.values).toEqual({ item: 'W101' })
  })

  it('has a near match confirmed when the command changes something', async () => {
    const { say, ports } = shop()
    expect(line(await say('remove the item desk chaar'))).toContain('Did you mean “Desk chair”?')
    expect(ports.application.calls).toEqual([])
    expect(line(await say('yes'))).toBe('done: Order/remove_item done')
    expect(ports.application.calls[0]?.values).toEqual({ item: 'W200' })
  })
})

describe('the core commands', () => {
  it.each([
    ['where am I', 'You are in Order, in Customer.'],
    ['go up', 'You are in Customer.'],
    ['/go_up', 'You are in Customer.'],
    ['Go to the top!', 'You are at the top.'],
    ['never mind', 'There is nothing to drop.'],
  ])('%s', async (message, reply) => {
    expect(line(await open().say(message))).toBe(`done: ${reply}`)
  })

  it('list what can be said, with an example each, from the inside out', async () => {
    const { say } = open()
    const result = line(await say('what can I do'))
    expect(result).toContain('In Order:\n• Cancel order – “cancel order W1”')
    expect(result.indexOf('In Order:')).toBeLessThan(result.indexOf('In Customer:'))
    expect(result.indexOf('In Customer:')).toBeLessThan(result.indexOf('Anywhere:'))
  })

  it('work without a model', async () => {
    const document = desk().build()
    const ports = fakePorts(() => document, { understand: () => Promise.resolve(null) })
    const session = createSession(ports, { document: () => document, model: () => null })
    expect(line(await session.say('help'))).toContain('Anywhere:')
    expect(line(await session.say('add 2, 3'))).toBe('done: add done')
    expect(line(await session.say('do something for me'))).toMatch(
      /^refused: I do not know these words/,
    )
  })
})

describe('the fake model', () => {
  it('knows nothing of what shares no word with it', () => {
    const { labels, logits } = fakeUnderstanding(desk().build(), 'xyzzy')
    expect(labels[logits.indexOf(Math.max(...logits))]).toBe(OUT_OF_SCOPE)
  })
})
