import { Customer } from './customer'
import type { Desk } from './desk'
import { Item } from './item'
import { Order, type OrderStatus } from './order'

interface PastOrder {
  readonly number: string
  readonly status: OrderStatus
  readonly placedOn: string
  readonly deliveredOn?: string
  /** Product and the place of the variant among its variants. */
  readonly items: readonly (readonly [product: string, variant: number])[]
}

/** Customers whom the stories of this example are about; they do not depend on chance. */
export function regulars(desk: Desk): void {
  const maya = new Customer(desk, {
    name: 'Maya Lindgren',
    email: 'maya.lindgren@example.com',
    address: { street: '12 Alder Lane', city: 'Portland', zip: '97214' },
    payments: [
      { name: 'Visa ending in 4021', balance: null },
      { name: 'PayPal', balance: null },
      { name: 'gift card', balance: 5000 },
    ],
  })
  // prettier-ignore
  addOrders(maya, [
    { number: 'W7719340', status: 'delivered', placedOn: '2025-06-12', deliveredOn: '2025-06-16',
      items: [['Hiking Boots', 2], ['Wool Scarf', 4]] },
    { number: 'W5530218', status: 'delivered', placedOn: '2025-04-02', deliveredOn: '2025-04-07',
      items: [['Coffee Table', 0]] },
    { number: 'W4082615', status: 'pending', placedOn: '2025-06-29',
      items: [['Trail Backpack', 2], ['Water Bottle', 0], ['Desk Lamp', 1]] },
  ])
  const owen = new Customer(desk, {
    name: 'Owen Achebe',
    email: 'owen.achebe@example.org',
    address: { street: '88 Harbour View', city: 'Seattle', zip: '98109' },
    payments: [
      { name: 'Mastercard ending in 7730', balance: null },
      { name: 'gift card', balance: 60000 },
    ],
  })
  // prettier-ignore
  addOrders(owen, [
    { number: 'W2904417', status: 'cancelled', placedOn: '2025-06-20', items: [['Teapot', 0]] },
    { number: 'W6157083', status: 'returned', placedOn: '2025-05-28', deliveredOn: '2025-06-02',
      items: [['Smart Watch', 1]] },
    { number: 'W8341126', status: 'shipped', placedOn: '2025-06-28', items: [['Office Chair', 1]] },
    { number: 'W3478850', status: 'pending', placedOn: '2025-06-30', items: [['E-Reader', 0]] },
  ])
}

function addOrders(customer: Customer, pastOrders: readonly PastOrder[]): void {
  const { desk, payments } = customer
  for (const past of pastOrders) {
    const order = new Order(customer, { ...past, payment: payments[0]?.name ?? '' })
    order.deliveredOn = past.deliveredOn ?? null
    order.items.push(...past.items.map(([name, nth]) => itemOf(desk, order, name, nth)))
    if (past.status === 'cancelled') order.cancelReason = 'ordered by mistake'
    if (past.status === 'cancelled' || past.status === 'returned') {
      order.refunded = order.total
      order.refundedOn = '2025-06-26'
    }
    if (past.status === 'returned') for (const item of order.items) item.returned = true
    customer.orders.push(order)
  }
  desk.customers.push(customer)
}

function itemOf(desk: Desk, order: Order, name: string, nth: number): Item {
  const product = desk.product(name)
  const variant = product?.variants[nth]
  if (!product || !variant) throw new Error(`No such product: ${name}, ${nth}`)
  // The variants that the stories ask for are always to be had.
  for (const one of product.variants) one.stock = Math.max(one.stock, 3)
  return new Item(order, product, variant)
}
