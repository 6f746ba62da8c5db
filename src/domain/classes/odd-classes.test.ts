import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import { offer } from './offer.ts'
import type { OfferedContext } from './offered.ts'

const START = 'export function start() { return new Desk() }'

/** What a class of this source is offered. */
function contextOf(text: string, member = 'Desk'): OfferedContext {
  const { contexts } = offer(readClasses([{ path: 'app/main.ts', text: `${text}\n${START}` }], ts))
  const found = contexts.find((context) => context.member === member)
  if (!found) throw new Error(`No ${member}`)
  return found
}
const commandsOf = (text: string, member?: string): string[] =>
  contextOf(text, member).commands.map(({ name }) => name)
const codeOf = (text: string, name: string): string => {
  const handler = contextOf(text).commands.find((command) => command.name === name)?.handler
  return handler?.kind === 'code' ? handler.source : String(handler?.kind)
}

describe('a class that is not written as most are', () => {
  it('is called as contexts are', () => {
    const text =
      'export class order_line { parent!: Desk }\nexport class Desk { lines: order_line[] = [] }'
    expect(contextOf(text, 'order_line').name).toBe('OrderLine')
  })

  it('may have methods called what no command may be', () => {
    const text = 'export class Desk { help() {} wildcard() {} parameterValue() {} }'
    expect(commandsOf(text)).toEqual(['help', 'run_wildcard', 'run_parameter_value'])
  })

  it('may have two members that come to one name', () => {
    const text = 'export class Desk { sendMail() { return 1 } send_mail() { return 2 } }'
    expect(commandsOf(text)).toEqual(['send_mail', 'send_mail_2'])
  })

  it('has no command of what has no word in its name', () => {
    const text = 'export class Desk { $ = 1; $$() { return 1 } count = 2 }'
    expect(commandsOf(text).filter((name) => !name.includes('count'))).toEqual([])
  })

  it('says so where its instances tell themselves which context they are in', () => {
    const text = 'export class Desk { contextName = "Counter" }'
    expect(contextOf(text).remarks).toContain(
      'Its instances say themselves which context they are in, by contextName.',
    )
  })
})

describe('what a class holds', () => {
  const ORDER =
    'export class Order { constructor(readonly parent: Desk, readonly number: string) {} }'

  it.each([
    ['Order[]', 'self.orders'],
    ['Set<Order>', '[...self.orders]'],
    ['Map<string, Order>', '[...self.orders.values()]'],
    ['Record<string, Order>', 'Object.values(self.orders)'],
  ])('is found again in its %s', (type, all) => {
    const text = `${ORDER}\nexport class Desk { orders!: ${type}; drop(order?: Order) { this.orders = null as never } }`
    const open = contextOf(text).commands.find(({ name }) => name === 'open_order')
    expect(open?.parameters[0]?.lookup).toBe(`${all}.map((one) => String(one.number))`)
    // What may be left out is not missed.
    expect(codeOf(text, 'drop')).toContain(`const orderFound = ${all}.find(`)
    expect(codeOf(text, 'drop')).not.toContain('if (!orderFound)')
    expect(codeOf(text.replace('order?:', 'order:'), 'drop')).toContain('if (!orderFound) return')
  })

  it('is told by the subclasses alone, where an abstract class leaves it to each of them', () => {
    const parts = (...seats: readonly string[]) => `
      export abstract class Part { parent!: Desk | Box }
      ${seats.join('\n')}
      export class Box { parts: Part[] = [] }
      export class Desk { parts: Part[] = []; box = new Box() }`
    const outside = (text: string) =>
      contextOf(text, 'Part').containers.map((key) => key.split('#')[1])
    const wheel = 'export class Wheel extends Part { declare parent: Desk }'
    const seat = 'export class Seat extends Part { declare parent: Box }'
    expect(outside(parts(wheel, seat))).toEqual([])
    expect(outside(parts(wheel, 'export class Seat extends Part {}'))).toEqual(['Desk', 'Box'])
    expect(outside(parts())).toEqual(['Desk', 'Box'])
  })
})
