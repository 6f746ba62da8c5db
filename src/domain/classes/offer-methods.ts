import type { Handler } from '../document.ts'
import { toSnakeCase } from '../names.ts'
import { asNative } from './as-native.ts'
import type {
  ClassIndex,
  ModelClass,
  ModelMethod,
  ModelParameter,
  SourceLanguage,
} from './class-model.ts'
import { handlerCode, importOf, labelCode, type Import } from './handler-code.ts'
import { displayName, holdingsOf, identifying } from './holdings.ts'
import { memberOf, type OfferedCommand, type OfferedParameter, type OfferKind } from './offered.ts'
import { isUnsayable, offerParameter } from './offer-parameters.ts'
import { guessRisk, guessRiskOfWay } from './risk-guess.ts'

/** Where a method is offered from. */
export interface Offering {
  readonly language: SourceLanguage
  readonly index: ClassIndex
  /** The class whose instance is `self` there; `null` for functions. */
  readonly owner: ModelClass | null
}

/** One argument: the parameter that is asked for, and the expression that is handed over. */
interface Argument {
  readonly parameter: OfferedParameter | null
  readonly code: string
  /** Lines before the call. */
  readonly before: readonly string[]
  readonly isPlain: boolean
  readonly remarks: readonly string[]
}

/** A command that calls a method or a function, or why there can be none. */
export function offerMethod(
  method: ModelMethod,
  kind: Extract<OfferKind, 'method' | 'static' | 'function'>,
  offering: Offering,
): OfferedCommand | { readonly because: string } {
  const args: Argument[] = []
  const flat = flattened(method)
  for (const parameter of flat ?? method.parameters) {
    const argument = argumentFor(parameter, offering)
    if ('because' in argument) return { because: `${parameter.name}: ${argument.because}` }
    args.push(argument)
  }
  const owner = offering.owner?.name ?? ''
  const entered = enteredClass(method, offering)
  const { risk, because } = entered
    ? guessRiskOfWay(method.name, entered.name, method.writes)
    : guessRisk(method.name, method.writes)
  const remarks = args.flatMap((each) => each.remarks)
  return {
    key: `${method.file}#${memberOf(owner, method.name, kind)}`,
    file: method.file,
    line: method.line,
    member: memberOf(owner, method.name, kind),
    kind,
    name: commandName(method, kind, owner, entered),
    description: method.description,
    parameters: args.flatMap(({ parameter }) => parameter ?? []),
    handler: handlerFor(method, kind, args, flat, entered, offering),
    risk,
    riskBecause: because,
    body: method.body,
    isSuggested: kind === 'method' && remarks.length === 0 && !isForLookups(method),
    remarks,
  }
}

/** A single object is what a command is given anyway: its fields are the parameters. */
function flattened({ parameters, takesScope }: ModelMethod): readonly ModelParameter[] | null {
  const [only, second] = parameters
  if (takesScope && only && only.type.kind !== 'object') return []
  if (only?.type.kind !== 'object' || second || only.rest || only.takesNull) return null
  if (only.type.fields.length === 0 && !takesScope) return null
  return only.type.fields.map((field) => (only.optional ? { ...field, optional: true } : field))
}

/** What gives `{ value, label }`, or says that it is for lookups, is there for parameters. */
function isForLookups({ returns, parameters, description }: ModelMethod): boolean {
  if (parameters.length > 0) return false
  if (/\blookups?\b/i.test(description)) return true
  if (returns.kind !== 'list' || returns.item.kind !== 'object') return false
  const names = returns.item.fields.map(({ name }) => name)
  return names.length === 2 && names.includes('value') && names.includes('label')
}

function argumentFor(
  source: ModelParameter,
  offering: Offering,
): Argument | { readonly because: string } {
  const offered = offerParameter(source)
  if (isUnsayable(offered)) {
    if (source.optional && source.type.kind === 'function')
      return {
        ...NO_ARGUMENT,
        remarks: [`${source.name}: it is left out, because ${offered.because}`],
      }
    return instanceArgument(source, offering) ?? offered
  }
  const { parameter, remarks } = offered
  const access = `input.${parameter.name}`
  const made = asNative(access, source)
  const code = source.rest ? `...(${made} ?? [])` : made
  return { parameter, code, before: [], isPlain: code === access, remarks }
}

const NO_ARGUMENT: Argument = {
  parameter: null,
  code: 'undefined',
  before: [],
  isPlain: false,
  remarks: [],
}

