import type ts from 'typescript'
import {
  classKey,
  type ListKind,
  type ModelParameter,
  type ValueType,
} from '#domain/classes/class-model.ts'
import { docsOf, limitsIn, refined } from './ts-docs.ts'
import { enumChoices, literalOf, stringsOf } from './ts-literals.ts'
import { className, type Found, type TsFiles } from './ts-files.ts'
import { listOf, named, nullable, typed, unionOf, unknown, type Typed } from './typed.ts'

/** Where a type is written: what its names mean there. */
export interface TypeScope {
  readonly files: TsFiles
  readonly file: string
  readonly generics: ReadonlyMap<string, Typed>
  /** How deep in other types; recursive types end somewhere. */
  readonly depth: number
}

const MAX_DEPTH = 8

export function typeOf(node: ts.TypeNode | undefined, scope: TypeScope): Typed {
  if (!node) return typed(unknown(''))
  const { ts } = scope.files
  const keyword = keywordType(ts, node.kind)
  if (keyword) return keyword
  if (ts.isParenthesizedTypeNode(node)) return typeOf(node.type, scope)
  if (ts.isTypeOperatorNode(node)) return operatorType(node, scope)
  if (ts.isLiteralTypeNode(node)) return literalType(node, scope)
  if (ts.isArrayTypeNode(node)) return typed(listOf(typeOf(node.elementType, scope).type))
  if (ts.isTupleTypeNode(node)) return tupleType(node, scope)
  if (ts.isUnionTypeNode(node))
    return unionOf(
      node.types.map((each) => typeOf(each, scope)),
      node.getText(),
    )
  if (ts.isIntersectionTypeNode(node)) return intersection(node, scope)
  if (ts.isTypeLiteralNode(node)) return typed(objectType(node.members, scope))
  if (ts.isIndexedAccessTypeNode(node)) return indexedType(node, scope)
  if (ts.isTypePredicateNode(node)) return typed({ kind: 'boolean' })
  if (ts.isTypeReferenceNode(node)) return referenceType(node, scope)
  return typed(unknown(node.getText()))
}

function keywordType({ SyntaxKind }: TsFiles['ts'], kind: ts.SyntaxKind): Typed | undefined {
  const kinds = new Map<ts.SyntaxKind, ValueType>([
    [SyntaxKind.StringKeyword, { kind: 'string' }],
    [SyntaxKind.TemplateLiteralType, { kind: 'string' }],
    [SyntaxKind.NumberKeyword, { kind: 'number' }],
    [SyntaxKind.BooleanKeyword, { kind: 'boolean' }],
    [SyntaxKind.BigIntKeyword, { kind: 'integer', native: 'bigint' }],
    [SyntaxKind.VoidKeyword, { kind: 'nothing' }],
    [SyntaxKind.NeverKeyword, { kind: 'nothing' }],
    [SyntaxKind.FunctionType, { kind: 'function' }],
    [SyntaxKind.ConstructorType, { kind: 'function' }],
  ])
  if (kind === SyntaxKind.UndefinedKeyword) return nullable
  const type = kinds.get(kind)
  return type && typed(type)
}

function operatorType(node: ts.TypeOperatorNode, scope: TypeScope): Typed {
  const { ts } = scope.files
  if (node.operator !== ts.SyntaxKind.KeyOfKeyword) return typeOf(node.type, scope)
  const keys = ts.isTypeQueryNode(node.type)
    ? keysOf(node.type.exprName.getText(), scope)
    : fieldsOf(typeOf(node.type, scope).type).map(({ name }) => name)
  return keys.length > 0 ? typed(named(keys)) : typed(unknown(node.getText()))
}

/** `keyof typeof LEVELS`. */
function keysOf(name: string, scope: TypeScope): string[] {
  const { ts } = scope.files
  const found = scope.files.resolve(scope.file, name)
  if (!found || !ts.isVariableDeclaration(found.node) || !found.node.initializer) return []
  const value = literalOf(ts, found.node.initializer)
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.keys(value)
    : []
}

function literalType({ literal }: ts.LiteralTypeNode, { files: { ts } }: TypeScope): Typed {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return nullable
  const value = literalOf(ts, literal)
  if (typeof value === 'boolean') return typed({ kind: 'boolean' })
  if (typeof value === 'string' || typeof value === 'number') return typed(named([value]))
  return typed(unknown(literal.getText()))
}

function tupleType({ elements }: ts.TupleTypeNode, scope: TypeScope): Typed {
  const { ts } = scope.files
  const items = elements.map((element) =>
    typeOf(ts.isNamedTupleMember(element) ? element.type : element, scope),
  )
  return typed(listOf(unionOf(items, 'a tuple').type))
}

