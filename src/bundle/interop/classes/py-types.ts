import {
  classKey,
  type EnumChoice,
  type Limits,
  type ValueType,
} from '#domain/classes/class-model.ts'
import type { PyFiles } from './py-files.ts'
import {
  argumentsOf,
  childOf,
  childrenOf,
  itemsOf,
  parsePython,
  pyLiteral,
  stringOf,
  textOf,
  type PyFile,
  type PyNode,
} from './py-tree.ts'
import { listOf, named, nullable, typed, unionOf, unknown, type Typed } from './typed.ts'

export interface PyTyped extends Typed {
  /** What `Annotated` and `Field` add. */
  readonly limits: Limits
  readonly description: string
}

export interface PyScope {
  readonly files: PyFiles
  readonly file: PyFile
  readonly depth: number
}

const plain = (type: Typed): PyTyped => ({ ...type, limits: {}, description: '' })

const NAMES: Readonly<Record<string, ValueType>> = {
  str: { kind: 'string' },
  EmailStr: { kind: 'string' },
  UUID: { kind: 'string' },
  Path: { kind: 'string' },
  bytes: { kind: 'string' },
  int: { kind: 'integer' },
  PositiveInt: { kind: 'integer' },
  NonNegativeInt: { kind: 'integer' },
  float: { kind: 'number' },
  Decimal: { kind: 'number' },
  complex: { kind: 'number' },
  bool: { kind: 'boolean' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  Callable: { kind: 'function' },
}

const LISTS = new Set(
  'list List set Set frozenset FrozenSet tuple Tuple Sequence Iterable Collection Iterator deque'.split(
    ' ',
  ),
)
const MAPS = new Set('dict Dict Mapping MutableMapping defaultdict OrderedDict'.split(' '))

/** Types that Pydantic makes in a call, with their limits: `conint(ge=1)`, `conlist(str, max_length=3)`. */
const MADE: Readonly<Record<string, ValueType>> = {
  constr: { kind: 'string' },
  conbytes: { kind: 'string' },
  conint: { kind: 'integer' },
  confloat: { kind: 'number' },
  condecimal: { kind: 'number' },
  condate: { kind: 'date' },
}
const MADE_LISTS: Readonly<Record<string, 'array' | 'set'>> = {
  conlist: 'array',
  conset: 'set',
  confrozenset: 'set',
}

/** What a type hint says. `hint` is the expression, without its colon or arrow. */
export function pyType(hint: PyNode | undefined, scope: PyScope): PyTyped {
  if (!hint || scope.depth > 8) return plain(typed(unknown('')))
  const { file } = scope
  if (hint.name === 'None') return plain(nullable)
  // A name of a class that is declared below is written as a string.
  const quoted = stringOf(file, hint)
  if (quoted !== undefined) return quotedType(quoted, scope)
  if (hint.name === 'BinaryExpression') {
    const parts = childrenOf(hint).filter(({ name }) => name !== 'BitOp')
    return eitherOf(parts, hint, scope)
  }
  if (hint.name === 'CallExpression') return madeType(hint, scope)
  if (hint.name === 'MemberExpression') {
    const isGeneric = childOf(hint, '[') !== undefined
    return isGeneric ? genericType(hint, scope) : namedType(textOf(file, hint), scope)
  }
  return hint.name === 'VariableName'
    ? namedType(textOf(file, hint), scope)
    : plain(typed(unknown(textOf(file, hint))))
}

function quotedType(text: string, scope: PyScope): PyTyped {
  const file = { ...parsePython(scope.file.path, text) }
  const [statement] = childrenOf(file.top)
  return pyType(statement?.firstChild ?? undefined, { ...scope, file, depth: scope.depth + 1 })
}

/** `A | B`, `Union[A, B]`; what is one type or nothing keeps the limits of that type. */
function eitherOf(parts: readonly PyNode[], hint: PyNode, scope: PyScope): PyTyped {
  const types = parts.map((part) => pyType(part, scope))
  const [only, ...others] = types.filter(({ type }) => type.kind !== 'nothing')
  const told = only && others.length === 0 ? only : { limits: {}, description: '' }
  return { ...told, ...unionOf(types, textOf(scope.file, hint)) }
}

function madeType(call: PyNode, scope: PyScope): PyTyped {
  const { file, files } = scope
  const [callee] = childrenOf(call)
  const name = files.originalName(file.path, callee ? textOf(file, callee) : '')
  const last = name.split('.').at(-1) ?? name
  const as = MADE_LISTS[last]
  const type = as ? listOf(itemOf(call, scope), as) : MADE[last]
  if (!type) return plain(typed(unknown(textOf(file, call))))
  const made = typed(type)
  return { ...made, ...fieldWords(call, scope, { ...made, limits: {}, description: '' }) }
}

/** `conlist(int)`, `conlist(item_type=int)` */
function itemOf(call: PyNode, scope: PyScope): ValueType {
  const { placed, named: given } = argumentsOf(scope.file, call)
  const item = given.get('item_type') ?? placed[0]
  return pyType(item, { ...scope, depth: scope.depth + 1 }).type
}

function namedType(name: string, scope: PyScope): PyTyped {
  const found = scope.files.resolve(scope.file.path, name)
  if (found?.node.name === 'ClassDefinition') {
    const declared = textOf(found.file, childOf(found.node, 'VariableName') ?? found.node)
    const choices = enumChoices(found.file, found.node)
    if (choices) return plain(typed({ kind: 'enum', choices }))
    return plain(
      typed({ kind: 'instance', of: [classKey({ file: found.file.path, name: declared })] }),
    )
  }
  // `Status = Literal['a', 'b']`
  if (found?.node.name === 'AssignStatement') {
    const value = found.node.lastChild ?? undefined
    return pyType(value, { ...scope, file: found.file, depth: scope.depth + 1 })
  }
  const original = scope.files.originalName(scope.file.path, name)
  const last = original.split('.').at(-1) ?? original
  const known = NAMES[last]
  if (known) return plain(typed(known))
  if (LISTS.has(last)) return plain(typed(listOf(unknown(''))))
  if (MAPS.has(last)) return plain(typed(listOf(unknown(''), 'record')))
  return plain(typed(unknown(name)))
}

/** The values of a class that is an `Enum`; `undefined` for all others. */
export function enumChoices(file: PyFile, node: PyNode): readonly EnumChoice[] | undefined {
  const bases = itemsOf(childOf(node, 'ArgList')).map(([base]) => (base ? textOf(file, base) : ''))
  if (!bases.some((base) => /(?:^|\.)(?:Str|Int)?Enum$/.test(base))) return undefined
  return childrenOf(childOf(node, 'Body') ?? null).flatMap((member): EnumChoice[] => {
    const name = childOf(member, 'VariableName')
    if (member.name !== 'AssignStatement' || !name) return []
    const value = member.lastChild ? pyLiteral(file, member.lastChild) : undefined
    const label = textOf(file, name)
    return [typeof value === 'string' ? { value, is: value } : { value: label, is: label }]
  })
}

function genericType(hint: PyNode, scope: PyScope): PyTyped {
  const { file } = scope
  const children = childrenOf(hint)
  const open = children.findIndex(({ name }) => name === '[')
  const name = file.text.slice(hint.from, children[open]?.from ?? hint.to).trim()
  const last = name.split('.').at(-1) ?? name
  const given = itemsOf(hint)
    .flat()
    .filter(({ from }) => from >= (children[open]?.to ?? 0))
  const [first, second] = given
  const inner = { ...scope, depth: scope.depth + 1 }
  if (last === 'Literal') return literals(given, scope)
  if (last === 'Optional') return { ...pyType(first, inner), isNullable: true }
  if (last === 'Union') return eitherOf(given, hint, inner)
  if (last === 'Annotated') return annotatedType(first, given.slice(1), inner)
  if (LISTS.has(last)) {
    const as = /set$/i.test(last) ? 'set' : 'array'
    const items = given.filter((each) => textOf(file, each) !== '...')
    return plain(
      typed(
        listOf(
          unionOf(
            items.map((each) => pyType(each, inner)),
            textOf(file, hint),
          ).type,
          as,
        ),
      ),
    )
  }
  if (MAPS.has(last)) return plain(typed(listOf(pyType(second, inner).type, 'record')))
  if (['Awaitable', 'Coroutine', 'ClassVar', 'Final', 'Required', 'NotRequired'].includes(last))
    return pyType(given.at(-1), inner)
  const whole = namedType(name, inner)
  return whole.type.kind === 'unknown' ? plain(typed(unknown(textOf(file, hint)))) : whole
}

function literals(given: readonly PyNode[], { file }: PyScope): PyTyped {
  const values = given.map((each) => pyLiteral(file, each))
  const choices = values.filter((value) => typeof value === 'string' || typeof value === 'number')
  return plain({ type: named(choices), isNullable: values.includes(null) })
}

function annotatedType(
  base: PyNode | undefined,
  extra: readonly PyNode[],
  scope: PyScope,
): PyTyped {
  const type = pyType(base, scope)
  return extra.reduce<PyTyped>((known, each) => {
    const text = stringOf(scope.file, each)
    if (text !== undefined) return { ...known, description: text }
    return each.name === 'CallExpression' ? { ...known, ...fieldWords(each, scope, known) } : known
  }, type)
}

/**
 * What `Field(description=…, ge=…)` says; what it said before stays where it says nothing. Whole
 * numbers above 0 begin at 1; of others the limit itself cannot be left out.
 */
export function fieldWords(
  call: PyNode,
  { file }: PyScope,
  known: Pick<PyTyped, 'type' | 'limits' | 'description'>,
): Pick<PyTyped, 'limits' | 'description'> {
  const { named: given } = argumentsOf(file, call)
  const value = (...names: string[]): unknown =>
    names
      .map((name) => given.get(name))
      .map((node) => node && pyLiteral(file, node))
      .find((each) => each !== undefined)
  const number = (...names: string[]): number | undefined => {
    const found = value(...names)
    return typeof found === 'number' ? found : undefined
  }
  const step = known.type.kind === 'integer' ? 1 : 0
  const [above, below] = [number('gt'), number('lt')]
  const min = number('ge') ?? (above === undefined ? above : above + step)
  const max = number('le') ?? (below === undefined ? below : below - step)
  const [minLength, maxLength] = [
    number('min_length', 'min_items'),
    number('max_length', 'max_items'),
  ]
  const [pattern, description, examples] = [
    value('pattern', 'regex'),
    value('description'),
    value('examples', 'example'),
  ]
  return {
    description: typeof description === 'string' ? description : known.description,
    limits: {
      ...known.limits,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(minLength !== undefined && { minLength }),
      ...(maxLength !== undefined && { maxLength }),
      ...(typeof pattern === 'string' && { pattern }),
      ...(examples !== undefined && { examples: [examples].flat().map(String) }),
    },
  }
}
