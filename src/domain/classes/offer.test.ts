import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import type { ClassModel } from './class-model.ts'
import { offer } from './offer.ts'
import type { OfferedCommand, OfferedContext } from './offered.ts'

const modelOf = (text: string): ClassModel => readClasses([{ path: 'app/main.ts', text }], ts)
const contextOf = (text: string, name: string): OfferedContext => {
  const found = offer(modelOf(text)).contexts.find(({ member }) => member === name)
  if (!found) throw new Error(`No ${name}`)
  return found
}
const commandOf = (body: string, member: string, around = ''): OfferedCommand => {
  const { commands } = contextOf(`${around}\nexport class A {\n${body}\n}`, 'A')
  const found = commands.find((each) => each.member === `A.${member}`)
  if (!found) throw new Error(`No ${member} in ${commands.map((each) => each.member).join()}`)
  return found
}
const source = ({ handler }: OfferedCommand): string =>
  handler.kind === 'code' ? handler.source : `(${handler.kind})`

const SHOP = `
  export class Shop {
    readonly name = 'Corner'
    customers: Customer[] = []
    byNumber = new Map<string, Order>()
    customer(email: string): Customer | undefined { return this.customers[0] }
    drop(customer: Customer) { this.customers = [] }
  }
  export class Customer { constructor(readonly parent: Shop, readonly email: string) {} orders: Order[] = [] }
  export abstract class Thing { id = 1 }
  /** One sale. */
  export class Order extends Thing { customer!: Customer; number = ''; items = new Set<Item>() }
  export class Item { order!: Order; title = ''; parcel?: Parcel }
  export class Parcel { item!: Item }
  class Hidden {}
  export function start() { return new Shop() }
`

describe('contexts', () => {
  it('are classes with their bases, and live in what holds them or in what they call their parent', () => {
    const { contexts } = offer(modelOf(SHOP))
    expect(
      contexts.map(({ member, name, bases, containers, parent, isSuggested }) => ({
        member,
        name,
        bases: bases.map((key) => key.split('#')[1]),
        containers: containers.map((key) => key.split('#')[1]),
        parent,
        isSuggested,
      })),
    ).toEqual([
      { member: 'Shop', name: '*', bases: [], containers: [], parent: '', isSuggested: true },
      {
        member: 'Customer',
        name: 'Customer',
        bases: [],
        containers: ['Shop'],
        parent: '',
        isSuggested: true,
      },
      { member: 'Thing', name: 'Thing', bases: [], containers: [], parent: '', isSuggested: true },
      {
        member: 'Order',
        name: 'Order',
        bases: ['Thing'],
        containers: ['Shop', 'Customer'],
        parent: 'self.customer',
        isSuggested: true,
      },
      {
        member: 'Item',
        name: 'Item',
        bases: [],
        containers: ['Order'],
        parent: 'self.order',
        isSuggested: true,
      },
      {
        member: 'Parcel',
        name: 'Parcel',
        bases: [],
        containers: ['Item'],
        parent: 'self.item',
        isSuggested: true,
      },
      {
        member: 'Hidden',
        name: 'Hidden',
        bases: [],
        containers: [],
        parent: '',
        isSuggested: false,
      },
    ])
  })

  it('are told apart and called by what a person would say', () => {
    expect(contextOf(SHOP, 'Order')).toMatchObject({
      description: 'One sale.',
      displayName: 'Order {number}',
      identity: '',
    })
    expect(contextOf(SHOP, 'Customer')).toMatchObject({
      displayName: 'Customer {email}',
      identity: '{email}',
    })
    expect(contextOf(SHOP, 'Item')).toMatchObject({ displayName: '{title}', identity: '{title}' })
  })
})

describe('ways between them', () => {
  const open = (context: string, member: string): OfferedCommand => {
    const found = contextOf(SHOP, context).commands.find((each) => each.member === member)
    if (!found) throw new Error(member)
    return found
  }

  it('open one of many by what tells it, whatever holds them', () => {
    const command = open('Shop', 'Shop.byNumber open')
    expect(command).toMatchObject({ risk: 'read', isSuggested: true })
    expect(command.parameters).toMatchObject([
      { name: 'id', lookup: '[...self.byNumber.values()].map((one) => String(one.id))' },
    ])
    expect(source(open('Order', 'Order.items open')))
      .toBe(`import type { Input, Scope } from './$types'

export default function (input: Input, { self, workflow }: Scope) {
  const found = [...self.items].find((one) => String(one.title) === input.title)
  if (!found) return 'There is no such item.'
  workflow.enter(found)
  return \`\${found.title}\`
}
`)
  })

  it('go to what a method finds, and take an instance by what it is called', () => {
    expect(open('Shop', 'Shop.customer()')).toMatchObject({ name: 'open_customer', risk: 'read' })
    const drop = open('Shop', 'Shop.drop()')
    expect(drop).toMatchObject({
      name: 'drop',
      risk: 'destructive',
      parameters: [{ name: 'customer', lookup: 'self.customers.map((one) => String(one.email))' }],
    })
    expect(source(drop)).toContain('return self.drop(customerFound)')
  })

  it.each<[method: string, member: string, risk: string]>([
    ['order(no: string): Order { return this.all[0] }', 'order()', 'read: it only goes there'],
    ['order(no: string): Order { return look(no) }', 'order()', 'read: it only goes there'],
    ['latestOrder(): Order { return look() }', 'latestOrder()', 'read: it only goes there'],
    ['findOrder(): Order { return look() }', 'findOrder()', 'read: it begins with “find”'],
    // What makes, changes or ends the instance that it gives does more than go there.
    [
      'place(): Order { const made = new Order(); this.all.push(made); return made }',
      'place()',
      'write: its body changes something',
    ],
    ['make(): Order { return build() }', 'make()', 'write: nothing tells that it only reads'],
    [
      'cancelOrder(): Order { this.all[0].open = false; return this.all[0] }',
      'cancelOrder()',
      'destructive: it begins with “cancel”',
    ],
  ])('only read where they lead to what is there: %s', (method, member, risk) => {
    const around = 'export class Order { open = true }'
    const found = commandOf(`all: Order[] = []; ${method}`, member, around)
    expect(`${found.risk}: ${found.riskBecause}`).toBe(risk)
    expect(source(found)).toContain('workflow.enter(found)')
  })

  it('do not go down to what one came from', () => {
    const members = contextOf(SHOP, 'Item').commands.map(({ member }) => member)
    expect(members).toContain('Item.parcel open')
    expect(members).not.toContain('Item.order open')
  })
})

