import type ts from 'typescript'
import { classKey, type ClassKey } from '#domain/classes/class-model.ts'
import { literalOf } from './ts-literals.ts'
import { className, type TsFiles } from './ts-files.ts'
import { typeOf, type TypeScope } from './ts-types.ts'
import { listOf, typed, unionOf, unknown, type Typed } from './typed.ts'

/** How far calls are followed; further than this they are told by their annotations or not at all. */
const MAX_CALLS = 12

/** The type of what an expression gives, as far as it can be seen without running or checking it. */
export function typeOfExpression(node: ts.Expression, scope: TypeScope): Typed {
  const { ts } = scope.files
  if (scope.depth > MAX_CALLS) return typed(unknown(''))
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node))
    return typeOfExpression(node.expression, scope)
  if (ts.isAsExpression(node) && node.type.getText() !== 'const') return typeOf(node.type, scope)
  if (ts.isSatisfiesExpression(node)) return typeOf(node.type, scope)
  if (ts.isNewExpression(node)) return typeOfNew(node, scope)
  if (ts.isCallExpression(node)) return typeOfCall(node, scope)
  if (ts.isIdentifier(node)) return typeOfName(node, scope)
  if (ts.isBinaryExpression(node) && /^(?:\?\?|\|\|)$/.test(node.operatorToken.getText()))
    return typeOfExpression(node.left, scope)
  if (ts.isConditionalExpression(node))
    return unionOf(
      [typeOfExpression(node.whenTrue, scope), typeOfExpression(node.whenFalse, scope)],
      node.getText(),
    )
  if (ts.isTemplateExpression(node)) return typed({ kind: 'string' })
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return typed({ kind: 'function' })
  return typeOfLiteral(node, scope)
}

function typeOfNew(node: ts.NewExpression, scope: TypeScope): Typed {
  const name = node.expression.getText()
  const found = scope.files.resolve(scope.file, name)
  return found && scope.files.ts.isClassDeclaration(found.node)
    ? typed({ kind: 'instance', of: [classKey({ file: found.file, name: className(found.node) })] })
    : builtIn(name, node, scope)
}

function builtIn(name: string, node: ts.NewExpression, scope: TypeScope): Typed {
  const [first, second] = node.typeArguments ?? []
  if (name === 'Date') return typed({ kind: 'date', native: 'Date' })
  if (name === 'Map') return typed(listOf(typeOf(second, scope).type, 'map'))
  if (name === 'Set') return typed(listOf(typeOf(first, scope).type, 'set'))
  return typed(unknown(name))
}

function typeOfLiteral(node: ts.Expression, scope: TypeScope): Typed {
  const { ts } = scope.files
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map((each) => typeOfExpression(each, scope))
    return typed(listOf(items.length === 0 ? unknown('') : unionOf(items, node.getText()).type))
  }
  const value = literalOf(ts, ts.isAsExpression(node) ? node.expression : node)
  switch (typeof value) {
    case 'string':
      return typed({ kind: 'string' })
    case 'number':
      return typed({ kind: 'number' })
    case 'boolean':
      return typed({ kind: 'boolean' })
    default:
      return ts.isBigIntLiteral(node)
        ? typed({ kind: 'integer', native: 'bigint' })
        : typed(unknown(''))
  }
}

function typeOfCall({ expression }: ts.CallExpression, scope: TypeScope): Typed {
  const { ts } = scope.files
  if (!ts.isIdentifier(expression)) return typed(unknown(''))
  const found = scope.files.resolve(scope.file, expression.text)
  return found && ts.isFunctionDeclaration(found.node)
    ? returnOf(found.node, { ...scope, file: found.file, depth: scope.depth + 1 })
    : typed(unknown(''))
}

/** A local of the function around it, else what the file calls so. */
function typeOfName(node: ts.Identifier, scope: TypeScope): Typed {
  const { ts } = scope.files
  const local = localsAround(ts, node).find(
    ({ name }) => ts.isIdentifier(name) && name.text === node.text,
  )
  const found = local ?? scope.files.resolve(scope.file, node.text)?.node
  if (!found || !ts.isVariableDeclaration(found)) return typed(unknown(''))
  if (found.type) return typeOf(found.type, scope)
  return found.initializer
    ? typeOfExpression(found.initializer, { ...scope, depth: scope.depth + 1 })
    : typed(unknown(''))
}

function localsAround(ts: TsFiles['ts'], node: ts.Node): ts.VariableDeclaration[] {
  const found: ts.VariableDeclaration[] = []
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent)
    if (ts.isBlock(at))
      for (const statement of at.statements)
        if (ts.isVariableStatement(statement)) found.push(...statement.declarationList.declarations)
  return found
}

/** What a function or a getter gives: as annotated, else as its `return`s show. */
export function returnOf(
  node:
    | ts.FunctionDeclaration
    | ts.MethodDeclaration
    | ts.GetAccessorDeclaration
    | ts.ArrowFunction
    | ts.FunctionExpression,
  scope: TypeScope,
): Typed {
  const { ts } = scope.files
  if (node.type) return typeOf(node.type, scope)
  if (!node.body) return typed(unknown(''))
  if (!ts.isBlock(node.body)) return typeOfExpression(node.body, scope)
  const returned = returnsIn(ts, node.body)
  if (returned.length === 0) return typed({ kind: 'nothing' })
  return unionOf(
    returned.map((each) => typeOfExpression(each, scope)),
    'what it returns',
  )
}

function returnsIn(ts: TsFiles['ts'], node: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = []
  const visit = (at: ts.Node): void => {
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return
    if (ts.isReturnStatement(at) && at.expression) found.push(at.expression)
    ts.forEachChild(at, visit)
  }
  ts.forEachChild(node, visit)
  return found
}

/** Where the sandbox looks for `start`. */
const MAIN = 'app/main.ts'

/** The class of what `start()` returns. */
export function rootClass(files: TsFiles): ClassKey | null {
  const { ts } = files
  const found = files.resolve(MAIN, 'start')
  if (!found) return null
  const scope: TypeScope = { files, file: found.file, generics: new Map(), depth: 0 }
  const { node } = found
  const start = ts.isVariableDeclaration(node) ? node.initializer : node
  if (!start || !(ts.isFunctionDeclaration(start) || ts.isArrowFunction(start))) return null
  const { type } = returnOf(start, scope)
  return type.kind === 'instance' && type.of.length === 1 ? (type.of[0] ?? null) : null
}
