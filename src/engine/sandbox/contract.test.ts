import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { appSpec } from './app-spec.ts'
import { Application } from './application.ts'
import { appDocument, commandId } from './fixture.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { SavedState } from './saved-state.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
type Fixture = Parameters<typeof appDocument>[0]
const open = (fixture: Fixture, saved: SavedState | null = null, limits = DEFAULT_LIMITS) =>
  Application.open({ wasm, spec: appSpec(appDocument(fixture)), saved, limits })

const never = new AbortController().signal
const call = (command: string, values: Readonly<Record<string, Json>> = {}, level = 0) => ({
  command: commandId(command),
  values,
  level,
})
const run = (application: Application, ...args: Parameters<typeof call>) =>
  application.execute(call(...args), never)

const LIBRARY = {
  'app/main.ts': `
export class Library {
  name = 'City'
  readonly books: Book[] = []
  readonly seen = new Set([1, 2])
  opened = new Date(0)
  count = 12n
}
export class Book {
  lentTo: string | null = null
  constructor(readonly library: Library, readonly isbn: string, public title: string) {}
  lend(person: string, days = 14) { this.lentTo = person; return \`Lent to \${person} for \${days} days\` }
  neighbours() { return this.library.books }
  self() { return this }
  takeBack(_: unknown, { output, log }: any) { this.lentTo = null; log('was', output); return 'Taken back' }
}
export function start() {
  const library = new Library()
  library.books.push(new Book(library, 'I1', 'Emma'), new Book(library, 'I2', 'Ulysses'))
  return library
}`,
}
const CONTEXTS = {
  Library: { identity: '{name}' },
  Book: { displayName: '“{title}”', identity: '{isbn}', parent: 'self.library' },
}
const openBook = {
  code: `export default ({ at }, { root, workflow }) => workflow.enter(root.books[at])`,
}
const library = (commands: NonNullable<Fixture['commands']> = {}): Fixture => ({
  files: LIBRARY,
  contexts: CONTEXTS,
  commands: { 'Library/open': openBook, ...commands },
})

describe('property handlers', () => {
  const property = (name: string, access: 'get' | 'set' = 'get') =>
    ({ handler: { kind: 'property', property: name, access } }) as const

  it('say the value, and give it as data', async () => {
    const names = ['name', 'books', 'seen', 'opened', 'count', 'missing']
    const application = await open(
      library(Object.fromEntries(names.map((name) => [`Library/${name}`, property(name)]))),
    )
    const said = await Promise.all(names.map((name) => run(application, `Library/${name}`)))
    expect(said.map(({ reply, output }) => ({ reply, output }))).toEqual([
      { reply: 'City', output: 'City' },
      {
        reply: '“Emma”, “Ulysses”',
        output: [
          { context: 'Book', label: '“Emma”', identity: 'I1' },
          { context: 'Book', label: '“Ulysses”', identity: 'I2' },
        ],
      },
      { reply: '1, 2', output: [1, 2] },
      { reply: '1970-01-01T00:00:00.000Z', output: '1970-01-01T00:00:00.000Z' },
      { reply: '12', output: '12' },
      { reply: '', output: null },
    ])
  })

  it('write the one value of the command', async () => {
    const application = await open(
      library({
        'Library/rename': { ...property('name', 'set'), parameters: { to: '' } },
        'Library/name': property('name'),
        'Library/wrong': property('name', 'set'),
      }),
    )
    expect(await run(application, 'Library/rename', { to: 'Town' })).toMatchObject({
      reply: '',
      output: null,
    })
    expect((await run(application, 'Library/name')).reply).toBe('Town')
    await expect(run(application, 'Library/wrong')).rejects.toThrow(
      'Library/wrong writes name: it needs one parameter, and has 0',
    )
  })
})

describe('handlers of plain classes', () => {
  const method = (name: string) =>
    ({ handler: { kind: 'method', method: name, positional: true } }) as const

  it('are given the values one by one, as declared, whatever order they come in', async () => {
    const application = await open(
      library({ 'Book/lend': { ...method('lend'), parameters: { person: '', days: '' } } }),
    )
    await run(application, 'Library/open', { at: 0 })
    expect((await run(application, 'Book/lend', { days: 7, person: 'Anna' })).reply).toBe(
      'Lent to Anna for 7 days',
    )
    expect((await run(application, 'Book/lend', { person: 'Ben' })).reply).toBe(
      'Lent to Ben for 14 days',
    )
  })

  it('may give instances, which are said by their labels', async () => {
    const application = await open(
      library({ 'Book/neighbours': method('neighbours'), 'Book/self': method('self') }),
    )
    await run(application, 'Library/open', { at: 1 })
    expect((await run(application, 'Book/neighbours')).reply).toBe('“Emma”, “Ulysses”')
    expect(await run(application, 'Book/self')).toMatchObject({
      reply: '“Ulysses”',
      output: { context: 'Book', label: '“Ulysses”', identity: 'I2' },
    })
  })

  it('say of a stub that it is still to be written, and from what', async () => {
    const application = await open(
      library({
        'Library/a': { handler: { kind: 'stub', note: 'def audit(self) in library.py' } },
        'Library/b': { handler: { kind: 'stub', note: '' } },
      }),
    )
    await expect(run(application, 'Library/a')).rejects.toMatchObject({
      code: 'sandbox/failed',
      message: 'Library/a is still to be written: def audit(self) in library.py',
    })
    await expect(run(application, 'Library/b')).rejects.toThrow('Library/b is still to be written')
  })
})

