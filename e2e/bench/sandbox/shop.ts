import type { Document } from '#domain/document.ts'
import type { HandlerCall } from '#engine/ports.ts'
import { appDocument, commandId } from '#engine/sandbox/fixture.ts'

/** A shop whose state is so many objects: orders that know their customer, with dates and items. */
export function shopDocument(objects: number): Document {
  // Customer, and for each of its four orders: order, date, list and one item.
  const customers = Math.round(objects / 19)
  return appDocument({
    files: { 'app/main.ts': source(customers) },
    contexts: { Shop: {}, Customer: {}, Order: { displayName: 'Order {id}' } },
    commands: {
      'Shop/hello': { code: `export default () => 'Hello'` },
      'Shop/touch_one': {
        code: `export default (_, { self }) => { const order = self.customers[0]?.orders[0]; if (order) order.status += '.' }`,
      },
      'Shop/touch_all': {
        code: `export default (_, { self }) => { for (const { orders } of self.customers) for (const order of orders) order.total++ }`,
      },
    },
  })
}

const source = (customers: number): string => `
export class Shop { customers: Customer[] = [] }
export class Customer {
  orders: Order[] = []
  constructor(readonly parent: Shop, readonly id: string, readonly email: string) {}
}
export class Order {
  status = 'open'
  total = 0
  items: { sku: string; quantity: number; price: number }[] = []
  constructor(readonly parent: Customer, readonly id: string, readonly placed: Date) {}
}
export function start() {
  const shop = new Shop()
  for (let c = 0; c < ${customers}; c++) {
    const customer = new Customer(shop, 'C' + c, 'person' + c + '@example.org')
    shop.customers.push(customer)
    for (let o = 0; o < 4; o++) {
      const order = new Order(customer, 'W' + c + '-' + o, new Date(1e12 + c))
      order.items.push({ sku: 'SKU-' + o, quantity: o, price: o * 1.25 })
      customer.orders.push(order)
    }
  }
  return shop
}`

export const callTo = (command: string): HandlerCall => ({
  command: commandId(command),
  values: {},
  level: 0,
})
