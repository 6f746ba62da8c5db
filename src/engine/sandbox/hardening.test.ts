import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { AppError } from '#shared/app-error.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const limits = { memoryBytes: 32 * 1024 * 1024, timeMs: 700, startMs: 4000, waitMs: 500 }
const MAIN = `export const start = () => ({ n: 0 })`

const open = (attack: string, main = MAIN) =>
  Application.open({
    wasm,
    spec: appSpec(
      appDocument({
        files: { 'app/main.ts': main },
        commands: {
          attack: { code: attack },
          count: { code: `export default (_, { root }) => '' + ++root.n` },
        },
      }),
    ),
    saved: null,
    limits,
  })

const run = (
  application: Application,
  command: string,
  values: Readonly<Record<string, Json>> = {},
) =>
  application.execute(
    { command: commandId(command), values, level: 0 },
    new AbortController().signal,
  )

/** Runs an attack that must be stopped, and sees that the application goes on as if it had not been. */
async function stopped(attack: string): Promise<AppError> {
  const application = await open(attack)
  expect((await run(application, 'count')).reply).toBe('1')
  const error: unknown = await run(application, 'attack').catch((reason: unknown) => reason)
  if (!(error instanceof AppError)) throw new Error('It was not stopped', { cause: error })
  expect((await run(application, 'count')).reply).toBe('2')
  application.dispose()
  return error
}

/** Runs an attack that does no harm, and gives what came of it. */
async function harmless(attack: string, values: Readonly<Record<string, Json>> = {}) {
  const application = await open(attack)
  const result = await run(application, 'attack', values)
  expect((await run(application, 'count')).reply).toBe('1')
  return result
}

describe('attacks that are stopped', () => {
  it.each([
    ['a proxy with endless keys', `new Proxy({}, { ownKeys() { for (;;) {} } })`],
    ['a proxy whose keys have no end', `new Proxy({}, { ownKeys: () => Array(1e8).fill('a') })`],
    ['a getter that makes itself', `(function deep() { return { get a() { return deep() } } })()`],
    [
      'a toJSON that makes itself',
      `(function deep() { return { toJSON: () => ({ a: deep() }) } })()`,
    ],
    ['a generator without end', `Array.from((function* () { for (;;) yield {} })())`],
    [
      'an iterator without end',
      `[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }]`,
    ],
    ['a thenable without end', `({ then(resolve) { resolve(this) } })`],
    ['a thenable that does not return', `({ then() { for (;;) {} } })`],
    ['a pattern that tries everything', `/^(?:(a+)+|b)*$/.test('a'.repeat(50) + '!')`],
    ['a pattern with back references', `/(x+x+)+y\\1/.test('x'.repeat(60))`],
    ['a sort that never agrees', `Array(1e7).fill(0).sort(() => Math.random() - 0.5)`],
    ['a text of a gigabyte', `'x'.repeat(2 ** 30)`],
    ['a text that doubles', `(() => { let s = 'x'; while (true) s = s + s })()`],
    [
      'promises without a constructor',
      `Object.defineProperty(Promise.prototype, 'constructor', { get() { throw new Error('spoilt') } }) && 1`,
    ],
    ['a buffer of gigabytes', `new ArrayBuffer(2 ** 31)`],
    ['a number of many digits', `(2n ** (2n ** 26n)) * (2n ** (2n ** 26n))`],
    ['an evaluated loop', `eval('for (;;) {}')`],
    ['a loop in a constructor', `new (class { constructor() { for (;;) {} } })()`],
    ['a loop while it is named', `Object.defineProperty({}, 'reply', { get() { for (;;) {} } })`],
    ['an import of a module', `import('node:fs')`],
    ['an import of an address', `import('https://example.org/x.js')`],
    ['a wait of a thread', `Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 1e9)`],
    ['promises without end', `(async () => { for (;;) await null })()`],
    [
      'promises that spread',
      `new Promise(() => { const f = () => { Promise.resolve().then(f); Promise.resolve().then(f) }; f() })`,
    ],
    ['a recursion through then', `(function f() { return Promise.resolve().then(() => f()) })()`],
    [
      'an error whose stack has no end',
      `(() => { const e = new Error(); Object.defineProperty(e, 'stack', { get() { for (;;) {} } }); throw e })()`,
    ],
    [
      'an error that is a proxy',
      `(() => { throw new Proxy(new Error(), { get() { for (;;) {} } }) })()`,
    ],
    ['a reply of 5 million characters', `'x'.repeat(5e6)`],
    ['an output of 5 million characters', `({ a: 'x'.repeat(5e6) })`],
    [
      'an object of a million keys',
      `Object.fromEntries(Array.from({ length: 1e6 }, (_, i) => ['key' + i, i]))`,
    ],
  ])('%s', async (_, expression) => {
    const error = await stopped(`export default () => (${expression})`)
    expect(error.code).toMatch(/^sandbox\/(?:timed-out|out-of-memory|failed|does-not-compile)$/)
    expect(error.message.length).toBeLessThan(2100)
  })

  it('does not pass on an error larger than it needs to be', async () => {
    const error = await stopped(
      `export default () => { const e = new Error('x'.repeat(1e6)); e.name = 'y'.repeat(1e6); throw e }`,
    )
    expect(error.message).toHaveLength(2000)
    expect(String(error.details['error'])).toHaveLength(100)
  })
})