describe('commands', () => {
  it('call a method as it is where what is said is what it takes', () => {
    expect(commandOf('cancel(reason: string, days = 3) {}', 'cancel()')).toMatchObject({
      name: 'cancel',
      handler: { kind: 'method', method: 'cancel', positional: true },
      parameters: [
        { name: 'reason', required: true },
        { name: 'days', required: false, defaultValue: 3 },
      ],
    })
    expect(commandOf('add({ first }: { first: number }) {}', 'add()')).toMatchObject({
      handler: { kind: 'method', method: 'add', positional: false },
      parameters: [{ name: 'first', type: 'number' }],
    })
    expect(
      commandOf('go(input: { name: string }, { workflow }: Scope) {}', 'go()').handler,
    ).toEqual({ kind: 'method', method: 'go', positional: false })
  })

  it.each([
    ['m(due: Date) {}', 'self.m(new Date(input.due))'],
    ['m(due?: Date) {}', 'self.m(input.due === undefined ? undefined : new Date(input.due))'],
    ['m(status: string | null) {}', 'self.m(input.status ?? null)'],
    ['m(...tags: string[]) {}', 'self.m(...(input.tags ?? []))'],
    ['m(amount: bigint) {}', 'self.m(BigInt(input.amount))'],
    ['m(level: Level) {}', 'self.m(({ "Low": 0, "High": 1 } as const)[input.level])'],
    ['m(tags: Set<string>) {}', 'self.m(new Set(input.tags))'],
    ['m(to: { zipCode: string }) {}', 'self.m({ zipCode: input.zip_code })'],
    [
      'm(a: string, to: { zipCode: string }[]) {}',
      'self.m(input.a, input.to.map((one) => ({ zipCode: one.zip_code })))',
    ],
    ['m(done: () => void, a: string) {}', null],
    ['m(a: string, done?: () => void) {}', 'self.m(input.a, undefined)'],
    ['async m(due: Date) {}', 'await self.m(new Date(input.due))'],
  ])('turn what is said into what it takes: %s', (method, call) => {
    const around = 'enum Level { Low, High }'
    if (call === null) {
      const { commands, remarks } = contextOf(`${around}\nexport class A {\n${method}\n}`, 'A')
      expect(commands).toEqual([])
      expect(remarks).toEqual(['m() is not offered: done: it is given a function.'])
    } else expect(source(commandOf(method, 'm()', around))).toContain(`return ${call}\n`)
  })

  it('guess their risk by the body first, then by the name, and say by which', () => {
    const risk = (method: string, member: string): string => {
      const found = commandOf(method, member)
      return `${found.risk}: ${found.riskBecause}`
    }
    expect(risk('cancelled() { return this.a }', 'cancelled()')).toBe(
      'read: its body changes nothing',
    )
    expect(risk('remove() { this.a = 1 }', 'remove()')).toBe('destructive: it begins with “remove”')
    expect(risk('find() { return look(this) }', 'find()')).toBe('read: it begins with “find”')
    expect(risk('find() { this.found++ }', 'find()')).toBe('write: its body changes something')
    expect(risk('go() { return look(this) }', 'go()')).toBe(
      'write: nothing tells that it only reads',
    )
  })

  it('read and write properties, as far as they can be written', () => {
    const { commands } = contextOf(
      'export class A { readonly a = 1; dueOn?: Date; get b() { return 2 } }',
      'A',
    )
    expect(commands.map(({ name, handler }) => [name, handler.kind])).toEqual([
      ['get_a', 'property'],
      ['get_due_on', 'property'],
      ['set_due_on', 'code'],
      ['get_b', 'property'],
    ])
    expect(commands.every(({ isSuggested }) => !isSuggested)).toBe(true)
  })

  it('of a base are not offered again where they are overridden alike', () => {
    const text = `
      export class Base { m(a: string) {} n() {} }
      export class A extends Base { override m(a: string) {} override n(more = 1) {} }
    `
    expect(contextOf(text, 'A').commands.map(({ name }) => name)).toEqual(['n'])
  })

  it('of functions and static methods import what they call', () => {
    const { functions } = offer(
      modelOf(
        'export class A { static make(name: string) { return 1 } }\nexport default function f(n: number) {}',
      ),
    )
    expect(functions.map(({ name, isSuggested }) => [name, isSuggested])).toEqual([
      ['make_a', false],
      ['f', false],
    ])
    expect(functions.map(source)).toEqual([
      expect.stringContaining("import { A } from '../../app/main'"),
      expect.stringContaining("import f from '../../app/main'"),
    ])
  })
})
