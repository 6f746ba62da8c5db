import type ts from 'typescript'
import type { DefaultValue, EnumChoice } from '#domain/classes/class-model.ts'
import type { TypeScript } from './load-typescript.ts'

/** The value of an expression that is a literal through and through; `undefined` for all others. */
export function literalOf(
  ts: TypeScript,
  node: ts.Expression | ts.LiteralTypeNode['literal'],
): DefaultValue | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (node.kind === ts.SyntaxKind.NullKeyword) return null
  if (ts.isPrefixUnaryExpression(node)) {
    const value = literalOf(ts, node.operand)
    return typeof value === 'number' && node.operator === ts.SyntaxKind.MinusToken
      ? -value
      : undefined
  }
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return literalOf(ts, node.expression)
  if (ts.isArrayLiteralExpression(node)) return listLiteral(ts, node)
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(ts, node)
  return undefined
}

function listLiteral(ts: TypeScript, node: ts.ArrayLiteralExpression): DefaultValue | undefined {
  const items: DefaultValue[] = []
  for (const element of node.elements) {
    const value = literalOf(ts, element)
    if (value === undefined) return undefined
    items.push(value)
  }
  return items
}

function objectLiteral(ts: TypeScript, node: ts.ObjectLiteralExpression): DefaultValue | undefined {
  const entries: [string, DefaultValue][] = []
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined
    const value = literalOf(ts, property.initializer)
    if (
      value === undefined ||
      !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    )
      return undefined
    entries.push([property.name.text, value])
  }
  return Object.fromEntries(entries)
}

/** The texts of `['a', 'b'] as const`. */
export function stringsOf(ts: TypeScript, node: ts.Expression): string[] {
  const value = literalOf(ts, node)
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : []
}

/** A member with a text is that text to everybody; one with a number is called by its name. */
export function enumChoices(ts: TypeScript, node: ts.EnumDeclaration): EnumChoice[] {
  let next = 0
  return node.members.map(({ name, initializer }): EnumChoice => {
    const label = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText()
    const value = initializer && literalOf(ts, initializer)
    if (typeof value === 'string') return { value, is: value }
    const number = typeof value === 'number' ? value : next
    next = number + 1
    return { value: label, is: number }
  })
}
