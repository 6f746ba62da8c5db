import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EffectLog } from '../../ports.ts'
import { appSpec } from '../app-spec.ts'
import { appDocument, commandId } from '../fixture.ts'
import type { HostPort } from '../host-port.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { createSandboxClient, startSandboxWorker, type SandboxClient } from './sandbox-client.ts'
import { serveSandbox } from './serve-sandbox.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const host: HostPort = {
  fetch: ({ url }) =>
    Promise.resolve({ url, status: 200, statusText: 'OK', headers: {}, body: 'four' }),
}

const shop = appSpec(
  appDocument({
    hosts: ['https://api.example.com'],
    files: {
      'app/main.ts': `
export class Shelf { constructor(readonly parent: object, readonly id: string) {} }
export const start = () => { const shop: any = { n: 0 }; shop.shelf = new Shelf(shop, 'S1'); return shop }`,
    },
    contexts: { Shelf: { displayName: 'Shelf {id}' } },
    commands: {
      enter: { code: `export default (_, { root, workflow }) => workflow.enter(root.shelf)` },
      add: {
        code: `export default ({ by }, { root }) => '' + (root.n += Number(by))`,
        validation: `input.by > 5 ? 'Five at most' : ''`,
        parameters: { by: `[{ value: '1', label: 'one' }]` },
        risk: 'write',
        undo: {
          kind: 'code',
          source: `export default ({ by }, { root }) => '' + (root.n -= Number(by))`,
        },
      },
      price: {
        code: `export default async (_, { fetch }) => (await fetch('https://api.example.com/p')).text()`,
        undo: {
          kind: 'code',
          source: `export default async (_, { fetch }) => (await fetch('https://api.example.com/q')).text()`,
        },
      },
    },
  }),
)

/** The other end of a channel, as a worker or a thread serves it. */
function serving(): { readonly port: MessagePort; readonly close: () => void } {
  const { port1, port2 } = new MessageChannel()
  serveSandbox(() => Promise.resolve(wasm), host, port1)
  port1.start()
  return { port: port2, close: () => port1.close() }
}

const never = new AbortController().signal
const call = (command: string, values: Readonly<Record<string, string>> = {}) => ({
  command: commandId(command),
  values,
  level: 0,
})
const log: EffectLog = { intend: () => Promise.resolve(undefined), done: () => Promise.resolve() }

let client: SandboxClient | undefined
afterEach(() => {
  client?.dispose()
  vi.unstubAllGlobals()
})

function connected(): SandboxClient {
  client = createSandboxClient(() => {
    const { port, close } = serving()
    return { endpoint: port, crashed: new Promise(() => {}), terminate: close }
  }, DEFAULT_LIMITS)
  return client
}

describe('the border of the sandbox', () => {
  it('is crossed by all that an application can be asked', async () => {
    const asked = connected()
    await asked.open(shop, null)
    const add = call('add', { by: '3' })
    expect(await asked.lookup(commandId('add'), 'by', 0)).toEqual([{ value: '1', label: 'one' }])
    expect(await asked.validate(call('add', { by: '9' }))).toEqual([
      { parameter: null, text: 'Five at most' },
    ])
    expect((await asked.rehearse(add, never)).reply).toBe('3')
    const { reply, undoTicket } = await asked.execute(add, never)
    expect(reply).toBe('3')
    expect(await asked.isUndoable(undoTicket!)).toBe(true)
    expect((await asked.undo(undoTicket!, never)).reply).toBe('0')
    expect(await asked.isUndoable(undoTicket!)).toBe(false)
  })

  it('is crossed on the way in and out of instances', async () => {
    const asked = connected()
    await asked.open(shop, null)
    const labels = async () => (await asked.scope()).levels.map(({ label }) => label)
    await asked.execute(call('enter'), never)
    expect(await labels()).toEqual(['Shelf S1', ''])
    await asked.goUp()
    expect(await labels()).toEqual([''])
    await asked.execute(call('enter'), never)
    expect((await asked.goToTop()).levels).toHaveLength(1)
  })

  it('lets what is taken back ask the world, too, where that is written down', async () => {
    const asked = connected()
    await asked.open(shop, null)
    const { undoTicket } = await asked.execute(call('price'), never, log)
    await expect(asked.undo(undoTicket!, never)).rejects.toMatchObject({
      code: 'sandbox/not-allowed',
    })
    expect((await asked.undo(undoTicket!, never, log)).reply).toBe('four')
  })

  it('does not take the state of one application for that of the next', async () => {
    const asked = connected()
    await asked.open(shop, null)
    await asked.execute(call('add', { by: '3' }), never)
    const saving = asked.save()
    const other = appSpec(appDocument({ commands: { n: { code: `export default () => 'none'` } } }))
    const opening = asked.open(other, null)
    expect((await saving).specHash).toBe(shop.hash)
    await opening
    expect((await asked.execute(call('n'), never)).reply).toBe('none')
  })
})

describe('a worker of the page', () => {
  /** What the browser gives: a thread behind `postMessage`, and events for how it fares. */
  class FakeWorker extends EventTarget {
    static all: FakeWorker[] = []
    readonly #other = serving()
    isTerminated = false

    constructor() {
      super()
      FakeWorker.all.push(this)
      this.#other.port.onmessage = ({ data }: MessageEvent<unknown>) =>
        this.dispatchEvent(new MessageEvent('message', { data }))
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      this.#other.port.postMessage(message, transfer)
    }

    terminate(): void {
      this.isTerminated = true
      this.#other.close()
      this.#other.port.close()
    }
  }

  function started(): SandboxClient {
    FakeWorker.all = []
    vi.stubGlobal('Worker', FakeWorker)
    client = startSandboxWorker()
    return client
  }

  it.each([
    ['error', Object.assign(new Event('error'), { message: 'Out of memory' }), 'Out of memory'],
    ['messageerror', new Event('messageerror'), 'A message was unreadable'],
  ])('is replaced after the event %s, and goes on from what was saved', async (_, event, why) => {
    const asked = started()
    await asked.open(shop, null)
    await asked.execute(call('add', { by: '3' }), never)
    await asked.snapshot()
    const [first] = FakeWorker.all
    first?.dispatchEvent(event)
    await expect(asked.scope()).rejects.toMatchObject({
      code: 'sandbox/unavailable',
      cause: { message: why },
    })
    expect(first?.isTerminated).toBe(true)
    expect((await asked.execute(call('add', { by: '1' }), never)).reply).toBe('4')
    expect(FakeWorker.all).toHaveLength(2)
  })
})
