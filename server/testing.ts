import { createTokenBucket } from './llm/token-bucket.ts'
import type { ServerPorts } from './handle.ts'

export const ORIGIN = 'http://127.0.0.1:4173'
export const KEY = 'sk-very-secret-0123456789'

/** Ports of a server with one provider, which answers with an empty object. */
export function fakePorts(overrides: Partial<ServerPorts> = {}): ServerPorts {
  return {
    root: '/nowhere',
    ownPorts: new Set([4173]),
    providers: [{ name: '', baseUrl: 'https://llm.test/v1', apiKey: KEY, models: ['small'] }],
    timeoutMs: 1_000,
    fetch: () => Promise.resolve(Response.json({})),
    limit: createTokenBucket(1_000, () => 0),
    log: () => undefined,
    ...overrides,
  }
}

/** A chat completion as our own page sends it. */
export function chatRequest(
  body: unknown = { messages: [{ role: 'user', content: 'Hi' }] },
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Request {
  return new Request(`${ORIGIN}/api/llm/chat/completions`, {
    method: 'POST',
    headers: {
      origin: ORIGIN,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  })
}
