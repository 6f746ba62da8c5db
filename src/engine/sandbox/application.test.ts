import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const open = (document: Document) =>
  Application.open({ wasm, spec: appSpec(document), saved: null })

const run = (
  application: Application,
  command: string,
  values: Readonly<Record<string, Json>> = {},
  level = 0,
) =>
  application.execute({ command: commandId(command), values, level }, new AbortController().signal)

const SHOP = {
  'app/main.ts': `
import { Shop, Customer, Order, RushOrder } from './shop'
export function start(): Shop {
  const shop = new Shop()
  const anna = new Customer(shop, 'Anna')
  anna.orders.push(new Order(anna, 'W1', 'open'), new RushOrder(anna, 'W2', 'delivered'))
  shop.customers.push(anna)
  return shop
}`,
  'app/shop.ts': `
export class Shop {
  customers: Customer[] = []
}
export class Customer {
  orders: Order[] = []
  constructor(readonly parent: Shop, readonly name: string) {}
}
export class Order {
  constructor(readonly parent: Customer, readonly id: string, public status: string) {}
  cancel({ reason }: { reason: string }) {
    if (this.status === 'cancelled') throw new Error('It is cancelled already')
    this.status = 'cancelled'
    return { reply: 'Cancelled: ' + reason, id: this.id }
  }
}
export class RushOrder extends Order {}
class ExpressOrder extends RushOrder {}
export const express = (customer: Customer) => new ExpressOrder(customer, 'W3', 'open')
`,
}

const shop = (extra: Parameters<typeof appDocument>[0]['commands'] = {}) =>
  appDocument({
    files: SHOP,
    contexts: {
      Shop: {},
      Customer: { displayName: '{name}' },
      Order: { displayName: 'Order {id}' },
      RushOrder: { bases: ['Order'] },
    },
    commands: {
      'Shop/open_order': {
        code: `
import type { Shop } from '../../app/shop'
import type { Scope } from './$types'
export default ({ id }: { id: string }, { self, workflow }: Scope) => {
  const order = (self as Shop).customers.flatMap((customer) => customer.orders).find((one) => one.id === id)
  if (!order) throw new Error('There is no order ' + id)
  workflow.enter(order)
  return 'You are in ' + id
}`,
        parameters: {
          id: 'self.customers.flatMap((customer) => customer.orders).map(({ id, status }) => ({ value: id, label: id + " " + status }))',
        },
      },
      'Order/cancel': {
        handler: { kind: 'method', method: 'cancel', positional: false },
        availability: 'self.status === "open"',
        parameters: { reason: '' },
      },
      'Order/whose': {
        handler: {
          kind: 'reply',
          template: '{self.id} is of {parent.name}{politely}, {self.nothing}ok',
        },
      },
      ...extra,
    },
  })

