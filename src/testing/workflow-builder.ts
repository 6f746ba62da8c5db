import {
  commandSchema,
  contextSchema,
  correctionSchema,
  newDocument,
  utteranceSchema,
  type CommandRecord,
  type ContextRecord,
  type Document,
  type DocumentRecord,
  type Slot,
} from '#domain/document.ts'
import {
  ROOT_CONTEXT,
  type CommandId,
  type ContextId,
  type ParameterId,
  type WorkflowId,
} from '#domain/ids.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'

type ParameterDraft = Partial<Omit<Parameter, 'id' | 'name'>>

interface CommandDraft extends Partial<
  Pick<
    CommandRecord,
    'description' | 'risk' | 'availability' | 'validation' | 'handler' | 'undo' | 'dryRun'
  >
> {
  readonly parameters?: Readonly<Record<string, ParameterDraft>>
  /** Slots in square brackets: `cancel order [W123](order_id)`, `to [Berlin](address.city)`. */
  readonly utterances?: readonly string[]
}

interface ContextDraft
  extends
    Partial<Record<'bases' | 'containers', readonly string[]>>,
    Partial<Pick<ContextRecord, 'description' | 'displayName' | 'identity'>> {}

interface CorrectionDraft {
  readonly meant: string | null
  readonly mistaken?: string
}

export interface WorkflowBuilder {
  /** Bases and containers by name; `*` is the root. */
  context(name: string, draft?: ContextDraft): WorkflowBuilder
  /** Qualified as `Order/cancel_order`; root commands plain. That is also the command's id. */
  command(name: string, draft?: CommandDraft): WorkflowBuilder
  correction(text: string, draft: CorrectionDraft): WorkflowBuilder
  build(): Document
}

/** A document in a few lines. Ids are the names, so that a test can be read. */
export function workflow(name = 'Test'): WorkflowBuilder {
  return builder(newDocument(`workflow-${name}` as WorkflowId, name))
}

export const contextId = (name: string): ContextId =>
  name === '*' ? ROOT_CONTEXT : (name as ContextId)
export const commandId = (qualifiedName: string): CommandId => qualifiedName as CommandId
export const parameterId = (command: string, parameter: string): ParameterId =>
  `${command}.${parameter}` as ParameterId

function builder(document: Document): WorkflowBuilder {
  const added = (...records: DocumentRecord[]): WorkflowBuilder =>
    builder({ ...document, ...Object.fromEntries(records.map((record) => [record.id, record])) })
  return {
    context: (name, draft = {}) => added(contextOf(name, draft)),
    command: (name, draft = {}) => added(commandOf(name, draft), ...utterancesOf(name, draft)),
    correction: (text, draft) => added(correctionOf(text, draft, Object.keys(document).length)),
    build: () => document,
  }
}

function contextOf(
  name: string,
  { bases = [], containers = [], ...rest }: ContextDraft,
): ContextRecord {
  return contextSchema.parse({
    ...rest,
    kind: 'context',
    id: contextId(name),
    name,
    bases: bases.map(contextId),
    containers: containers.map(contextId),
  })
}

function commandOf(qualified: string, draft: CommandDraft): CommandRecord {
  const [name = '', context = '*'] = qualified.split('/').reverse()
  const { parameters = {}, utterances: _utterances, ...rest } = draft
  return commandSchema.parse({
    handler: { kind: 'reply', template: `${name} done` },
    ...rest,
    kind: 'command',
    id: qualified,
    context: contextId(context),
    name,
    parameters: Object.entries(parameters).map(([parameter, each]) =>
      parameterSchema.parse({
        type: 'string',
        ...each,
        id: parameterId(qualified, parameter),
        name: parameter,
      }),
    ),
  })
}

function utterancesOf(
  command: string,
  { utterances = [], parameters = {} }: CommandDraft,
): DocumentRecord[] {
  return utterances.map((marked, i) =>
    utteranceSchema.parse({
      kind: 'utterance',
      id: `${command}#${i}`,
      command,
      ...unmarked(marked, command, parameters),
    }),
  )
}

type ParameterDrafts = NonNullable<CommandDraft['parameters']>

function unmarked(
  marked: string,
  command: string,
  drafts: ParameterDrafts,
): { text: string; slots: Slot[] } {
  const slots: Slot[] = []
  let text = ''
  let at = 0
  for (const match of marked.matchAll(/\[([^\]]+)\]\(([\w.]+)\)/gu)) {
    text += marked.slice(at, match.index)
    const [whole, value = '', parameter = ''] = match
    slots.push({
      parameter: idAt(command, parameter, drafts),
      start: text.length,
      end: text.length + value.length,
    })
    text += value
    at = match.index + whole.length
  }
  return { text: text + marked.slice(at), slots }
}

/** A field has the id it was drafted with. */
function idAt(command: string, path: string, drafts: ParameterDrafts): ParameterId {
  const [first = '', ...names] = path.split('.')
  let fields = drafts[first]?.fields ?? []
  let id = parameterId(command, first)
  for (const name of names) {
    const field = fields.find((each) => each.name === name)
    if (!field) throw new Error(`${command} has no ${path}`)
    id = field.id
    fields = field.fields
  }
  return id
}

function correctionOf(
  text: string,
  { meant, mistaken }: CorrectionDraft,
  at: number,
): DocumentRecord {
  return correctionSchema.parse({
    kind: 'correction',
    id: `correction-${at}`,
    text,
    context: ROOT_CONTEXT,
    meant,
    mistaken: mistaken ?? null,
    at,
  })
}
