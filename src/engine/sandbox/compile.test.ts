import { runInNewContext, Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { compileExpression, compileModule } from './compile.ts'

const compiled = (text: string): string => {
  const result = compileModule('app/x.ts', text)
  if (!result.ok) throw result.error
  return result.value
}

describe('compileModule', () => {
  it('keeps every line where it is', () => {
    const text = [
      "import type { Input } from './$types'",
      "import { Order, type Status } from '../../app/order'",
      '',
      'interface Local {',
      '  readonly a: string',
      '}',
      'export default (input: Input, order: Order): Status => {',
      '  return order.status as Status // here',
      '}',
    ].join('\n')
    const lines = compiled(text).split('\n')
    expect(lines.findIndex((line) => line.includes('// here'))).toBe(7)
  })

  it('leaves nothing of imports that are types only', () => {
    expect(compiled("import type { Input } from './$types'\nexport const a = 1")).not.toContain(
      'require(',
    )
    expect(
      compiled("import { Input } from './$types'\nexport const a = (i: Input) => i"),
    ).not.toContain('require(')
  })

  it.each([
    ['enum Size { S, M }\nexport const m = Size.M'],
    ['export class A<T> { #p = 1; declare q: string; constructor(private readonly x: T) {} }'],
    ['export const a = <T,>(x: T) => x satisfies T'],
    ['export const a = x!.y as unknown as string // the last line is a comment'],
    ['/* class NotThere */\nexport abstract class A {}\nclass B extends A {}'],
  ])('makes JavaScript of %j', (text) => {
    expect(() => new Script(compiled(text))).not.toThrow()
  })

  it('tells where it cannot', () => {
    const result = compileModule('app/x.ts', 'const a = 1\nconst b = = 2\n')
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'sandbox/does-not-compile',
        message: 'Unexpected token',
        details: { file: 'app/x.ts', line: 2, column: 11 },
      },
    })
  })
})

describe('compileExpression', () => {
  it.each([
    ['self.a === 1', true],
    ['({ a: self.a }).a + parent.b + root.c', 6],
    ['(self as any).a', 1],
    ['self.a // said', 1],
    ['[1, 2].map((n) => n + self.a)', [2, 3]],
    ['self.b?.c ?? "none"', 'none'],
  ])('evaluates %s', (expression, expected) => {
    const result = compileExpression('lookup', expression)
    if (!result.ok) throw result.error
    const evaluate = runInNewContext(result.value) as (...given: object[]) => unknown
    expect(evaluate({ a: 1 }, { b: 2 }, { c: 3 })).toEqual(expected)
  })

  it.each(['', 'a b', 'self.', 'const a = 1', 'return 1'])('refuses %j', (expression) => {
    const result = compileExpression('availability of Order/cancel', expression)
    const compile = (): void => {
      if (!result.ok) throw result.error
      new Script(result.value)
    }
    expect(compile).toThrow()
  })
})