/** An instance that the owner holds is told by what it is called. */
function instanceArgument(
  { type, name, optional, description }: ModelParameter,
  { owner, index, language }: Offering,
): Argument | undefined {
  const [key] = type.kind === 'instance' ? type.of : []
  if (!owner || key === undefined || language !== 'typescript') return undefined
  const holding = holdingsOf(owner).find((each) => each.isSeveral && each.of.includes(key))
  const told = identifying(index, key)
  if (!holding || told === undefined) return undefined
  const asked = toSnakeCase(name) || 'value'
  const offered = offerParameter({
    name,
    type: { kind: 'string' },
    optional,
    takesNull: false,
    defaultValue: null,
    description: description || `Its ${told}`,
    rest: false,
    limits: {},
  })
  if (isUnsayable(offered)) return undefined
  const local = `${name}Found`
  const find = `const ${local} = ${holding.list('self')}.find((one) => String(one.${told}) === input.${asked})`
  const missing = `if (!${local}) return \`There is no \${input.${asked}}.\``
  return {
    parameter: {
      ...offered.parameter,
      lookup: `${holding.list('self')}.map((one) => String(one.${told}))`,
    },
    code: local,
    before: optional ? [find] : [find, missing],
    isPlain: false,
    remarks: [],
  }
}

/** A method that gives one instance is a way to it. */
function enteredClass(
  { returns, takesScope }: ModelMethod,
  { index, language }: Offering,
): ModelClass | undefined {
  if (language !== 'typescript' || takesScope || returns.kind !== 'instance') return undefined
  const [key] = returns.of
  return key === undefined ? undefined : index.get(key)
}

function commandName(
  { name }: ModelMethod,
  kind: OfferKind,
  owner: string,
  entered: ModelClass | undefined,
): string {
  const snake = toSnakeCase(name)
  if (kind === 'static') return `${snake}_${toSnakeCase(owner)}`
  return entered && snake === toSnakeCase(entered.name) ? `open_${snake}` : snake
}

function handlerFor(
  method: ModelMethod,
  kind: OfferKind,
  args: readonly Argument[],
  flat: readonly ModelParameter[] | null,
  entered: ModelClass | undefined,
  { language, owner, index }: Offering,
): Handler {
  if (language === 'python') return { kind: 'stub', note: pythonNote(method, owner) }
  const isPlain =
    args.every((each) => each.isPlain) &&
    (!flat || flat.every((field) => toSnakeCase(field.name) === field.name))
  if (kind === 'method' && isPlain && (!entered || method.takesScope))
    return { kind: 'method', method: method.name, positional: flat === null }
  const list = flat
    ? `{ ${flat.map((field, at) => `${field.name}: ${args[at]?.code}`).join(', ')} }`
    : args.map(({ code }) => code).join(', ')
  const callee = kind === 'method' ? 'self' : kind === 'static' ? owner?.name : ''
  const call = `${method.isAsync ? 'await ' : ''}${callee ? `${callee}.` : ''}${method.name}(${list})`
  const before = args.flatMap((each) => each.before)
  const lines = entered ? enteringLines(call, entered, index) : [`return ${call}`]
  const usesSelf = [call, ...before].some((line) => /\bself\b/.test(line))
  return {
    kind: 'code',
    source: handlerCode({
      imports: importsFor(method, kind, owner),
      usesInput: args.some(({ parameter }) => parameter !== null),
      uses: [...(usesSelf ? ['self'] : []), ...(entered ? ['workflow'] : [])],
      isAsync: method.isAsync,
      lines: [...before, ...lines],
    }),
  }
}

function importsFor(
  { file, name, isDefaultExport }: ModelMethod,
  kind: OfferKind,
  owner: ModelClass | null,
): readonly Import[] {
  if (kind === 'static' && owner) return [importOf(owner)]
  return kind === 'function' ? [{ file, name, isDefault: isDefaultExport }] : []
}

/** Goes to what was found, and says so. */
export function enteringLines(
  found: string,
  { file, name }: ModelClass,
  index: ClassIndex,
): string[] {
  const label = displayName(index, `${file}#${name}`, name)
  return [
    `const found = ${found}`,
    `if (!found) return 'There is no such ${words(name)}.'`,
    'workflow.enter(found)',
    `return ${labelCode(label, 'found', name)}`,
  ]
}

export const words = (name: string): string => toSnakeCase(name).replaceAll('_', ' ')

const pythonNote = ({ name, file, parameters }: ModelMethod, owner: ModelClass | null): string => {
  const list = parameters.map((each) => each.name).join(', ')
  return `Python: ${owner ? `${owner.name}.` : ''}${name}(${list}) in ${file}`
}
