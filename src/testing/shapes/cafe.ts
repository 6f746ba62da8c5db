import type { Document } from '#domain/document.ts'
import { code, withSource } from '../talk.ts'
import { workflow, type WorkflowBuilder } from '../workflow-builder.ts'

/** A café with tables: small, and with one of each thing that a conversation can go wrong about. */
export const cafeWorkflow = (): WorkflowBuilder =>
  workflow('Cafe')
    .context('Table', { containers: ['*'], displayName: 'Table {number}' })
    .command('order_drink', {
      risk: 'write',
      parameters: {
        drink: { lookup: 'self.menu' },
        note: { description: 'Anything special', minLength: 2, maxLength: 30 },
        cups: { type: 'integer', min: 1, max: 9, required: false, defaultValue: 1 },
      },
      handler: code('self.orders.push(input)\nreturn `${input.cups} × ${input.drink}`'),
      utterances: ['order a [tea](drink)', 'bring me a [latte](drink) please'],
    })
    .command('show_prices', { utterances: ['show the prices', 'what does it cost'] })
    .command('show_sizes', { utterances: ['show the sizes', 'how big are they'] })
    .command('reserve', {
      risk: 'write',
      parameters: { day: { type: 'date' }, outside: { type: 'boolean' } },
      handler: code('return `${input.day} ${input.outside ? "outside" : "inside"}`'),
      utterances: ['reserve for [tomorrow](day)', 'keep a place free [next friday](day)'],
    })
    .command('deliver', {
      risk: 'write',
      parameters: { address: { examples: ['12 Main Street, Springfield'] }, name: {} },
      handler: code('return `${input.name} at ${input.address}`'),
      utterances: ['deliver it to my home', 'send it over to us'],
    })
    .command('close_shop', { risk: 'destructive', utterances: ['close the shop for today'] })
    .command('sit_down', {
      parameters: { number: { type: 'integer' } },
      handler: code('workflow.enter(self.tables[input.number])\nreturn "Welcome."'),
      utterances: ['sit down at table [1](number)'],
    })
    .command('count_orders', {
      handler: code('return self.orders.length'),
      utterances: ['how many orders are there'],
    })
    .command('Table/pay', {
      risk: 'write',
      availability: 'self.bill > 0',
      handler: code('self.bill = 0\nreturn "Paid."'),
      utterances: ['pay the bill', 'settle what we owe'],
    })
    .command('Table/leave', {
      handler: code('workflow.enter(root)\nreturn "Goodbye."'),
      utterances: ['leave the table now'],
    })

const SOURCE = `
class Cafe {
  menu = ['tea', 'latte', 'cocoa']
  orders: unknown[] = []
  tables: Table[] = []
  constructor() {
    this.tables = [new Table(this, 0, 12), new Table(this, 1, 0)]
  }
}
class Table {
  constructor(readonly parent: Cafe, readonly number: number, public bill: number) {}
}
export const start = () => new Cafe()
`

export const withCafe = (builder: WorkflowBuilder): Document =>
  withSource(builder.build(), { 'app/main.ts': SOURCE })

export const cafe = (): Document => withCafe(cafeWorkflow())
