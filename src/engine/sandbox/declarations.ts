import type { CommandRecord, Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter, ScalarType } from '#domain/parameter.ts'
import { recordById, sourceFilesOf } from '#domain/queries.ts'
import { lineageOf } from '#domain/scope.ts'
import { handlerPath } from './app-spec.ts'

/**
 * What the editor has to know of the sandbox beside the language itself (no DOM library): there is
 * a `console` and a `fetch`, and nothing else that a browser or Node would bring.
 */
export const SANDBOX_GLOBALS = `declare const console: {
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  debug(...values: unknown[]): void
}

/** What a request gives; the part of the web's own that text can carry. */
interface FetchResponse {
  readonly ok: boolean
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly headers: { get(name: string): string | null; has(name: string): boolean }
  text(): Promise<string>
  json(): Promise<any>
}
/**
 * Asks a host that the settings of the workflow list, from a command's handler and what it calls.
 * Nothing is sent while a command is only tried out.
 */
declare function fetch(
  url: string,
  options?: {
    readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  },
): Promise<FetchResponse>
`

/** Where `typesFor` stands for the editor: what `./$types` means in the command's handler. */
export function typesPath(document: Document, command: CommandRecord): string {
  return handlerPath(document, command).replace(/[^/]+$/, '$types.d.ts')
}

/** The declarations a command's handler imports from `./$types`: its input, its scope, its reply. */
export function typesFor(document: Document, command: CommandRecord): string {
  const types = instanceTypes(document, command)
  return `${types.imports.map((line) => `${line}\n`).join('')}
/** What ${command.name} is given: checked and of the right type. */
export interface Input {
${command.parameters.map((parameter) => field(parameter, '  ')).join('')}}

/** Where it runs. Changes are kept when the handler returns, and undone when it throws. */
export interface Scope {
  /** The instance the command is for. */
  readonly self: ${types.self}
  /** What it is inside of. */
  readonly parent: ${types.parent}
  /** What \`start()\` returned. */
  readonly root: ${types.root}
  readonly workflow: {
    /** Makes this instance the one the person is in. */
    enter(instance: object): void
    /** Moves to the container of the current instance. */
    leave(): void
    /** Moves to the outermost instance. */
    top(): void
    readonly current: object
  }
  /** Prints into the details of the answer. */
  log(...values: unknown[]): void
  /** Asks a host that the settings of the workflow list. */
  readonly fetch: typeof fetch
}
${undoTypes(command)}
/** A text to say; or data, with the text to say as \`reply\`. */
export type Reply = string | void | null | number | boolean | object

export type Handler = (input: Input, scope: Scope) => Reply | Promise<Reply>
`
}

/** A handler that runs as it is and says where to go on. */
export function starterHandler(document: Document, command: CommandRecord): string {
  const context = recordById(document, 'context', command.context)
  const self =
    !context || context.id === ROOT_CONTEXT
      ? 'what start() returned'
      : `the ${context.name} one is in`
  const given = command.parameters.map(({ name }) => `, ${name} \${${access('input', name)}}`)
  const title = `${titleOf(command.name)}${given.join('')}`
  const about = command.description.trim()
  return `import type { Input, Reply, Scope } from './$types'

${about === '' ? '' : `${comment(about, '')}\n`}export default function (input: Input, { self, workflow, log }: Scope): Reply {
  // \`self\` is ${self}: read it and change it here.
  return \`${title}\`
}
`
}

/** Code that takes a command back, to begin with. */
export function starterUndo(command: CommandRecord): string {
  return `import type { Input, Reply, UndoScope } from './$types'

export default function (input: Input, { self, output }: UndoScope): Reply {
  // What \`input\` asked for was done to \`self\` and gave \`output\`: take it back here.
  return '${titleOf(command.name)}: taken back'
}
`
}

interface InstanceTypes {
  readonly imports: readonly string[]
  readonly self: string
  readonly parent: string
  readonly root: string
}