describe('identity and parent', () => {
  it('come from the context, its bases, or the instance', async () => {
    const application = await open({
      files: {
        'app/main.ts': `
class Town { id = 'T1'; house = new House(this) }
class House { constructor(readonly town: Town) {} number = 7; room = new Kitchen(this) }
class Room { constructor(readonly house: House) {} }
class Kitchen extends Room { key = 'K' }
export const start = () => new Town()`,
      },
      contexts: {
        Town: {},
        House: { identity: '{number}', parent: 'self.town' },
        Room: { identity: '{house.number}{key}', parent: 'self.house' },
        Kitchen: { bases: ['Room'] },
      },
      commands: {
        'Town/in': {
          code: `export default (_, { self, workflow }) => workflow.enter(self.house.room)`,
        },
      },
    })
    const { levels } = (await run(application, 'Town/in')).scope
    expect(levels.map(({ context, identity }) => [context, identity])).toEqual([
      ['Kitchen', '7K'],
      ['House', '7'],
      ['Town', 'T1'],
      ['root', 'T1'],
    ])
  })

  it('let the actual parent decide where several containers are possible', async () => {
    const application = await open({
      files: {
        'app/main.ts': `
class Desk { name = 'desk' }
class Shelf { name = 'shelf' }
class Book { constructor(readonly place: Desk | Shelf) {} }
export const start = () => ({ onDesk: new Book(new Desk()), onShelf: new Book(new Shelf()), loose: new Book(undefined as any) })`,
      },
      contexts: {
        Desk: {},
        Shelf: {},
        Book: { parent: 'self.place', containers: ['Desk', 'Shelf'] },
      },
      commands: {
        take: {
          code: `export default ({ what }, { root, workflow }) => workflow.enter(root[what])`,
        },
        'Shelf/tidy': { code: '' },
      },
    })
    const pathOf = async (what: string) => {
      await application.goToTop()
      const { scope } = await run(application, 'take', { what })
      return scope.levels.map(({ context }) => context)
    }
    expect(await pathOf('onDesk')).toEqual(['Book', 'Desk', 'root'])
    expect(await pathOf('onShelf')).toEqual(['Book', 'Shelf', 'root'])
    expect(await pathOf('loose')).toEqual(['Book', 'root'])
  })

  it('are told as a fault where the expression does not compile, and the root stands in', async () => {
    const application = await open({
      files: { 'app/main.ts': 'class A {}\nexport const start = () => ({ a: new A() })' },
      contexts: { A: { parent: 'self.(' } },
      commands: {
        in: { code: `export default (_, { root, workflow }) => workflow.enter(root.a)` },
      },
    })
    expect(application.faults.map(({ details }) => details.file)).toEqual(['parent of A'])
    expect((await run(application, 'in')).scope.levels).toHaveLength(2)
  })

  it('have no limit of depth', async () => {
    const fixture = {
      files: {
        'app/main.ts': `
class Box { inner: Box | undefined; constructor(readonly parent: Box | undefined, readonly id: number) {} }
export const start = () => {
  const root = new Box(undefined, 0)
  let at = root
  for (let i = 1; i <= 10000; i++) { at.inner = new Box(at, i); at = at.inner }
  return root
}`,
      },
      contexts: { Box: {} },
      commands: {
        'Box/deepest': {
          code: `export default (_, { self, workflow }) => { let at = self; while (at.inner) at = at.inner; workflow.enter(at) }`,
        },
        'Box/where': { handler: { kind: 'reply', template: '{self.id} in {parent.id}' } },
      },
    } as const
    const application = await open(fixture, null, { ...DEFAULT_LIMITS, timeMs: 20_000 })
    const { scope } = await run(application, 'Box/deepest')
    expect(scope.levels).toHaveLength(10002)
    expect(scope.levels[0]?.identity).toBe('10000')
    expect((await run(application, 'Box/where', {}, 5000)).reply).toBe('5000 in 4999')
  })
})

