import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { Effect, EffectLog } from '../ports.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'
import { HostFailure, type HostPort, type HostRequest } from './host-port.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { webHost } from './web-host.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const API = 'https://api.example.com'

/** A log that keeps what was done, as a journal would, and tells it in order. */
function memoryLog() {
  const results = new Map<string, Json>()
  const story: string[] = []
  const log: EffectLog = {
    intend(effect: Effect) {
      story.push(`intend ${effect.key}`)
      return Promise.resolve(results.get(effect.key))
    },
    done(effect, result) {
      story.push(`done ${effect.key}`)
      results.set(effect.key, result)
      return Promise.resolve()
    },
  }
  return { log, story, results }
}

function fakeHost(answer: (request: HostRequest) => Promise<string> | string = () => 'ok') {
  const requests: HostRequest[] = []
  const host: HostPort = {
    async fetch(request) {
      requests.push(request)
      const body = await answer(request)
      return {
        url: request.url,
        status: 200,
        statusText: 'OK',
        headers: { 'X-Kind': 'test' },
        body,
      }
    },
  }
  return { host, requests }
}

interface Setting {
  readonly hosts?: readonly string[]
  readonly host?: HostPort | undefined
  readonly waitMs?: number
  readonly files?: Readonly<Record<string, string>>
}

async function opened(code: string, { hosts = [API], host, waitMs = 5000, files = {} }: Setting) {
  const document = appDocument({
    files: { 'app/main.ts': `export const start = () => ({ n: 0 })`, ...files },
    hosts,
    commands: {
      ask: { code },
      n: { handler: { kind: 'property', property: 'n', access: 'get' } },
    },
  })
  const limits = { ...DEFAULT_LIMITS, timeMs: 5000, waitMs }
  return Application.open({ wasm, spec: appSpec(document), saved: null, limits, host })
}

const call = (command: string) => ({ command: commandId(command), values: {}, level: 0 })
const never = new AbortController().signal
const run = (application: Application, log: EffectLog, signal = never) =>
  application.execute(call('ask'), signal, log)
const left = async (application: Application) => (await application.execute(call('n'), never)).reply

