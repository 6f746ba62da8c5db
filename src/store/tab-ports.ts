/** What several tabs need to agree on who writes. `null` where the browser has it not. */
export interface TabPorts {
  readonly locks: LockPort | null
  readonly openChannel: ((name: string) => ChannelPort) | null
}

export type LockMode =
  /** Gets the lock only if nobody has it. */
  | 'if-free'
  /** Waits until it is its turn. */
  | 'wait'
  /** Takes it away from whoever has it. */
  | 'steal'

export interface LockPort {
  /**
   * Calls `hold` with whether the lock was got, and keeps it until what `hold` gives is settled.
   * Rejects with an AbortError when `signal` aborts the waiting or the lock is stolen.
   */
  request(
    name: string,
    options: { readonly mode: LockMode; readonly signal?: AbortSignal },
    hold: (isGranted: boolean) => Promise<void>,
  ): Promise<void>
}

/** Messages to all other tabs, as structured clones, in order. */
export interface ChannelPort {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): void
  close(): void
}

/** The ports of this browser: Web Locks (secure contexts only) and BroadcastChannel. */
export function browserTabPorts(): TabPorts {
  const manager = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  return {
    locks: manager ? { request: requestFrom(manager) } : null,
    openChannel: 'BroadcastChannel' in globalThis ? openBroadcastChannel : null,
  }
}

function requestFrom(manager: LockManager): LockPort['request'] {
  return async (name, { mode, signal }, hold) => {
    const options: LockOptions = {
      ifAvailable: mode === 'if-free',
      steal: mode === 'steal',
      // The specification allows a signal only where there is waiting.
      ...(mode === 'wait' && signal ? { signal } : {}),
    }
    await manager.request(name, options, (lock) => hold(lock !== null))
  }
}

function openBroadcastChannel(name: string): ChannelPort {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => {
      channel.postMessage(message)
    },
    listen: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        listener(data)
      })
    },
    close: () => {
      channel.close()
    },
  }
}
