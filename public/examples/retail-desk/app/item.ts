import type { Product, Variant } from './catalog'
import type { Order } from './order'
import { count, money } from './wording'

/** One line of an order. */
export class Item {
  readonly order: Order
  /** The product's name; no order has the same product twice. */
  readonly product: string
  sku: string
  options: string
  /** What was paid for it, in cents. */
  price: number
  returned = false

  constructor(order: Order, product: Pick<Product, 'name'>, variant: Omit<Variant, 'stock'>) {
    this.order = order
    this.product = product.name
    this.sku = variant.sku
    this.options = variant.options
    this.price = variant.price
  }

  get label(): string {
    return `${this.product} (${this.options})`
  }

  /** The same thing, bought once more. */
  copyInto(order: Order): Item {
    return new Item(order, { name: this.product }, this)
  }

  /** Takes another variant instead; returns what that costs more, in cents (less when negative). */
  become(variant: Variant): number {
    const difference = variant.price - this.price
    this.sku = variant.sku
    this.options = variant.options
    this.price = variant.price
    return difference
  }

  describe(): string {
    const state = this.returned ? 'It was returned.' : `It is in order ${this.order.number}.`
    return `${this.label}, ${money(this.price)}, item number ${this.sku}. ${state}`
  }

  /** The other variants of the same product, with their prices and how many are left. */
  otherOptions(): string {
    const { desk } = this.order
    const others = desk.product(this.product)?.variants.filter(({ sku }) => sku !== this.sku) ?? []
    const lines = others.map(
      ({ options, price, stock }) =>
        `- ${options}: ${money(price)}, ${stock > 0 ? `${stock} in stock` : 'sold out'}`,
    )
    return `Besides ${this.options}, ${this.product} comes in ${count(others.length, 'choice')}:\n${lines.join('\n')}`
  }
}
