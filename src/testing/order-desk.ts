import type { Document } from '#domain/document.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { fakePorts, type FakePorts } from './fake-engine.ts'
import { FAKE_MODEL } from './fake-understanding.ts'
import { workflow } from './workflow-builder.ts'

/** A small shop: what tests of the studio talk about. */
export const orderDesk = (): Document =>
  workflow('Order desk')
    .context('Customer', { containers: ['*'] })
    .context('Order', { containers: ['Customer'] })
    .command('find_customer', {
      description: 'Finds a customer by e-mail',
      parameters: { email: { type: 'string', pattern: '\\S+@\\S+' } },
      utterances: ['find the customer with [ann@example.com](email)', 'look up somebody'],
    })
    .command('close_desk', { risk: 'write', utterances: ['close the desk for today'] })
    .command('Customer/list_orders', { utterances: ['show all orders of this customer'] })
    .command('Order/cancel_order', {
      description: 'Cancels an order that was not sent yet',
      risk: 'destructive',
      parameters: { order_id: { type: 'string', pattern: 'W\\d+' } },
      utterances: ['cancel the order', 'call it off'],
    })
    .command('Order/return_order', {
      description: 'Takes back what was delivered',
      utterances: ['send it back', 'return the parcel'],
    })
    .command('Order/show_details', { utterances: ['what is in it'] })
    .build()

/** What the real engine makes of these messages, said one after the other. */
export async function converse(
  document: Document,
  messages: readonly string[],
  options: Parameters<typeof fakePorts>[1] = {},
): Promise<readonly JournalEntry[]> {
  let time = 1_000_000
  const ports: FakePorts = fakePorts(() => document, { now: () => (time += 10), ...options })
  const session = createSession(ports, { document: () => document, model: () => FAKE_MODEL })
  for (const message of messages) await session.say(message)
  return ports.journal.entries
}