/** A branded primitive is that primitive; objects are put together. */
function intersection({ types }: ts.IntersectionTypeNode, scope: TypeScope): Typed {
  const parts = types.map((each) => typeOf(each, scope).type)
  const simple = parts.find(({ kind }) => kind !== 'object' && kind !== 'unknown')
  if (simple) return typed(simple)
  return typed({ kind: 'object', fields: parts.flatMap(fieldsOf) })
}

export const fieldsOf = (type: ValueType): readonly ModelParameter[] =>
  type.kind === 'object' ? type.fields : []

export function objectType(members: readonly ts.TypeElement[], scope: TypeScope): ValueType {
  const { ts } = scope.files
  if (scope.depth > MAX_DEPTH) return { kind: 'object', fields: [] }
  const inner = { ...scope, depth: scope.depth + 1 }
  const fields = members.flatMap((member): ModelParameter[] => {
    const name = member.name && nameText(ts, member.name)
    if (name === undefined) return []
    if (ts.isMethodSignature(member)) return [field(name, { kind: 'function' })]
    if (!ts.isPropertySignature(member)) return []
    const docs = docsOf(ts, member)
    const { type, isNullable } = typeOf(member.type, inner)
    return [
      {
        ...field(name, refined(type, docs.description)),
        optional: isNullable || member.questionToken !== undefined,
        takesNull: takesNull(scope.files.ts, member.type),
        description: docs.description,
        limits: limitsIn(docs),
      },
    ]
  })
  return { kind: 'object', fields }
}

/** `Status | null`: whoever is given it may look for `null`, and would not know nothing from it. */
export const takesNull = (ts: TsFiles['ts'], node: ts.TypeNode | undefined): boolean =>
  node !== undefined &&
  ts.isUnionTypeNode(node) &&
  node.types.some(
    (each) => ts.isLiteralTypeNode(each) && each.literal.kind === ts.SyntaxKind.NullKeyword,
  )

const field = (name: string, type: ValueType): ModelParameter => ({
  name,
  type,
  optional: false,
  takesNull: false,
  defaultValue: null,
  description: '',
  rest: false,
  limits: {},
})

export function nameText(
  ts: TsFiles['ts'],
  name: ts.PropertyName | ts.BindingName,
): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined
}

/** `(typeof STATUSES)[number]`, and a field of an object type. */
function indexedType(
  { objectType: object, indexType }: ts.IndexedAccessTypeNode,
  scope: TypeScope,
): Typed {
  const { ts } = scope.files
  const inner = ts.isParenthesizedTypeNode(object) ? object.type : object
  if (ts.isTypeQueryNode(inner)) {
    const found = scope.files.resolve(scope.file, inner.exprName.getText())
    const choices =
      found && ts.isVariableDeclaration(found.node) && found.node.initializer
        ? stringsOf(ts, found.node.initializer)
        : []
    return choices.length > 0 ? typed(named(choices)) : typed(unknown(object.getText()))
  }
  const whole = typeOf(inner, scope).type
  if (whole.kind === 'list') return typed(whole.item)
  const key = ts.isLiteralTypeNode(indexType) ? literalOf(ts, indexType.literal) : undefined
  const part = fieldsOf(whole).find(({ name }) => name === key)
  return part ? { type: part.type, isNullable: part.optional } : typed(unknown(object.getText()))
}

function referenceType(node: ts.TypeReferenceNode, scope: TypeScope): Typed {
  const name = node.typeName.getText()
  const generic = scope.generics.get(name)
  if (generic) return generic
  const found = scope.files.resolve(scope.file, name)
  const given = node.typeArguments ?? []
  if (!found) return libraryType(name, given, scope) ?? typed(unknown(node.getText()))
  if (scope.depth > MAX_DEPTH) return typed({ kind: 'object', fields: [] })
  const { type, isNullable } = declaredType(found, given, scope)
  const isWhole = type.kind === 'number' && /^(?:integer|int)$/i.test(name)
  return { type: isWhole ? { kind: 'integer' } : type, isNullable }
}

