import type { Desk } from './desk'
import { openDesk } from './generate'

/** The desk as it is each morning: the same seed gives the same customers, orders and products. */
export function start(): Desk {
  return openDesk({ seed: 7, customers: 500, orders: 1000 })
}
