import { describe, expect, it } from 'vitest'
import { handle } from './handle.ts'
import { chatRequest, fakePorts, ORIGIN } from './testing.ts'

const statusOf = async (request: Request) => (await handle(request, fakePorts())).status

describe('who is answered', () => {
  it('is our own page', async () => {
    expect(await statusOf(chatRequest())).toBe(200)
  })

  it.each([
    ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['another site in an old browser', { origin: 'https://evil.test' }],
    [
      'another port of this machine',
      { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' },
    ],
    ['our name but not our address', { origin: 'http://localhost:4173' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('is not %s', async (_, headers) => {
    expect(await statusOf(chatRequest(undefined, { headers }))).toBe(403)
  })

  it('is not one who posts without an origin', async () => {
    const request = new Request(`${ORIGIN}/api/llm/chat/completions`, {
      method: 'POST',
      body: '{}',
    })
    expect(await statusOf(request)).toBe(403)
  })

  it.each(['http://evil.test:4173', 'http://127.0.0.1:9999', 'http://127.0.0.1.evil.test:4173'])(
    'is not one who calls us %s, be it for a file',
    async (origin) => {
      expect(await statusOf(new Request(`${origin}/`))).toBe(403)
      expect(await statusOf(new Request(`${origin}/api/llm/status`))).toBe(403)
    },
  )

  it('knows Vite in front of it in development', async () => {
    const request = new Request('http://localhost:5173/api/llm/status')
    const ports = fakePorts({ ownPorts: new Set([4174, 5173]) })
    expect((await handle(request, ports)).status).toBe(200)
  })
})
