import {
  commandSchema,
  contextSchema,
  newDocument,
  sourceFileSchema,
  type Document,
  type DocumentRecord,
  type Handler,
  type Risk,
  type UndoHandler,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'

interface CommandFixture {
  /** The body of a code handler's file; or give `handler`. */
  readonly code?: string
  readonly handler?: Handler
  readonly availability?: string
  readonly validation?: string
  readonly undo?: UndoHandler
  readonly risk?: Risk
  /** Parameter name → lookup expression, '' for none. */
  readonly parameters?: Readonly<Record<string, string>>
}

interface ContextFixture {
  readonly bases?: readonly string[]
  readonly containers?: readonly string[]
  readonly displayName?: string
  readonly identity?: string
  readonly parent?: string
}

interface AppFixture {
  readonly files?: Readonly<Record<string, string>>
  readonly contexts?: Readonly<Record<string, ContextFixture>>
  /** By qualified name; a root command stands plain. Also its id. */
  readonly commands?: Readonly<Record<string, CommandFixture>>
  readonly hosts?: readonly string[]
}

/** A document for tests of the sandbox: ids are names. */
export function appDocument({
  files = {},
  contexts = {},
  commands = {},
  hosts = [],
}: AppFixture): Document {
  const records: DocumentRecord[] = [
    ...Object.entries(files).map(([path, text]) =>
      sourceFileSchema.parse({ kind: 'source-file', id: `file:${path}`, path, text }),
    ),
    ...Object.entries(contexts).map(([name, context]) =>
      contextSchema.parse({ kind: 'context', id: name, name, ...context }),
    ),
    ...Object.entries(commands).map(([name, command]) => commandRecord(name, command)),
  ]
  const empty = newDocument('workflow' as WorkflowId, 'Test')
  const workflow = workflowOf(empty)
  return {
    ...empty,
    workflow: { ...workflow, settings: { ...workflow.settings, hosts: [...hosts] } },
    ...Object.fromEntries(records.map((record) => [record.id, record])),
  }
}

export const commandId = (name: string): CommandId => name as CommandId

function commandRecord(qualified: string, fixture: CommandFixture): DocumentRecord {
  const { code = '', handler, parameters = {}, ...rest } = fixture
  const [name, context = ROOT_CONTEXT] = qualified.split('/').reverse()
  return commandSchema.parse({
    kind: 'command',
    id: qualified,
    context,
    name,
    ...rest,
    handler: handler ?? { kind: 'code', source: code },
    parameters: Object.entries(parameters).map(([parameter, lookup]) => ({
      id: `${qualified}.${parameter}`,
      name: parameter,
      type: 'string',
      lookup,
    })),
  })
}
