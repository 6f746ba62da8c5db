import { expose, type Endpoint } from 'comlink'
import type { HostPort } from '../host-port.ts'
import { createSandboxApi } from './sandbox-api.ts'

/** Makes this thread the worker of whoever holds the other end. The platform brings engine and way out. */
export function serveSandbox(
  loadWasm: () => Promise<WebAssembly.Module>,
  host: HostPort,
  endpoint?: Endpoint,
  now?: () => number,
): void {
  expose(createSandboxApi(loadWasm, host, now), endpoint)
}