describe('fetch', () => {
  it('asks the host, and gives the answer as text, data and headers', async () => {
    const { host, requests } = fakeHost(() => '{"rate":1.5}')
    const application = await opened(
      `export default async (_, { fetch, root }) => {
  const response = await fetch('${API}/rates?day=1#top', {
    method: 'post', headers: { Accept: 'application/json', 'X-Token': 7 }, body: '{}',
  })
  root.n = (await response.json()).rate
  return [response.ok, response.status, response.url, response.headers.get('x-kind'), response.headers.get('none'), await response.text()]
}`,
      { host },
    )
    const { log, story } = memoryLog()
    expect((await run(application, log)).output).toEqual([
      true,
      200,
      `${API}/rates?day=1`,
      'test',
      null,
      '{"rate":1.5}',
    ])
    expect(requests).toEqual([
      {
        url: `${API}/rates?day=1`,
        method: 'POST',
        headers: { Accept: 'application/json', 'X-Token': '7' },
        body: '{}',
      },
    ])
    expect(story).toEqual(['intend 1', 'done 1'])
    expect(await left(application)).toBe('1.5')
  })

  it('is there for what handlers call, in a file of the application', async () => {
    const { host } = fakeHost(({ url }) => url)
    const application = await opened(
      `import { load } from '../../app/load'\nexport default async () => load()`,
      {
        host,
        files: {
          'app/load.ts': `export const load = async () => (await fetch('${API}/x')).text()`,
        },
      },
    )
    expect((await run(application, memoryLog().log)).reply).toBe(`${API}/x`)
  })

  it('numbers requests in the order of asking, sends at once what is asked at once', async () => {
    const arrived: string[] = []
    const release: (() => void)[] = []
    const { host } = fakeHost(async ({ url }) => {
      arrived.push(url.slice(-1))
      // The first of a pair is answered last.
      if (arrived.length === 1) await new Promise<void>((resolve) => release.push(resolve))
      else release.splice(0).forEach((go) => go())
      return url.slice(-1)
    })
    const application = await opened(
      `export default async (_, { fetch }) => {
  const order = []
  await Promise.all(['a', 'b'].map(async (name) => order.push(await (await fetch('${API}/' + name)).text())))
  order.push(await (await fetch('${API}/c')).text())
  return order
}`,
      { host },
    )
    const { log, story } = memoryLog()
    expect((await run(application, log)).output).toEqual(['a', 'b', 'c'])
    expect(arrived).toEqual(['a', 'b', 'c'])
    expect(story.filter((line) => line.startsWith('intend'))).toEqual([
      'intend 1',
      'intend 2',
      'intend 3',
    ])
  })

  it('does not ask again what was answered before', async () => {
    const { host, requests } = fakeHost(({ url }) => url.slice(-1))
    const code = `export default async (_, { fetch }) => {
  const text = async (name) => (await fetch('${API}/' + name, { method: 'POST' })).text()
  return (await text('a')) + (await text('b'))
}`
    const { log, story, results } = memoryLog()
    expect((await run(await opened(code, { host }), log)).reply).toBe('ab')
    results.delete('2')
    expect((await run(await opened(code, { host }), log)).reply).toBe('ab')
    expect(requests.map(({ url }) => url.slice(-1))).toEqual(['a', 'b', 'b'])
    expect(story.slice(4)).toEqual(['intend 1', 'intend 2', 'done 2'])
  })

  it('sees to what a handler did not wait for', async () => {
    const { host, requests } = fakeHost()
    const application = await opened(
      `export default (_, { fetch }) => { void fetch('${API}/log'); return 'sent' }`,
      { host },
    )
    expect((await run(application, memoryLog().log)).reply).toBe('sent')
    expect(requests).toHaveLength(1)
  })

  it('leaves the state of before when the handler fails after an answer', async () => {
    const { host } = fakeHost()
    const application = await opened(
      `export default async (_, { fetch, root }) => { root.n = 1; await fetch('${API}/x'); throw new Error('No') }`,
      { host },
    )
    const { log, story } = memoryLog()
    await expect(run(application, log)).rejects.toThrow('No')
    expect(story).toEqual(['intend 1', 'done 1'])
    expect(await left(application)).toBe('0')
  })

  it('tells the handler, which may go on, that the other side cannot be had', async () => {
    const { host } = fakeHost(() => Promise.reject(new HostFailure('Nobody there')))
    const application = await opened(
      `export default async (_, { fetch }) => { try { await fetch('${API}/x') } catch (error) { return error.message } }`,
      { host },
    )
    const { log, results } = memoryLog()
    expect((await run(application, log)).reply).toBe('Nobody there')
    expect(results.get('1')).toEqual({ failed: 'Nobody there' })
  })

  it.each([
    ['https://other.example.com/x', '{}', 'not among the hosts'],
    ['https://api.example.com.evil.org/', '{}', 'not among the hosts'],
    ['http://api.example.com/x', '{}', 'only https'],
    ['//api.example.com/x', '{}', 'not an absolute address'],
    ['https://me:secret@api.example.com/x', '{}', 'name or password'],
    ['file:///etc/passwd', '{}', 'only https'],
    ['data:text/plain,x', '{}', 'only https'],
    [`${API}/x`, `{ method: 'CONNECT' }`, 'not a method'],
    [`${API}/x`, `{ body: 'x' }`, 'has no body'],
    [`${API}/x`, `{ headers: { Cookie: 'a=1' } }`, 'not for handlers to set'],
    [`${API}/x`, `{ headers: { Host: 'b' } }`, 'not for handlers to set'],
  ])('refuses %s with %s', async (url, options, reason) => {
    const { host, requests } = fakeHost()
    const application = await opened(
      `export default (_, { fetch }) => fetch(${JSON.stringify(url)}, ${options})`,
      { host, hosts: [API, 'nonsense', 'http://intranet'] },
    )
    const { log, story } = memoryLog()
    await expect(run(application, log)).rejects.toMatchObject({
      code: 'sandbox/not-allowed',
      message: expect.stringContaining(reason) as string,
    })
    expect({ requests, story }).toEqual({ requests: [], story: [] })
  })

  it('limits how often, and how much, is asked', async () => {
    const { host, requests } = fakeHost()
    const often = await opened(
      `export default async (_, { fetch }) => { for (;;) await fetch('${API}/x') }`,
      { host },
    )
    await expect(run(often, memoryLog().log)).rejects.toMatchObject({ code: 'sandbox/not-allowed' })
    expect(requests).toHaveLength(20)
    const much = await opened(
      `export default (_, { fetch }) => fetch('${API}/x', { method: 'POST', body: 'x'.repeat(1e6 + 1) })`,
      { host },
    )
    await expect(run(much, memoryLog().log)).rejects.toMatchObject({ code: 'sandbox/not-allowed' })
    const object = await opened(
      `export default (_, { fetch }) => fetch('${API}/x', { method: 'POST', body: {} })`,
      { host },
    )
    await expect(run(object, memoryLog().log)).rejects.toThrow('JSON.stringify')
  })

  it('is refused where nobody writes it down, nothing is listed, or nothing may leave', async () => {
    const code = `export default (_, { fetch }) => fetch('${API}/x')`
    const { host, requests } = fakeHost()
    const application = await opened(code, { host })
    await expect(application.execute(call('ask'), never)).rejects.toMatchObject({
      code: 'sandbox/not-allowed',
    })
    await expect(application.rehearse(call('ask'), never)).rejects.toMatchObject({
      code: 'sandbox/not-allowed',
    })
    const unlisted = await opened(code, { host, hosts: [] })
    await expect(run(unlisted, memoryLog().log)).rejects.toThrow('list no host')
    await expect(run(await opened(code, {}), memoryLog().log)).rejects.toThrow('where this runs')
    expect(requests).toEqual([])
  })

  it('is for handlers alone: not for availability, lookups, checks or start', async () => {
    const { host, requests } = fakeHost()
    const document = appDocument({
      hosts: [API],
      files: { 'app/main.ts': `export const start = () => ({})` },
      commands: {
        pick: {
          code: `export default () => 'picked'`,
          availability: `(fetch('${API}/availability'), true)`,
          validation: `(fetch('${API}/validation'), null)`,
          parameters: { what: `[String(fetch('${API}/lookup'))]` },
        },
      },
    })
    const spec = appSpec(document)
    const application = await Application.open({ wasm, spec, saved: null, host })
    await application.scope()
    await application.execute(call('pick'), never, memoryLog().log)
    await application.scope()
    await application.lookup(commandId('pick'), 'what', 0)
    await application.validate(call('pick'))
    expect(requests).toEqual([])
    const starting = Application.open({
      wasm,
      spec: appSpec(
        appDocument({
          hosts: [API],
          files: { 'app/main.ts': `export const start = async () => fetch('${API}/start')` },
        }),
      ),
      saved: null,
      host,
    })
    await expect(starting).rejects.toMatchObject({ code: 'sandbox/not-allowed' })
  })

  it('does not count waiting as running, but has an end to it', async () => {
    const { host } = fakeHost(() => new Promise(() => {}))
    const application = await opened(
      `export default async (_, { fetch, root }) => { root.n = 1; await fetch('${API}/x') }`,
      { host, waitMs: 50 },
    )
    const { log, story } = memoryLog()
    await expect(run(application, log)).rejects.toMatchObject({
      code: 'sandbox/timed-out',
      details: { timeMs: 50 },
    })
    expect(story).toEqual(['intend 1'])
    expect(await left(application)).toBe('0')
  })

  it('can be called off while it waits', async () => {
    const controller = new AbortController()
    const { host } = fakeHost(() => {
      controller.abort(new Error('Called off'))
      return new Promise(() => {})
    })
    const application = await opened(
      `export default async (_, { fetch, root }) => { root.n = 1; await fetch('${API}/x') }`,
      { host },
    )
    await expect(run(application, memoryLog().log, controller.signal)).rejects.toThrow('Called off')
    expect(await left(application)).toBe('0')
  })

  it('ends with what the log says when it refuses', async () => {
    const { host, requests } = fakeHost()
    const application = await opened(`export default (_, { fetch }) => fetch('${API}/x')`, { host })
    const log: EffectLog = {
      intend: () => Promise.reject(new Error('Was it sent?')),
      done: () => Promise.resolve(),
    }
    await expect(run(application, log)).rejects.toThrow('Was it sent?')
    expect(requests).toEqual([])
  })
})

