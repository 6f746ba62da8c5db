import type { Desk } from './desk'
import type { Order, OrderStatus } from './order'
import { count, inWords, money } from './wording'

export interface Address {
  readonly street: string
  readonly city: string
  readonly zip: string
}

export interface PaymentMethod {
  /** `Visa ending in 4021`, `PayPal`, `gift card` */
  readonly name: string
  /** What is left on a gift card, in cents; `null` for all others. */
  balance: number | null
}

/** Somebody who buys here. */
export class Customer {
  readonly parent: Desk
  readonly name: string
  readonly email: string
  address: Address
  readonly payments: PaymentMethod[]
  /** Oldest first. */
  readonly orders: Order[] = []

  constructor(
    parent: Desk,
    who: { name: string; email: string; address: Address; payments: PaymentMethod[] },
  ) {
    this.parent = parent
    this.name = who.name
    this.email = who.email
    this.address = who.address
    this.payments = who.payments
  }

  get desk(): Desk {
    return this.parent
  }

  get latestOrder(): Order | undefined {
    return this.orders.at(-1)
  }

  payment(name: string): PaymentMethod | undefined {
    return this.payments.find((method) => method.name === name)
  }

  describe(): string {
    return [
      `${this.name}, ${this.email}`,
      `Lives at ${oneLine(this.address)}`,
      `Has placed ${count(this.orders.length, 'order')}.`,
    ].join('\n')
  }

  describePayments(): string {
    const lines = this.payments.map(({ name, balance }) =>
      balance === null ? `- ${name}` : `- ${name} with ${money(balance)} left`,
    )
    return `${this.name} can pay with:\n${lines.join('\n')}`
  }

  listOrders(status: OrderStatus | null): string {
    const orders = this.orders.filter((order) => status === null || order.status === status)
    const kind = status === null ? '' : `${status} `
    if (orders.length === 0) return `${this.name} has no ${kind}orders.`
    const lines = orders.map(
      (order) =>
        `- ${order.number}: ${order.status}, placed ${inWords(order.placedOn)}, ${money(order.total)}`,
    )
    return `${this.name} has ${count(orders.length, `${kind}order`)}:\n${lines.join('\n')}`
  }
}

/** `12 Alder Lane, Portland 97214` */
export function oneLine({ street, city, zip }: Address): string {
  return `${street}, ${city} ${zip}`
}
