import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Settings } from './environment.ts'
import { handle } from './handle.ts'
import { createTokenBucket } from './llm/token-bucket.ts'

/** The loopback address only: the server holds keys and answers the person at this machine. */
const HOST = '127.0.0.1'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

export interface Listening {
  readonly address: string
  readonly close: () => void
}

/** The port is someone else's. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError'
}

/** Starts to serve a built studio; rejects with a `PortTakenError` where that cannot be. */
export async function listen(settings: Settings, root: string = DIST): Promise<Listening> {
  const { port, studioPort, providers, timeoutMs, requestsPerMinute } = settings
  const ports = {
    root,
    ownPorts: new Set([port, studioPort]),
    providers,
    timeoutMs,
    fetch: globalThis.fetch,
    limit: createTokenBucket(requestsPerMinute, Date.now),
    log: (line: string) => {
      console.error(`${new Date().toISOString()} ${line}`)
    },
  }
  const server = createAdaptorServer({
    fetch: (request) => handle(request, ports),
    hostname: HOST,
    // Node's own Request and Response, which the tests use too.
    overrideGlobalObjects: false,
  })
  server.listen(port, HOST)
  try {
    await once(server, 'listening')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') {
      throw new PortTakenError(`Port ${port} is taken. Try another: PORT=${port + 1} npm start`)
    }
    throw cause
  }
  return {
    address: `http://${HOST}:${port}/`,
    close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}