describe('Application', () => {
  it('says hello without any source: the root is a plain object in the root context', async () => {
    const application = await open(
      appDocument({ commands: { add: { code: 'export default ({ a, b }) => `It is ${a + b}`' } } }),
    )
    expect(await application.scope()).toEqual({
      levels: [{ context: 'root', label: '', identity: '', available: ['add'], unavailable: [] }],
    })
    expect(await run(application, 'add', { a: 2, b: 3 })).toMatchObject({
      reply: 'It is 5',
      output: null,
      logs: [],
    })
  })

  it('shows the way out: instance, its containers, the root instance, the root context', async () => {
    const application = await open(shop())
    const { scope } = await run(application, 'Shop/open_order', { id: 'W2' })
    expect(scope.levels).toEqual([
      {
        context: 'RushOrder',
        label: 'RushOrder',
        identity: 'W2',
        available: ['Order/whose'],
        unavailable: ['Order/cancel'],
      },
      { context: 'Customer', label: 'Anna', identity: '', available: [], unavailable: [] },
      {
        context: 'Shop',
        label: 'Shop',
        identity: '',
        available: ['Shop/open_order'],
        unavailable: [],
      },
      { context: 'root', label: '', identity: '', available: [], unavailable: [] },
    ])
  })

  it('runs a command of an outer level on the instance of that level', async () => {
    const application = await open(shop())
    await run(application, 'Shop/open_order', { id: 'W2' })
    const { reply, scope } = await run(application, 'Shop/open_order', { id: 'W1' }, 2)
    expect(reply).toBe('You are in W1')
    expect(scope.levels[0]).toMatchObject({ context: 'Order', label: 'Order W1' })
  })

  it('offers a method command only while its availability holds', async () => {
    const application = await open(shop())
    await run(application, 'Shop/open_order', { id: 'W1' })
    const { reply, output, scope } = await run(application, 'Order/cancel', { reason: 'late' })
    expect({ reply, output }).toEqual({ reply: 'Cancelled: late', output: { id: 'W1' } })
    expect(scope.levels[0]?.unavailable).toEqual(['Order/cancel'])
    await expect(run(application, 'Order/cancel', { reason: 'again' })).rejects.toMatchObject({
      code: 'sandbox/failed',
      message: 'Order/cancel is not available here now',
    })
  })

  it('refuses a command that the level does not offer', async () => {
    const application = await open(shop())
    await expect(run(application, 'Order/whose')).rejects.toThrow(
      'Order/whose is not a command of Shop',
    )
    await expect(run(application, 'Order/whose', {}, 9)).rejects.toThrow('There is no level 9')
  })

  it('fills reply templates from parameters, self and its containers; what is missing is empty', async () => {
    const application = await open(shop())
    await run(application, 'Shop/open_order', { id: 'W2' })
    expect((await run(application, 'Order/whose', { politely: ', please' })).reply).toBe(
      'W2 is of Anna, please, ok',
    )
  })

  it('finds the values of a lookup, by parameter name or id', async () => {
    const application = await open(shop())
    const values = [
      { value: 'W1', label: 'W1 open' },
      { value: 'W2', label: 'W2 delivered' },
    ]
    const command = commandId('Shop/open_order')
    expect(await application.lookup(command, 'id', 0)).toEqual(values)
    expect(await application.lookup(command, 'Shop/open_order.id', 0)).toEqual(values)
    expect(await application.lookup(commandId('Order/cancel'), 'reason', 0)).toEqual([])
  })

  it('finds those of a field of an object, by its path', async () => {
    const document = shop()
    const command = document['Shop/open_order'] as CommandRecord
    const field = { ...command.parameters[0]!, id: 'f' as ParameterId, lookup: '["a", "b"]' }
    const parcel = {
      ...command.parameters[0]!,
      id: 'o' as ParameterId,
      name: 'parcel',
      type: 'object' as const,
      lookup: '',
      fields: [field],
    }
    const parameters = [...command.parameters, parcel]
    const application = await open({ ...document, [command.id]: { ...command, parameters } })
    expect(await application.lookup(command.id, 'parcel.id', 0)).toEqual([
      { value: 'a', label: 'a' },
      { value: 'b', label: 'b' },
    ])
    expect(await application.lookup(command.id, 'parcel', 0)).toEqual([])
  })

  it('takes an unexported subclass of a context for that context', async () => {
    const application = await open(
      shop({
        'Shop/open_express': {
          code: `
import { express } from '../../app/shop.ts'
export default (_, { self, workflow }) => workflow.enter(express(self.customers[0]))`,
        },
      }),
    )
    const { scope, reply, output } = await run(application, 'Shop/open_express')
    expect(scope.levels[0]).toMatchObject({ context: 'RushOrder' })
    expect({ reply, output }).toEqual({ reply: '', output: null })
  })

  it('lets an instance name its context itself', async () => {
    const document = appDocument({
      files: {
        'app/main.ts': `
class Thing { status = 'New'; get contextName() { return this.status + 'Thing' } }
export const start = () => new Thing()`,
      },
      contexts: { NewThing: {}, Thing: {} },
      commands: {
        'NewThing/age': { code: `export default (_, { self }) => { self.status = 'Old' }` },
      },
    })
    const application = await open(document)
    expect((await application.scope()).levels[0]?.context).toBe('NewThing')
    expect((await run(application, 'NewThing/age')).scope.levels[0]?.context).toBe('Thing')
  })

  it('goes up to the container and to the top, and handlers can too', async () => {
    const leave = {
      code: `export default (_, { workflow }) => { workflow.leave(); return workflow.current.name }`,
    }
    const top = {
      code: `export default (_, { workflow, root }) => { workflow.top(); return String(workflow.current === root) }`,
    }
    const application = await open(shop({ 'Order/leave': leave, 'Order/top': top }))
    await run(application, 'Shop/open_order', { id: 'W1' })
    expect((await application.goUp()).levels[0]?.label).toBe('Anna')
    expect((await application.goUp()).levels[0]?.label).toBe('Shop')
    expect((await application.goUp()).levels[0]?.label).toBe('Shop')
    await run(application, 'Shop/open_order', { id: 'W1' })
    expect((await application.goToTop()).levels[0]?.label).toBe('Shop')
    await run(application, 'Shop/open_order', { id: 'W1' })
    expect((await run(application, 'Order/leave')).reply).toBe('Anna')
    await run(application, 'Shop/open_order', { id: 'W1' }, 1)
    expect((await run(application, 'Order/top')).reply).toBe('true')
  })

  it('refuses to be in a circle of containers, or in a chain without end', async () => {
    const document = appDocument({
      files: {
        'app/main.ts': `
export class A { depth = 0; get parent() { const a = new A(); a.depth = this.depth + 1; return a } }
export const start = () => ({ })`,
      },
      contexts: { A: {} },
      commands: {
        circle: {
          code: `export default (_, { workflow }) => { const a = {}; a.parent = { parent: a }; workflow.enter(a) }`,
        },
        chain: {
          code: `import { A } from '../../app/main'\nexport default (_, { workflow }) => workflow.enter(new A())`,
        },
      },
    })
    const application = await open(document)
    await expect(run(application, 'circle')).rejects.toMatchObject({
      code: 'sandbox/failed',
      message: expect.stringMatching(/^Its containers go round in a circle: /) as string,
    })
    await expect(run(application, 'chain')).rejects.toMatchObject({ name: 'AppError' })
    // Where one was before.
    expect((await application.scope()).levels).toHaveLength(1)
  })

  it('waits for promises, keeps what was printed, and gives data back', async () => {
    const document = appDocument({
      commands: {
        wait: {
          code: `
export default async (input, { log }) => {
  log('before', { input })
  await Promise.resolve()
  console.log('after', 1n, undefined)
  return [1, { two: 2 }]
}`,
        },
      },
    })
    expect(await run(await open(document), 'wait', { a: 1 })).toMatchObject({
      reply: '',
      output: [1, { two: 2 }],
      logs: ['before {"input":{"a":1}}', 'after 1 undefined'],
    })
  })

  it('starts anew on reset', async () => {
    const application = await open(shop())
    await run(application, 'Shop/open_order', { id: 'W1' })
    await run(application, 'Order/cancel', { reason: '' })
    expect((await application.reset()).levels[0]?.label).toBe('Shop')
    const { scope } = await run(application, 'Shop/open_order', { id: 'W1' })
    expect(scope.levels[0]?.available).toContain('Order/cancel')
  })

  it('takes calls one at a time, in order', async () => {
    const application = await open(
      appDocument({
        commands: {
          next: { code: `export default (_, { root }) => String(root.n = (root.n ?? 0) + 1)` },
        },
      }),
    )
    const answers = await Promise.all([1, 2, 3].map(() => run(application, 'next')))
    expect(answers.map(({ reply }) => reply)).toEqual(['1', '2', '3'])
  })

  it('does not begin a call that was cancelled before', async () => {
    const application = await open(shop())
    const call = { command: commandId('Shop/open_order'), values: { id: 'W1' }, level: 0 }
    await expect(application.execute(call, AbortSignal.abort())).rejects.toThrow('aborted')
    expect((await application.scope()).levels[0]?.label).toBe('Shop')
  })
})
