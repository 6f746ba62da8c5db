import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { listen, PortTakenError } from './listen.ts'
import { KEY } from './testing.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A provider on a real socket; hands out each response for the test to write to. */
async function startProvider() {
  const responses: ServerResponse[] = []
  const server = createServer((request, response) => {
    request.resume()
    responses.push(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, responses }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function start(providerPort: number) {
  const port = await freePort()
  const settings = {
    port,
    studioPort: port,
    providers: [
      { name: '', baseUrl: `http://127.0.0.1:${providerPort}/v1`, apiKey: KEY, models: ['small'] },
    ],
    timeoutMs: 5_000,
    requestsPerMinute: 60,
  }
  const { close } = await listen(settings)
  closers.push(close)
  return { settings, origin: `http://127.0.0.1:${port}` }
}

describe('over real sockets', () => {
  it('streams an answer through, and hangs up on the provider when the client leaves', async () => {
    const provider = await startProvider()
    const { origin } = await start(provider.port)
    const client = new AbortController()
    const response = await fetch(`${origin}/api/llm/chat/completions`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }] }),
      signal: client.signal,
    })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: one\n\n')

    const [upstream] = provider.responses
    if (upstream === undefined) throw new Error('The provider was not asked')
    const hungUp = once(upstream, 'close')
    client.abort()
    await hungUp
    expect(upstream.writableFinished).toBe(false)
  })

  it('says so when its port is taken', async () => {
    const { settings } = await start(1)
    await expect(listen(settings)).rejects.toThrow(PortTakenError)
  })
})