describe('the way out of the platform', () => {
  let close = (): void => {}
  afterEach(() => close())

  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    close = () => void server.close()
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const ask = (url: string, maxBytes = 1000) =>
    webHost.fetch({ url, method: 'GET', headers: { 'X-One': '1' }, body: null }, never, maxBytes)

  it('gives status, headers and text of the other side', async () => {
    const origin = await serving((request, response) => {
      response.writeHead(404, { 'x-seen': String(request.headers['x-one']) }).end('grüß')
    })
    expect(await ask(`${origin}/x`)).toMatchObject({
      url: `${origin}/x`,
      status: 404,
      headers: { 'x-seen': '1' },
      body: 'grüß',
    })
  })

  it('gives no text where the other side has none', async () => {
    const origin = await serving((_, response) => response.writeHead(204).end())
    expect(await ask(`${origin}/x`)).toMatchObject({ status: 204, body: '' })
  })

  it('follows no redirect, and reads no more than it may', async () => {
    const origin = await serving((request, response) => {
      if (request.url === '/there') response.end('there')
      else if (request.url === '/large') response.end('x'.repeat(1001))
      else response.writeHead(302, { location: '/there' }).end()
    })
    await expect(ask(`${origin}/here`)).rejects.toThrow(HostFailure)
    await expect(ask(`${origin}/large`)).rejects.toThrow('more than 1000 bytes')
  })

  it('says that nobody is there, and heeds its signal', async () => {
    const origin = await serving(() => {})
    close()
    await expect(ask(`${origin}/x`)).rejects.toThrow(HostFailure)
    const aborted = AbortSignal.abort(new Error('Off'))
    const request = { url: `${origin}/x`, method: 'GET', headers: {}, body: null }
    await expect(webHost.fetch(request, aborted, 10)).rejects.toThrow('Off')
  })
})
