import type ts from 'typescript'
import { fingerprint } from '#shared/fingerprint.ts'
import type {
  DefaultValue,
  ModelMethod,
  ModelParameter,
  ModelProperty,
  Remark,
  ValueType,
} from '#domain/classes/class-model.ts'
import { docsOf, limitsIn, refined, type Docs } from './ts-docs.ts'
import { returnOf, typeOfExpression } from './ts-infer.ts'
import { writesIn } from './ts-effects.ts'
import { literalOf } from './ts-literals.ts'
import { nameText, takesNull, typeOf, within, type TypeScope } from './ts-types.ts'
import { typed, unknown, type Typed } from './typed.ts'

export interface MemberScope extends TypeScope {
  /** The class, for remarks; '' for the functions of a file. */
  readonly owner: string
  remark(node: ts.Node, member: string, text: string): void
}

export const remarkIn = (remarks: Remark[], scope: TypeScope) => {
  return (node: ts.Node, member: string, text: string): void => {
    remarks.push({ file: scope.file, line: scope.files.lineOf(node), member, text })
  }
}

const memberName = ({ owner }: MemberScope, name: string): string =>
  owner === '' ? name : `${owner}.${name}`

/** Anything with parameters and a body that a command could call. */
export type Callable =
  ts.MethodDeclaration | ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression

/** `documented`: where its comment stands, when that is not on the function itself. */
export function readCallable(
  node: Callable,
  name: string,
  scope: MemberScope,
  documented: ts.Node = node,
): ModelMethod {
  const { ts } = scope.files
  const docs = docsOf(ts, documented)
  const inner: MemberScope = { ...scope, ...within(scope, scope.file, node.typeParameters) }
  if (node.typeParameters?.length)
    scope.remark(
      node,
      memberName(scope, name),
      'It is generic: what its type parameters stand for is taken as their bounds, or as text.',
    )
  return {
    file: scope.file,
    line: scope.files.lineOf(node),
    name,
    description: docs.description,
    parameters: (takesScope(node, inner) ? node.parameters.slice(0, 1) : node.parameters).flatMap(
      (parameter) => readParameter(parameter, docs, inner),
    ),
    returns: returnOf(node, inner).type,
    takesScope: takesScope(node, inner),
    writes: node.body ? writesIn(ts, node.body) : null,
    isStatic: hasModifier(ts, node, ts.SyntaxKind.StaticKeyword),
    isAsync:
      hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword) ||
      /^Promise\b/.test(node.type?.getText() ?? ''),
    isDefaultExport: hasModifier(ts, node, ts.SyntaxKind.DefaultKeyword),
    body: fingerprint((node.body?.getText() ?? '').replace(/\s+/g, ' ')),
  }
}

/** `(input, { workflow }: Scope)`: as a handler is called. */
function takesScope({ parameters }: Callable, scope: TypeScope): boolean {
  const { ts } = scope.files
  const [, second, third] = parameters
  if (!second || third) return false
  if (/^Scope\b/.test(second.type?.getText() ?? '')) return true
  return (
    ts.isObjectBindingPattern(second.name) &&
    second.name.elements.some((element) => /^(?:workflow|log)$/.test(element.name.getText()))
  )
}

export function hasModifier(
  ts: TypeScope['files']['ts'],
  node: ts.Node,
  kind: ts.SyntaxKind,
): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((each) => each.kind === kind)
  )
}

function readParameter(
  node: ts.ParameterDeclaration,
  docs: Docs,
  scope: MemberScope,
): ModelParameter[] {
  const { ts } = scope.files
  const name = nameText(ts, node.name) ?? 'input'
  if (name === 'this') return []
  const told = docs.parameters.get(name)
  const { type, isNullable } = annotated(node, scope)
  const described = parts(withDefaults(type, node.name, scope), name, docs)
  const words = `${told?.type ?? ''} ${told?.text ?? ''}`
  const final = refined(described, words)
  return [
    {
      name,
      type: final,
      optional: isNullable || node.questionToken !== undefined || node.initializer !== undefined,
      takesNull: node.initializer === undefined && takesNull(ts, node.type),
      defaultValue: defaultOf(node.initializer, final, scope),
      description: told?.text ?? '',
      rest: node.dotDotDotToken !== undefined,
      limits: {},
    },
  ]
}

