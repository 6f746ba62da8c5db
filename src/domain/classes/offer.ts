import { freeName, RESERVED_COMMANDS, toPascalCase, CONTEXT_NAME } from '../names.ts'
import {
  ancestry,
  classKey,
  indexClasses,
  type ClassKey,
  type ClassModel,
  type ModelClass,
} from './class-model.ts'
import { containment, displayName, holdingOf, identifying, PARENT, reachable } from './holdings.ts'
import { offerMethod, type Offering } from './offer-methods.ts'
import { offerProperty } from './offer-properties.ts'
import type { Offer, OfferedCommand, OfferedContext, OfferKind } from './offered.ts'

/**
 * What a source would be as a workflow: each class a context, each public method a command, what
 * instances hold the ways between them. Nothing is decided here: see `offer-diff.ts`.
 */
export function offer(model: ClassModel): Offer {
  const index = indexClasses(model)
  const outer = containment(index, model.root)
  const suggested = suggestedClasses(model)
  const functions: OfferedCommand[] = []
  const contexts = model.classes.map((each) => {
    const offering: Offering = { language: model.language, index, owner: each }
    const statics = each.methods.filter(({ isStatic }) => isStatic)
    if (each.exported !== 'no' || model.language === 'python')
      functions.push(...offered(statics, 'static', offering).commands)
    return offerContext(each, model, offering, outer, suggested)
  })
  const plain: Offering = { language: model.language, index, owner: null }
  functions.push(...offered(model.functions, 'function', plain).commands)
  const alone = model.classes.length === 0
  return {
    language: model.language,
    contexts,
    functions: named(functions).map((each) =>
      alone ? { ...each, isSuggested: each.remarks.length === 0 } : each,
    ),
  }
}

/** What is part of the application: reached from its root, or given to others where there is none. */
function suggestedClasses(model: ClassModel): ReadonlySet<ClassKey> {
  if (model.root !== null) return reachable(indexClasses(model), model.root)
  return new Set(model.classes.filter(({ exported }) => exported !== 'no').map(classKey))
}

function offerContext(
  source: ModelClass,
  model: ClassModel,
  offering: Offering,
  containers: ReadonlyMap<ClassKey, readonly ClassKey[]>,
  suggested: ReadonlySet<ClassKey>,
): OfferedContext {
  const key = classKey(source)
  const { index } = offering
  const outer = containers.get(key) ?? []
  const isRoot = key === model.root
  const isSuggested = suggested.has(key)
  const methods = offered(
    source.methods.filter(
      (method) => !method.isStatic && !isOverride(method.name, source, offering),
    ),
    'method',
    offering,
  )
  const allOuter = new Set(
    ancestry(index, key).flatMap((each) => containers.get(classKey(each)) ?? []),
  )
  const properties = source.properties.flatMap((property) =>
    isInherited(property.name, source, offering) ? [] : offerProperty(property, allOuter, offering),
  )
  // Where a method does the same, the property is its own affair.
  const names = new Set(methods.commands.map(({ name }) => name))
  const told = identifying(index, key)
  return {
    key,
    file: source.file,
    line: source.line,
    member: source.name,
    isRoot,
    name: isRoot ? '*' : CONTEXT_NAME.test(source.name) ? source.name : toPascalCase(source.name),
    description: source.description,
    bases: source.bases.filter((base) => base !== model.root),
    containers: isRoot ? [] : outer,
    displayName: displayName(index, key, source.name),
    identity: told === undefined || told === 'id' || isRoot ? '' : `{${told}}`,
    parent: isRoot ? '' : parentExpression(source, outer, offering),
    isAbstract: source.isAbstract,
    isSuggested,
    commands: named([...methods.commands, ...properties.filter(({ name }) => !names.has(name))]),
    remarks: [...methods.remarks, ...contextRemarks(source, model, outer, offering)],
  }
}

interface OfferedMethods {
  readonly commands: readonly OfferedCommand[]
  readonly remarks: readonly string[]
}

function offered(
  methods: readonly ModelClass['methods'][number][],
  kind: Extract<OfferKind, 'method' | 'static' | 'function'>,
  offering: Offering,
): OfferedMethods {
  const commands: OfferedCommand[] = []
  const remarks: string[] = []
  for (const method of methods) {
    const made = offerMethod(method, kind, offering)
    if ('because' in made) remarks.push(`${method.name}() is not offered: ${made.because}.`)
    else if (made.name !== '') commands.push(made)
  }
  return { commands, remarks }
}

/** Names that are free among their own; one that is reserved says what it does in another way. */
function named(commands: readonly OfferedCommand[]): OfferedCommand[] {
  const taken = new Set<string>()
  return commands.map((command) => {
    const usable = RESERVED_COMMANDS.has(command.name) ? `run_${command.name}` : command.name
    const name = freeName(usable, taken)
    taken.add(name)
    return name === command.name ? command : { ...command, name }
  })
}

/** The base's command calls the method of the instance, whichever class that is of. */
function isOverride(name: string, source: ModelClass, { index }: Offering): boolean {
  const own = source.methods.find((method) => method.name === name)
  const [, ...bases] = ancestry(index, classKey(source))
  return bases.some(({ methods }) =>
    methods.some(
      (method) =>
        method.name === name &&
        !method.isStatic &&
        JSON.stringify(method.parameters) === JSON.stringify(own?.parameters),
    ),
  )
}

function isInherited(name: string, source: ModelClass, { index }: Offering): boolean {
  const [, ...bases] = ancestry(index, classKey(source))
  return bases.some(({ properties }) => properties.some((property) => property.name === name))
}

/** Where an instance knows what it lives in by another name than `parent`. */
function parentExpression(
  source: ModelClass,
  outer: readonly ClassKey[],
  { language }: Offering,
): string {
  if (language === 'python' || source.properties.some(({ name }) => name === PARENT)) return ''
  const back = source.properties.find((property) => {
    const holding = holdingOf(property)
    return holding && !holding.isSeveral && holding.of.some((key) => outer.includes(key))
  })
  return back ? `self.${back.name}` : ''
}

function contextRemarks(
  source: ModelClass,
  { root, language }: ClassModel,
  outer: readonly ClassKey[],
  offering: Offering,
): string[] {
  const remarks: string[] = []
  const names = new Set(source.properties.map(({ name }) => name))
  const inside = outer.find((key) => key !== root)
  if (
    language === 'typescript' &&
    inside !== undefined &&
    !names.has(PARENT) &&
    parentExpression(source, outer, offering) === ''
  )
    remarks.push(
      `It does not know the ${offering.index.get(inside)?.name ?? ''} it is in: give it a property parent, so that one can go up.`,
    )
  if (names.has('contextName'))
    remarks.push('Its instances say themselves which context they are in, by contextName.')
  if (root !== null && source.bases.includes(root))
    remarks.push('It inherits from the root class, whose commands are offered everywhere already.')
  return remarks
}
