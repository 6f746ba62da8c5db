import { readFile } from 'node:fs/promises'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import type { Json } from '#shared/json.ts'
import { readExample } from './read-example.ts'

/** An example in the real sandbox, spoken to by command names instead of sentences. */
export interface RunningExample {
  readonly document: Document
  readonly application: Application
  /** Runs the command at the nearest level that offers it; resolves to what it says. */
  run(command: string, values?: Readonly<Record<string, Json>>): Promise<string>
  /** What the command would say, with nothing changed by it. */
  rehearse(command: string, values?: Readonly<Record<string, Json>>): Promise<string>
  /** Takes back what was run last of what can be; resolves to what is said of it. */
  undo(): Promise<string>
  /** What the command's own check says of the values together, `parameter: sentence`. */
  problems(command: string, values?: Readonly<Record<string, Json>>): Promise<readonly string[]>
  /** What the parameter's lookup offers here: `value` as programs know it, `label` as people do. */
  values(command: string, parameter: string): Promise<readonly { value: string; label: string }[]>
  /** Whether any level offers the command right now. */
  offers(command: string): Promise<boolean>
  /** The contexts one is in, innermost first: `['Item', 'PendingOrder', 'Customer', '*']`. */
  where(): Promise<readonly string[]>
  /** Names of all commands that were run. */
  readonly told: ReadonlySet<string>
}

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

export async function runExample(folder: string): Promise<RunningExample> {
  const document = await readExample(folder)
  const application = await Application.open({ wasm, spec: appSpec(document), saved: null })
  const told = new Set<string>()
  const { signal } = new AbortController()
  let lastTicket: string | null = null

  /** The command of this name on the nearest level that has it available. */
  async function find(name: string): Promise<{ command: CommandId; level: number } | undefined> {
    const { levels } = await application.scope()
    for (const [level, { available }] of levels.entries()) {
      const command = available.find((id) => recordById(document, 'command', id)?.name === name)
      if (command) return { command, level }
    }
    return undefined
  }

  async function found(name: string): Promise<{ command: CommandId; level: number }> {
    const call = await find(name)
    if (!call) throw new Error(`${name} is not offered here`)
    return call
  }

  return {
    document,
    application,
    told,
    async run(name, values = {}) {
      const call = await found(name)
      told.add(name)
      const { reply, undoTicket } = await application.execute({ ...call, values }, signal)
      lastTicket = undoTicket ?? lastTicket
      return reply
    },
    async rehearse(name, values = {}) {
      const { reply } = await application.rehearse({ ...(await found(name)), values }, signal)
      return reply
    },
    async undo() {
      if (lastTicket === null) throw new Error('Nothing was run that can be undone')
      const { reply } = await application.undo(lastTicket, signal)
      return reply
    },
    async problems(name, values = {}) {
      const problems = await application.validate({ ...(await found(name)), values })
      return problems.map(({ parameter, text }) => (parameter ? `${parameter}: ${text}` : text))
    },
    async values(name, parameter) {
      const { command, level } = await found(name)
      return application.lookup(command, parameter, level)
    },
    offers: async (name) => (await find(name)) !== undefined,
    async where() {
      const { levels } = await application.scope()
      return levels.map(({ context }) => recordById(document, 'context', context)?.name ?? '')
    },
  }
}

/** The names of the commands of a document that are not among those told about. */
export function untold(document: Document, told: ReadonlySet<string>): string[] {
  return recordsOf(document, 'command')
    .map(({ name }) => name)
    .filter((name) => !told.has(name))
}
