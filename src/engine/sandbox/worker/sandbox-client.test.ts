import { readFile } from 'node:fs/promises'
import { expose } from 'comlink'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '#shared/result.ts'
import type { EffectLog } from '../../ports.ts'
import { appSpec } from '../app-spec.ts'
import { appDocument, commandId } from '../fixture.ts'
import type { HostPort } from '../host-port.ts'
import type { SandboxApi } from './contract.ts'
import { createSandboxApi } from './sandbox-api.ts'
import {
  createSandboxClient,
  type SandboxClient,
  type SandboxConnection,
} from './sandbox-client.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

const counter = (step: number) =>
  appSpec(
    appDocument({
      commands: {
        count: { code: `export default (_, { root }) => '' + (root.n = (root.n ?? 0) + ${step})` },
        fail: { code: `export default () => {\n  throw new Error('No')\n}` },
      },
    }),
  )

/** Joins both sides by message channels: the serialization of a worker, in one thread. */
function connector(makeApi: (nth: number) => SandboxApi) {
  const channels: MessageChannel[] = []
  const connect = (): SandboxConnection => {
    const channel = new MessageChannel()
    channels.push(channel)
    expose(makeApi(channels.length), channel.port1)
    channel.port1.start()
    return {
      endpoint: channel.port2,
      crashed: new Promise(() => {}),
      terminate: () => channel.port1.close(),
    }
  }
  return {
    connect,
    workers: () => channels.length,
    close: () => channels.forEach(({ port1 }) => port1.close()),
  }
}

const realApi = (): SandboxApi => createSandboxApi(() => Promise.resolve(wasm))
const run = async (client: SandboxClient, command: string): Promise<string> => {
  const call = { command: commandId(command), values: {}, level: 0 }
  return (await client.execute(call, new AbortController().signal)).reply
}

let opened: ReturnType<typeof connector> | undefined
function connectedClient(makeApi: (nth: number) => SandboxApi): SandboxClient {
  opened = connector(makeApi)
  return createSandboxClient(opened.connect)
}

afterEach(() => {
  opened?.close()
})

describe('sandbox client', () => {
  it('brings answers, states and errors across', async () => {
    const client = connectedClient(realApi)
    expect(await client.open(counter(1), null)).toEqual({
      origin: 'start',
      faults: [],
      lostClasses: [],
      isOutgrown: false,
    })
    expect(await run(client, 'count')).toBe('1')
    await expect(run(client, 'fail')).rejects.toMatchObject({
      name: 'AppError',
      code: 'sandbox/failed',
      message: 'No',
      details: { file: 'handlers/root/fail.ts', line: 2, handler: 'fail' },
    })
    const saved = await client.save()
    expect((await client.open(counter(10), saved)).origin).toBe('export')
    expect(await run(client, 'count')).toBe('11')
    expect(await client.inspect()).toMatchObject({ objects: [{ fields: { n: 11 } }] })
    await client.reset()
    expect(await run(client, 'count')).toBe('10')
    client.dispose()
  })

  it('keeps the application that is open when another does not open', async () => {
    const client = connectedClient(realApi)
    await client.open(counter(1), null)
    await run(client, 'count')
    const broken = appSpec(appDocument({ files: { 'app/main.ts': 'export const start = (' } }))
    await expect(client.open(broken, null)).rejects.toMatchObject({
      code: 'sandbox/does-not-compile',
    })
    expect(await run(client, 'count')).toBe('2')
    client.dispose()
  })

  it('says when no application is open, and when the engine does not load', async () => {
    const client = connectedClient(realApi)
    await expect(client.scope()).rejects.toMatchObject({ code: 'sandbox/unavailable' })
    client.dispose()
    let isThere = false
    const late = connectedClient(() =>
      createSandboxApi(() => (isThere ? Promise.resolve(wasm) : Promise.reject(new Error('404')))),
    )
    await expect(late.open(counter(1), null)).rejects.toMatchObject({ code: 'sandbox/unavailable' })
    isThere = true
    await late.open(counter(1), null)
    expect(await run(late, 'count')).toBe('1')
    late.dispose()
  })

  it('goes on in a new worker, from the state saved last, when one dies', async () => {
    let die: (reason: Error) => void = () => {}
    const channels = connector(realApi)
    opened = channels
    const client = createSandboxClient(() => ({
      ...channels.connect(),
      crashed: new Promise<never>((_, reject) => (die = reject)),
    }))
    await client.open(counter(1), null)
    await run(client, 'count')
    await client.snapshot()
    await run(client, 'count')
    die(new Error('killed'))
    await expect(client.scope()).rejects.toMatchObject({
      code: 'sandbox/unavailable',
      cause: { message: 'killed' },
    })
    expect(await run(client, 'count')).toBe('2')
    expect(channels.workers()).toBe(2)
    client.dispose()
  })
})

