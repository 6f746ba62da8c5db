import type { Handler, Risk } from '../document.ts'
import { toSnakeCase } from '../names.ts'
import { asNative } from './as-native.ts'
import { classKey, type ClassKey, type ModelClass, type ModelProperty } from './class-model.ts'
import { handlerCode } from './handler-code.ts'
import { holdingOf, identifying, PARENT, type Holding } from './holdings.ts'
import { enteringLines, words, type Offering } from './offer-methods.ts'
import { isUnsayable, offerParameter } from './offer-parameters.ts'
import { memberOf, type OfferedCommand, type OfferedParameter, type OfferKind } from './offered.ts'

/** How the sandbox is told the context of an instance; nothing to talk about. */
const CONTEXT_NAME = 'contextName'

/**
 * Commands that read and write a property, or go to what it holds. `outer`: the classes an
 * instance lives in, which one goes up to and need not open.
 */
export function offerProperty(
  property: ModelProperty,
  outer: ReadonlySet<ClassKey>,
  offering: Offering,
): OfferedCommand[] {
  const { owner, language } = offering
  if (!owner || property.name === PARENT || property.name === CONTEXT_NAME) return []
  const holding = holdingOf(property)
  if (!holding)
    return [...reading(property, owner, offering), ...writing(property, owner, offering)]
  if (language === 'python' || holding.of.every((key) => outer.has(key) && !holding.isSeveral))
    return []
  return holding.isSeveral
    ? [listing(property, owner), ...opening(holding, owner, offering)]
    : goingTo(holding, owner, offering)
}

interface Draft {
  readonly kind: OfferKind
  readonly name: string
  readonly description: string
  readonly parameters?: readonly OfferedParameter[]
  readonly handler: Handler
  readonly risk?: Risk
  readonly isSuggested?: boolean
}

function command(property: ModelProperty, owner: ModelClass, draft: Draft): OfferedCommand {
  const member = memberOf(owner.name, property.name, draft.kind)
  return {
    key: `${owner.file}#${member}`,
    file: owner.file,
    line: property.line,
    member,
    parameters: [],
    risk: 'read',
    riskBecause: draft.kind === 'set' ? 'it writes the property' : 'it only reads the property',
    body: '',
    isSuggested: false,
    remarks: [],
    ...draft,
  }
}

const stub = ({ name }: ModelProperty, { name: owner, file }: ModelClass): Handler => ({
  kind: 'stub',
  note: `Python: ${owner}.${name} in ${file}`,
})

function reading(
  property: ModelProperty,
  owner: ModelClass,
  { language }: Offering,
): OfferedCommand[] {
  const { kind } = property.type
  if (kind === 'function' || kind === 'nothing') return []
  const name = toSnakeCase(property.name)
  if (name === '') return []
  const handler: Handler =
    language === 'python'
      ? stub(property, owner)
      : { kind: 'property', property: property.name, access: 'get' }
  return [
    command(property, owner, {
      kind: 'get',
      name: `get_${name}`,
      description: property.description,
      handler,
    }),
  ]
}

function writing(
  property: ModelProperty,
  owner: ModelClass,
  { language }: Offering,
): OfferedCommand[] {
  const name = toSnakeCase(property.name)
  if (property.readonly || name === '') return []
  const source = {
    ...property,
    optional: false,
    takesNull: false,
    defaultValue: null,
    rest: false,
  }
  const offered = offerParameter(source)
  if (isUnsayable(offered)) return []
  const made = asNative(`input.${offered.parameter.name}`, source)
  const isPlain = made === `input.${offered.parameter.name}`
  const handler: Handler =
    language === 'python'
      ? stub(property, owner)
      : isPlain
        ? { kind: 'property', property: property.name, access: 'set' }
        : {
            kind: 'code',
            source: handlerCode({
              usesInput: true,
              uses: ['self'],
              lines: [`self.${property.name} = ${made}`],
            }),
          }
  return [
    {
      ...command(property, owner, {
        kind: 'set',
        name: `set_${name}`,
        description: property.description,
        parameters: [offered.parameter],
        handler,
        risk: 'write',
      }),
      remarks: offered.remarks,
    },
  ]
}

const listing = (property: ModelProperty, owner: ModelClass): OfferedCommand =>
  command(property, owner, {
    kind: 'list',
    name: `list_${toSnakeCase(property.name)}`,
    description: property.description || `Lists the ${words(property.name)}`,
    handler: { kind: 'property', property: property.name, access: 'get' },
    isSuggested: !property.isComputed,
  })

/** Goes to one of several, by what tells it from the others. */
function opening(holding: Holding, owner: ModelClass, { index }: Offering): OfferedCommand[] {
  const target = targetOf(holding, index)
  const told = target && identifying(index, classKey(target))
  if (!target || told === undefined) return []
  const offered = offerParameter({
    name: told,
    type: { kind: 'string' },
    optional: false,
    takesNull: false,
    defaultValue: null,
    description: `The ${words(told)} of the ${words(target.name)}`,
    rest: false,
    limits: {},
  })
  if (isUnsayable(offered)) return []
  const { name } = offered.parameter
  const all = holding.list('self')
  return [
    command(holding.property, owner, {
      kind: 'open',
      name: `open_${singular(holding.property.name, target.name)}`,
      description: `Opens one of the ${words(holding.property.name)}`,
      parameters: [{ ...offered.parameter, lookup: `${all}.map((one) => String(one.${told}))` }],
      handler: {
        kind: 'code',
        source: handlerCode({
          usesInput: true,
          uses: ['self', 'workflow'],
          lines: enteringLines(
            `${all}.find((one) => String(one.${told}) === input.${name})`,
            target,
            index,
          ),
        }),
      },
      isSuggested: !holding.property.isComputed,
    }),
  ]
}

/** Goes to the one that is held. */
function goingTo(holding: Holding, owner: ModelClass, { index }: Offering): OfferedCommand[] {
  const target = targetOf(holding, index)
  const { name } = holding.property
  if (!target || toSnakeCase(name) === '') return []
  return [
    command(holding.property, owner, {
      kind: 'open',
      name: `open_${toSnakeCase(name)}`,
      description: holding.property.description || `Opens the ${words(name)}`,
      handler: {
        kind: 'code',
        source: handlerCode({
          usesInput: false,
          uses: ['self', 'workflow'],
          lines: enteringLines(`self.${name}`, target, index),
        }),
      },
    }),
  ]
}

const targetOf = ({ of }: Holding, index: Offering['index']): ModelClass | undefined =>
  of.length > 0 ? index.get(of[0] ?? '') : undefined

const IRREGULAR: Readonly<Record<string, string>> = {
  children: 'child',
  people: 'person',
  leaves: 'leaf',
}

/** `orders` of `Order` is one `order`; `pending` of `Order` is a `pending_order`. */
function singular(property: string, className: string): string {
  const name = toSnakeCase(property)
  const one = toSnakeCase(className)
  if (name === one || name === `${one}s` || name === `${one}es`) return one
  if (IRREGULAR[name] !== undefined) return IRREGULAR[name]
  if (name === one.replace(/y$/, 'ies')) return one
  return name.endsWith('s') ? name.replace(/ies$/, 'y').replace(/s$/, '') : `${name}_${one}`
}