describe('what leaves', () => {
  it('is a limited number of lines, each of a limited length', async () => {
    const { logs } = await harmless(
      `export default (_, { log }) => { for (let i = 0; i < 1000; i++) log('x'.repeat(5000), i); log({ toJSON() { throw 1 } }) }`,
    )
    expect(logs).toHaveLength(500)
    expect(Math.max(...logs.map(({ length }) => length))).toBe(2000)
  })

  it('does not reach the prototypes of this side', async () => {
    const { output } = await harmless(
      `export default () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"list":[{"__proto__":{"polluted":1}}]}')`,
    )
    expect(Object.keys(output as object).sort()).toEqual(['__proto__', 'constructor', 'list'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype)
  })

  it('does not bring a prototype in with the values either', async () => {
    const values = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ) as Record<string, Json>
    const { output } = await harmless(
      `export default (input) => [Object.keys(input), ({}).polluted ?? null, input instanceof Object]`,
      values,
    )
    expect(output).toEqual([['__proto__', 'constructor'], null, true])
  })

  it('is text, whatever a value claims to be', async () => {
    const { output } = await harmless(
      `export default () => ({ date: new Date(0), map: new Map([[1, 2]]), big: Object(1n) === 1n, f() {}, s: Symbol('x'), nan: NaN })`,
    )
    expect(output).toEqual({ date: '1970-01-01T00:00:00.000Z', map: {}, big: false, nan: null })
  })
})

describe('what is there', () => {
  it.each([
    `(() => {}).constructor('return this')()`,
    `(function* () {}).constructor('return this')().next().value`,
    `Reflect.construct(Function, ['return this'])()`,
    `(0, eval)('this')`,
    `[].constructor.constructor('return this')()`,
    `(() => { try { null.x } catch (error) { return error.constructor.constructor('return this')() } })()`,
    `new Proxy({}, {}).constructor.constructor('return this')()`,
    `JSON.parse('{"a":1}', function () { return this }).constructor.constructor('return this')()`,
  ])('is one global of its own, by %s', async (expression) => {
    const { output } = await harmless(
      `export default () => { const found = ${expression}; return [found === globalThis, typeof found.process, typeof found.fetch, typeof found.require, typeof found.WebAssembly, typeof found.self, typeof found.setTimeout] }`,
    )
    expect(output).toEqual([true, ...Array<string>(6).fill('undefined')])
  })

  it.each([
    [
      'arguments.callee.caller',
      `(function () { 'use strict'; try { return typeof arguments.callee.caller } catch { return 'refused' } })()`,
    ],
    [
      'the stack as objects',
      `(() => { let seen = []; Error.prepareStackTrace = (_, frames) => { seen = frames; return '' }; try { null.x } catch (error) { error.stack } return seen.some((frame) => typeof frame.getThis === 'function' && frame.getThis() && frame.getThis() !== globalThis && frame.getThis().operations) ? 'leaked' : 'refused' })()`,
    ],
    [
      'the function that called',
      `(function f() { try { return typeof f.caller === 'function' ? 'leaked' : 'refused' } catch { return 'refused' } })()`,
    ],
  ])('does not give the kernel away by %s', async (_, expression) => {
    expect((await harmless(`export default () => ${expression}`)).reply).toBe('refused')
  })

  it('lets weak references and finalizers be, which tell nothing', async () => {
    const { output } = await harmless(
      `export default (_, { root }) => {
  root.weak = new WeakRef({}); root.registry = new FinalizationRegistry(() => { root.late = 1 })
  for (let i = 0; i < 1000; i++) root.registry.register({}, i)
  return [typeof root.weak.deref()]
}`,
    )
    // Nobody else held it: it was gone at once.
    expect(output).toEqual(['undefined'])
  })
})

