import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readSavedState, type SavedState } from './saved-state.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
const open = (document: Document, saved: SavedState | null = null, limits = DEFAULT_LIMITS) =>
  Application.open({ wasm, spec: appSpec(document), saved, limits })
const never = new AbortController().signal
const run = (application: Application, command: string) =>
  application.execute({ command: commandId(command), values: {}, level: 0 }, never)

const counter = (version = '') =>
  appDocument({
    files: {
      'app/main.ts': `export const start = () => ({ n: 0, rows: [] as object[] })\n//${version}`,
    },
    commands: {
      add: {
        code: `export default (_, { root }) => String(++root.n)`,
        risk: 'write',
        undo: { kind: 'restore' },
      },
      fill: {
        code: `export default (_, { root }) => { for (let i = 0; i < 20000; i++) root.rows.push({ i }); return String(++root.n) }`,
        risk: 'write',
        undo: { kind: 'restore' },
      },
      n: { handler: { kind: 'reply', template: '{root.n} {root.rows.length}' } },
      broken: { code: 'export default (' },
    },
  })

describe('a change that is taken back by the state of before', () => {
  it.each(['add', 'fill'])(
    'is so after a reload, too, where it was the latest: %s',
    async (name) => {
      const before = await open(counter())
      await run(before, 'add')
      const { undoTicket } = await run(before, name)
      const after = await open(counter(), readSavedState(structuredClone(await before.snapshot())))
      expect(after.origin).toBe('memory')
      expect(await after.isUndoable(undoTicket!)).toBe(true)
      await after.undo(undoTicket!, never)
      expect((await run(after, 'n')).reply).toBe('1 0')
    },
  )

  it('is not where the source is another, or what was kept of before is damaged', async () => {
    const before = await open(counter())
    const { undoTicket } = await run(before, 'add')
    const saved = await before.save()
    const { restorable } = saved
    const damaged = { ...saved, restorable: { ...restorable!, memory: new Uint8Array(9) } }
    for (const after of [await open(counter('2'), saved), await open(counter(), damaged)]) {
      expect((await run(after, 'n')).reply).toBe('1 0')
      expect(await after.isUndoable(undoTicket!)).toBe(false)
      await expect(after.undo(undoTicket!, never)).rejects.toMatchObject({
        code: 'sandbox/cannot-undo',
      })
    }
  })
})

describe('a state that is gone on with', () => {
  it('still knows what does not compile', async () => {
    const before = await open(counter())
    const after = await open(counter(), readSavedState(structuredClone(await before.save())))
    expect(after.origin).toBe('memory')
    await expect(run(after, 'broken')).rejects.toMatchObject({
      code: 'sandbox/does-not-compile',
      details: { file: 'handlers/root/broken.ts' },
    })
  })

  it('is begun anew where neither its memory can be read nor its objects were told', async () => {
    const before = await open(counter())
    await run(before, 'add')
    const saved = { ...(await before.snapshot()), engine: 'another' }
    const after = await open(counter('2'), saved)
    expect(after.origin).toBe('start')
    expect((await run(after, 'n')).reply).toBe('0 0')
  })

  it('is begun anew where the root is nothing that can be told', async () => {
    const vault = (version: string) =>
      appDocument({
        files: {
          'app/main.ts': `class Vault extends WeakMap {}\nexport const start = () => new Vault()\n//${version}`,
        },
        commands: { n: { code: `export default () => 'open'` } },
      })
    const before = await open(vault('1'))
    const after = await open(vault('2'), await before.save())
    expect(after.origin).toBe('start')
    expect((await run(after, 'n')).reply).toBe('open')
  })
})

describe('objects that were made by an earlier source', () => {
  const started = (start: string, ...classes: readonly string[]) =>
    appDocument({
      files: {
        'app/main.ts': `${classes.map((name) => `export class ${name} {}\n`).join('')}export const start = () => (${start})`,
      },
    })
  const goOn = async (from: Document, to: Document) => open(to, await (await open(from)).save())

  it.each([
    ['a plain object', '{ n: 1 }', [], 'new Shop()', ['Shop']],
    ['one of another class', 'new Till()', ['Till', 'Shop'], 'new Shop()', ['Till', 'Shop']],
    ['one of a class that is gone', 'new Till()', ['Till'], 'new Shop()', ['Shop']],
  ])('are told of where the root is still %s', async (_, was, had, is, has) => {
    const after = await goOn(started(was, ...had), started(is, ...has))
    expect([after.origin, after.isOutgrown]).toEqual(['export', true])
    expect(await after.lostClasses()).toEqual(had.filter((name) => !has.includes(name)))
    await after.reset()
    expect([after.isOutgrown, await after.lostClasses()]).toEqual([false, []])
  })

  it.each([
    ['is of the same class', 'new Shop()', 'Object.assign(new Shop(), { n: 1 })'],
    ['cannot be made any more', 'new Shop()', 'new Shop(nothing.at.all)'],
  ])('are not told of where the root %s', async (_, was, is) => {
    const after = await goOn(started(was, 'Shop'), started(is, 'Shop'))
    expect([after.origin, after.isOutgrown]).toEqual(['export', false])
  })
})

describe('an application that asks too much before it runs', () => {
  const small = { ...DEFAULT_LIMITS, memoryBytes: 2 * 1024 * 1024 }

  it('is refused where its source alone has no room', async () => {
    const document = appDocument({
      files: { 'app/main.ts': `export const text = '${'x'.repeat(3_000_000)}'` },
    })
    await expect(open(document, null, small)).rejects.toMatchObject({
      code: 'sandbox/out-of-memory',
    })
  })

  it('is refused where its start waits for what never comes', async () => {
    const files = { 'app/main.ts': `export const start = () => new Promise(() => {})` }
    await expect(open(appDocument({ files }))).rejects.toMatchObject({
      code: 'sandbox/failed',
      details: {},
    })
  })

  it('is not looked at for ever, however many conditions do not end', async () => {
    const endless = { code: '', availability: '(() => { for (;;) {} })()' }
    const document = appDocument({
      commands: { a: endless, b: endless, c: endless, d: endless, e: endless },
    })
    const quick = { ...DEFAULT_LIMITS, timeMs: 20 }
    const application = await open(document, null, quick)
    await expect(application.scope()).rejects.toMatchObject({ code: 'sandbox/timed-out' })
    // Three are given up at each look.
    expect((await application.scope()).levels[0]?.available).toEqual([])
  })

  it('does not know a command that it does not have', async () => {
    await expect(run(await open(counter()), 'gone')).rejects.toMatchObject({
      code: 'sandbox/failed',
      message: 'There is no command gone',
      details: { handler: 'gone' },
    })
  })
})
