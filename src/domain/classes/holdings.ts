import {
  allProperties,
  ancestry,
  type ClassIndex,
  type ClassKey,
  type ModelClass,
  type ModelProperty,
  type ValueType,
} from './class-model.ts'

/** Instances that a property holds, one or several. */
export interface Holding {
  readonly property: ModelProperty
  readonly of: readonly ClassKey[]
  readonly isSeveral: boolean
  /** An expression that lists them, over the expression of who holds them. */
  list(owner: string): string
}

export function holdingOf(property: ModelProperty): Holding | undefined {
  const { type, name } = property
  const item: ValueType = type.kind === 'list' ? type.item : type
  if (item.kind !== 'instance') return undefined
  return {
    property,
    of: item.of,
    isSeveral: type.kind === 'list',
    list: (owner) => {
      const held = `${owner}.${name}`
      if (type.kind !== 'list') return `[${held}]`
      if (type.as === 'set') return `[...${held}]`
      if (type.as === 'map') return `[...${held}.values()]`
      return type.as === 'record' ? `Object.values(${held})` : held
    },
  }
}

/** What a class keeps in properties of its own; what it works out is kept elsewhere. */
export const holdingsOf = ({ properties }: ModelClass): readonly Holding[] =>
  properties.flatMap((property) => (property.isComputed ? [] : (holdingOf(property) ?? [])))

/** What an instance lives in, by the names that mean so. */
export const PARENT = 'parent'

/** The properties by which people tell one instance from another, the surest first. */
const IDENTIFYING = ['id', 'number', 'key', 'code', 'uuid', 'sku', 'slug', 'email', 'name', 'title']
/** Those that read well, the best first. */
const NAMING = ['name', 'title', 'label', 'displayName', 'display_name']
/** Those that say nothing without the word for what it is: `Order W123`. */
const NUMBERING = ['number', 'id', 'key', 'code', 'sku', 'email']

const isWord = ({ type }: ModelProperty): boolean =>
  type.kind === 'string' || type.kind === 'integer' || type.kind === 'number'

/** What tells an instance of the class from others; `undefined` where nothing does. */
export function identifying(index: ClassIndex, key: ClassKey): string | undefined {
  const names = new Set(
    allProperties(index, key)
      .filter(isWord)
      .map(({ name }) => name),
  )
  return IDENTIFYING.find((name) => names.has(name))
}

/** The template of what an instance is called; '' where only its class says something. */
export function displayName(index: ClassIndex, key: ClassKey, className: string): string {
  const names = new Set(
    allProperties(index, key)
      .filter(isWord)
      .map(({ name }) => name),
  )
  const naming = NAMING.find((name) => names.has(name))
  if (naming !== undefined) return `{${naming}}`
  const numbering = NUMBERING.find((name) => names.has(name))
  return numbering === undefined ? '' : `${className} {${numbering}}`
}

/** For each class, those its instances live in; the root is in nothing. */
export function containment(
  index: ClassIndex,
  root: ClassKey | null,
): ReadonlyMap<ClassKey, readonly ClassKey[]> {
  const found = new Map<ClassKey, Set<ClassKey>>()
  const add = (inner: ClassKey, outer: ClassKey): void => {
    if (inner === root) return
    found.set(inner, (found.get(inner) ?? new Set()).add(outer))
  }
  const declares = (key: ClassKey): boolean =>
    allProperties(index, key).some((property) => property.name === PARENT && holdingOf(property))
  for (const [key, each] of index) {
    const parent = each.properties.find(({ name }) => name === PARENT)
    if (parent && !isLeftToSubclasses(index, key))
      for (const outer of holdingOf(parent)?.of ?? []) add(key, outer)
  }
  for (const [key, each] of index)
    for (const holding of holdingsOf(each))
      if (holding.isSeveral) for (const inner of holding.of) if (!declares(inner)) add(inner, key)
  for (const [key, each] of index)
    for (const holding of holdingsOf(each))
      if (!holding.isSeveral && holding.property.name !== PARENT)
        for (const inner of holding.of)
          if (!declares(inner) && inner !== key && !isWithin(found, key, inner)) add(inner, key)
  return new Map([...found].map(([key, outer]) => [key, [...outer]]))
}

/** An abstract class whose subclasses each say for themselves what they live in. */
function isLeftToSubclasses(index: ClassIndex, key: ClassKey): boolean {
  if (index.get(key)?.isAbstract !== true) return false
  const subclasses = [...index.values()].filter(({ bases }) => bases.includes(key))
  return (
    subclasses.length > 0 &&
    subclasses.every(({ properties }) => properties.some(({ name }) => name === PARENT))
  )
}

function isWithin(
  known: ReadonlyMap<ClassKey, ReadonlySet<ClassKey>>,
  inner: ClassKey,
  outer: ClassKey,
): boolean {
  const seen = new Set<ClassKey>()
  const visit = (key: ClassKey): boolean => {
    if (key === outer) return true
    if (seen.has(key)) return false
    seen.add(key)
    return [...(known.get(key) ?? [])].some(visit)
  }
  return visit(inner)
}

/** The classes one can come to from the root, by what is held, and all they inherit from. */
export function reachable(index: ClassIndex, root: ClassKey): ReadonlySet<ClassKey> {
  const seen = new Set<ClassKey>()
  const visit = (key: ClassKey): void => {
    if (seen.has(key) || !index.has(key)) return
    seen.add(key)
    for (const property of allProperties(index, key)) holdingOf(property)?.of.forEach(visit)
    for (const [other, { bases }] of index) if (bases.includes(key)) visit(other)
    for (const each of ancestry(index, key)) each.bases.forEach(visit)
  }
  visit(root)
  return seen
}
