import type { Variant } from './catalog'
import {
  GIFT_CARD,
  oneLine,
  sameAddress,
  whyNoAddress,
  type Address,
  type AddressProblem,
  type Customer,
} from './customer'
import type { Desk } from './desk'
import { Item } from './item'
import type { Moves } from './moves'
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

/** A product of the order, and the number of the variant that shall take its place. */
interface Swap {
  readonly item: string
  readonly variant: string
}

interface FoundSwap {
  readonly item: Item
  readonly variant: Variant
}

/** An order; what can be asked of it depends on how far it has come. */
export class Order {
  readonly customer: Customer
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
    customer: Customer,
    order: { number: string; status: OrderStatus; placedOn: string; payment: string },
  ) {
    this.customer = customer
    this.number = order.number
    this.status = order.status
    this.placedOn = order.placedOn
    this.payment = order.payment
    this.address = customer.address
  }

  /** An order is in the context of its status: a delivered one can be returned, not cancelled. */
  get contextName(): string {
    return CONTEXTS[this.status]
  }

  get desk(): Desk {
    return this.customer.desk
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
      `Order ${this.number} is ${this.status}. ${this.customer.name} placed it on ${inWords(this.placedOn)}.`,
      ...lines,
      `Total ${money(this.total)}, paid with ${this.payment}, to ${oneLine(this.address)}.`,
      ...(this.deliveredOn ? [`Delivered on ${inWords(this.deliveredOn)}.`] : []),
      ...(this.refunded > 0 ? [`Paid back: ${money(this.refunded)}.`] : []),
    ].join('\n')
  }

  openItem({ item }: { item: string }, { workflow }: Moves): string {
    const found = this.item(item)
    if (!found) return `There is no ${item} in order ${this.number}.`
    workflow.enter(found)
    return found.describe()
  }

  cancel(reason: string): { reply: string; refunded: number } {
    this.status = 'cancelled'
    this.cancelReason = reason
    const paidBack = this.refund(this.total)
    return {
      reply: `Order ${this.number} is cancelled (${reason}). ${paidBack}`,
      refunded: this.refunded,
    }
  }

  sendTo({ address }: { address: Address }): string {
    this.address = address
    return `Order ${this.number} will go to ${oneLine(address)}.`
  }

  whyNotSendTo(address: Address): AddressProblem {
    return sameAddress(address, this.address)
      ? `Order ${this.number} goes to ${oneLine(address)} already.`
      : whyNoAddress(address)
  }

  payWith(name: string): string {
    const problem = this.whyNotPayWith(name)
    if (problem) return problem
    const method = this.customer.payment(name)
    if (method && method.balance !== null) method.balance -= this.total
    const before = this.payment
    this.giveBack(before, this.total)
    this.payment = name
    return `Order ${this.number} is now paid with ${name}; ${money(this.total)} goes back to ${before}.`
  }

  whyNotPayWith(name: string): string | null {
    if (name === this.payment) return `Order ${this.number} is already paid with ${name}.`
    const method = this.customer.payment(name)
    if (!method) return `${this.customer.name} has no ${name} on file.`
    return method.balance !== null && method.balance < this.total
      ? `The gift card has only ${money(method.balance)} left; the order costs ${money(this.total)}.`
      : null
  }

  /** Puts another variant of the same product in the place of an item that was not sent yet. */
  change(swap: Swap): { reply: string; total: number } {
    const found = this.found(swap)
    return { reply: typeof found === 'string' ? found : this.put(found), total: this.total }
  }

  /** The same for one that is with the customer. */
  exchange(swap: Swap): string {
    const found = this.found(swap)
    if (typeof found === 'string') return found
    return `${this.put(found)} Send the old one back with the label we mail to ${this.customer.email}.`
  }

  whyNotSwap(swap: Swap): string | null {
    const found = this.found(swap)
    return typeof found === 'string' ? found : null
  }

  takeBack(product: string): { reply: string; refunded: number } {
    const items =
      product === EVERYTHING ? this.kept : this.kept.filter((i) => i.product === product)
    if (items.length === 0) {
      const reply = `There is no ${product} left to return in order ${this.number}.`
      return { reply, refunded: this.refunded }
    }
    const amount = items.reduce((sum, { price }) => sum + price, 0)
    for (const item of items) item.returned = true
    if (this.kept.length === 0) this.status = 'returned'
    const names = items.map((item) => item.product).join(', ')
    const paidBack = this.refund(amount)
    return {
      reply: `${names} can be sent back. ${paidBack} The label goes to ${this.customer.email}.`,
      refunded: this.refunded,
    }
  }

  /** Places the order once more, under a number of its own. */
  placeAgain(_nothing: object, { workflow }: Moves): { reply: string; order_number?: string } {
    const problem = this.whyNotAgain()
    if (problem) return { reply: problem }
    const order = this.desk.orderAgain(this)
    workflow.enter(order)
    return { reply: `Placed again.\n${order.describe()}`, order_number: order.number }
  }

  whyNotAgain(): string | null {
    const gone = this.items.find((item) => !this.desk.variant(item)?.stock)
    return gone
      ? `${gone.label} is sold out, so order ${this.number} cannot be placed again.`
      : null
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
    if (this.payment === GIFT_CARD) return `${amount} was paid back at once.`
    const days = daysBetween(this.refundedOn, this.desk.today)
    return days >= 7
      ? `${amount} was paid back on ${inWords(addDays(this.refundedOn, 7))}.`
      : `${amount} is under way since ${inWords(this.refundedOn)}; ${count(7 - days, 'day')} to go at most.`
  }

  mailLabel(): string {
    return `The return label of order ${this.number} is on its way to ${this.customer.email}.`
  }

  /** Pays back to what the order was paid with, and says how long that takes. */
  refund(cents: number): string {
    this.refunded += cents
    this.refundedOn = this.desk.today
    this.giveBack(this.payment, cents)
    const when = this.payment === GIFT_CARD ? 'at once' : 'within 7 days'
    return `${money(cents)} goes back to ${this.payment} ${when}.`
  }

  /** What is swapped for what, or the sentence that says why it cannot be. */
  private found({ item: product, variant: sku }: Swap): FoundSwap | string {
    const item = this.item(product)
    if (!item) return `There is no ${product} in order ${this.number}.`
    const variant = this.variantsOf(item).find((candidate) => candidate.sku === sku)
    if (!variant) return `${product} can only be swapped for another ${product}.`
    if (variant.sku === item.sku) return `That is the ${product} the order has now.`
    if (variant.stock === 0) return `${product} in ${variant.options} is sold out.`
    return { item, variant }
  }

  private put({ item, variant }: FoundSwap): string {
    variant.stock -= 1
    const before = item.options
    const difference = item.become(variant)
    return `${item.product}: ${variant.options} instead of ${before}. ${this.settle(difference)}`
  }

  private settle(difference: number): string {
    if (difference === 0) return 'The price stays the same.'
    return difference > 0
      ? `${money(difference)} more is charged to ${this.payment}.`
      : `${money(-difference)} goes back to ${this.payment}.`
  }

  private giveBack(payment: string, cents: number): void {
    const method = this.customer.payment(payment)
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
