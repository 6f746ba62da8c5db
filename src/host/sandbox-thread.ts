import { MessageChannel as NodeChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { Limits } from '#engine/sandbox/limits.ts'
import {
  createSandboxClient,
  type SandboxClient,
  type SandboxConnection,
} from '#engine/sandbox/worker/sandbox-client.ts'

/** What the thread is given when it begins. */
export interface SandboxThreadData {
  readonly port: MessagePort & globalThis.MessagePort
  /** Where the application's clock stands still, Unix time in milliseconds; `null` if it goes. */
  readonly moment: number | null
  /** Where its hours are told; `null` for where the machine is. */
  readonly timeZone: string | null
}

export interface SandboxThreadOptions {
  readonly limits?: Limits
  /** How long after its limit a thread that does not answer is ended, in milliseconds. */
  readonly graceMs?: number
  /** What time it is for the application, all the while; the machine's clock if left out. */
  readonly moment?: number | null
  /** The IANA zone in which hours are told to the application; the machine's if left out. */
  readonly timeZone?: string | null
}

/**
 * An application in a thread of its own, watched as in the page: code that is stuck where the engine
 * asks no clock (\`new Array(2 ** 32 - 1).join()\`) would else hold up all of Node for ever. Such a
 * thread is ended, and the next call goes on in another from the state that was saved last.
 */
export function startSandboxThread({
  limits,
  graceMs,
  moment = null,
  timeZone = null,
}: SandboxThreadOptions = {}): SandboxClient {
  return createSandboxClient(() => connectThread({ moment, timeZone }), limits, graceMs)
}

function connectThread(clock: Omit<SandboxThreadData, 'port'>): SandboxConnection {
  const { port1, port2 } = new NodeChannel()
  const worker = new Worker(entryCode(), {
    eval: true,
    name: 'sandbox',
    workerData: { port: port2, ...clock },
    transferList: [port2],
    // Neither secrets nor settings of the host have any business there.
    env: {},
    execArgv: [],
  })
  const crashed = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread ended with ${code}`)))
  })
  crashed.catch(() => {}) // A crash with no call under way is reported by the next call.
  return {
    endpoint: port1 as MessagePort & globalThis.MessagePort,
    crashed,
    terminate() {
      port1.close()
      void worker.terminate()
    },
  }
}

/** The source as it stands needs a loader first; what was bundled does not. */
function entryCode(): string {
  const entry = new URL('./sandbox-thread-entry.ts', import.meta.url)
  const load = `import(${JSON.stringify(entry.href)})`
  if (!import.meta.url.endsWith('.ts')) return load
  const tsx = import.meta.resolve('tsx/esm/api')
  return `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return ${load} })`
}