describe('validate', () => {
  const problems = async (validation: string, values: Readonly<Record<string, Json>> = {}) => {
    const application = await open({
      files: { 'app/main.ts': `export const start = () => ({ limit: 3 })` },
      commands: { order: { validation, parameters: { from: '', to: '' } } },
    })
    return application.validate(call('order', values))
  }

  it('tells sentences about all values together, about one, or nothing', async () => {
    const both = { from: 5, to: 2 }
    expect(await problems('')).toEqual([])
    expect(
      await problems(`input.from > input.to ? 'It ends before it begins' : null`, both),
    ).toEqual([{ parameter: null, text: 'It ends before it begins' }])
    expect(
      await problems(`input.from > self.limit && { from: 'Too many: ' + self.limit }`, both),
    ).toEqual([{ parameter: 'from', text: 'Too many: 3' }])
    expect(
      await problems(`['First', { to: 'Second', from: '', unknown: 'Third' }, null, false]`, both),
    ).toEqual([
      { parameter: null, text: 'First' },
      { parameter: 'to', text: 'Second' },
      { parameter: null, text: 'Third' },
    ])
    expect(await problems(`{ 'to.city': 'There is none', together: 'No' }`, both)).toEqual([
      { parameter: 'to.city', text: 'There is none' },
      { parameter: null, text: 'No' },
    ])
    for (const nothing of ['null', 'undefined', `''`, 'false', '[]', '{}'])
      expect(await problems(nothing)).toEqual([])
  })

  it.each([
    ['self.nothing.at.all', "cannot read property 'at' of undefined"],
    [`(() => { throw new Error('Broken') })()`, 'Broken'],
    ['true', 'it gave neither a sentence'],
    ['Promise.resolve(null)', 'it gave neither a sentence'],
  ])('tells that the expression itself failed: %s', async (validation, message) => {
    await expect(problems(validation)).rejects.toMatchObject({
      code: 'sandbox/failed',
      message: expect.stringMatching(`^The validation of order failed: ${message}`) as string,
      details: { file: 'validation of order' },
    })
  })

  it('tells of an expression that does not compile, and of one that does not end', async () => {
    await expect(problems('1 +')).rejects.toMatchObject({ code: 'sandbox/does-not-compile' })
    await expect(problems('(() => { for (;;) {} })()')).rejects.toMatchObject({
      code: 'sandbox/timed-out',
    })
  })
})

describe('rehearse', () => {
  it('gives what the command would give, and leaves nothing of it', async () => {
    const application = await open({
      files: { 'app/main.ts': `export const start = () => ({ n: 1, other: {} })` },
      commands: {
        add: {
          code: `export default (_, { root, workflow, log }) => { log('adding'); workflow.enter(root.other); return String(++root.n) }`,
          undo: { kind: 'restore' },
        },
        fail: { code: `export default (_, { root }) => { root.n = 9; throw new Error('No') }` },
        n: { handler: { kind: 'property', property: 'n', access: 'get' } },
      },
    })
    expect(await application.rehearse(call('add'), never)).toMatchObject({
      reply: '2',
      logs: ['adding'],
      undoTicket: null,
    })
    await expect(application.rehearse(call('fail'), never)).rejects.toThrow('No')
    expect((await run(application, 'n')).reply).toBe('1')
  })
})

