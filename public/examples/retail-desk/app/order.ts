import type { Variant } from './catalog'
import { oneLine, type Address, type Customer } from './customer'
import type { Desk } from './desk'
import { Item } from './item'
import { addDays, count, daysBetween, inWords, money } from './wording'

export type OrderStatus = 'pending' | 'shipped' | 'delivered' | 'cancelled' | 'returned'

/** How long after delivery something can be sent back. */
export const RETURN_DAYS = 30

/** What a person says for all items that are left. */
export const EVERYTHING = 'everything'

const CONTEXTS: Readonly<Record<OrderStatus, string>> = {
  pending: 'PendingOrder',
  shipped: 'ShippedOrder',
  delivered: 'DeliveredOrder',
  cancelled: 'CancelledOrder',
  returned: 'ReturnedOrder',
}

/** An order; what can be asked of it depends on how far it has come. */
export class Order {
  readonly parent: Customer
  /** `W4082615` */
  readonly number: string
  status: OrderStatus
  readonly placedOn: string
  deliveredOn: string | null = null
  /** Where it goes. A customer who moves gets another address, and old parcels keep this one. */
  address: Address
  /** The name of one of the customer's payment methods. */
  payment: string
  readonly items: Item[] = []
  cancelReason: string | null = null
  /** What was paid back so far, in cents, and when that began. */
  refunded = 0
  refundedOn: string | null = null

  constructor(
    parent: Customer,
    order: { number: string; status: OrderStatus; placedOn: string; payment: string },
  ) {
    this.parent = parent
    this.number = order.number
    this.status = order.status
    this.placedOn = order.placedOn
    this.payment = order.payment
    this.address = parent.address
  }

  /** An order is in the context of its status: a delivered one can be returned, not cancelled. */
  get contextName(): string {
    return CONTEXTS[this.status]
  }

  get desk(): Desk {
    return this.parent.parent
  }

  /** The items that were not sent back. */
  get kept(): Item[] {
    return this.items.filter(({ returned }) => !returned)
  }

  /** What the order cost, in cents. */
  get total(): number {
    return this.items.reduce((sum, { price }) => sum + price, 0)
  }

  /** Until when something can be sent back; `null` before delivery. */
  get returnableUntil(): string | null {
    return this.deliveredOn === null ? null : addDays(this.deliveredOn, RETURN_DAYS)
  }

  get canBeReturned(): boolean {
    return this.returnableUntil !== null && daysBetween(this.desk.today, this.returnableUntil) >= 0
  }

  /** For lookups: which items there are to speak of. */
  itemNames(): string[] {
    return this.kept.map(({ product }) => product)
  }

  /** For lookups: the items, or all of them at once. */
  itemNamesAndAll(): { value: string; label: string }[] {
    const names = this.itemNames().map((name) => ({ value: name, label: name }))
    return [...names, { value: EVERYTHING, label: 'everything' }]
  }

  /** For lookups: every other variant of what is in this order that is in stock. */
  alternatives(): { value: string; label: string }[] {
    return this.kept.flatMap((item) =>
      this.variantsOf(item)
        .filter(({ sku, stock }) => sku !== item.sku && stock > 0)
        .map(({ sku, options }) => ({ value: sku, label: this.alternativeLabel(item, options) })),
    )
  }

  item(product: string): Item | undefined {
    return this.kept.find((item) => item.product === product)
  }

  describe(): string {
    const lines = this.items.map(
      (item) => `- ${item.label}, ${money(item.price)}${item.returned ? ', returned' : ''}`,
    )
    return [
      `Order ${this.number} is ${this.status}. ${this.parent.name} placed it on ${inWords(this.placedOn)}.`,
      ...lines,
      `Total ${money(this.total)}, paid with ${this.payment}, to ${oneLine(this.address)}.`,
      ...(this.deliveredOn ? [`Delivered on ${inWords(this.deliveredOn)}.`] : []),
      ...(this.refunded > 0 ? [`Paid back: ${money(this.refunded)}.`] : []),
    ].join('\n')
  }

  cancel(reason: string): string {
    this.status = 'cancelled'
    this.cancelReason = reason
    const paidBack = this.refund(this.total)
    return `Order ${this.number} is cancelled (${reason}). ${paidBack}`
  }

