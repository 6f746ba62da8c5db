import { fingerprint } from '#shared/fingerprint.ts'
import {
  classKey,
  type ClassKey,
  type DefaultValue,
  type ModelClass,
  type ModelMethod,
  type ModelParameter,
  type ModelProperty,
  type Remark,
} from '#domain/classes/class-model.ts'
import { docstringOf, type PyDocs } from './py-docs.ts'
import { undecorated, type PyFiles } from './py-files.ts'
import {
  argumentsOf,
  childOf,
  childrenOf,
  itemsOf,
  lineOf,
  pyLiteral,
  textOf,
  type PyFile,
  type PyNode,
} from './py-tree.ts'
import { fieldWords, pyType, type PyScope, type PyTyped } from './py-types.ts'
import { typed, unknown } from './typed.ts'

export interface PyMemberScope extends PyScope {
  readonly files: PyFiles
  readonly owner: string
  readonly remarks: Remark[]
}

const remark = (scope: PyMemberScope, node: PyNode, member: string, text: string): void => {
  scope.remarks.push({ file: scope.file.path, line: lineOf(scope.file, node), member, text })
}

export function readPyClass(node: PyNode, name: string, scope: PyMemberScope): ModelClass {
  const { file } = scope
  const bases = itemsOf(childOf(node, 'ArgList')).flatMap(([base, sign]) =>
    base && !sign ? [base] : [],
  )
  const docs = docstringOf(file, node)
  return {
    file: file.path,
    line: lineOf(file, node),
    name,
    description: docs.description,
    isAbstract: bases.some((base) => /(?:^|\.)ABC$/.test(textOf(file, base))),
    exported: 'named',
    bases: bases.flatMap((base) => baseKey(base, scope)),
    properties: propertiesOf(node, docs, scope),
    methods: methodsOf(node, scope),
  }
}

/** Bases that say how a class is made, and nothing of what it is. */
const TECHNICAL =
  /^(?:object|ABC|abc\.ABC|BaseModel|pydantic\.BaseModel|Protocol|TypedDict|NamedTuple|Generic\b.*)$/

