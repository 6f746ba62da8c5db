import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { AppError } from '#shared/app-error.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const limits = { memoryBytes: 32 * 1024 * 1024, timeMs: 500, startMs: 2000, waitMs: 500 }

type Fixture = Parameters<typeof appDocument>[0]
const open = (fixture: Fixture, timeMs = limits.timeMs) =>
  Application.open({
    wasm,
    spec: appSpec(appDocument(fixture)),
    saved: null,
    limits: { ...limits, timeMs },
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

const failureOf = async (running: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

/** An application with the handler under test, and one that counts. */
const withCounter = (code: string): Fixture => ({
  commands: {
    attack: { code },
    count: { code: `export default (_, { root }) => '' + (root.n = (root.n ?? 0) + 1)` },
  },
})

describe('limits', () => {
  it.each([
    ['an endless loop', `export default () => { for (;;) {} }`, 'timed-out'],
    [
      'an endless loop in a try',
      `export default () => { for (;;) try { for (;;) {} } catch {} finally { continue } }`,
      'timed-out',
    ],
    [
      'an endless chain of promises',
      `export default () => { const again = () => void Promise.resolve().then(again); again() }`,
      'timed-out',
    ],
    [
      'an endless nest of promises',
      `export default () => { const again = () => Promise.resolve().then(again); return again() }`,
      '(timed-out|out-of-memory)',
    ],
    [
      'an endless generator',
      `function* g() { for (;;) yield 1 }\nexport default () => [...g()]`,
      '(timed-out|out-of-memory)',
    ],
    [
      'a catastrophic pattern',
      `export default () => String(/^(a+)+$/.test('a'.repeat(40) + 'b'))`,
      'timed-out',
    ],
    [
      'an endless getter of an error',
      `export default () => { throw { get message() { for (;;) {} } } }`,
      'timed-out',
    ],
    ['an endless toJSON', `export default () => ({ toJSON() { for (;;) {} } })`, 'timed-out'],
    ['deep recursion', `export default function f() { return f() + 1 }`, 'failed'],
    [
      'deep recursion of JSON',
      `export default () => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a }`,
      'failed',
    ],
    [
      'deep nesting of source',
      `export default () => new Function('return ' + '['.repeat(1e5))()`,
      'failed',
    ],
    [
      'arrays',
      `export default () => { const all = []; for (;;) all.push(new Array(1000).fill(0)) }`,
      'out-of-memory',
    ],
    [
      'arrays that stay',
      `export default (_, { root }) => { root.all = []; for (;;) root.all.push({ a: [1, 2, 3] }) }`,
      'out-of-memory',
    ],
    ['strings', `export default () => { let s = 'x'; for (;;) s += s }`, '(out-of-memory|failed)'],
    [
      'many strings',
      `export default () => { const all = []; for (let i = 0; ; i++) all.push('x'.repeat(1e5) + i) }`,
      'out-of-memory',
    ],
    [
      'buffers',
      `export default () => { const all = []; for (;;) all.push(new ArrayBuffer(1e6)) }`,
      'out-of-memory',
    ],
    [
      'typed arrays',
      `export default () => { const all = []; for (;;) all.push(new Uint8Array(5e6).fill(1)) }`,
      'out-of-memory',
    ],
    ['a thrown null', `export default () => { throw null }`, 'failed'],
    ['a thrown symbol', `export default () => { throw Symbol('s') }`, 'failed'],
    [
      'a thrown proxy',
      `export default () => { throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } }) }`,
      'failed',
    ],
    ['a huge answer', `export default () => 'x'.repeat(5e6)`, '(failed|out-of-memory)'],
  ])('stops %s, and goes on with the state of before', async (_, code, outcome) => {
    // A busy machine must not run out of time where another limit is tested.
    const application = await open(withCounter(code), outcome.includes('timed-out') ? 500 : 10_000)
    expect((await run(application, 'count')).reply).toBe('1')
    const error = await failureOf(run(application, 'attack'))
    expect(error.code).toMatch(new RegExp(`^sandbox/${outcome}$`))
    expect((await run(application, 'count')).reply).toBe('2')
    // Where two limits are near, either may stop it, and the other the next time.
    const again = await failureOf(run(application, 'attack'))
    expect(again.code).toMatch(new RegExp(`^sandbox/(${outcome})$`))
    expect((await run(application, 'count')).reply).toBe('3')
  })

  it.each([
    ['get', 'sandbox/timed-out'],
    ['getPrototypeOf', 'sandbox/timed-out'],
  ])('fails a handler that enters what nobody can look at (%s)', async (trap, code) => {
    const enter = `export default (_, { workflow }) => { workflow.enter(new Proxy({}, { ${trap}() { for (;;) {} } })) }`
    const application = await open(withCounter(enter))
    expect((await failureOf(run(application, 'attack'))).code).toBe(code)
    expect((await run(application, 'count')).reply).toBe('1')
  })

  it('does not believe an engine that swallowed its interruption', async () => {
    const application = await open(
      withCounter(
        `export default () => { Error.prepareStackTrace = () => { for (;;) {} }; throw new Error('a') }`,
      ),
    )
    expect((await failureOf(run(application, 'attack'))).code).toBe('sandbox/timed-out')
    expect((await run(application, 'count')).reply).toBe('1')
  })

  it('keeps nothing of what a failing handler did', async () => {
    const application = await open({
      files: { 'app/main.ts': `export const start = () => ({ items: ['a'] })` },
      commands: {
        spoil: {
          code: `export default async (_, { root, workflow }) => { root.items.length = 0; workflow.enter({}); await 0; throw new Error('No') }`,
        },
        show: { handler: { kind: 'reply', template: '{self.items.length} {root.items.0}' } },
        items: { code: `export default (_, { self }) => self.items.join()` },
      },
    })
    expect((await failureOf(run(application, 'spoil'))).message).toBe('No')
    expect((await run(application, 'items')).reply).toBe('a')
  })

  it('gives up an availability expression that does not end, and only that', async () => {
    const application = await open({
      commands: {
        endless: { code: '', availability: '(() => { for (;;) {} })()' },
        failing: { code: '', availability: 'self.a.b.c' },
        broken: { code: '', availability: 'self.(' },
        fine: { code: '', availability: '1 === 1' },
      },
    })
    const expected = { available: ['fine'], unavailable: ['broken', 'endless', 'failing'] }
    const look = async () => {
      const started = performance.now()
      expect((await application.scope()).levels[0]).toMatchObject(expected)
      return performance.now() - started
    }
    // The first look waits for the limit; the second knows better.
    const first = await look()
    expect(await look()).toBeLessThan(first)
    expect(application.faults.map(({ details }) => details.file)).toEqual([
      'availability of broken',
    ])
  })

  it('stops a lookup that does not end', async () => {
    const application = await open({
      commands: {
        pick: {
          code: '',
          parameters: {
            x: '(() => { for (;;) {} })()',
            y: '1 +',
            z: '[{}, null, 2, "b", { value: 3, label: "three" }]',
          },
        },
      },
    })
    expect((await failureOf(application.lookup(commandId('pick'), 'x', 0))).code).toBe(
      'sandbox/timed-out',
    )
    expect((await failureOf(application.lookup(commandId('pick'), 'y', 0))).code).toBe(
      'sandbox/does-not-compile',
    )
    expect(await application.lookup(commandId('pick'), 'z', 0)).toEqual([
      { value: '2', label: '2' },
      { value: 'b', label: 'b' },
      { value: '3', label: 'three' },
    ])
  })

  it('stops a start that does not end', async () => {
    const files = { 'app/main.ts': `export function start() { for (;;) {} }` }
    expect((await failureOf(open({ files }))).code).toBe('sandbox/timed-out')
  })

  it('says that a promise will never be settled', async () => {
    const application = await open(withCounter(`export default () => new Promise(() => {})`))
    expect(await failureOf(run(application, 'attack'))).toMatchObject({
      code: 'sandbox/failed',
      message: expect.stringContaining('nothing will settle') as string,
    })
  })
})

describe('failures', () => {
  it('names the line of the TypeScript, in the file where it was thrown', async () => {
    const application = await open({
      files: {
        'app/tax.ts': `interface Rate {\n  readonly percent: number\n}\n\nexport function tax(rate: Rate | null): number {\n  return rate!.percent\n}\n`,
      },
      commands: {
        tax: {
          code: `import { tax } from '../../app/tax'\n\nexport default (): string => {\n  return String(tax(null))\n}`,
        },
      },
    })
    const { code, message, details } = await failureOf(run(application, 'tax'))
    expect({ code, message, details }).toEqual({
      code: 'sandbox/failed',
      message: "cannot read property 'percent' of null",
      details: {
        file: 'app/tax.ts',
        line: 6,
        column: expect.any(Number) as number,
        handler: 'tax',
        error: 'TypeError',
      },
    })
  })

  it('names a file with a space in its path, and does not believe a made-up line', async () => {
    const application = await open({
      files: { 'app/my file.ts': `\nexport const fail = () => { throw new Error('x') }` },
      ...withCounter(`import { fail } from '../../app/my file'\nexport default () => fail()`),
    })
    expect((await failureOf(run(application, 'attack'))).details).toMatchObject({
      file: 'app/my file.ts',
      line: 2,
    })
    const liar = await open(
      withCounter(
        `export default () => { throw { message: 'm', stack: 'at x (handlers/root/attack.ts:99999999999:1)' } }`,
      ),
    )
    expect((await failureOf(run(liar, 'attack'))).details).toEqual({ handler: 'attack' })
  })

  it('names the first line rightly', async () => {
    const application = await open(
      withCounter(`export default () => { throw new RangeError('Too far') }`),
    )
    expect((await failureOf(run(application, 'attack'))).details).toMatchObject({
      file: 'handlers/root/attack.ts',
      line: 1,
      error: 'RangeError',
    })
  })

  it('tells a handler that does not compile by line and column, and lets the others run', async () => {
    const application = await open(withCounter(`export default function () {\n  const x: = 1\n}`))
    expect((await run(application, 'count')).reply).toBe('1')
    const error = await failureOf(run(application, 'attack'))
    expect(error).toMatchObject({
      code: 'sandbox/does-not-compile',
      message: 'Unexpected token',
      details: { file: 'handlers/root/attack.ts', line: 2, column: 12 },
    })
    expect(application.faults).toEqual([error])
  })

  it('tells what only the engine refuses', async () => {
    const application = await open(withCounter(`const a = 1\nconst a = 2\nexport default () => a`))
    expect(await failureOf(run(application, 'attack'))).toMatchObject({
      code: 'sandbox/does-not-compile',
      details: { file: 'handlers/root/attack.ts', line: 2 },
    })
  })

  it('tells an import of a file that is not there, by line', async () => {
    const application = await open(
      withCounter(
        `import { a } from '../../app/a'\n\nimport { b } from 'node:fs'\nexport default () => a + b`,
      ),
    )
    expect(await failureOf(run(application, 'attack'))).toMatchObject({
      code: 'sandbox/does-not-compile',
      message: "There is no file '../../app/a' to import in handlers/root/attack.ts",
      details: { file: 'handlers/root/attack.ts', line: 1 },
    })
  })

  it.each([
    'fs',
    'node:fs',
    '/etc/passwd',
    'https://example.org/x.js',
    '../../../x',
    './$types',
    '__proto__',
    '../../app/main/../../../main',
  ])('imports nothing from outside: %s', async (request) => {
    const application = await open({
      files: { 'app/main.ts': 'export const start = () => ({})' },
      ...withCounter(`export default () => { require(${JSON.stringify(request)}) }`),
    })
    expect((await failureOf(run(application, 'attack'))).code).toBe('sandbox/does-not-compile')
  })

  it('tells what is wrong with a source that cannot start', async () => {
    const main = (text: string) => open({ files: { 'app/main.ts': text } })
    expect(await failureOf(main('export function start( {'))).toMatchObject({
      code: 'sandbox/does-not-compile',
      details: { file: 'app/main.ts', line: 1 },
    })
    expect(
      await failureOf(main('\nexport const start = () => { throw new Error("Not today") }')),
    ).toMatchObject({
      code: 'sandbox/failed',
      message: 'Not today',
      details: { file: 'app/main.ts', line: 2 },
    })
    expect((await failureOf(main('export const start = () => 3'))).message).toBe(
      'start() in app/main.ts returned no object',
    )
  })

  it('tells a handler without a function, a method that is not there, and an answer that is no data', async () => {
    const application = await open({
      commands: {
        empty: { code: 'const nothing = 1' },
        gone: { handler: { kind: 'method', method: 'gone', positional: false } },
        circle: { code: 'export default () => { const a = {}; a.a = a; return a }' },
      },
    })
    expect((await failureOf(run(application, 'empty'))).message).toContain('has no default export')
    expect((await failureOf(run(application, 'gone'))).message).toBe('* has no method gone')
    expect((await failureOf(run(application, 'circle'))).message).toContain('not plain data')
  })
})

describe('isolation', () => {
  it('has no authority: no global of a browser, of Node or of the kernel', async () => {
    const application = await open(
      withCounter(
        `export default () => ({ names: Object.getOwnPropertyNames(globalThis).sort() })`,
      ),
    )
    const { output } = await run(application, 'attack')
    const { names } = output as { names: string[] }
    const language = Object.getOwnPropertyNames(globalThis)
    const given = [
      'console',
      'InternalError',
      'SuppressedError',
      'DisposableStack',
      'AsyncDisposableStack',
      'Float16Array',
      'Iterator',
    ]
    expect(names.filter((name) => !language.includes(name) && !given.includes(name))).toEqual([])
    for (const name of [
      'fetch',
      'process',
      'require',
      'setTimeout',
      'WebAssembly',
      'postMessage',
      'importScripts',
      'Intl',
      'structuredClone',
    ])
      expect(names).not.toContain(name)
  })

  it.each([
    `globalThis.constructor.constructor('return typeof process + typeof fetch + typeof require')()`,
    `(0, eval)('typeof process + typeof fetch + typeof require')`,
    `log.constructor('return typeof process + typeof fetch + typeof require')()`,
    `workflow.enter.constructor.constructor('return typeof process + typeof fetch + typeof require')()`,
    `(async () => {}).constructor('return typeof process + typeof fetch + typeof require')()`,
  ])('does not reach the host by %s', async (expression) => {
    const application = await open(
      withCounter(`export default async (_, { log, workflow }) => await ${expression}`),
    )
    expect((await run(application, 'attack')).reply).toBe('undefinedundefinedundefined')
  })

  it('keeps working when the application spoils every built-in it can', async () => {
    const spoil = `
export default (_, { root }) => {
  root.items = [1]
  const trap = () => { throw new Error('trapped') }
  Object.defineProperty(Array.prototype, '0', { set: trap, get: trap, configurable: true })
  for (const prototype of [Object, Array, Map, Set, WeakMap, String, Promise, Date].map((one) => one.prototype))
    for (const name of Object.getOwnPropertyNames(prototype))
      if (name !== 'constructor') try { Object.defineProperty(prototype, name, { value: trap }) } catch {}
  for (const owner of [JSON, Reflect, Object])
    for (const name of Object.getOwnPropertyNames(owner)) try { owner[name] = trap } catch {}
  Object.prototype.toJSON = trap
  globalThis.BigInt = globalThis.Number = globalThis.String = trap
  return 'spoilt'
}`
    const application = await open({
      ...withCounter(spoil),
      contexts: { Thing: { displayName: 'Thing {n}' } },
    })
    await run(application, 'count') // Loaded before: what breaks afterwards may be its own imports.
    expect((await run(application, 'attack')).reply).toBe('spoilt')
    expect((await run(application, 'count')).reply).toBe('2')
    const { objects } = await application.inspect()
    expect(objects[0]).toEqual({ kind: 'object', fields: { n: 2, items: ['ref', 1] } })
    expect(({} as { toJSON?: unknown }).toJSON).toBeUndefined()
    await application.reset()
    expect((await run(application, 'count')).reply).toBe('1')
  })

  it('carries a key named __proto__ as data', async () => {
    const application = await open(withCounter(`export default (input) => JSON.parse(input.text)`))
    const { output } = await run(application, 'attack', {
      text: '{"__proto__":{"polluted":1},"a":1}',
    })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.keys(output as object)).toEqual(['__proto__', 'a'])
  })

  it('does not let one application see another', async () => {
    const write = `export default () => { globalThis.secret = 1; Object.prototype.secret = 1; return 'written' }`
    const first = await open(withCounter(write))
    const second = await open(withCounter(`export default () => typeof secret`))
    await run(first, 'attack')
    expect((await run(second, 'attack')).reply).toBe('undefined')
  })
})
