import { stockShelves, type Product } from './catalog'
import { CITIES } from './cities'
import { Customer, type Address, type PaymentMethod } from './customer'
import { Desk } from './desk'
import { Item } from './item'
import { Order, type OrderStatus } from './order'
import { Dice } from './seed'
import { regulars } from './regulars'
import { addDays } from './wording'

const TODAY = '2025-06-30'

// prettier-ignore
const FIRST_NAMES = [
  'Ada', 'Amir', 'Anika', 'Bruno', 'Carla', 'Chidi', 'Clara', 'Daniel', 'Dina', 'Elif',
  'Emil', 'Farah', 'Felix', 'Grace', 'Hanna', 'Hugo', 'Imani', 'Ines', 'Ivan', 'Jana',
  'Jorge', 'Kaito', 'Lena', 'Leo', 'Lucia', 'Marek', 'Mei', 'Milan', 'Nadia', 'Noah',
  'Olga', 'Oscar', 'Paula', 'Rafael', 'Rosa', 'Samir', 'Sven', 'Tara', 'Viktor', 'Zoe',
]

// prettier-ignore
const LAST_NAMES = [
  'Abara', 'Adler', 'Bauer', 'Bianchi', 'Brandt', 'Castro', 'Cohen', 'Costa', 'Dahl', 'Demir',
  'Evans', 'Ferrari', 'Fischer', 'Garcia', 'Haddad', 'Hansen', 'Ito', 'Ivanov', 'Jansen', 'Kaya',
  'Keller', 'Kovacs', 'Larsen', 'Lopez', 'Marino', 'Mensah', 'Moreau', 'Nowak', 'Okoye', 'Osman',
  'Park', 'Petrov', 'Quinn', 'Rossi', 'Santos', 'Silva', 'Tanaka', 'Varga', 'Weber', 'Yilmaz',
]

// prettier-ignore
const STREETS = [
  'Alder Lane', 'Birch Road', 'Cedar Street', 'Dock Street', 'Elm Avenue', 'Garden Row',
  'Harbour View', 'High Street', 'Lake Drive', 'Mill Lane', 'Oak Street', 'Station Road',
]

/** Coprime to the number of possible names, so that no two customers have the same one. */
const NAME_STEP = 767

/** A desk with that many invented customers and orders, after the regulars written by hand. */
export function openDesk(size: { seed: number; customers: number; orders: number }): Desk {
  const dice = new Dice(size.seed)
  const desk = new Desk(TODAY, stockShelves(dice))
  regulars(desk)
  let orders = desk.customers.reduce((sum, customer) => sum + customer.orders.length, 0)
  const regularCount = desk.customers.length
  while (desk.customers.length < size.customers) {
    desk.customers.push(inventCustomer(desk, desk.customers.length, dice))
  }
  for (; orders < size.orders; orders++) {
    const who = regularCount + dice.below(size.customers - regularCount)
    const customer = desk.customers[who] as Customer
    customer.orders.push(inventOrder(customer, dice))
  }
  for (const customer of desk.customers) {
    customer.orders.sort((a, b) => (a.placedOn < b.placedOn ? -1 : 1))
  }
  return desk
}

function inventCustomer(desk: Desk, index: number, dice: Dice): Customer {
  const nth = (index * NAME_STEP) % (FIRST_NAMES.length * LAST_NAMES.length)
  const first = FIRST_NAMES[nth % FIRST_NAMES.length] ?? ''
  const last = LAST_NAMES[Math.floor(nth / FIRST_NAMES.length)] ?? ''
  const domain = dice.chance(70) ? 'example.com' : 'example.org'
  return new Customer(desk, {
    name: `${first} ${last}`,
    email: `${first}.${last}@${domain}`.toLowerCase(),
    address: inventAddress(dice),
    payments: inventPayments(dice),
  })
}

function inventAddress(dice: Dice): Address {
  const [city, zip] = dice.pick(CITIES)
  return {
    street: `${1 + dice.below(190)} ${dice.pick(STREETS)}`,
    city,
    zip: `${zip}${10 + dice.below(90)}`,
  }
}

function inventPayments(dice: Dice): PaymentMethod[] {
  const card = `${dice.pick(['Visa', 'Mastercard'])} ending in ${1000 + dice.below(9000)}`
  const payments: PaymentMethod[] = [{ name: card, balance: null }]
  if (dice.chance(50)) payments.push({ name: 'PayPal', balance: null })
  if (dice.chance(30)) payments.push({ name: 'gift card', balance: 1000 * (1 + dice.below(40)) })
  return payments
}

// prettier-ignore
const STATUSES: readonly OrderStatus[] = [
  'pending', 'pending', 'pending', 'shipped', 'delivered', 'delivered', 'delivered', 'delivered',
  'cancelled', 'returned',
]

/** How many days ago an order of each status was placed: at least, and in how wide a range. */
const AGES: Readonly<Record<OrderStatus, readonly [number, number]>> = {
  pending: [0, 3],
  shipped: [2, 4],
  delivered: [7, 60],
  cancelled: [4, 50],
  returned: [15, 40],
}

const CANCEL_REASONS = ['no longer needed', 'ordered by mistake']

function inventOrder(customer: Customer, dice: Dice): Order {
  const status = dice.pick(STATUSES)
  const [atLeast, range] = AGES[status]
  const order = new Order(customer, {
    number: customer.desk.newOrderNumber(),
    status,
    placedOn: addDays(TODAY, -(atLeast + dice.below(range))),
    payment: (customer.payments[0] as PaymentMethod).name,
  })
  for (const product of pickProducts(customer.desk.products, dice)) {
    order.items.push(new Item(order, product, dice.pick(product.variants)))
  }
  settleHistory(order, dice)
  return order
}

/** One to four products, none of them twice. */
function pickProducts(products: readonly Product[], dice: Dice): Product[] {
  const first = dice.below(products.length)
  const step = 1 + dice.below(7)
  return Array.from({ length: 1 + dice.below(4) }, (_, i) => i * step + first).map(
    (place) => products[place % products.length] as Product,
  )
}

/** What has happened since an order of this status was placed. */
function settleHistory(order: Order, dice: Dice): void {
  if (order.status === 'delivered' || order.status === 'returned') {
    order.deliveredOn = addDays(order.placedOn, 3 + dice.below(3))
  }
  if (order.status === 'cancelled') order.cancelReason = dice.pick(CANCEL_REASONS)
  if (order.status === 'cancelled' || order.status === 'returned') {
    order.refunded = order.total
    order.refundedOn = addDays(order.deliveredOn ?? order.placedOn, 1 + dice.below(4))
  }
  if (order.status === 'returned') for (const item of order.items) item.returned = true
}