  sendTo(address: Address): string {
    this.address = address
    return `Order ${this.number} will go to ${oneLine(address)}.`
  }

  payWith(name: string): string {
    if (name === this.payment) return `Order ${this.number} is already paid with ${name}.`
    const method = this.parent.payment(name)
    if (!method) return `${this.parent.name} has no ${name} on file.`
    if (method.balance !== null) {
      if (method.balance < this.total) {
        return `The gift card has only ${money(method.balance)} left; the order costs ${money(this.total)}.`
      }
      method.balance -= this.total
    }
    const before = this.payment
    this.giveBack(before, this.total)
    this.payment = name
    return `Order ${this.number} is now paid with ${name}; ${money(this.total)} goes back to ${before}.`
  }

  /** Puts another variant of the same product in the place of an item. */
  swap(product: string, sku: string): string {
    const item = this.item(product)
    if (!item) return `There is no ${product} in order ${this.number}.`
    const variant = this.variantsOf(item).find((candidate) => candidate.sku === sku)
    if (!variant) return `${product} can only be swapped for another ${product}.`
    if (variant.sku === item.sku) return `That is the ${product} the order has now.`
    if (variant.stock === 0) return `${product} in ${variant.options} is sold out.`
    variant.stock -= 1
    const before = item.options
    const difference = item.become(variant)
    return `${product}: ${variant.options} instead of ${before}. ${this.settle(difference)}`
  }

  takeBack(product: string): string {
    const items =
      product === EVERYTHING ? this.kept : this.kept.filter((i) => i.product === product)
    if (items.length === 0) return `There is no ${product} left to return in order ${this.number}.`
    const amount = items.reduce((sum, { price }) => sum + price, 0)
    for (const item of items) item.returned = true
    if (this.kept.length === 0) this.status = 'returned'
    const names = items.map((item) => item.product).join(', ')
    return `${names} can be sent back. ${this.refund(amount)} The label goes to ${this.parent.email}.`
  }

  /** Where the parcel is: it takes four days, and its last stop is the customer's city. */
  track(): string {
    const daysLeft = Math.max(1, 4 - daysBetween(this.placedOn, this.desk.today))
    const arrival = addDays(this.desk.today, daysLeft)
    return `Order ${this.number} is on its way to ${this.address.city} and should arrive on ${inWords(arrival)}.`
  }

  refundStatus(): string {
    if (this.refundedOn === null) return `Nothing was paid back for order ${this.number}.`
    const amount = `${money(this.refunded)} to ${this.payment}`
    if (this.payment === 'gift card') return `${amount} was paid back at once.`
    const days = daysBetween(this.refundedOn, this.desk.today)
    return days >= 7
      ? `${amount} was paid back on ${inWords(addDays(this.refundedOn, 7))}.`
      : `${amount} is under way since ${inWords(this.refundedOn)}; ${count(7 - days, 'day')} to go at most.`
  }

  mailLabel(): string {
    return `The return label of order ${this.number} is on its way to ${this.parent.email}.`
  }

  /** Pays back to what the order was paid with, and says how long that takes. */
  refund(cents: number): string {
    this.refunded += cents
    this.refundedOn = this.desk.today
    this.giveBack(this.payment, cents)
    const when = this.payment === 'gift card' ? 'at once' : 'within 7 days'
    return `${money(cents)} goes back to ${this.payment} ${when}.`
  }

  private settle(difference: number): string {
    if (difference === 0) return 'The price stays the same.'
    return difference > 0
      ? `${money(difference)} more is charged to ${this.payment}.`
      : `${money(-difference)} goes back to ${this.payment}.`
  }

  private giveBack(payment: string, cents: number): void {
    const method = this.parent.payment(payment)
    if (method && method.balance !== null) method.balance += cents
  }

  private variantsOf(item: Item): readonly Variant[] {
    return this.desk.product(item.product)?.variants ?? []
  }

  /** Options alone are what people say; the product is added where two products share them. */
  private alternativeLabel(item: Item, options: string): string {
    const shared = this.kept.some(
      (other) => other !== item && this.variantsOf(other).some((one) => one.options === options),
    )
    return shared ? `${item.product}, ${options}` : options
  }
}