describe('undo', () => {
  const counter = {
    files: { 'app/main.ts': `export const start = () => ({ n: 0, m: 0 })` },
    commands: {
      add: {
        code: `export default ({ by }, { root }) => String(root.n += by)`,
        risk: 'write',
        undo: { kind: 'restore' },
      },
      other: { code: `export default (_, { root }) => { root.m++ }`, risk: 'write' },
      sneaky: { code: `export default (_, { root }) => { root.m++ }` },
      peek: { code: `export default (_, { root }) => root.n + ' ' + root.m` },
    },
  } as const satisfies Fixture
  const state = async (application: Application) => (await run(application, 'peek')).reply
  const ticketOf = async (done: Promise<{ readonly undoTicket: string | null }>) => {
    const { undoTicket } = await done
    if (undoTicket === null) throw new Error('No ticket')
    return undoTicket
  }

  it('restores the state of before, one change after the other', async () => {
    const application = await open(counter)
    const first = await ticketOf(run(application, 'add', { by: 1 }))
    const second = await ticketOf(run(application, 'add', { by: 2 }))
    expect(await state(application)).toBe('3 0')
    await expect(application.undo(first, never)).rejects.toMatchObject({
      code: 'sandbox/cannot-undo',
    })
    expect(await Promise.all([first, second].map((one) => application.isUndoable(one)))).toEqual([
      false,
      true,
    ])
    await application.undo(second, never)
    expect(await state(application)).toBe('1 0')
    expect(await application.isUndoable(first)).toBe(true)
    await application.undo(first, never)
    expect(await state(application)).toBe('0 0')
    expect(await application.isUndoable(first)).toBe(false)
    await expect(application.undo(first, never)).rejects.toMatchObject({
      code: 'sandbox/cannot-undo',
    })
  })

  it.each(['other', 'sneaky'])('does not restore over a later change by %s', async (later) => {
    const application = await open(counter)
    const ticket = await ticketOf(run(application, 'add', { by: 1 }))
    expect(await application.isUndoable(ticket)).toBe(true)
    await run(application, later)
    expect(await application.isUndoable(ticket)).toBe(false)
    await expect(application.undo(ticket, never)).rejects.toMatchObject({
      code: 'sandbox/cannot-undo',
    })
    expect(await state(application)).toBe('1 1')
  })

  it('gives a ticket only where the command declares how it is undone', async () => {
    const application = await open(counter)
    expect((await run(application, 'other')).undoTicket).toBeNull()
    expect(await application.isUndoable('made up')).toBe(false)
    await expect(application.undo('made up', never)).rejects.toMatchObject({
      code: 'sandbox/cannot-undo',
    })
  })

  const lending = library({
    'Book/lend': {
      handler: { kind: 'method', method: 'lend', positional: true },
      parameters: { person: '' },
      risk: 'write',
      undo: { kind: 'method', method: 'takeBack', positional: false },
    },
    'Library/rename': {
      code: `export default (input, { self }) => { const was = self.name; self.name = input.to; input.to = 'spoilt'; return { reply: 'Renamed', was } }`,
      undo: {
        kind: 'code',
        source: `export default ({ to }, { output, self, root }) => { self.name = output.was; return to + ' is ' + self.name + ' again' + (self === root) }`,
      },
    },
    'Book/lent': { handler: { kind: 'reply', template: '{self.title}: {self.lentTo}' } },
  })

  it('calls a method or code with what the command was given and gave, on its instance', async () => {
    const application = await open(lending)
    await run(application, 'Library/open', { at: 0 })
    const lent = await ticketOf(run(application, 'Book/lend', { person: 'Anna' }))
    await application.goToTop()
    const renamed = await ticketOf(run(application, 'Library/rename', { to: 'Town' }))
    expect(await application.undo(lent, never)).toMatchObject({
      reply: 'Taken back',
      logs: ['was Lent to Anna for 14 days'],
    })
    expect((await application.undo(renamed, never)).reply).toBe('Town is City againtrue')
    await expect(application.undo(lent, never)).rejects.toMatchObject({
      code: 'sandbox/cannot-undo',
    })
    expect((await run(application, 'Library/open', { at: 0 })).scope.levels[0]?.label).toBe(
      '“Emma”',
    )
    expect((await run(application, 'Book/lent')).reply).toBe('Emma: ')
  })

  it('keeps its tickets over a reload, and over a change of source', async () => {
    const before = await open(lending)
    await run(before, 'Library/open', { at: 1 })
    const ticket = await ticketOf(run(before, 'Book/lend', { person: 'Anna' }))
    const saved = structuredClone(await before.save())
    const reloaded = await open(lending, saved)
    expect(reloaded.origin).toBe('memory')
    const changed = await open(
      { ...lending, files: { 'app/main.ts': LIBRARY['app/main.ts'] + '\n// changed' } },
      saved,
    )
    expect(changed.origin).toBe('export')
    for (const application of [reloaded, changed]) {
      expect(await application.isUndoable(ticket)).toBe(true)
      await application.undo(ticket, never)
      expect((await run(application, 'Book/lent')).reply).toBe('Ulysses: ')
      expect(await application.isUndoable(ticket)).toBe(false)
    }
    // How it is undone has been taken out of the workflow since.
    const forgetful = await open(
      library({ 'Book/lend': { handler: { kind: 'method', method: 'lend', positional: true } } }),
      saved,
    )
    expect(await forgetful.isUndoable(ticket)).toBe(false)
  })

  it('can be tried again when it failed, and has then changed nothing', async () => {
    const application = await open({
      files: { 'app/main.ts': `export const start = () => ({ n: 0, isJammed: false })` },
      commands: {
        add: {
          code: `export default (_, { root }) => { root.n++ }`,
          undo: {
            kind: 'code',
            source: `export default (_, { root }) => { root.n--; if (root.isJammed) throw new Error('Jammed') }`,
          },
        },
        jam: { code: `export default ({ on }, { root }) => { root.isJammed = on }` },
        n: { handler: { kind: 'property', property: 'n', access: 'get' } },
      },
    })
    const ticket = await ticketOf(run(application, 'add'))
    await run(application, 'jam', { on: true })
    await expect(application.undo(ticket, never)).rejects.toThrow('Jammed')
    expect((await run(application, 'n')).reply).toBe('1')
    await run(application, 'jam', { on: false })
    await application.undo(ticket, never)
    expect((await run(application, 'n')).reply).toBe('0')
  })
})
