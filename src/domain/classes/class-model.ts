import type { Parameter } from '../parameter.ts'

/**
 * The classes of an application as their source declares them, whatever language that is in. Plain
 * data, made by reading and never by running: see `bundle/interop/classes/`.
 */
export interface ClassModel {
  readonly language: SourceLanguage
  readonly classes: readonly ModelClass[]
  /** Functions a module gives to others. */
  readonly functions: readonly ModelMethod[]
  /** The class of what `start()` returns: the root context. `null` where that cannot be told. */
  readonly root: ClassKey | null
  /** All files that were read. */
  readonly files: readonly string[]
  /** Those that do not parse: what they declare is not in the model. */
  readonly broken: readonly string[]
  readonly remarks: readonly Remark[]
}

export type SourceLanguage = 'typescript' | 'python'

/** File and name: `app/order.ts#Order`. */
export type ClassKey = string

/** Something of the source that was not taken over as it stands, and why. */
export interface Remark {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What it is about: `Order.cancel`; '' for the file. */
  readonly member: string
  readonly text: string
}

/** What a type comes down to. `native` is what a run expects where JSON has no such value. */
export type ValueType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'time' | 'nothing' | 'function' }
  | { readonly kind: 'integer'; readonly native?: 'bigint' }
  | { readonly kind: 'date'; readonly native?: 'Date' }
  | { readonly kind: 'enum'; readonly choices: readonly EnumChoice[] }
  | { readonly kind: 'list'; readonly item: ValueType; readonly as: ListKind }
  | { readonly kind: 'object'; readonly fields: readonly ModelParameter[] }
  | { readonly kind: 'instance'; readonly of: readonly ClassKey[] }
  /** As it is written; it is taken as text. */
  | { readonly kind: 'unknown'; readonly written: string }

/** `map` and `record` are of their values, by a key. */
export type ListKind = 'array' | 'set' | 'map' | 'record'

export interface EnumChoice {
  readonly value: string
  /** What the program calls it, where that is not its text: the number of a numeric enum. */
  readonly is: string | number
}

/** What is said of a value beside its type. */
export type Limits = Partial<
  Pick<Parameter, 'min' | 'max' | 'minLength' | 'maxLength' | 'pattern' | 'unit' | 'examples'>
>

export type DefaultValue = Parameter['defaultValue']

/** What a method is given, and each part of an object. */
export interface ModelParameter {
  readonly name: string
  readonly type: ValueType
  readonly optional: boolean
  /** It is given `null`, not nothing, where there is no value. */
  readonly takesNull: boolean
  /** A literal; `null` where there is none or it has to be worked out. */
  readonly defaultValue: DefaultValue
  readonly description: string
  /** Takes all values that are left: `...tags`, `*tags`. */
  readonly rest: boolean
  readonly limits: Limits
}

export interface ModelProperty {
  readonly name: string
  readonly line: number
  readonly type: ValueType
  /** It cannot be written. */
  readonly readonly: boolean
  /** It is worked out when it is read: a getter. */
  readonly isComputed: boolean
  readonly description: string
  readonly limits: Limits
}

export interface ModelMethod {
  readonly file: string
  readonly line: number
  readonly name: string
  readonly description: string
  readonly parameters: readonly ModelParameter[]
  readonly returns: ValueType
  readonly isStatic: boolean
  readonly isAsync: boolean
  readonly isDefaultExport: boolean
  /** It is given the values in one object and the scope: what a `method` handler calls it with. */
  readonly takesScope: boolean
  /** Whether it changes anything, as its body shows; `null` where that cannot be told. */
  readonly writes: boolean | null
  /** A fingerprint of what it does, whatever it is called. */
  readonly body: string
}

/** Public members only, and only what the class itself declares. */
export interface ModelClass {
  readonly file: string
  readonly line: number
  readonly name: string
  readonly description: string
  readonly isAbstract: boolean
  /** How a module gets it: by its name, as the default export, or not at all. */
  readonly exported: 'named' | 'default' | 'no'
  readonly bases: readonly ClassKey[]
  readonly properties: readonly ModelProperty[]
  readonly methods: readonly ModelMethod[]
}

export const classKey = ({ file, name }: { file: string; name: string }): ClassKey =>
  `${file}#${name}`

/** Classes by key, for those who walk from one to another. */
export type ClassIndex = ReadonlyMap<ClassKey, ModelClass>

export const indexClasses = ({ classes }: Pick<ClassModel, 'classes'>): ClassIndex =>
  new Map(classes.map((each) => [classKey(each), each]))

/** The class and all it inherits from, nearest first, each once; a cycle is cut. */
export function ancestry(index: ClassIndex, key: ClassKey): readonly ModelClass[] {
  const found = new Map<ClassKey, ModelClass>()
  const visit = (at: ClassKey): void => {
    const one = index.get(at)
    if (!one || found.has(at)) return
    found.set(at, one)
    one.bases.forEach(visit)
  }
  visit(key)
  return [...found.values()]
}

/** Own and inherited properties; the nearest declaration of a name counts. */
export function allProperties(index: ClassIndex, key: ClassKey): readonly ModelProperty[] {
  const found = new Map<string, ModelProperty>()
  for (const { properties } of ancestry(index, key))
    for (const property of properties)
      if (!found.has(property.name)) found.set(property.name, property)
  return [...found.values()]
}
