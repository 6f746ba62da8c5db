import type { EffectLog } from '../ports.ts'
import type { HostPort } from './host-port.ts'
import { allowedOrigins } from './host-requests.ts'
import { outside } from './outside.ts'
import type { Outside } from './running.ts'

interface WorldOptions {
  /** Left out where nothing may leave. */
  readonly host: HostPort | undefined
  /** The origins that the workflow lists. */
  readonly hosts: readonly string[]
  /** For all that one handler waits, in milliseconds. */
  readonly waitMs: number
}

/** Whether and by what the handlers of an application may ask the world. */
export class WorldAccess {
  readonly #host: HostPort | undefined
  readonly #allowed: ReadonlySet<string>
  readonly #waitMs: number

  constructor({ host, hosts, waitMs }: WorldOptions) {
    this.#host = host
    this.#allowed = allowedOrigins(hosts)
    this.#waitMs = waitMs
  }

  /** Why nothing may be asked; '' when it may. Without a log of effects a command is only tried out. */
  closedBecause(effects: EffectLog | undefined): string {
    if (!effects) return 'Nothing may be asked of the world while a command is only tried out'
    if (!this.#host) return 'Nothing may be asked of the world where this runs'
    if (this.#allowed.size === 0)
      return 'The settings of the workflow list no host that may be asked'
    return ''
  }

  /** What answers one execution; its requests are refused one by one where none is allowed. */
  of(effects: EffectLog | undefined, signal: AbortSignal): Outside | undefined {
    const host = this.#host
    if (!host || !effects) return undefined
    return outside({ host, allowed: this.#allowed, effects, signal, waitMs: this.#waitMs })
  }
}
