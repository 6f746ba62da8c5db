import type ts from 'typescript'
import type { TypeScript } from './load-typescript.ts'

/** Calls of the language itself that leave everything as it is. */
const HARMLESS = new Set(
  (
    'map filter find findIndex findLast some every reduce flatMap flat join includes indexOf slice ' +
    'concat at keys values entries has get toSorted toReversed toFixed toString toLowerCase ' +
    'toUpperCase trim split replace replaceAll startsWith endsWith padStart padEnd repeat match ' +
    'test charAt localeCompare toISOString getTime getDate getMonth getFullYear toLocaleString ' +
    'stringify parse isArray from of max min round floor ceil abs trunc sign pow sqrt normalize ' +
    'String Number Boolean'
  ).split(' '),
)

/** Whether a body changes anything outside it; `null` where it calls what cannot be seen through. */
export function writesIn(ts: TypeScript, body: ts.Node): boolean | null {
  const found = { write: false, unsure: false }
  const visit = (node: ts.Node): void => {
    if (isWrite(ts, node)) found.write = true
    if (ts.isCallExpression(node) && !HARMLESS.has(calledName(ts, node))) found.unsure = true
    if (ts.isNewExpression(node) || ts.isYieldExpression(node)) found.unsure = true
    ts.forEachChild(node, visit)
  }
  visit(body)
  if (found.write) return true
  return found.unsure ? null : false
}

function calledName(ts: TypeScript, { expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
}

const MUTATORS = new Set(
  'push pop shift unshift splice sort reverse fill add set delete clear'.split(' '),
)

/** Something of an object is written, deleted, or put into a collection of `this`. */
function isWrite(ts: TypeScript, node: ts.Node): boolean {
  const { FirstAssignment, LastAssignment, PlusPlusToken, MinusMinusToken } = ts.SyntaxKind
  if (ts.isDeleteExpression(node)) return true
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    return kind >= FirstAssignment && kind <= LastAssignment && isOfObject(ts, node.left)
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return (
      (node.operator === PlusPlusToken || node.operator === MinusMinusToken) &&
      isOfObject(ts, node.operand)
    )
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    MUTATORS.has(node.expression.name.text) &&
    isOfObject(ts, node.expression.expression)
  )
}

/** `this.status`, `order.items[0]`: not a local by itself. */
const isOfObject = (ts: TypeScript, node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
