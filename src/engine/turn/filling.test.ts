import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { converse, lineOf } from '#testing/conversation.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'

const field = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const order: Record<string, Partial<Omit<Parameter, 'id' | 'name'>>> = {
  order_id: { pattern: 'W\\d+', examples: ['W123'] },
  pace: {
    type: 'enum',
    required: false,
    defaultValue: 'slow',
    choices: [
      { value: 'slow', synonyms: [] },
      { value: 'fast', synonyms: [] },
    ],
  },
  count: { type: 'integer', max: 9 },
}

const document = workflow('Desk')
  .context('Order', { containers: ['*'] })
  .command('ship', {
    parameters: {
      address: { type: 'object', fields: [field('street'), field('city'), field('zip')] },
      tag: { pattern: '[a-z]+', required: false },
    },
  })
  .command('Order/cancel', {
    risk: 'destructive',
    parameters: order,
    utterances: ['cancel order [W1](order_id)', 'stop my purchase'],
  })
  .command('Order/return', { utterances: ['return my purchase'] })
  .command('Order/open', {
    parameters: { item: { lookup: 'self.items' } },
    utterances: ['open an item'],
  })
  .build()

const talking = (path = ['Order']) => converse({ path }, document)

describe('the values of a form', () => {
  it('that no parameter is called by are refused, each by its name', async () => {
    const { session } = talking()
    const result = await session.act({
      command: commandId('Order/cancel'),
      values: { order_id: 'W1', colour: 'red' },
    })
    expect(result).toMatchObject({
      outcome: 'refused',
      problems: [{ path: 'colour', code: 'unknown', text: '“Cancel” has no parameter “colour”.' }],
    })
  })

  it('go over those that were said, and leave what was corrected since', async () => {
    const { say, session } = talking()
    await say('cancel order W1 fast')
    expect(await say('order_id=W2')).toBe('asks: What is the count?')
    const result = await session.act({
      command: commandId('Order/cancel'),
      values: { count: 3 },
    })
    expect(lineOf(result)).toContain('Order id: W2\nPace: fast\nCount: 3')
  })
})

describe('values that were answered', () => {
  it('are not read over from the message after a reload', async () => {
    const before = talking([])
    await before.say('/ship {"address": {"street": "Elm 3"}}')
    expect(await before.say('Reno')).toBe('asks: What is the zip of the address?')
    const after = before.reopen()
    expect(await after.say('89501')).toBe('done: ship done')
    expect(after.ports.application.calls[0]?.values).toEqual({
      address: { street: 'Elm 3', city: 'Reno', zip: '89501' },
    })
  })

  it('are not read over where everything stopped before the command ran', async () => {
    const before = talking([])
    await before.say('/ship {"address": {"street": "Elm 3"}}')
    await before.say('Reno')
    await before.say('89501')
    const at = before.entries.findLastIndex(({ event }) => event.type === 'value-extracted')
    const result = await before.reopen(before.entries.slice(0, at + 1)).session.start()
    expect(result).toMatchObject({
      question: { values: { address: { street: 'Elm 3', city: 'Reno', zip: '89501' } } },
    })
  })

  it('may be that one is to be left out, though what was said was wrong', async () => {
    const { say, ports, events } = talking([])
    const said = '/ship {"address": {"street": "Elm 3", "city": "Reno", "zip": "1"}, "tag": "X9"}'
    expect(await say(said)).toMatch(/^asks: “X9” is not a valid tag.*Say “skip” to leave it out\.$/)
    expect(await say('skip')).toBe('done: ship done')
    expect(Object.keys(ports.application.calls[0]?.values ?? {})).toEqual(['address'])
    expect(events()).toContainEqual({
      type: 'value-skipped',
      command: 'ship',
      parameter: 'ship.tag',
    })
  })
})

describe('the answer which command is meant', () => {
  const picked = async (message: string, answer: string): Promise<string> => {
    const { say } = talking()
    expect(await say(message)).toMatch(/^asks: Did you mean/)
    return say(answer)
  }

  it('does not put a default in the place of what the message said', async () => {
    expect(await picked('my purchase 3 fast', 'cancel order W7')).toContain(
      'Order id: W7\nPace: fast\nCount: 3',
    )
  })

  it('leaves a default to what neither says', async () => {
    expect(await picked('my purchase 3', 'cancel order W7')).toContain(
      'Order id: W7\nPace: slow\nCount: 3',
    )
  })

  it('is told what is wrong with it', async () => {
    expect(await picked('my purchase', 'cancel order X7')).toMatch(
      /^asks: “X7” is not a valid order id/,
    )
  })

  it('is told what was wrong with the message', async () => {
    expect(await picked('my purchase count=12', 'cancel order W7')).toMatch(
      /^asks: Count must be at most 9/,
    )
  })
})

it('looks up what there is on the instance that the command is run on', async () => {
  const asked: unknown[][] = []
  const talk = talking(['Box', 'Order'])
  talk.ports.application.lookup = (...args) => {
    asked.push(args)
    return Promise.resolve([{ value: 'i1', label: 'Lamp' }])
  }
  expect(await talk.say('open an item')).toBe('asks: What is the item?')
  expect(await talk.say('the lamp')).toBe('done: Order/open done')
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked.map((args) => JSON.stringify(args)))).toEqual(
    new Set(['["Order/open","item",1]']),
  )
})