function declaredType(found: Found, given: readonly ts.TypeNode[], scope: TypeScope): Typed {
  const { ts } = scope.files
  const { node, file } = found
  if (ts.isClassDeclaration(node))
    return typed({ kind: 'instance', of: [classKey({ file, name: className(node) })] })
  if (ts.isEnumDeclaration(node)) return typed({ kind: 'enum', choices: enumChoices(ts, node) })
  if (!ts.isTypeAliasDeclaration(node) && !ts.isInterfaceDeclaration(node))
    return typed(unknown(node.getText()))
  const inner = within(scope, file, node.typeParameters, given)
  if (ts.isTypeAliasDeclaration(node)) {
    const { type, isNullable } = typeOf(node.type, inner)
    return { type: refined(type, docsOf(ts, node).description), isNullable }
  }
  const implementing = implementors(found, scope.files)
  if (implementing.length > 0) return typed({ kind: 'instance', of: implementing })
  const inherited = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap((base) => fieldsOf(baseType(base, inner).type)),
  )
  const own = fieldsOf(objectType(node.members, inner))
  const names = new Set(own.map(({ name }) => name))
  return typed({
    kind: 'object',
    fields: [...inherited.filter((each) => !names.has(each.name)), ...own],
  })
}

function baseType(base: ts.ExpressionWithTypeArguments, scope: TypeScope): Typed {
  const found = scope.files.resolve(scope.file, base.expression.getText())
  return found
    ? declaredType(found, base.typeArguments ?? [], scope)
    : (libraryType(base.expression.getText(), base.typeArguments ?? [], scope) ??
        typed(unknown(base.getText())))
}

/** The same names, but for the parameters of a generic type: what they are given, or their bounds. */
export function within(
  scope: TypeScope,
  file: string,
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
  given: readonly ts.TypeNode[] = [],
): TypeScope {
  const outer = { ...scope, file, depth: scope.depth + 1 }
  const generics = new Map(file === scope.file ? scope.generics : [])
  parameters?.forEach(({ name, constraint, default: fallback }, index) => {
    const node = given[index]
    const bound = fallback ?? constraint
    generics.set(
      name.text,
      node ? typeOf(node, scope) : bound ? typeOf(bound, outer) : typed(unknown(name.text)),
    )
  })
  return { ...outer, generics }
}

/** The classes that say they implement an interface: a value of it is an instance of one of them. */
function implementors({ node, file }: Found, { ts, parsed, resolve }: TsFiles): string[] {
  return parsed.flatMap(({ path, declared }) =>
    [...declared].flatMap(([name, candidate]) =>
      ts.isClassDeclaration(candidate) &&
      (candidate.heritageClauses ?? []).some(
        ({ token, types }) =>
          token === ts.SyntaxKind.ImplementsKeyword &&
          types.some(({ expression }) => {
            const found = resolve(path, expression.getText())
            return found?.node === node && found.file === file
          }),
      )
        ? [classKey({ file: path, name })]
        : [],
    ),
  )
}

const LISTS: Readonly<Record<string, ListKind>> = {
  Array: 'array',
  ReadonlyArray: 'array',
  Set: 'set',
  ReadonlySet: 'set',
  Map: 'map',
  ReadonlyMap: 'map',
  Record: 'record',
}

/** Types of the language itself. */
function libraryType(
  name: string,
  given: readonly ts.TypeNode[],
  scope: TypeScope,
): Typed | undefined {
  const [first, second] = given
  const kind = LISTS[name]
  if (kind) {
    const item = kind === 'map' || kind === 'record' ? second : first
    return typed(listOf(typeOf(item, scope).type, kind))
  }
  switch (name) {
    case 'Date':
      return typed({ kind: 'date', native: 'Date' })
    case 'String':
    case 'Uppercase':
    case 'Lowercase':
      return typed({ kind: 'string' })
    case 'Number':
      return typed({ kind: 'number' })
    case 'Boolean':
      return typed({ kind: 'boolean' })
    case 'Function':
      return typed({ kind: 'function' })
    case 'Promise':
    case 'Awaited':
    case 'Readonly':
      return typeOf(first, scope)
    case 'NonNullable':
      return typed(typeOf(first, scope).type)
    case 'Partial':
    case 'Required':
    case 'Pick':
    case 'Omit':
      return typed(mappedType(name, typeOf(first, scope).type, second, scope))
  }
  return undefined
}

function mappedType(
  name: 'Partial' | 'Required' | 'Pick' | 'Omit',
  type: ValueType,
  keys: ts.TypeNode | undefined,
  scope: TypeScope,
): ValueType {
  if (type.kind !== 'object') return type
  if (name === 'Partial' || name === 'Required')
    return {
      kind: 'object',
      fields: type.fields.map((each) => ({ ...each, optional: name === 'Partial' })),
    }
  const chosen = typeOf(keys, scope).type
  const names = new Set(chosen.kind === 'enum' ? chosen.choices.map(({ value }) => value) : [])
  return {
    kind: 'object',
    fields: type.fields.filter((each) => names.has(each.name) === (name === 'Pick')),
  }
}