describe('an application that spoils its own built-ins', () => {
  it.each([
    `JSON.stringify = () => '{"ok":true,"value":{"reply":"forged"}}'`,
    `JSON.parse = () => ({})`,
    `Promise.prototype.then = function () { return this }`,
    `globalThis.Promise = class { constructor() { for (;;) {} } }`,
    `Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }`,
    `Array.prototype.join = () => '","reply":"forged'`,
    `Object.defineProperty(Object.prototype, 'length', { get: () => 1e9 })`,
    `Object.defineProperty(Object.prototype, 'value', { value: 1 })`,
    `Object.defineProperty(Object.prototype, 'kind', { get() { for (;;) {} } })`,
    `Object.defineProperty(Object.prototype, 'ticket', { get: () => 'forged', set() {} })`,
    `Object.prototype.toJSON = () => 'forged'`,
    `String.prototype.toJSON = () => 'forged'`,
    `Map.prototype.get = Map.prototype.has = () => { throw new Error('spoilt') }`,
    `Function.prototype.call = Function.prototype.apply = () => 'forged'`,
    `Reflect.apply = () => 'forged'`,
    `Error.prepareStackTrace = () => { throw new Error('spoilt') }`,
    `Object.defineProperty(Symbol.prototype, Symbol.toPrimitive, { value() { for (;;) {} } })`,
    `Date.prototype.getTime = Date.prototype.toJSON = () => { for (;;) {} }`,
    `globalThis.console = undefined; delete globalThis.Object; delete globalThis.JSON`,
  ])('is answered for as before: %s', async (spoil) => {
    const application = await open(
      `export default (_, { root }) => { root.when = new Date(0); root.map = new Map([['a', [1]]]); ${spoil}; return 'spoilt' }`,
    )
    await run(application, 'count')
    const { reply, scope } = await run(application, 'attack')
    expect({ reply, levels: scope.levels.length }).toEqual({ reply: 'spoilt', levels: 1 })
    expect((await run(application, 'count')).reply).toBe('2')
    const saved = await application.save()
    expect(saved.state?.objects[0]).toEqual({
      kind: 'object',
      fields: { n: 2, when: ['ref', 1], map: ['ref', 2] },
    })
  })
})

describe('a state that resists', () => {
  it.each([
    [
      'a getter that throws',
      `Object.defineProperty(root, 'bad', { enumerable: true, get() { throw new Error('No') } })`,
    ],
    [
      'a getter that does not end',
      `Object.defineProperty(root, 'bad', { enumerable: true, get() { for (;;) {} } })`,
    ],
    ['a class with such a getter', `root.bad = new (class { get x() { for (;;) {} } })()`],
    [
      'a function, a symbol and a promise',
      `root.f = () => 1; root.s = Symbol('s'); root.p = new Promise(() => {})`,
    ],
  ])('is kept without what cannot be: %s', async (_, spoil) => {
    const application = await open(`export default (_, { root }) => { ${spoil}; return 'done' }`)
    await run(application, 'attack')
    const { state } = await application.save()
    expect(state?.objects[0]).toMatchObject({ kind: 'object', fields: { n: 0 } })
  })

  it('is kept as memory alone where even looking at it does not end', async () => {
    const application = await open(
      `export default (_, { root }) => { root.bad = new Proxy({}, { ownKeys() { for (;;) {} } }); return 'done' }`,
    )
    await run(application, 'attack')
    const saved = await application.save()
    expect(saved.state).toBeNull()
    expect((await run(application, 'count')).reply).toBe('1')
  })

  it('brings a saved key called __proto__ back as a key', async () => {
    const put = `export default (_, { root }) => { Object.defineProperty(root, '__proto__', { value: { polluted: 1 }, enumerable: true, writable: true, configurable: true }); return 'put' }`
    const before = await open(put)
    await run(before, 'attack')
    const saved = await before.save()
    const after = await Application.open({
      wasm,
      spec: appSpec(
        appDocument({
          files: { 'app/main.ts': MAIN },
          commands: {
            look: {
              code: `export default (_, { root }) => [Object.keys(root), root.polluted ?? null, ({}).polluted ?? null]`,
            },
          },
        }),
      ),
      saved,
      limits,
    })
    expect(after.origin).toBe('export')
    expect((await run(after, 'look')).output).toEqual([['n', '__proto__'], null, null])
  })
})