function baseKey(base: PyNode, scope: PyMemberScope): ClassKey[] {
  const text = textOf(scope.file, base)
  const found = scope.files.resolve(scope.file.path, text.replace(/\[.*$/s, ''))
  if (found?.node.name === 'ClassDefinition') {
    const name = childOf(found.node, 'VariableName')
    return [classKey({ file: found.file.path, name: name ? textOf(found.file, name) : '' })]
  }
  if (!TECHNICAL.test(text))
    remark(
      scope,
      base,
      scope.owner,
      `It inherits from ${text}, which is not in these files: what comes from there is not offered.`,
    )
  return []
}

interface Member {
  readonly node: PyNode
  readonly name: string
  readonly decorators: readonly string[]
}

function membersOf(definition: PyNode, file: PyFile): Member[] {
  return childrenOf(childOf(definition, 'Body') ?? null).flatMap((statement): Member[] => {
    const node = undecorated(statement)
    const name = childOf(node, 'VariableName')
    if (node.name !== 'FunctionDefinition' || !name) return []
    const decorators = childrenOf(statement)
      .filter((child) => child.name === 'Decorator')
      .map((decorator) => textOf(file, decorator).slice(1).trim())
    return [{ node, name: textOf(file, name), decorators }]
  })
}

const isPropertyDecorator = (decorator: string): boolean =>
  /(?:^|\.)(?:cached_)?property$/.test(decorator)

function methodsOf(definition: PyNode, scope: PyMemberScope): ModelMethod[] {
  const found = new Map<string, ModelMethod>()
  for (const { node, name, decorators } of membersOf(definition, scope.file)) {
    if (
      name.startsWith('_') ||
      decorators.some(
        (each) => isPropertyDecorator(each) || /\.(?:setter|deleter|getter)$/.test(each),
      )
    )
      continue
    if (decorators.some((each) => /(?:^|\.)overload$/.test(each))) {
      remark(
        scope,
        node,
        `${scope.owner}.${name}`,
        'It can be called in several ways: what does the work is offered.',
      )
      continue
    }
    const isStatic = decorators.some((each) => /^(?:static|class)method$/.test(each))
    found.set(
      name,
      readPyFunction(node, name, scope, isStatic, !decorators.includes('staticmethod')),
    )
  }
  return [...found.values()]
}

/** `hasSelf`: the first parameter is the instance or the class. */
export function readPyFunction(
  node: PyNode,
  name: string,
  scope: PyMemberScope,
  isStatic: boolean,
  hasSelf: boolean,
): ModelMethod {
  const { file } = scope
  const docs = docstringOf(file, node)
  const returned = childrenOf(childOf(node, 'TypeDef') ?? null).find(
    (child) => !/^(?:->|:|⚠)$/.test(child.name),
  )
  const body = childOf(node, 'Body')
  return {
    file: file.path,
    line: lineOf(file, node),
    name,
    description: docs.description,
    parameters: parametersOf(node, docs, scope, hasSelf, name),
    returns: returned ? pyType(returned, scope).type : unknown(''),
    isStatic,
    isAsync: childOf(node, 'async') !== undefined,
    isDefaultExport: false,
    takesScope: false,
    writes: null,
    body: fingerprint((body ? textOf(file, body) : '').replace(/\s+/g, ' ')),
  }
}

function parametersOf(
  node: PyNode,
  docs: PyDocs,
  scope: PyMemberScope,
  hasSelf: boolean,
  name: string,
): ModelParameter[] {
  const items = itemsOf(childOf(node, 'ParamList'))
  return items.slice(hasSelf ? 1 : 0).flatMap((item): ModelParameter[] => {
    const [first] = item
    if (!first || first.name === '/' || (first.name === '*' && item.length === 1)) return []
    if (first.name === '**') {
      remark(
        scope,
        node,
        scope.owner === '' ? name : `${scope.owner}.${name}`,
        'It takes any named values: they are not offered.',
      )
      return []
    }
    const isRest = first.name === '*'
    const named = item.find((each) => each.name === 'VariableName')
    return named ? [readParameter(item, textOf(scope.file, named), isRest, docs, scope)] : []
  })
}

function readParameter(
  item: readonly PyNode[],
  name: string,
  rest: boolean,
  docs: PyDocs,
  scope: PyMemberScope,
): ModelParameter {
  const hint = hintOf(item)
  const value = valueOf(item)
  const { type, isNullable, limits, description } = hint
    ? pyType(hint, scope)
    : guessed(value, scope)
  const field = value ? fieldCall(value, scope) : undefined
  const told = field
    ? fieldWords(field, scope, { type, limits, description })
    : { limits, description }
  return {
    name,
    type,
    optional: isNullable || value !== undefined,
    takesNull: false,
    defaultValue: defaultOf(value, field, scope),
    description: (docs.parameters.get(name) ?? '') || told.description,
    rest,
    limits: told.limits,
  }
}

const hintOf = (item: readonly PyNode[]): PyNode | undefined => {
  const definition = item.find(({ name }) => name === 'TypeDef')
  return childrenOf(definition ?? null).find(({ name }) => name !== ':')
}

const valueOf = (item: readonly PyNode[]): PyNode | undefined => {
  const sign = item.findIndex(({ name }) => name === 'AssignOp')
  return sign === -1 ? undefined : item[sign + 1]
}

/** The type of a default, where there is no hint. */
function guessed(value: PyNode | undefined, { file }: PyScope): PyTyped {
  const literal = value ? pyLiteral(file, value) : undefined
  const kinds = { string: 'string', number: 'number', boolean: 'boolean' } as const
  const kind = (typeof literal) in kinds ? kinds[typeof literal as keyof typeof kinds] : undefined
  const type =
    kind === 'number' && Number.isInteger(literal)
      ? ({ kind: 'integer' } as const)
      : kind && { kind }
  return { ...typed(type ?? unknown('')), limits: {}, description: '' }
}

/** `Field(…)` of Pydantic, `field(…)` of dataclasses. */
const fieldCall = (value: PyNode, { file }: PyScope): PyNode | undefined =>
  value.name === 'CallExpression' &&
  /^(?:[\w.]+\.)?(?:Field|field|Query|Body|Param)\s*\(/.test(textOf(file, value))
    ? value
    : undefined

function defaultOf(
  value: PyNode | undefined,
  field: PyNode | undefined,
  { file }: PyScope,
): DefaultValue {
  if (!value) return null
  if (!field) return pyLiteral(file, value) ?? null
  const { placed, named } = argumentsOf(file, field)
  const given = named.get('default') ?? placed[0]
  return given && textOf(file, given) !== '...' ? (pyLiteral(file, given) ?? null) : null
}

function propertiesOf(definition: PyNode, docs: PyDocs, scope: PyMemberScope): ModelProperty[] {
  const found = new Map<string, ModelProperty>()
  const add = (property: ModelProperty): void => {
    if (!property.name.startsWith('_') && !found.has(property.name))
      found.set(property.name, property)
  }
  for (const statement of childrenOf(childOf(definition, 'Body') ?? null))
    if (statement.name === 'AssignStatement') declaredField(statement, docs, scope).forEach(add)
  const members = membersOf(definition, scope.file)
  for (const { node, name } of members)
    if (name === '__init__') initialised(node, docs, scope).forEach(add)
  for (const { node, name, decorators } of members) {
    if (!decorators.some(isPropertyDecorator)) continue
    const { returns, description } = readPyFunction(node, name, scope, false, true)
    const readonly = !members.some(
      (each) => each.name === name && each.decorators.includes(`${name}.setter`),
    )
    add({
      name,
      line: lineOf(scope.file, node),
      type: returns,
      readonly,
      isComputed: true,
      description,
      limits: {},
    })
  }
  return [...found.values()]
}

/** `total: float = Field(0, ge=0)` in the class itself. */
function declaredField(statement: PyNode, docs: PyDocs, scope: PyMemberScope): ModelProperty[] {
  const item = childrenOf(statement)
  const [first] = item
  if (first?.name !== 'VariableName' || !hintOf(item)) return []
  return [property(textOf(scope.file, first), statement, item, docs, scope)]
}

function property(
  name: string,
  node: PyNode,
  item: readonly PyNode[],
  docs: PyDocs,
  scope: PyMemberScope,
): ModelProperty {
  const { type, description, limits } = readParameter(item, name, false, docs, scope)
  return {
    name,
    line: lineOf(scope.file, node),
    type,
    readonly: false,
    isComputed: false,
    description,
    limits,
  }
}

/** `self.items: list[Item] = []`, and `self.parent = parent` by the hint of the parameter. */
function initialised(init: PyNode, docs: PyDocs, scope: PyMemberScope): ModelProperty[] {
  const own = docstringOf(scope.file, init)
  const words: PyDocs = {
    description: '',
    parameters: new Map([...own.parameters, ...docs.parameters]),
  }
  const given = new Map(
    parametersOf(init, words, { ...scope, remarks: [] }, true, '__init__').map((each) => [
      each.name,
      each,
    ]),
  )
  return childrenOf(childOf(init, 'Body') ?? null).flatMap((statement): ModelProperty[] => {
    const item = childrenOf(statement)
    const [target] = item
    if (statement.name !== 'AssignStatement' || target?.name !== 'MemberExpression') return []
    const [, name] = /^self\.(\w+)$/.exec(textOf(scope.file, target)) ?? []
    if (name === undefined) return []
    const made = property(name, statement, item, words, scope)
    const value = valueOf(item)
    const source = !hintOf(item) && value ? given.get(textOf(scope.file, value)) : undefined
    return [
      source
        ? { ...made, type: source.type, description: source.description, limits: source.limits }
        : made,
    ]
  })
}
