import type { Handler, Risk } from '../document.ts'
import type { Parameter } from '../parameter.ts'
import type { ClassKey, SourceLanguage } from './class-model.ts'

/** A parameter of a command that is offered: what it will be, and what the source calls it. */
export interface OfferedParameter extends Omit<Parameter, 'id' | 'fields'> {
  readonly sourceName: string
  readonly fields: readonly OfferedParameter[]
}

/**
 * What of the source a command comes from: a method, a static one, a function of a module, reading
 * or writing a property, or going to an instance that a property holds.
 */
export type OfferKind = 'method' | 'static' | 'function' | 'get' | 'set' | 'open' | 'list'

export interface OfferedCommand {
  /** Unique among all that is offered, and the same when it is read again: `app/a.ts#Order.cancel()`. */
  readonly key: string
  readonly file: string
  readonly line: number
  /** The key without its file. */
  readonly member: string
  readonly kind: OfferKind
  readonly name: string
  readonly description: string
  readonly parameters: readonly OfferedParameter[]
  readonly handler: Handler
  readonly risk: Risk
  /** What the risk was guessed from. */
  readonly riskBecause: string
  readonly body: string
  /** Whether somebody who takes all that makes sense would take it. */
  readonly isSuggested: boolean
  readonly remarks: readonly string[]
}

export interface OfferedContext {
  readonly key: ClassKey
  readonly file: string
  readonly line: number
  readonly member: string
  /** The class of what `start()` returns: it becomes the root, which is there already. */
  readonly isRoot: boolean
  readonly name: string
  readonly description: string
  readonly bases: readonly ClassKey[]
  readonly containers: readonly ClassKey[]
  readonly displayName: string
  readonly identity: string
  readonly parent: string
  readonly isAbstract: boolean
  readonly isSuggested: boolean
  readonly commands: readonly OfferedCommand[]
  readonly remarks: readonly string[]
}

/** What the classes of a source would be as contexts and commands. */
export interface Offer {
  readonly language: SourceLanguage
  readonly contexts: readonly OfferedContext[]
  /** Functions of modules and static methods: commands of the root. */
  readonly functions: readonly OfferedCommand[]
}

const SUFFIX: Record<OfferKind, string> = {
  method: '()',
  static: '() static',
  function: '()',
  get: '',
  set: '=',
  open: ' open',
  list: ' list',
}

/** `Order.cancel()`, `Order.status=`, `money()`. */
export const memberOf = (owner: string, name: string, kind: OfferKind): string =>
  `${owner === '' ? '' : `${owner}.`}${name}${SUFFIX[kind]}`

/** The member without its class: what stays the same when the class is renamed. */
export const localMember = (member: string): string => member.slice(member.indexOf('.') + 1)