const annotated = (
  node: ts.ParameterDeclaration | ts.PropertyDeclaration,
  scope: TypeScope,
): Typed => {
  if (node.type) return typeOf(node.type, scope)
  return node.initializer ? typeOfExpression(node.initializer, scope) : typed(unknown(''))
}

/** `{ first, second = 1 }`: what stands in a pattern is the default of that part. */
function withDefaults(type: ValueType, name: ts.BindingName, scope: TypeScope): ValueType {
  const { ts } = scope.files
  if (type.kind !== 'object' || !ts.isObjectBindingPattern(name)) return type
  const initial = new Map(
    name.elements.flatMap(({ propertyName, name: local, initializer }) => {
      const key = propertyName ?? local
      const text = ts.isIdentifier(key) ? key.text : undefined
      return text !== undefined && initializer ? [[text, initializer] as const] : []
    }),
  )
  return {
    kind: 'object',
    fields: type.fields.map((field) => {
      const initializer = initial.get(field.name)
      if (!initializer) return field
      return {
        ...field,
        optional: true,
        defaultValue: defaultOf(initializer, field.type, scope),
      }
    }),
  }
}

/** What `@param input.reason` says of a part of an object. */
function parts(type: ValueType, name: string, docs: Docs): ValueType {
  if (type.kind !== 'object') return type
  return {
    kind: 'object',
    fields: type.fields.map((field) => {
      const told = docs.parameters.get(`${name}.${field.name}`)
      return told
        ? {
            ...field,
            type: refined(field.type, `${told.type} ${told.text}`),
            description: told.text,
          }
        : field
    }),
  }
}

/** A literal, or a member of an enum; as a command is given it. */
function defaultOf(
  node: ts.Expression | undefined,
  type: ValueType,
  scope: TypeScope,
): DefaultValue {
  const { ts } = scope.files
  if (!node) return null
  const value = literalOf(ts, node)
  if (type.kind !== 'enum') return value ?? null
  const member = ts.isPropertyAccessExpression(node) ? node.name.text : undefined
  return (
    type.choices.find((choice) => choice.is === value)?.value ??
    enumMember(node, member, type, scope) ??
    null
  )
}

/** `Status.Open`: by its value where it has a text, else by its name. */
function enumMember(
  node: ts.Expression,
  member: string | undefined,
  { choices }: Extract<ValueType, { kind: 'enum' }>,
  { files, file }: TypeScope,
): string | undefined {
  const { ts } = files
  if (member === undefined || !ts.isPropertyAccessExpression(node)) return undefined
  const found = files.resolve(file, node.expression.getText())
  if (!found || !ts.isEnumDeclaration(found.node)) return undefined
  const index = found.node.members.findIndex(({ name }) => name.getText() === member)
  return choices[index]?.value
}

/** A field, a pair of accessors or a parameter of the constructor that is one. */
export function readProperty(
  node: ts.PropertyDeclaration | ts.ParameterDeclaration | ts.GetAccessorDeclaration,
  name: string,
  readonly: boolean,
  scope: MemberScope,
  fallback = '',
): ModelProperty {
  const { ts } = scope.files
  const docs = docsOf(ts, node)
  const { type } = ts.isGetAccessorDeclaration(node)
    ? returnOf(node, scope)
    : annotated(node, scope)
  const words = `${docs.description} ${docs.tags.get('type') ?? ''} ${docs.tags.has('integer') ? 'integer' : ''}`
  return {
    name,
    line: scope.files.lineOf(node),
    type: refined(type, words),
    readonly,
    isComputed: ts.isGetAccessorDeclaration(node),
    description: docs.description || fallback,
    limits: limitsIn(docs),
  }
}
