import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'
import { DEFAULT_LIMITS } from './limits.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

/** Makes an object graph of numbers: what object each is, and what it refers to. */
const build = `
class Plain { }
class Derived extends Plain { }
class Table extends Map { }
class Group extends Set { }
class Row extends Array { }
const scalars = [undefined, null, true, 0, -0, NaN, Infinity, -Infinity, 1.5, 12n, -3n, '', 'é\u2028"', '__proto__']
const makers = [
  () => ({}), () => [], () => new Map(), () => new Set(), () => new Plain(), () => new Derived(),
  () => new Table(), () => new Group(), () => new Row(), (n) => new Date(n * 1e9), () => new Date(NaN),
  (n) => new Uint8Array([n, 255]), (n) => new Float64Array([n, NaN, -0]), (n) => new BigInt64Array([BigInt(n)]),
  (n) => new RegExp('a{' + n + '}', 'gi'),
]
const build = (nodes) => {
  const objects = nodes.map(({ kind }, at) => makers[kind % makers.length](at))
  const valueOf = (one) => one % 2 === 0 ? scalars[(one >> 1) % scalars.length] : objects[(one >> 1) % objects.length]
  nodes.forEach(({ links }, at) => {
    const object = objects[at]
    links.forEach((link, nth) => {
      const value = valueOf(link)
      if (object instanceof Map) object.set(valueOf(links[(nth + 1) % links.length]), value)
      else if (object instanceof Set) object.add(value)
      else if (Array.isArray(object)) object.push(value)
      else if (!ArrayBuffer.isView(object) && !(object instanceof Date) && !(object instanceof RegExp))
        Object.defineProperty(object, nth === 3 ? '__proto__' : 'key' + nth, { value, enumerable: true, writable: true, configurable: true })
    })
  })
  return objects[0]
}
/** The same text for the same graph: each object by the place where it was met first. */
const print = (root) => {
  const numbers = new Map()
  const found = []
  const say = (value) => {
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
    if (typeof value === 'bigint') return value + 'n'
    if (typeof value === 'string') return JSON.stringify(value)
    if (typeof value !== 'object' || value === null) return String(value)
    if (!numbers.has(value)) { numbers.set(value, found.length); found.push(value) }
    return '#' + numbers.get(value)
  }
  say(root)
  const lines = []
  for (let i = 0; i < found.length; i++) {
    const object = found[i]
    const parts = [object.constructor.name]
    if (object instanceof Map) for (const [key, value] of object) parts.push(say(key) + '=>' + say(value))
    else if (object instanceof Set) for (const value of object) parts.push(say(value))
    else if (object instanceof Date) parts.push(say(object.getTime()))
    else if (object instanceof RegExp) parts.push(String(object))
    else if (Array.isArray(object) || ArrayBuffer.isView(object)) for (const value of object) parts.push(say(value))
    else for (const key of Object.keys(object)) parts.push(key + ':' + say(Object.getOwnPropertyDescriptor(object, key).value))
    lines.push(parts.join(' '))
  }
  return lines.join('\\n')
}
`

const document = (version: number) =>
  appDocument({
    files: {
      'app/graph.ts': `// ${version}\n${build}\nexport { build, print }`,
      'app/main.ts': `import './graph'\nexport const start = () => ({ graph: null as unknown })`,
    },
    commands: {
      put: {
        code: `import { build, print } from '../../app/graph'\nexport default ({ nodes }, { root }) => { root.graph = build(nodes); return print(root.graph) }`,
      },
      get: {
        code: `import { print } from '../../app/graph'\nexport default (_, { root }) => print(root.graph)`,
      },
    },
  })

const limits = { ...DEFAULT_LIMITS, timeMs: 10_000, startMs: 10_000 }
const specs = [appSpec(document(1)), appSpec(document(2))] as const
const never = new AbortController().signal
const nodes = fc.array(
  fc.record({ kind: fc.nat(14), links: fc.array(fc.nat(200), { maxLength: 6 }) }),
  { minLength: 1, maxLength: 30 },
)

describe('an object graph', () => {
  it('comes back as it was, with classes, cycles and sharing, from memory and from text', async () => {
    const before = await Application.open({ wasm, spec: specs[0], saved: null, limits })
    await fc.assert(
      fc.asyncProperty(nodes, async (graph) => {
        const put = { command: commandId('put'), values: { nodes: graph }, level: 0 }
        const get = { command: commandId('get'), values: {}, level: 0 }
        const { reply } = await before.execute(put, never)
        const saved = structuredClone(await before.save())
        const bare = structuredClone(await before.snapshot())
        for (const [spec, state, origin] of [
          [specs[0], saved, 'memory'],
          [specs[1], saved, 'export'],
          // Another source, and nothing but the memory of the one before.
          [specs[1], bare, 'export'],
        ] as const) {
          const after = await Application.open({ wasm, spec, saved: state, limits })
          expect(after.origin).toBe(origin)
          expect((await after.execute(get, never)).reply).toBe(reply)
          after.dispose()
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('is kept again and again while it changes, whatever was packed before', async () => {
    const application = await Application.open({ wasm, spec: specs[0], saved: null, limits })
    await fc.assert(
      fc.asyncProperty(nodes, async (graph) => {
        const put = { command: commandId('put'), values: { nodes: graph }, level: 0 }
        const get = { command: commandId('get'), values: {}, level: 0 }
        const { reply } = await application.execute(put, never)
        const saved = await application.snapshot()
        const again = await Application.open({ wasm, spec: specs[0], saved, limits })
        expect(again.origin).toBe('memory')
        expect((await again.execute(get, never)).reply).toBe(reply)
        again.dispose()
      }),
      { numRuns: 20 },
    )
  }, 120_000)
})
