import { describe, expect, it, vi } from 'vitest'
import { handle } from '../handle.ts'
import { chatRequest, fakePorts, KEY, ORIGIN } from '../testing.ts'
import { createTokenBucket } from './token-bucket.ts'

const encoder = new TextEncoder()

/** A provider that remembers what it was asked and answers with `answer`. */
function provider(answer: (request: Request) => Response | Promise<Response>) {
  const asked: Request[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request)
    return answer(request)
  }
  return { asked, fetch }
}

function eventStream(): {
  readonly response: Response
  readonly send: (text: string) => void
  readonly end: () => void
  readonly cancelled: () => boolean
} {
  let cancelled = false
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
    cancel() {
      cancelled = true
    },
  })
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    send: (text) => controller?.enqueue(encoder.encode(text)),
    end: () => controller?.close(),
    cancelled: () => cancelled,
  }
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.body === null) throw new Error('The response has no body')
  return response.body.getReader()
}

async function nextText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  return new TextDecoder().decode((await reader.read()).value)
}

describe('what the provider is sent', () => {
  it('is the body as it came, with the key added', async () => {
    const { asked, fetch } = provider(() => Response.json({ choices: [] }))
    const body = { model: 'small', messages: [{ role: 'user', content: 'Hi' }], temperature: 0 }
    const response = await handle(chatRequest(body), fakePorts({ fetch }))

    expect(await response.json()).toEqual({ choices: [] })
    expect(asked[0]?.url).toBe('https://llm.test/v1/chat/completions')
    expect(asked[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`)
    expect(await asked[0]?.json()).toEqual(body)
  })

  it('holds none of the headers of the page', async () => {
    const { asked, fetch } = provider(() => Response.json({}))
    await handle(
      chatRequest(undefined, { headers: { cookie: 'a=b', 'x-forwarded-for': '1.2.3.4' } }),
      fakePorts({ fetch }),
    )
    expect([...(asked[0]?.headers.keys() ?? [])].sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'content-type',
    ])
  })

  it('goes to the provider that the model is prefixed with', async () => {
    const { asked, fetch } = provider(() => Response.json({}))
    const providers = [
      { name: '', baseUrl: 'https://llm.test/v1', apiKey: KEY, models: [] },
      { name: 'home', baseUrl: 'http://127.0.0.1:11434/v1/', apiKey: undefined, models: [] },
    ]
    const body = { model: 'home/qwen', messages: [{}] }
    await handle(chatRequest(body), fakePorts({ fetch, providers }))

    expect(asked[0]?.url).toBe('http://127.0.0.1:11434/v1/chat/completions')
    expect(asked[0]?.headers.get('authorization')).toBeNull()
    expect(await asked[0]?.json()).toMatchObject({ model: 'qwen' })
  })
})

describe('streaming', () => {
  it('passes each event on before the next one exists', async () => {
    const upstream = eventStream()
    const { fetch } = provider(() => upstream.response)
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')

    const reader = readerOf(response)
    upstream.send('data: one\n\n')
    expect(await nextText(reader)).toBe('data: one\n\n')
    upstream.send('data: two\n\n')
    expect(await nextText(reader)).toBe('data: two\n\n')
    upstream.end()
    expect((await reader.read()).done).toBe(true)
  })

  it('stops the provider when the client stops reading', async () => {
    const upstream = eventStream()
    const { fetch } = provider(() => upstream.response)
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    await response.body?.cancel()
    await vi.waitFor(() => {
      expect(upstream.cancelled()).toBe(true)
    })
  })

  it('stops waiting for the provider when the client goes', async () => {
    const client = new AbortController()
    const { asked, fetch } = provider(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new DOMException('Gone', 'AbortError'))
          })
        }),
    )
    const pending = handle(chatRequest(undefined, { signal: client.signal }), fakePorts({ fetch }))
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1)
    })
    client.abort()
    expect((await pending).status).toBe(502)
  })
})

describe('the key', () => {
  it('is taken out of an answer that quotes it, wherever the chunks are cut', async () => {
    const upstream = eventStream()
    const { fetch } = provider(() => upstream.response)
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    upstream.send(`data: ü ${KEY.slice(0, 7)}`)
    upstream.send(KEY.slice(7, 12))
    upstream.send(`${KEY.slice(12)} and ${KEY}, but not ${KEY.slice(0, 5)}`)
    upstream.end()
    expect(await response.text()).toBe(`data: ü [hidden] and [hidden], but not ${KEY.slice(0, 5)}`)
  })

  it.each([400, 401, 403, 404, 418, 429, 500, 503])(
    'stays out of response and log when the provider quotes it in an error %i',
    async (status) => {
      const lines: string[] = []
      const { fetch } = provider(() =>
        Response.json({ error: `Bad key ${KEY}` }, { status, headers: { 'x-key': KEY } }),
      )
      const response = await handle(
        chatRequest(),
        fakePorts({ fetch, log: (line) => lines.push(line) }),
      )
      const sent = JSON.stringify([...response.headers]) + (await response.text())
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(sent + lines.join()).not.toContain(KEY)
    },
  )

  it('stays out of response and log when the network fails with it in the message', async () => {
    const lines: string[] = []
    const { fetch } = provider(() => Promise.reject(new Error(`connect with ${KEY}`)))
    const response = await handle(
      chatRequest(),
      fakePorts({ fetch, log: (line) => lines.push(line) }),
    )
    expect(await response.json()).toMatchObject({ code: 'llm/unreachable' })
    expect(lines).toEqual(['llm/unreachable: Error'])
  })

  it('does not follow a redirect', async () => {
    const { asked, fetch } = provider(
      () => new Response(null, { status: 307, headers: { location: 'https://evil.test/' } }),
    )
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    expect(response.status).toBe(502)
    expect(asked.map(({ redirect }) => redirect)).toEqual(['manual'])
  })
})

describe('limits', () => {
  it.each([
    ['says so', { 'content-length': '1000001' }],
    ['does not say so', {}],
  ])('refuses a body over a megabyte that %s', async (_, headers) => {
    const { asked, fetch } = provider(() => Response.json({}))
    const response = await handle(
      chatRequest({ messages: ['x'.repeat(1_000_001)] }, { headers }),
      fakePorts({ fetch }),
    )
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'llm/too-large' })
    expect(asked).toEqual([])
  })

  it.each(['', 'not json', '[]', '{"messages":[]}', '{"model":7,"messages":[{}]}'])(
    'refuses the body %j',
    async (body) => {
      const response = await handle(chatRequest(body), fakePorts())
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'llm/bad-request' })
    },
  )

  it('asks to wait after too many requests, and goes on after that', async () => {
    let now = 0
    const ports = fakePorts({ limit: createTokenBucket(2, () => now) })
    expect((await handle(chatRequest(), ports)).status).toBe(200)
    const refused = await handle(chatRequest(), ports)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('30')
    now = 30_000
    expect((await handle(chatRequest(), ports)).status).toBe(200)
  })

  it('passes on how long the provider wants to be left alone', async () => {
    const { fetch } = provider(
      () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
    )
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it('gives up on a provider that does not answer', async () => {
    const { fetch } = provider(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new DOMException('Timed out', 'AbortError'))
          })
        }),
    )
    const response = await handle(chatRequest(), fakePorts({ fetch, timeoutMs: 10 }))
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ code: 'llm/timed-out' })
  })

  it('refuses an answer that is neither JSON nor a stream of events', async () => {
    const { fetch } = provider(
      () => new Response('<h1>Log in</h1>', { headers: { 'content-type': 'text/html' } }),
    )
    const response = await handle(chatRequest(), fakePorts({ fetch }))
    expect(response.status).toBe(502)
    expect(await response.text()).not.toContain('Log in')
  })
})

describe('without a provider', () => {
  const ports = fakePorts({ providers: [] })

  it('says that none is configured', async () => {
    const response = await handle(chatRequest(), ports)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'llm/not-configured' })
  })

  it('reports the same in its status', async () => {
    const request = new Request(`${ORIGIN}/api/llm/status`)
    expect(await (await handle(request, ports)).json()).toEqual({ configured: false, models: [] })
  })
})

it('tells the models by their names in the studio, and nothing more', async () => {
  const providers = [
    { name: '', baseUrl: 'https://a.test', apiKey: KEY, models: ['small'] },
    { name: 'home', baseUrl: 'https://b.test', apiKey: KEY, models: ['qwen'] },
  ]
  const request = new Request(`${ORIGIN}/api/llm/status`)
  const response = await handle(request, fakePorts({ providers }))
  expect(await response.json()).toEqual({ configured: true, models: ['small', 'home/qwen'] })
})
