import { CITIES } from './cities'
import type { Desk } from './desk'
import type { Moves } from './moves'
import type { Order, OrderStatus } from './order'
import { count, inWords, money } from './wording'

export interface Address {
  readonly street: string
  readonly city: string
  readonly zip: string
}

/** What is wrong with an address as a whole, or with its zip code; `null` for nothing. */
export type AddressProblem = string | { readonly 'address.zip': string } | null

export interface PaymentMethod {
  /** `Visa ending in 4021`, `PayPal`, `gift card` */
  readonly name: string
  /** What is left on a gift card, in cents; `null` for all others. */
  balance: number | null
}

/** The name of the payment method that money can be put on. */
export const GIFT_CARD = 'gift card'

/** Somebody who buys here. */
export class Customer {
  readonly desk: Desk
  readonly name: string
  readonly email: string
  address: Address
  readonly payments: PaymentMethod[]
  /** Oldest first. */
  readonly orders: Order[] = []

  constructor(
    desk: Desk,
    who: { name: string; email: string; address: Address; payments: PaymentMethod[] },
  ) {
    this.desk = desk
    this.name = who.name
    this.email = who.email
    this.address = who.address
    this.payments = who.payments
  }

  get latestOrder(): Order | undefined {
    return this.orders.at(-1)
  }

  payment(name: string): PaymentMethod | undefined {
    return this.payments.find((method) => method.name === name)
  }

  /** For lookups. */
  paymentNames(): string[] {
    return this.payments.map(({ name }) => name)
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

  listOrders(status?: OrderStatus | null): string {
    const orders = this.orders.filter((order) => !status || order.status === status)
    const kind = status ? `${status} ` : ''
    if (orders.length === 0) return `${this.name} has no ${kind}orders.`
    const lines = orders.map(
      (order) =>
        `- ${order.number}: ${order.status}, placed ${inWords(order.placedOn)}, ${money(order.total)}`,
    )
    return `${this.name} has ${count(orders.length, `${kind}order`)}:\n${lines.join('\n')}`
  }

  openLatestOrder(_nothing: object, { workflow }: Moves): { reply: string; order_number?: string } {
    const order = this.latestOrder
    if (!order) return { reply: `${this.name} has not ordered anything.` }
    workflow.enter(order)
    return { reply: order.describe(), order_number: order.number }
  }

  moveTo({ address }: { address: Address }): string {
    this.address = address
    return `${this.name} lives at ${oneLine(address)} now. Orders already placed keep their address.`
  }

  /** Why the customer cannot move there, or `null`. */
  whyNotMoveTo(address: Address): AddressProblem {
    return sameAddress(address, this.address)
      ? `${this.name} lives at ${oneLine(address)} already.`
      : whyNoAddress(address)
  }

  /** Puts money on the gift card, as an apology for what went wrong. */
  giveCredit(dollars: number): { reply: string; balance: number } {
    const card = this.payment(GIFT_CARD)
    const balance = (card?.balance ?? 0) + inCents(dollars)
    if (card) card.balance = balance
    else this.payments.push({ name: GIFT_CARD, balance })
    return {
      reply: `${money(inCents(dollars))} is on the gift card of ${this.name}, with ${money(balance)} in all.`,
      balance,
    }
  }

  /** What was spent of it meanwhile stays spent: a gift card is never below nothing. */
  takeCreditBack({ amount }: { amount: number }): string {
    const card = this.payment(GIFT_CARD)
    if (!card || card.balance === null) return `${this.name} has no gift card any more.`
    const taken = Math.min(card.balance, inCents(amount))
    card.balance -= taken
    return `${money(taken)} was taken off the gift card again; ${money(card.balance)} is left.`
  }
}

/** `12 Alder Lane, Portland 97214` */
export function oneLine({ street, city, zip }: Address): string {
  return `${street}, ${city} ${zip}`
}

export function sameAddress(a: Address, b: Address): boolean {
  return oneLine(a).toLowerCase() === oneLine(b).toLowerCase()
}

/** The first digits of a zip code tell the city; a parcel that has them wrong comes back. */
export function whyNoAddress({ city, zip }: Address): AddressProblem {
  const digits = CITIES.find(([name]) => name === city)?.[1] ?? ''
  return zip.startsWith(digits)
    ? null
    : { 'address.zip': `Zip codes of ${city} begin with ${digits}, not as ${zip}.` }
}

const inCents = (dollars: number): number => Math.round(dollars * 100)