function instanceTypes(document: Document, { context }: CommandRecord): InstanceTypes {
  const imports = new Set<string>()
  const root = rootType(document, imports)
  const typeOf = (id: ContextId): string =>
    id === ROOT_CONTEXT ? root : classType(document, id, imports)
  const containers = lineageOf(document, context).flatMap(
    (id) => recordById(document, 'context', id)?.containers ?? [],
  )
  const parents = containers.length === 0 ? [root] : containers.map(typeOf)
  return {
    self: typeOf(context),
    parent: context === ROOT_CONTEXT ? 'unknown' : [...new Set(parents)].join(' | '),
    root,
    imports: [...imports].sort(),
  }
}

const ANYTHING = 'Record<string, any>'

function rootType(document: Document, imports: Set<string>): string {
  const main = sourceFilesOf(document).find(({ path }) => path === 'app/main.ts')
  if (!main || !/^export\s+(?:async\s+)?(?:function|const|let)\s+start\b/m.test(main.text))
    return ANYTHING
  imports.add("import type { start } from '../../app/main'")
  return 'Awaited<ReturnType<typeof start>>'
}

/** The class of the context, or of the nearest base that has one. */
function classType(document: Document, context: ContextId, imports: Set<string>): string {
  for (const id of lineageOf(document, context)) {
    const name = recordById(document, 'context', id)?.name ?? ''
    const found = classImport(document, name)
    if (found === undefined) continue
    imports.add(found)
    return name
  }
  return ANYTHING
}

function classImport(document: Document, name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined
  const declaration = new RegExp(
    `^export\\s+(default\\s+)?(?:abstract\\s+)?class\\s+${name}\\b`,
    'm',
  )
  for (const { path, text } of sourceFilesOf(document)) {
    const match = declaration.exec(text)
    if (!match) continue
    const from = `'../../${path.replace(/\.ts$/, '')}'`
    return match[1] ? `import type ${name} from ${from}` : `import type { ${name} } from ${from}`
  }
  return undefined
}

function field(parameter: Parameter, indent: string): string {
  const { name, description, required, defaultValue } = parameter
  const optional = required || defaultValue !== null ? '' : '?'
  const about = [description.trim(), hint(parameter)].filter((part) => part !== '').join(' ')
  const doc = about === '' ? '' : `${comment(about, indent)}\n`
  return `${doc}${indent}readonly ${propertyName(name)}${optional}: ${typeText(parameter, indent)}\n`
}

function hint({ type, itemType, unit }: Parameter): string {
  const scalar = type === 'list' ? itemType : type
  if (scalar === 'date') return '`YYYY-MM-DD`'
  if (scalar === 'time') return '`HH:MM`'
  const isNumber = scalar === 'integer' || scalar === 'number'
  return isNumber && unit !== '' ? `In ${unit}.` : ''
}

function typeText(parameter: Parameter, indent: string): string {
  const { type, itemType } = parameter
  if (type === 'object') return objectText(parameter, indent)
  if (type !== 'list') return scalarText(type, parameter)
  const item =
    itemType === 'object' ? objectText(parameter, indent) : scalarText(itemType, parameter)
  return `readonly (${item})[]`
}

function objectText({ fields }: Parameter, indent: string): string {
  if (fields.length === 0) return 'Readonly<Record<string, unknown>>'
  return `{\n${fields.map((one) => field(one, `${indent}  `)).join('')}${indent}}`
}

/** What the code that takes the command back is given, where it is code or a method. */
function undoTypes({ undo }: CommandRecord): string {
  if (undo === null || undo.kind === 'restore') return ''
  return `
/** Where it is taken back: on the same instance, with what the command gave then. */
export interface UndoScope extends Scope {
  readonly output: any
}

export type UndoHandler = (input: Input, scope: UndoScope) => Reply | Promise<Reply>
`
}

function scalarText(type: ScalarType, { choices }: Parameter): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'enum':
      return choices.map(({ value }) => JSON.stringify(value)).join(' | ') || 'string'
    case 'string':
    case 'date':
    case 'time':
      return 'string'
  }
}

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name)
const propertyName = (name: string): string => (isIdentifier(name) ? name : JSON.stringify(name))
const access = (object: string, name: string): string =>
  isIdentifier(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`

function comment(text: string, indent: string): string {
  const lines = text.replaceAll('*/', '*\\/').split(/\r?\n/)
  const [only = ''] = lines
  if (lines.length === 1) return `${indent}/** ${only} */`
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n')
}
