import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { ModelClass, ModelMethod } from '#domain/classes/class-model.ts'
import { readClasses } from './read-typescript.ts'

const read = (files: Readonly<Record<string, string>>) =>
  readClasses(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    ts,
  )
const classOf = (text: string, name: string): ModelClass => {
  const found = read({ 'app/main.ts': text }).classes.find((each) => each.name === name)
  if (!found) throw new Error(`No class ${name}`)
  return found
}
const methodOf = (signature: string, around = ''): ModelMethod => {
  const [method] = classOf(`${around}\nexport class A {\n${signature}\n}`, 'A').methods
  if (!method) throw new Error('No method')
  return method
}
const parameterTypes = (signature: string, around = '') =>
  methodOf(signature, around).parameters.map(({ type }) => type)

describe('types', () => {
  it.each([
    ['text: string', [{ kind: 'string' }]],
    ['n: number, b: boolean', [{ kind: 'number' }, { kind: 'boolean' }]],
    ['n: bigint', [{ kind: 'integer', native: 'bigint' }]],
    ['at: Date', [{ kind: 'date', native: 'Date' }]],
    ['many: readonly string[]', [{ kind: 'list', as: 'array', item: { kind: 'string' } }]],
    ['many: Set<number>', [{ kind: 'list', as: 'set', item: { kind: 'number' } }]],
    ['by: Map<string, boolean>', [{ kind: 'list', as: 'map', item: { kind: 'boolean' } }]],
    ['text: string & { readonly brand: unique symbol }', [{ kind: 'string' }]],
    ['then: () => void', [{ kind: 'function' }]],
    ['either: string | number', [{ kind: 'unknown', written: 'string | number' }]],
    [
      'text = "a", n = 1, yes = true',
      [{ kind: 'string' }, { kind: 'number' }, { kind: 'boolean' }],
    ],
  ])('reads %s', (signature, expected) => {
    expect(parameterTypes(`m(${signature}) {}`)).toEqual(expected)
  })

  it('finds the choices of a union, an alias, an enum, and of what a constant lists', () => {
    const around = `
      type Size = 'small' | 'large' | undefined
      enum Colour { Red = 'red', Blue = 'blue' }
      enum Level { Low, High = 5 }
      const STATES = ['open', 'closed'] as const
      type State = (typeof STATES)[number]
      const LEVELS = { a: 1, b: 2 }
    `
    const choices = parameterTypes(
      'm(a: Size, b: Colour, c: Level, d: State, e: keyof typeof LEVELS, f: 1 | 2) {}',
      around,
    ).map((type) =>
      type.kind === 'enum' ? type.choices.map(({ value, is }) => [value, is]) : type,
    )
    expect(choices).toEqual([
      [
        ['small', 'small'],
        ['large', 'large'],
      ],
      [
        ['red', 'red'],
        ['blue', 'blue'],
      ],
      [
        ['Low', 0],
        ['High', 5],
      ],
      [
        ['open', 'open'],
        ['closed', 'closed'],
      ],
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
      [
        ['1', 1],
        ['2', 2],
      ],
    ])
  })

  it('takes objects apart: interfaces with what they extend, utility types, generics', () => {
    const around = `
      interface Named { readonly name: string }
      interface Address<T> extends Named { zip?: T; inside: { deep: boolean } }
    `
    const [type, part] = parameterTypes(
      "m(a: Address<number>, b: Omit<Address<string>, 'inside' | 'name'>) {}",
      around,
    )
    expect(type).toMatchObject({
      kind: 'object',
      fields: [
        { name: 'name', optional: false, type: { kind: 'string' } },
        { name: 'zip', optional: true, type: { kind: 'number' } },
        { name: 'inside', type: { kind: 'object', fields: [{ name: 'deep' }] } },
      ],
    })
    expect(part).toMatchObject({ fields: [{ name: 'zip', type: { kind: 'string' } }] })
  })

  it('ends at types that hold themselves', () => {
    expect(parameterTypes('m(a: Tree) {}', 'interface Tree { children: Tree[] }')).toMatchObject([
      { kind: 'object' },
    ])
  })
})

