import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  commandSchema,
  contextSchema,
  newDocument,
  sourceFileSchema,
  type CommandRecord,
  type Document,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId, type WorkflowId } from '#domain/ids.ts'
import { dataFile } from '../data-folder.ts'
import { functionCommand, type FunctionSchema } from '../slots/function-data.ts'

export const DIRECTORY = 'directory' as ContextId
export const FILE_SYSTEM = 'GorillaFileSystem'
/** How a conversation gets into the files: a person would have them open. */
export const OPEN_FILES = 'open_files' as CommandId

/** Where the functions of each class are described. */
const DOCS: Readonly<Record<string, string>> = {
  [FILE_SYSTEM]: 'gorilla_file_system',
  MathAPI: 'math_api',
  MessageAPI: 'message_api',
  TicketAPI: 'ticket_api',
  TradingBot: 'trading_bot',
  TravelAPI: 'travel_booking',
  TwitterAPI: 'posting_api',
  VehicleControlAPI: 'vehicle_control',
}

export type FunctionDocs = Readonly<Record<string, readonly FunctionSchema[]>>

export async function readFunctionDocs(): Promise<FunctionDocs> {
  const text = await readFile(dataFile('bfcl/multi_turn_func_docs.json'), 'utf8')
  return JSON.parse(text) as FunctionDocs
}

const SOURCE = join(import.meta.dirname, 'app/directory.ts')

/** The files of one dialogue: a directory's name, and what is in it as the data has it. */
export interface FileConfig {
  readonly root?: Readonly<Record<string, { readonly contents?: unknown }>>
}

/**
 * The classes of one dialogue as a workflow. The file system is an application: each directory is an
 * instance that lives in the one above. The functions of all other classes are commands of the root
 * that take what they are given and answer with it: nothing about the context depends on them.
 */
export async function fileWorkflow(
  docs: FunctionDocs,
  classes: readonly string[],
  files: FileConfig,
): Promise<Document> {
  const commands = classes.flatMap((name) =>
    (docs[DOCS[name] ?? ''] ?? []).map((schema) =>
      name === FILE_SYSTEM ? fileCommand(schema) : mockedCommand(schema),
    ),
  )
  const records = [
    contextSchema.parse({
      kind: 'context',
      id: DIRECTORY,
      name: 'Directory',
      containers: [DIRECTORY, ROOT_CONTEXT],
      displayName: '{name}',
    }),
    ...commands,
    commandSchema.parse({
      kind: 'command',
      id: OPEN_FILES,
      context: ROOT_CONTEXT,
      name: OPEN_FILES,
      handler: { kind: 'code', source: OPENING },
    }),
    sourceFileSchema.parse({
      kind: 'source-file',
      id: 'directory.ts',
      path: 'app/directory.ts',
      text: await readFile(SOURCE, 'utf8'),
    }),
    sourceFileSchema.parse({
      kind: 'source-file',
      id: 'main.ts',
      path: 'app/main.ts',
      text: mainSource(files),
    }),
  ]
  return {
    ...newDocument('bench' as WorkflowId, 'Files'),
    ...Object.fromEntries(records.map((record) => [record.id, record])),
  }
}

const OPENING = `export default function (_input, { self, workflow }) {
  workflow.enter(self.files)
  return self.files.name
}
`

function mainSource({ root = {} }: FileConfig): string {
  const [name = 'home', directory] = Object.entries(root)[0] ?? []
  return `import { Directory } from './directory'

class Desk {
  name = 'desk'
  files = new Directory(this, ${JSON.stringify(name)}, ${JSON.stringify(directory?.contents ?? {})})
}

export const start = () => new Desk()
`
}

const GOING = `export default function ({ folder }, { self, workflow }) {
  const directory = self.go(folder)
  workflow.enter(directory)
  return { current_working_directory: directory.id }
}
`

const fileCommand = (schema: FunctionSchema): CommandRecord => ({
  ...functionCommand(schema),
  context: DIRECTORY,
  handler:
    schema.name === 'cd'
      ? { kind: 'code', source: GOING }
      : { kind: 'method', method: schema.name, positional: false },
})

const mockedCommand = (schema: FunctionSchema): CommandRecord => ({
  ...functionCommand(schema),
  handler: { kind: 'code', source: 'export default (input) => ({ reply: "Done.", given: input })' },
})
