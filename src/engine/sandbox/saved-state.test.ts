import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import type { Json } from '#shared/json.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'
import { readSavedState, type SavedState } from './saved-state.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const open = (document: Document, saved: SavedState | null = null) =>
  Application.open({ wasm, spec: appSpec(document), saved })

const run = (
  application: Application,
  command: string,
  values: Readonly<Record<string, Json>> = {},
) =>
  application.execute(
    { command: commandId(command), values, level: 0 },
    new AbortController().signal,
  )

const graph = (version: string) =>
  appDocument({
    files: {
      'app/main.ts': `
export class Node {
  readonly twins: Node[] = []
  constructor(public name: string, readonly parent?: Node) {}
  hello() { return '${version} ' + this.name }
}
class Secret { constructor(public value: number) {} }
export class Gone { left = 1 }
class Book extends Map<string, number> {}
export function start() {
  const root = new Node('root') as any
  const a = new Node('a', root), b = new Node('b', root)
  a.twins.push(b, b)
  b.twins.push(a)
  return Object.assign(root, {
    a, b,
    map: new Map<unknown, unknown>([['k', a], [a, new Set([1, b])]]),
    book: new Book([['x', 1]]),
    when: new Date(86400000), never: new Date(NaN),
    odd: [undefined, null, NaN, Infinity, -Infinity, -0, 12n, '"\\u2028\\ud800'],
    holes: [, 1],
    secret: new Secret(7), gone: new Gone(),
    bare: Object.create(null), fn: () => 1, pattern: /x/, '__proto__x': 1,
  }, Object.defineProperty(root, 'computed', { get: () => 1, enumerable: true }) && {})
}`,
    },
    contexts: { Node: { displayName: '{name}' }, Gone: {} },
    commands: {
      'Node/hello': { handler: { kind: 'method', method: 'hello', positional: false } },
      'Node/enter': {
        code: `export default ({ name }, { root, workflow }) => workflow.enter(root[name])`,
      },
      'Node/check': {
        code: `
export default (_, { root: r, self }) => [
  self === r.a, r.a.twins[0] === r.a.twins[1], r.b.twins[0] === r.a, r.a.parent === r,
  r.map.get('k') === r.a, r.map.get(r.a).has(r.b), r.map.get(r.a).size,
  r.book.get('x'), r.book.constructor.name, r.when.getTime(), Number.isNaN(r.never.getTime()),
  r.odd.map((one) => Object.is(one, -0) ? '-0' : typeof one === 'bigint' ? one + 'n' : String(one)).join(),
  r.holes.length, r.secret.constructor.name + r.secret.value, r.gone.left, r.computed ?? null,
  typeof r.fn, typeof r.pattern,
]`,
      },
    },
  })

const FACTS = [
  true,
  true,
  true,
  true,
  true,
  true,
  2,
  1,
  'Book',
  86400000,
  true,
  'undefined,null,NaN,Infinity,-Infinity,-0,12n,"\u2028\ud800',
  2,
  'Secret7',
  1,
]