describe('methods', () => {
  it('carry their comment, the words for each parameter, defaults and what they give', () => {
    const method = methodOf(`
      /**
       * Cancels it, {@link Refund | money} and all.
       * @param reason - Why it is cancelled.
       * @param {integer} days How long it takes.
       */
      async cancel(reason: string | null, days = 3, ...tags: string[]): Promise<boolean> { return true }
    `)
    expect(method).toMatchObject({
      name: 'cancel',
      description: 'Cancels it, money and all.',
      isAsync: true,
      returns: { kind: 'boolean' },
      parameters: [
        { name: 'reason', optional: true, takesNull: true, description: 'Why it is cancelled.' },
        { name: 'days', type: { kind: 'integer' }, optional: true, defaultValue: 3 },
        { name: 'tags', rest: true, type: { kind: 'list' } },
      ],
    })
  })

  it('know the default of an enum by its member, and those of a pattern', () => {
    const method = methodOf(
      'm({ level = Level.High, n = 2 }: { level?: Level; n?: number }) {}',
      'enum Level { Low, High }',
    )
    expect(method.parameters[0]?.type).toMatchObject({
      fields: [{ defaultValue: 'High' }, { defaultValue: 2 }],
    })
  })

  it.each([
    ['return this.items.map(({ name }) => name).join()', false],
    ['this.status = "done"', true],
    ['this.items.push(1)', true],
    ['const list = []; list.push(this.a); return list', false],
    ['return tell(this)', null],
    ['delete this.items[0]', true],
    ['this.n++', true],
  ])('show whether they change anything: %s', (body, writes) => {
    // A local list may be filled: it is nothing that lasts. It is not seen through, only not a write.
    const read = methodOf(`m() { ${body} }`).writes
    expect(read === true).toBe(writes === true)
  })

  it('are told by their body whatever they are called', () => {
    expect(methodOf('a(x: string) { return x }').body).toBe(
      methodOf('b(x: string) {\n  return x\n}').body,
    )
    expect(methodOf('a(x: string) { return x }').body).not.toBe(
      methodOf('a(x: string) { return 1 }').body,
    )
  })

  it('leave out what is private, and say what is generic, overloaded or computed', () => {
    const model = read({
      'app/a.ts': `
        @sealed
        export class A<T extends string> {
          @log m(x: T) { return x }
          private a() {}
          protected b() {}
          #c() {}
          _d() {}
          static make(name: string) { return new A() }
          of(x: string): string
          of(x: number): number
          of(x: unknown) { return x }
          arrow = (n: number) => n + 1;
          [key]() {}
        }
      `,
    })
    const [found] = model.classes
    expect(found?.methods.map(({ name, isStatic }) => [name, isStatic])).toEqual([
      ['m', false],
      ['make', true],
      ['of', false],
      ['arrow', false],
    ])
    expect(found?.methods[0]?.parameters[0]?.type).toEqual({ kind: 'string' })
    expect(found?.methods[2]?.parameters[0]?.type).toEqual({ kind: 'string' })
    expect(model.remarks.map(({ member, line }) => [member, line])).toEqual([
      ['A', 2],
      ['A.of', 12],
      ['A.[key]', 14],
    ])
  })
})

describe('classes', () => {
  it('are followed over files: bases, re-exports, default exports, interfaces they implement', () => {
    const model = read({
      'app/main.ts': `
        import Shop, { type Item } from './index'
        export async function start(): Promise<Shop> { return new Shop() }
      `,
      'app/index.ts': `export { default, Item } from './shop'`,
      'app/shop.ts': `
        import * as base from './base.js'
        interface Holder { title: string }
        export default class Shop extends base.Base implements Holder { title = ''; items: Item[] = [] }
        export class Item { constructor(readonly parent: Holder, public name: string) {} }
      `,
      'app/base.ts': `export abstract class Base { get total() { return 1 } }`,
    })
    expect(model.root).toBe('app/shop.ts#Shop')
    const byName = new Map(model.classes.map((each) => [each.name, each]))
    expect(byName.get('Shop')).toMatchObject({
      exported: 'default',
      bases: ['app/base.ts#Base'],
      properties: [
        { name: 'title', type: { kind: 'string' } },
        {
          name: 'items',
          type: { kind: 'list', item: { kind: 'instance', of: ['app/shop.ts#Item'] } },
        },
      ],
    })
    expect(byName.get('Item')?.properties).toMatchObject([
      { name: 'parent', readonly: true, type: { kind: 'instance', of: ['app/shop.ts#Shop'] } },
      { name: 'name', readonly: false },
    ])
    expect(byName.get('Base')).toMatchObject({
      isAbstract: true,
      properties: [{ name: 'total', readonly: true, isComputed: true, type: { kind: 'number' } }],
    })
  })

  it('find the root through the functions that make it', () => {
    expect(
      read({
        'app/main.ts': `
          import { open } from './open'
          export const start = () => open(1)
        `,
        'app/open.ts': `
          export class Desk {}
          export function open(seed: number) { const desk = new Desk(); return desk }
        `,
      }).root,
    ).toBe('app/open.ts#Desk')
  })

  it('say what they inherit from elsewhere, and who has the same name', () => {
    const model = read({
      'app/a.ts': `import { EventEmitter } from 'events'\nexport class A extends EventEmitter {}`,
      'app/b.ts': `export class A {}`,
    })
    expect(model.remarks.map(({ text }) => text)).toEqual([
      'It inherits from EventEmitter, which is not a class of the workflow: what comes from there is not offered.',
      'app/a.ts#A has the same name: instances of the two cannot be told apart.',
    ])
  })

  it('of a file that does not parse are left out, with the line', () => {
    const model = read({
      'app/a.ts': 'export class A {\n  m( {\n}',
      'app/b.ts': 'export class B {}',
    })
    expect(model.classes.map(({ name }) => name)).toEqual(['B'])
    expect(model.broken).toEqual(['app/a.ts'])
    expect(model.remarks).toMatchObject([{ file: 'app/a.ts', line: 3 }])
  })

  it('take words for what TypeScript cannot say: whole numbers, dates, times, limits', () => {
    const { properties } = classOf(
      `export class A {
        /** How many. @type {integer} @minimum 1 @max 5 @unit kg */ count = 1
        /** \`YYYY-MM-DD\` */ due = ''
        /** HH:MM @pattern [0-9:]+ @example '12:30' */ at = ''
      }`,
      'A',
    )
    expect(properties).toMatchObject([
      { type: { kind: 'integer' }, limits: { min: 1, max: 5, unit: 'kg' } },
      { type: { kind: 'date' } },
      { type: { kind: 'time' }, limits: { pattern: '[0-9:]+', examples: ['12:30'] } },
    ])
  })
})

it('offers exported functions but start, and none that a file keeps', () => {
  const { functions } = read({
    'app/main.ts': 'export function start() { return {} }\nfunction own() {}',
    'app/f.ts': 'export function f(a: number) { return a }\nexport const g = (b: string) => b',
  })
  expect(functions.map(({ name, file }) => [name, file])).toEqual([
    ['f', 'app/f.ts'],
    ['g', 'app/f.ts'],
  ])
})
