import type { CommandId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'
import type { Database } from '../../fixtures/retail/read-tables.ts'
import { SEEDS } from '../../fixtures/retail/seeds.ts'
import { ORDER_CHANGES } from '../../fixtures/retail/workflow.ts'
import type { Desk, Desks, Ears } from './desk.ts'
import { spread } from './measure-restores.ts'
import { compared, scoreOf, type Check, type Score } from './score.ts'

/** What the rules of the store allow, by status; the details can always be looked at. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  pending: [
    'cancel_pending_order',
    'modify_pending_order_address',
    'modify_pending_order_items',
    'modify_pending_order_payment',
  ],
  delivered: ['return_delivered_order_items', 'exchange_delivered_order_items'],
}

const ORDERS = 100

interface OrderFacts {
  readonly id: string
  readonly user: string
  readonly status: string
  /** One that could be had again now, if there is any. */
  readonly item: string | null
  readonly payment: string
}

/**
 * L4: in an order exactly those commands are offered that its status allows, before and after it
 * changes. One that is hidden runs neither as an action, nor by name, nor by what people say for it.
 */
export async function measureVisibility(
  desks: Desks,
  database: Database,
  ears: Ears,
): Promise<Score> {
  const understood = remembering(ears)
  const inStock = itemsInStock(database)
  const orders = database.orders.map(([id, row]) => factsOf(id, row, inStock))
  const checks: Check[] = []
  for (const order of spread(orders, ORDERS)) {
    const desk = await openOrder(desks, order, null)
    checks.push(await offered(desk, order, order.status))
    desk.close()
  }
  for (const { order, change } of oneOfEach(orders)) {
    const desk = await openOrder(desks, order, understood)
    const status = change ? await changed(desk, order, change) : order.status
    checks.push(await offered(desk, order, status))
    for (const hidden of ORDER_CHANGES.filter(({ tool }) => !ALLOWED[status]?.includes(tool)))
      checks.push(...(await unreachable(desk, hidden, `${status} order ${order.id}`)))
    desk.close()
  }
  return scoreOf(checks)
}

/** The same words are said in many an order: what they mean by themselves is the same in all. */
function remembering(ears: Ears): Ears {
  const known = new Map<string, ReturnType<Ears['understand']>>()
  return {
    ...ears,
    understand(text) {
      const understood = known.get(text) ?? ears.understand(text)
      known.set(text, understood)
      return understood
    },
  }
}

/** An order of each status of the database, and one for each status that a change leads to. */
function oneOfEach(orders: readonly OrderFacts[]): { order: OrderFacts; change: string | null }[] {
  const of = (status: string): OrderFacts[] =>
    orders.filter((each) => each.status === status && each.item !== null).slice(0, 1)
  const statuses = [...new Set(orders.map(({ status }) => status))]
  const changes = ['cancel_pending_order', 'modify_pending_order_items']
  const later = ['return_delivered_order_items', 'exchange_delivered_order_items']
  return [
    ...statuses.flatMap(of).map((order) => ({ order, change: null })),
    ...changes.flatMap((change) => of('pending').map((order) => ({ order, change }))),
    ...later.flatMap((change) => of('delivered').map((order) => ({ order, change }))),
  ]
}

async function openOrder(desks: Desks, { id, user }: OrderFacts, ears: Ears | null): Promise<Desk> {
  const desk = await desks.open({ ears })
  await mustRun(desk, 'serve_customer', { user_id: user })
  await mustRun(desk, 'User/open_order', { order_id: id })
  return desk
}

/** Changes the order from within; gives the status that it has then. */
async function changed(desk: Desk, order: OrderFacts, tool: string): Promise<string> {
  const { context = '' } = ORDER_CHANGES.find((each) => each.tool === tool) ?? {}
  // An item in stock may be swapped for itself: it is a variant of its own product.
  const values = {
    cancel_pending_order: { reason: 'no longer needed' },
    modify_pending_order_items: swapOf(order),
    return_delivered_order_items: { item_ids: [order.item], payment_method_id: order.payment },
    exchange_delivered_order_items: swapOf(order),
  }[tool]
  const observation = await mustRun(desk, `${context}/${tool}`, values ?? {})
  return (JSON.parse(observation) as { readonly status: string }).status
}

const swapOf = ({ item, payment }: OrderFacts): Record<string, Json> => ({
  item_ids: [item],
  new_item_ids: [item],
  payment_method_id: payment,
})

async function mustRun(
  desk: Desk,
  command: string,
  values: Readonly<Record<string, Json>>,
): Promise<string> {
  const { observation, ran } = await desk.call(command, values)
  if (!ran || observation.startsWith('Error')) throw new Error(`${command}: ${observation}`)
  return observation
}

async function offered(desk: Desk, order: OrderFacts, status: string): Promise<Check> {
  const [level] = (await desk.application.scope()).levels
  const expected = ['get_order_details', ...(ALLOWED[status] ?? [])]
  const got = (level?.available ?? []).map((id) => id.split('/').at(-1) ?? '')
  const where = `${status} order ${order.id}, commands offered`
  return compared(where, expected.sort().join(', '), got.sort().join(', '))
}

/** Neither the hidden command, nor the tool of that name at the desk. */
async function unreachable(
  desk: Desk,
  { tool, context }: { readonly tool: string; readonly context: string },
  where: string,
): Promise<Check[]> {
  const command = `${context}/${tool}`
  const forbidden = new Set<string>([command, tool])
  const before = JSON.stringify(await desk.application.inspect())
  const checks: Check[] = []
  const check = async (way: string, work: () => Promise<unknown>): Promise<void> => {
    const from = desk.entries.length
    await work()
    const taken = desk.entries
      .slice(from)
      .flatMap(({ event }) => (event.type === 'command-chosen' ? [event.command] : []))
      .filter((id) => forbidden.has(id))
    checks.push(compared(`${where}, ${way}`, '', taken.join(', ')))
    await desk.session.cancel(true)
  }
  for (const id of forbidden) {
    const action = { command: id as CommandId, values: {} }
    await check(`action ${id}`, () => desk.session.act(action))
    await check(`call of ${id}`, () => desk.session.call({ ...action, confirmed: true }))
    await check(`name ${id}`, () => desk.session.say(id))
    await check(`name /${id}`, () => desk.session.say(`/${id}`))
  }
  for (const text of (SEEDS[command] ?? []).map(plain))
    await check(`“${text}”`, () => desk.session.say(text))
  checks.push(compared(`${where}, state`, before, JSON.stringify(await desk.application.inspect())))
  return checks
}

/** A seed without its brackets. */
const plain = (seed: string): string => seed.replaceAll(/\[([^\]]*)\]\(\w+\)/gu, '$1')

function factsOf(id: string, row: Json, inStock: ReadonlySet<string>): OrderFacts {
  const { user_id, status, items, payment_history } = row as {
    readonly user_id: string
    readonly status: string
    readonly items: readonly { readonly item_id: string }[]
    readonly payment_history: readonly { readonly payment_method_id: string }[]
  }
  const item = items.find(({ item_id }) => inStock.has(item_id))?.item_id ?? null
  return { id, user: user_id, status, item, payment: payment_history[0]?.payment_method_id ?? '' }
}

function itemsInStock({ products }: Database): Set<string> {
  const variants = products.flatMap(
    ([, row]) => (row as { readonly variants: readonly (readonly [string, Json])[] }).variants,
  )
  return new Set(
    variants
      .filter(([, variant]) => (variant as { readonly available: boolean }).available)
      .map(([id]) => id),
  )
}