describe('saved state', () => {
  it('goes on from memory exactly, with the position and even what no export carries', async () => {
    const before = await open(graph('one'))
    await run(before, 'Node/enter', { name: 'a' })
    const after = await open(graph('one'), structuredClone(await before.save()))
    expect(after.origin).toBe('memory')
    expect(await after.scope()).toEqual(await before.scope())
    expect((await run(after, 'Node/check')).output).toEqual([...FACTS, 1, 'function', 'object'])
    expect(await after.inspect()).toEqual(await before.inspect())
  })

  it('is forked without being saved, and the two know nothing of each other from then on', async () => {
    const one = await open(graph('one'))
    await run(one, 'Node/enter', { name: 'a' })
    const other = await one.fork()
    expect(await other.inspect()).toEqual(await one.inspect())
    expect((await run(other, 'Node/check')).output).toEqual([...FACTS, 1, 'function', 'object'])
    await run(other, 'Node/enter', { name: 'b' })
    expect((await one.scope()).levels.map(({ label }) => label)).toEqual(['a', 'root', ''])
    one.dispose()
    expect((await other.scope()).levels.map(({ label }) => label)).toEqual(['b', 'root', ''])
  })

  it('gives a fork a state that its origin does not write over', async () => {
    const one = await open(graph('one'))
    await run(one, 'Node/enter', { name: 'a' })
    const other = await one.fork()
    const then = await one.inspect()
    for (const name of ['b', 'b', 'b']) await run(one, 'Node/enter', { name })
    expect(await other.inspect()).toEqual(then)
    await expect(run(other, 'Node/enter', { name: 'nobody' })).rejects.toThrow()
    expect(await other.inspect()).toEqual(then)
    expect((await other.scope()).levels.map(({ label }) => label)).toEqual(['a', 'root', ''])
    expect((await one.scope()).levels.map(({ label }) => label)).toEqual(['b', 'root', ''])
  })

  it('goes on from the export when the source has changed: same graph, same position, new code', async () => {
    const before = await open(graph('one'))
    await run(before, 'Node/enter', { name: 'a' })
    const after = await open(graph('two'), structuredClone(await before.save()))
    expect(after.origin).toBe('export')
    expect((await after.scope()).levels.map(({ label }) => label)).toEqual(['a', 'root', ''])
    expect((await run(after, 'Node/hello')).reply).toBe('two a')
    expect((await run(after, 'Node/check')).output).toEqual([...FACTS, null, 'undefined', 'object'])
    expect(await after.inspect()).toEqual(await before.inspect())
  })

  it('starts the first application that is written where there was none', async () => {
    const nothing = await open(appDocument({ files: {} }))
    const first = appDocument({
      files: { 'app/main.ts': 'export class Room {}\nexport const start = () => new Room()' },
      contexts: { Room: {} },
    })
    const after = await open(first, await nothing.save())
    expect(after.origin).toBe('start')
    expect((await after.scope()).levels[0]?.label).toBe('Room')
  })

  it('keeps objects of a class that is gone as plain ones that remember its name', async () => {
    const before = await open(graph('one'))
    const without = graph('one')
    const file = without['file:app/main.ts']
    if (file?.kind !== 'source-file') throw new Error('No file')
    const text = file.text
      .replace('export class Gone { left = 1 }', '')
      .replace('gone: new Gone(),', '')
    const document = { ...without, [file.id]: { ...file, text } }
    const middle = await open(document, await before.save())
    expect(await middle.lostClasses()).toEqual(['Gone'])
    const reloaded = await open(document, await middle.save())
    expect([reloaded.origin, await reloaded.lostClasses()]).toEqual(['memory', ['Gone']])
    await run(middle, 'Node/enter', { name: 'gone' })
    expect((await middle.scope()).levels[0]?.context).toBe('Gone')
    expect(await middle.inspect()).toMatchObject({
      objects: expect.arrayContaining([
        { kind: 'object', class: 'Gone', fields: { left: 1 } },
      ]) as unknown,
    })
    const back = await open(graph('one'), await middle.save())
    expect(await back.lostClasses()).toEqual([])
    expect((await back.scope()).levels[0]?.context).toBe('Gone')
  })

  it('ignores edits of what the application is not made of', async () => {
    const document = graph('one')
    const described = {
      ...document,
      Node: { ...document['Node'], description: 'New words' },
    } as Document
    expect(appSpec(described).hash).toBe(appSpec(document).hash)
    expect(appSpec(graph('two')).hash).not.toBe(appSpec(document).hash)
  })

  it.each([
    [
      'bytes that are cut off',
      (saved: SavedState) => ({ ...saved, memory: saved.memory.slice(0, 1000) }),
      'export',
    ],
    [
      'bytes that are changed',
      (saved: SavedState) => ({
        ...saved,
        memory: saved.memory.map((byte, i) => (i === 5000 ? byte ^ 255 : byte)),
      }),
      'export',
    ],
    ['no bytes', (saved: SavedState) => ({ ...saved, memory: new Uint8Array() }), 'export'],
    ['a kernel that is elsewhere', (saved: SavedState) => ({ ...saved, kernel: 12 }), 'export'],
    ['another engine', (saved: SavedState) => ({ ...saved, engine: 'other' }), 'export'],
    [
      'neither bytes nor a readable export',
      (saved: SavedState) => ({
        ...saved,
        memory: new Uint8Array(),
        state: saved.state && { ...saved.state, root: ['ref', 99] as const },
      }),
      'start',
    ],
    [
      'an export of another format',
      (saved: SavedState) => ({
        ...saved,
        memory: new Uint8Array(),
        state: saved.state && { ...saved.state, format: 2 as unknown as 1 },
      }),
      'start',
    ],
  ])('opens all the same with %s', async (_, damage, origin) => {
    const saved = damage(await (await open(graph('one'))).save())
    const application = await open(graph('one'), saved)
    expect(application.origin).toBe(origin)
    expect((await run(application, 'Node/hello')).reply).toBe('one root')
  })

  it('tells a saved state from anything else', async () => {
    const saved = await (await open(graph('one'))).save()
    expect(readSavedState(structuredClone(saved))).toEqual(saved)
    for (const other of [
      null,
      3,
      {},
      { ...saved, format: 2 },
      { ...saved, memory: 'x' },
      { ...saved, state: 3 },
    ])
      expect(readSavedState(other)).toBeNull()
  })

  it('refuses bytes that unpack to more than an application may hold', async () => {
    const saved = await (await open(graph('one'))).save()
    const zeros = new Response(
      new Blob([new Uint8Array(120e6)]).stream().pipeThrough(new CompressionStream('gzip')),
    )
    const bomb = new Uint8Array(await zeros.arrayBuffer())
    expect((await open(graph('one'), { ...saved, memory: bomb })).origin).toBe('export')
  })

  it('keeps a state that is too large to be told twice as memory alone', async () => {
    const document = appDocument({
      commands: {
        fill: {
          code: `export default (_, { root }) => { root.all = []; for (let i = 0; i < 150; i++) root.all.push('é'.repeat(1e5) + i) }`,
        },
        count: { code: `export default (_, { root }) => '' + (root.all?.length ?? 0)` },
      },
    })
    const before = await open(document)
    await run(before, 'fill')
    const saved = await before.save()
    expect(saved.state).toBeNull()
    const after = await open(document, readSavedState(structuredClone(saved)))
    expect(after.origin).toBe('memory')
    expect((await run(after, 'count')).reply).toBe('150')
    expect((await open(document, { ...saved, specHash: 'other' })).origin).toBe('start')
  })

  it('brings back a chain of objects longer than any stack', async () => {
    const document = (version: number) =>
      appDocument({
        files: {
          'app/main.ts': `// ${version}\nexport const start = () => { let at = {}; for (let i = 0; i < 50000; i++) at = { at }; return at }`,
        },
        commands: {
          depth: {
            code: 'export default (_, { root }) => { let n = 0; for (let at = root; at.at; at = at.at) n++; return `${n}` }',
          },
        },
      })
    const before = await open(document(1))
    const after = await open(document(2), await before.save())
    expect(after.origin).toBe('export')
    expect((await run(after, 'depth')).reply).toBe('50000')
  })

  it('brings any data back as it was', async () => {
    const document = (version: number) =>
      appDocument({
        commands: {
          put: { code: `export default ({ data }, { root }) => { root.data = data }` },
          get: { code: `// ${version}\nexport default (_, { root }) => [root.data]` },
        },
      })
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (data) => {
        const before = await open(document(1))
        await run(before, 'put', { data: data as Json })
        const after = await open(document(2), await before.save())
        expect(after.origin).toBe('export')
        // JSON itself makes -0 into 0.
        expect((await run(after, 'get')).output).toEqual(JSON.parse(JSON.stringify([data])))
      }),
      { numRuns: 40 },
    )
  })

  it('keeps a shop of 1,000 orders whole, from memory and from the export', async () => {
    const document = (version: number) =>
      appDocument({
        files: {
          'app/main.ts': `// ${version}
export class Shop { customers: Customer[] = [] }
export class Customer { orders: Order[] = []; constructor(readonly parent: Shop, readonly id: string, readonly email: string) {} }
export class Order {
  status = 'open'; items: { sku: string; quantity: number; price: number }[] = []
  constructor(readonly parent: Customer, readonly id: string, readonly placed: Date) {}
}
export function start() {
  const shop = new Shop()
  for (let c = 0; c < 500; c++) {
    const customer = new Customer(shop, 'C' + c, 'person' + c + '@example.org')
    shop.customers.push(customer)
    for (let o = 0; o < 2; o++) {
      const order = new Order(customer, 'W' + c + '-' + o, new Date(1e12 + c))
      for (let i = 0; i < 3; i++) order.items.push({ sku: 'SKU-' + i, quantity: i, price: i * 1.25 })
      customer.orders.push(order)
    }
  }
  return shop
}`,
        },
        contexts: { Shop: {}, Customer: {}, Order: {} },
        commands: {
          'Shop/count': {
            code: 'export default (_, { self }) => `${self.customers.flatMap((one) => one.orders).length}`',
          },
        },
      })
    const application = await open(document(1))
    expect((await run(application, 'Shop/count')).reply).toBe('1000')
    const saved = await application.save()
    for (const [version, origin] of [
      [1, 'memory'],
      [2, 'export'],
    ] as const) {
      const again = await open(document(version), saved)
      expect(again.origin).toBe(origin)
      expect((await run(again, 'Shop/count')).reply).toBe('1000')
    }
  })
})
