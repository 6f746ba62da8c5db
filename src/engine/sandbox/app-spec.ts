import type {
  CommandRecord,
  ContextRecord,
  Document,
  Handler,
  Risk,
  UndoHandler,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId, type ParameterId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import {
  contextsOf,
  qualifiedName,
  recordById,
  recordsOf,
  sourceFilesOf,
  workflowOf,
} from '#domain/queries.ts'
import { effectiveCommands, lineageOf } from '#domain/scope.ts'
import { fingerprint } from '#shared/fingerprint.ts'

/**
 * Everything of a document that the running application is made of, as plain JSON: what crosses to
 * the sandbox. Utterances, positions and descriptions are not in it, so editing them restarts nothing.
 */
export interface AppSpec {
  /** Changes exactly when something below changes. */
  readonly hash: string
  readonly files: readonly AppFile[]
  readonly contexts: readonly AppContext[]
  readonly commands: readonly AppCommand[]
  /** Origins that handlers may fetch from, as they stand in the settings. */
  readonly hosts: readonly string[]
}

export interface AppFile {
  readonly path: string
  readonly text: string
}

export interface AppContext {
  readonly id: ContextId
  readonly name: string
  /** Over the instance's properties: `Order {id}`; '' for the context's name. */
  readonly displayName: string
  /** Over the instance's properties, its own or the nearest base's; '' for the instance's `id`. */
  readonly identity: string
  /** The instance it lives in, its own or the nearest base's; '' for its `parent`. */
  readonly parent: string
  /** The names of the context and of its bases, nearest first. */
  readonly lineage: readonly string[]
  /** Effective commands: own and inherited, whether available or not. */
  readonly commands: readonly CommandId[]
}

export interface AppCommand {
  readonly id: CommandId
  readonly context: ContextId
  /** As people and stack traces know it: `Order/cancel_order`. */
  readonly qualifiedName: string
  readonly availability: string
  readonly validation: string
  readonly risk: Risk
  readonly handler: Handler
  /** Where the code of a `code` handler stands; relative imports start there. */
  readonly path: string
  readonly undo: UndoHandler | null
  /** Where the code that takes it back stands, if it is code. */
  readonly undoPath: string
  readonly parameters: readonly AppParameter[]
  /** The fields of objects among them that are looked up, by their paths: `items.product`. */
  readonly fields: readonly AppParameter[]
}

export interface AppParameter {
  readonly id: ParameterId
  readonly name: string
  readonly lookup: string
}

const lookedUpFields = ({ name, fields }: Parameter): AppParameter[] =>
  fields.flatMap((field): AppParameter[] => {
    const path = `${name}.${field.name}`
    const lookup = field.lookup.trim()
    const own =
      lookup === '' ? [] : [{ id: `${path}:${field.id}` as ParameterId, name: path, lookup }]
    return [...own, ...lookedUpFields({ ...field, name: path })]
  })

export function appSpec(document: Document): AppSpec {
  const files = sourceFilesOf(document).map(({ path, text }) => ({ path, text }))
  const contexts = contextsOf(document).map((context): AppContext => ({
    id: context.id,
    name: context.name,
    displayName: context.displayName,
    identity: nearest(document, context, 'identity'),
    parent: nearest(document, context, 'parent'),
    lineage: lineageOf(document, context.id).map(
      (id) => recordById(document, 'context', id)?.name ?? '',
    ),
    commands: effectiveCommands(document, context.id).map(({ command }) => command.id),
  }))
  const commands = recordsOf(document, 'command').map((command): AppCommand => ({
    id: command.id,
    context: command.context,
    qualifiedName: qualifiedName(document, command),
    availability: command.availability.trim(),
    validation: command.validation.trim(),
    risk: command.risk,
    handler: command.handler,
    path: handlerPath(document, command),
    undo: command.undo,
    undoPath: undoPath(document, command),
    parameters: command.parameters.map(({ id, name, lookup }) => ({
      id,
      name,
      lookup: lookup.trim(),
    })),
    fields: command.parameters.flatMap(lookedUpFields),
  }))
  const { hosts } = workflowOf(document).settings
  return {
    hash: fingerprint(JSON.stringify([files, contexts, commands, hosts])),
    files,
    contexts,
    commands,
    hosts,
  }
}

/** What a context says itself, or else the nearest of its bases. */
function nearest(document: Document, context: ContextRecord, field: 'identity' | 'parent'): string {
  return (
    lineageOf(document, context.id)
      .map((id) => recordById(document, 'context', id)?.[field].trim() ?? '')
      .find((text) => text !== '') ?? ''
  )
}

/**
 * The file a code handler is, in the sandbox and in the editor: `handlers/Order/cancel_order.ts`.
 * Commands of the root stand in `handlers/root/`, which no context can be called.
 */
export function handlerPath(document: Document, command: CommandRecord): string {
  const context = recordById(document, 'context', command.context)
  const folder = !context || context.id === ROOT_CONTEXT ? 'root' : context.name
  return `handlers/${folder}/${command.name}.ts`
}

/** The file in which the code that takes a command back is: `handlers/Order/cancel_order.undo.ts`. */
export function undoPath(document: Document, command: CommandRecord): string {
  return handlerPath(document, command).replace(/\.ts$/, '.undo.ts')
}