describe('sandbox client of a handler that waits for the world', () => {
  const asking = appSpec(
    appDocument({
      hosts: ['https://api.example.com'],
      commands: {
        ask: {
          code: `export default async (_, { root, fetch }) => { root.n = 1; return (await fetch('https://api.example.com/x')).text() }`,
        },
        n: { handler: { kind: 'reply', template: '{root.n}' } },
      },
    }),
  )
  const call = { command: commandId('ask'), values: {}, level: 0 }
  const apiWith = (host: HostPort) => createSandboxApi(() => Promise.resolve(wasm), host)
  const answering: HostPort = {
    fetch: ({ url }) =>
      Promise.resolve({ url, status: 200, statusText: 'OK', headers: {}, body: 'yes' }),
  }

  it('writes into a log on this side', async () => {
    const client = connectedClient(() => apiWith(answering))
    await client.open(asking, null)
    const story: string[] = []
    const result = await client.execute(call, new AbortController().signal, {
      intend: (effect) => {
        story.push(`intend ${effect.key}`)
        return Promise.resolve(undefined)
      },
      done: (effect) => {
        story.push(`done ${effect.key}`)
        return Promise.resolve()
      },
    })
    expect(result.reply).toBe('yes')
    expect(story).toEqual(['intend 1', 'done 1'])
    client.dispose()
  })

  it('calls it off through the worker, which goes on', async () => {
    const controller = new AbortController()
    const client = connectedClient(() =>
      apiWith({
        fetch: () => {
          controller.abort(new Error('Called off'))
          return new Promise(() => {})
        },
      }),
    )
    await client.open(asking, null)
    const log: EffectLog = {
      intend: () => Promise.resolve(undefined),
      done: () => Promise.resolve(),
    }
    await expect(client.execute(call, controller.signal, log)).rejects.toThrow('Called off')
    expect(await run(client, 'n')).toBe('')
    expect(opened?.workers()).toBe(1)
    client.dispose()
  })
})

describe('sandbox client of a worker that is stuck', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  /** The first worker never answers `execute`. */
  const stuckOnce = (nth: number): SandboxApi =>
    nth > 1 ? realApi() : { ...realApi(), execute: () => new Promise(() => {}) }

  it('ends it after its time and a grace, and goes on in another', async () => {
    const client = connectedClient(stuckOnce)
    await client.open(counter(1), null)
    const call = run(client, 'count')
    const stuck = expect(call).rejects.toMatchObject({ code: 'sandbox/timed-out' })
    await untilTimerIsSet()
    vi.advanceTimersByTime(6_999)
    expect(opened?.workers()).toBe(1)
    vi.advanceTimersByTime(1)
    await stuck
    expect(await run(client, 'count')).toBe('1')
    expect(opened?.workers()).toBe(2)
    client.dispose()
  })

  it('does not end one that waits for the world, as long as it says that it is alive', async () => {
    let asked = 0
    const client = connectedClient((nth) => ({
      ...stuckOnce(nth),
      alive: () => (++asked <= 2 ? Promise.resolve(true) : new Promise(() => {})),
    }))
    await client.open(counter(1), null)
    const log: EffectLog = {
      intend: () => Promise.resolve(undefined),
      done: () => Promise.resolve(),
    }
    const call = { command: commandId('count'), values: {}, level: 0 }
    const waiting = client.execute(call, new AbortController().signal, log)
    const stuck = expect(waiting).rejects.toMatchObject({ code: 'sandbox/timed-out' })
    for (const times of [1, 2]) {
      await untilTimerIsSet()
      await vi.advanceTimersByTimeAsync(7_000)
      while (asked < times) await new Promise(setImmediate)
      expect(opened?.workers()).toBe(1)
      while (vi.getTimerCount() > 1) await new Promise(setImmediate)
      await new Promise(setImmediate)
    }
    await vi.advanceTimersByTimeAsync(7_000 + 4_000)
    await stuck
    expect(await run(client, 'count')).toBe('1')
    expect(opened?.workers()).toBe(2)
    client.dispose()
  })

  it('lets no answered call be ended by its own watchdog later', async () => {
    const client = connectedClient(() => ({ ...realApi(), scope: async () => ok({ levels: [] }) }))
    await client.open(counter(1), null)
    expect(await client.scope()).toEqual({ levels: [] })
    expect(vi.getTimerCount()).toBe(0)
    client.dispose()
  })

  async function untilTimerIsSet(): Promise<void> {
    while (vi.getTimerCount() === 0) await Promise.resolve()
  }
})
