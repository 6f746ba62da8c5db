import { expose, type Endpoint } from 'comlink'
import type { AppClock } from '../app-clock.ts'
import type { HostPort } from '../host-port.ts'
import { createSandboxApi } from './sandbox-api.ts'

/** Makes this thread the worker of whoever holds the other end. The platform brings engine and way out. */
export function serveSandbox(
  loadWasm: () => Promise<WebAssembly.Module>,
  host: HostPort,
  endpoint?: Endpoint,
  clock?: AppClock,
): void {
  expose(createSandboxApi(loadWasm, host, clock), endpoint)
}
