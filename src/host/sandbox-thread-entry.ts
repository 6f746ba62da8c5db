import { workerData } from 'node:worker_threads'
import { webHost } from '#engine/sandbox/web-host.ts'
import { serveSandbox } from '#engine/sandbox/worker/serve-sandbox.ts'
import { sandboxEngine } from './sandbox-engine.ts'
import type { SandboxThreadData } from './sandbox-thread.ts'

const { port, moment, timeZone } = workerData as SandboxThreadData
serveSandbox(sandboxEngine, webHost, port, {
  now: moment === null ? undefined : () => moment,
  timeZone: timeZone ?? undefined,
})
port.start()
