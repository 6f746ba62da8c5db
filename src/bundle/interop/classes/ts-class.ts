import type ts from 'typescript'
import type {
  ClassKey,
  ModelClass,
  ModelMethod,
  ModelProperty,
  Remark,
} from '#domain/classes/class-model.ts'
import { classKey } from '#domain/classes/class-model.ts'
import { docsOf } from './ts-docs.ts'
import { className, type TsFiles } from './ts-files.ts'
import {
  hasModifier,
  readCallable,
  readProperty,
  remarkIn,
  type MemberScope,
} from './ts-members.ts'
import { nameText, within, type TypeScope } from './ts-types.ts'

export function readClass(
  node: ts.ClassDeclaration,
  name: string,
  file: string,
  files: TsFiles,
  remarks: Remark[],
): ModelClass {
  const { ts } = files
  const outer: TypeScope = { files, file, generics: new Map(), depth: 0 }
  const scope: MemberScope = {
    ...within(outer, file, node.typeParameters),
    depth: 0,
    owner: name,
    remark: remarkIn(remarks, outer),
  }
  if (node.typeParameters?.length)
    scope.remark(
      node,
      name,
      'It is generic: what its type parameters stand for is taken as their bounds, or as text.',
    )
  return {
    file,
    line: files.lineOf(node),
    name,
    description: docsOf(ts, node).description,
    isAbstract: hasModifier(ts, node, ts.SyntaxKind.AbstractKeyword),
    exported: exportOf(ts, node),
    bases: basesOf(node, scope),
    properties: propertiesOf(node, scope),
    methods: methodsOf(node, scope),
  }
}

function exportOf(ts: TsFiles['ts'], node: ts.ClassDeclaration): ModelClass['exported'] {
  if (hasModifier(ts, node, ts.SyntaxKind.DefaultKeyword)) return 'default'
  return hasModifier(ts, node, ts.SyntaxKind.ExportKeyword) ? 'named' : 'no'
}

function basesOf(node: ts.ClassDeclaration, scope: MemberScope): ClassKey[] {
  const { ts } = scope.files
  const extending = (node.heritageClauses ?? []).filter(
    ({ token }) => token === ts.SyntaxKind.ExtendsKeyword,
  )
  return extending
    .flatMap(({ types }) => types)
    .flatMap(({ expression }) => {
      const written = expression.getText()
      const found = scope.files.resolve(scope.file, written)
      if (found && ts.isClassDeclaration(found.node))
        return [classKey({ file: found.file, name: className(found.node) })]
      scope.remark(
        expression,
        scope.owner,
        `It inherits from ${written}, which is not a class of the workflow: what comes from there is not offered.`,
      )
      return []
    })
}

/** Only what is public can be a command; `#private` and `_private` are not. */
function isPublic(ts: TsFiles['ts'], node: ts.ClassElement | ts.ParameterDeclaration): boolean {
  const { PrivateKeyword, ProtectedKeyword } = ts.SyntaxKind
  return !hasModifier(ts, node, PrivateKeyword) && !hasModifier(ts, node, ProtectedKeyword)
}

function publicName(member: ts.ClassElement, scope: MemberScope): string | undefined {
  const { ts } = scope.files
  if (!member.name || ts.isPrivateIdentifier(member.name) || !isPublic(ts, member)) return undefined
  const name = nameText(ts, member.name)
  if (name === undefined) {
    if (ts.isComputedPropertyName(member.name) && !member.name.getText().startsWith('[Symbol.'))
      scope.remark(
        member,
        `${scope.owner}.${member.name.getText()}`,
        'Its name is worked out when it runs: it is not offered.',
      )
    return undefined
  }
  return name.startsWith('_') ? undefined : name
}

function propertiesOf(node: ts.ClassDeclaration, scope: MemberScope): ModelProperty[] {
  const { ts } = scope.files
  const { ReadonlyKeyword, StaticKeyword } = ts.SyntaxKind
  const setters = new Map(
    node.members.filter(ts.isSetAccessorDeclaration).map((each) => [each.name.getText(), each]),
  )
  const declared = node.members.flatMap((member): ModelProperty[] => {
    if (ts.isConstructorDeclaration(member)) return parameterProperties(member, scope)
    // What cannot be offered is told where methods are read.
    const name = publicName(member, quiet(scope))
    if (name === undefined || hasModifier(ts, member, StaticKeyword)) return []
    if (ts.isPropertyDeclaration(member) && !functionOf(ts, member))
      return [readProperty(member, name, hasModifier(ts, member, ReadonlyKeyword), scope)]
    if (!ts.isGetAccessorDeclaration(member)) return []
    const setter = setters.get(member.name.getText())
    const words = setter ? docsOf(ts, setter).description : ''
    return [readProperty(member, name, setter === undefined, scope, words)]
  })
  return declared
}

/** `constructor(readonly parent: Desk)` declares a property. */
function parameterProperties(node: ts.ConstructorDeclaration, scope: MemberScope): ModelProperty[] {
  const { ts } = scope.files
  const docs = docsOf(ts, node)
  return node.parameters.flatMap((parameter) => {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !isPublic(ts, parameter)) return []
    const name = nameText(ts, parameter.name)
    if (name === undefined || name.startsWith('_')) return []
    const readonly = hasModifier(ts, parameter, ts.SyntaxKind.ReadonlyKeyword)
    return [readProperty(parameter, name, readonly, scope, docs.parameters.get(name)?.text)]
  })
}

/** `cancel = (reason: string) => …` is a method for all who call it. */
function functionOf(
  ts: TsFiles['ts'],
  { initializer }: ts.PropertyDeclaration,
): ts.ArrowFunction | ts.FunctionExpression | undefined {
  return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
    ? initializer
    : undefined
}

function methodsOf(node: ts.ClassDeclaration, scope: MemberScope): ModelMethod[] {
  const { ts } = scope.files
  const found = new Map<string, ModelMethod>()
  for (const member of node.members) {
    const name = publicName(member, scope)
    if (name === undefined) continue
    if (ts.isMethodDeclaration(member)) {
      const known = found.get(name)
      if (!known) found.set(name, readCallable(member, name, scope))
      // Overloads come first; what does the work comes last, and is what a rename is told by.
      else if (member.body) {
        found.set(name, { ...known, body: readCallable(member, name, quiet(scope)).body })
        scope.remark(
          member,
          `${scope.owner}.${name}`,
          'It can be called in several ways: the first is offered.',
        )
      }
    } else if (ts.isPropertyDeclaration(member)) {
      const initializer = functionOf(ts, member)
      if (initializer) found.set(name, readCallable(initializer, name, scope, member))
    }
  }
  return [...found.values()]
}

const quiet = (scope: MemberScope): MemberScope => ({ ...scope, remark: () => undefined })
