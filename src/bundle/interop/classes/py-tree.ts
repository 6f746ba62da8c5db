import { parser } from '@lezer/python'
import type { DefaultValue } from '#domain/classes/class-model.ts'

export type PyNode = ReturnType<typeof parser.parse>['topNode']

/** A parsed file; nodes know only where they stand in its text. */
export interface PyFile {
  readonly path: string
  readonly text: string
  readonly top: PyNode
}

export const parsePython = (path: string, text: string): PyFile => ({
  path,
  text,
  top: parser.parse(text).topNode,
})

export function childrenOf(node: PyNode | null): PyNode[] {
  const found: PyNode[] = []
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) found.push(child)
  return found
}

export const childOf = (node: PyNode | null, name: string): PyNode | undefined =>
  childrenOf(node).find((child) => child.name === name)

export const textOf = ({ text }: PyFile, { from, to }: PyNode): string => text.slice(from, to)

export const lineOf = ({ text }: PyFile, { from }: PyNode): number =>
  text.slice(0, from).split('\n').length

/** Where the parser had to guess: from 1; `undefined` where all of it parses. */
export function faultyLine(file: PyFile): number | undefined {
  const cursor = file.top.cursor()
  do {
    if (cursor.type.isError) return lineOf(file, cursor.node)
  } while (cursor.next())
  return undefined
}

/** The items of `(a, b=c)` or `[a, b]`: each a list of the nodes between two commas. */
export function itemsOf(list: PyNode | null | undefined): PyNode[][] {
  const items: PyNode[][] = [[]]
  for (const child of childrenOf(list ?? null)) {
    if ('()[]{}'.includes(child.name)) continue
    if (child.name === ',') items.push([])
    else if (child.name !== 'Comment') items.at(-1)?.push(child)
  }
  return items.filter((item) => item.length > 0)
}

const CLOSING = /^[rRuUbBfF]*("""|'''|"|')([\s\S]*)\1$/

/** What a string literal says; `undefined` for what is none, or is put together when it runs. */
export function stringOf(file: PyFile, node: PyNode): string | undefined {
  if (node.name === 'ContinuedString') {
    const parts = childrenOf(node).map((child) => stringOf(file, child))
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined
  }
  if (node.name !== 'String') return undefined
  const found = CLOSING.exec(textOf(file, node))
  return found?.[2]?.replace(/\\(["'\\nt])/g, (_, sign: string) =>
    sign === 'n' ? '\n' : sign === 't' ? '\t' : sign,
  )
}

/** The value of a literal through and through; `undefined` for all else. */
export function pyLiteral(file: PyFile, node: PyNode): DefaultValue | undefined {
  const text = textOf(file, node)
  switch (node.name) {
    case 'String':
    case 'ContinuedString':
      return stringOf(file, node)
    case 'Number':
    case 'UnaryExpression': {
      const number = Number(text.replaceAll('_', '').replace(/\s/g, ''))
      return Number.isNaN(number) ? undefined : number
    }
    case 'Boolean':
      return text === 'True'
    case 'None':
      return null
    case 'ParenthesizedExpression':
      return pyLiteral(file, childrenOf(node)[1] ?? node)
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression': {
      const values = itemsOf(node).map(([item]) => item && pyLiteral(file, item))
      return values.every((value) => value !== undefined) ? values : undefined
    }
    default:
      return undefined
  }
}

/** `Field("a", ge=1)`: what is given by place, and by name. */
export function argumentsOf(
  file: PyFile,
  call: PyNode,
): { readonly placed: readonly PyNode[]; readonly named: ReadonlyMap<string, PyNode> } {
  const placed: PyNode[] = []
  const named = new Map<string, PyNode>()
  for (const [first, sign, value] of itemsOf(childOf(call, 'ArgList'))) {
    if (first && sign?.name === 'AssignOp' && value) named.set(textOf(file, first), value)
    else if (first) placed.push(first)
  }
  return { placed, named }
}
