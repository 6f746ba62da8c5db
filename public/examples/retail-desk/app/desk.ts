import { calculate } from './arithmetic'
import type { Product } from './catalog'
import { CITIES } from './cities'
import type { Customer } from './customer'
import type { Moves } from './moves'
import { Order } from './order'
import { count, money, sameWords } from './wording'

/** Order numbers are spread out by this step, which never meets the same number twice. */
const NUMBER_STEP = 7_368_787
const NUMBERS = 9_000_000

/** The customer service of a shop: everything one can talk about is in here. */
export class Desk {
  /** The desk's clock stands still, so that each story can be told again. */
  readonly today: string
  readonly customers: Customer[] = []
  readonly products: Product[]
  /** Customers who were put through to a colleague. */
  handovers = 0
  private numbersUsed = 0

  constructor(today: string, products: Product[]) {
    this.today = today
    this.products = products
  }

  /** For lookups. */
  customerNames(): string[] {
    return this.customers.map(({ name }) => name)
  }

  /** For lookups. */
  customerEmails(): string[] {
    return this.customers.map(({ email }) => email)
  }

  /** For lookups; people write order numbers with and without the `#`. */
  orderNumbers(): { value: string; label: string }[] {
    return this.customers.flatMap(({ orders }) =>
      orders.map(({ number }) => ({ value: number, label: `#${number}` })),
    )
  }

  /** For lookups. */
  productNames(): string[] {
    return this.products.map(({ name }) => name)
  }

  /** For lookups: where the shop delivers to. */
  cities(): string[] {
    return CITIES.map(([name]) => name)
  }

  customerByEmail(email: string): Customer | undefined {
    return this.customers.find((customer) => sameWords(customer.email, email))
  }

  customerByName(name: string): Customer | undefined {
    return this.customers.find((customer) => sameWords(customer.name, name))
  }

  order(number: string): Order | undefined {
    const wanted = number.trim().replace('#', '').toUpperCase()
    for (const { orders } of this.customers) {
      const order = orders.find((candidate) => candidate.number === wanted)
      if (order) return order
    }
    return undefined
  }

  product(name: string): Product | undefined {
    return this.products.find((product) => sameWords(product.name, name))
  }

  openCustomerByEmail({ email }: { email: string }, { workflow }: Moves): Opened {
    const customer = this.customerByEmail(email)
    if (!customer) return { reply: `No customer has the e-mail ${email}.` }
    workflow.enter(customer)
    return { reply: `Here is the customer.\n${customer.describe()}`, name: customer.name }
  }

  openCustomerByName(who: { name: string; zip: string }, { workflow }: Moves): Opened {
    const problem = this.whyNotThatCustomer(who)
    const customer = this.customerByName(who.name)
    if (problem || !customer) return { reply: problem ?? `No customer is called ${who.name}.` }
    workflow.enter(customer)
    return { reply: `Here is the customer.\n${customer.describe()}`, email: customer.email }
  }

  /** The zip code is how a caller proves to be that person. */
  whyNotThatCustomer({ name, zip }: { name: string; zip: string }): string | null {
    const customer = this.customerByName(name)
    if (!customer) return `No customer is called ${name}.`
    return customer.address.zip === zip ? null : `${name} does not live in the zip code ${zip}.`
  }

  openOrder({ order_number }: { order_number: string }, { workflow }: Moves): Opened {
    const order = this.order(order_number)
    if (!order) return { reply: `There is no order ${order_number}.` }
    workflow.enter(order)
    return { reply: order.describe(), status: order.status }
  }

  /** `W` and seven digits, never given before. */
  newOrderNumber(): string {
    this.numbersUsed += 1
    return `W${1_000_000 + ((this.numbersUsed * NUMBER_STEP) % NUMBERS)}`
  }

  listProductTypes(): string {
    const byType = new Map<string, string[]>()
    for (const { name, type } of this.products) {
      byType.set(type, [...(byType.get(type) ?? []), name])
    }
    const lines = [...byType].map(([type, names]) => `- ${type}: ${names.join(', ')}`)
    return `We sell ${count(this.products.length, 'product')}:\n${lines.join('\n')}`
  }

  describeProduct(name: string): string {
    const product = this.product(name)
    if (!product) return `We do not sell ${name}.`
    const lines = product.variants.map(
      ({ sku, options, price, stock }) =>
        `- ${options} (${sku}): ${money(price)}, ${stock > 0 ? `${stock} in stock` : 'sold out'}`,
    )
    return `${product.name}, ${product.type.toLowerCase()}:\n${lines.join('\n')}`
  }

  calculate(expression: string): string {
    return this.whyNoSum(expression) ?? `${expression} = ${calculate(expression)}`
  }

  whyNoSum(expression: string): string | null {
    return calculate(expression) === null ? `I cannot work out “${expression}”.` : null
  }

  handOver(): { reply: string; place: number } {
    this.handovers += 1
    return {
      reply: `I am putting you through to a colleague, with number ${this.handovers} in the queue.`,
      place: this.handovers,
    }
  }

  takeHandOverBack(): string {
    this.handovers -= 1
    return 'You are out of the queue again.'
  }

  /** Places a new order with the same items as an older one; there must be one of each in stock. */
  orderAgain(old: Order): Order {
    for (const item of old.items) {
      const variant = this.variant(item)
      if (variant) variant.stock -= 1
    }
    const { customer } = old
    const order = new Order(customer, {
      number: this.newOrderNumber(),
      status: 'pending',
      placedOn: this.today,
      payment: old.payment,
    })
    order.items.push(...old.items.map((item) => item.copyInto(order)))
    customer.orders.push(order)
    return order
  }

  /** The variant of a product that an item is. */
  variant({ product, sku }: { readonly product: string; readonly sku: string }) {
    return this.product(product)?.variants.find((variant) => variant.sku === sku)
  }
}

/** What is said of what was opened, with data for programs. */
interface Opened {
  readonly reply: string
  readonly [name: string]: string
}
