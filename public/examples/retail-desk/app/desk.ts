import { calculate } from './arithmetic'
import type { Product } from './catalog'
import { CITIES } from './cities'
import type { Customer } from './customer'
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

  calculate({ expression }: { expression: string }): string {
    const result = calculate(expression)
    return result === null ? `I cannot work out “${expression}”.` : `${expression} = ${result}`
  }

  /** Places a new order with the same items as an older one; `null` when something is sold out. */
  orderAgain(old: Order): Order | null {
    const variants = old.items.map((item) =>
      this.product(item.product)?.variants.find(({ sku }) => sku === item.sku),
    )
    if (variants.some((variant) => !variant || variant.stock === 0)) return null
    for (const variant of variants) if (variant) variant.stock -= 1
    const customer = old.parent
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
}
