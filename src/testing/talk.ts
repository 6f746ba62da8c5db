import { sourceFileSchema, type Document } from '#domain/document.ts'
import type { EnginePorts } from '#engine/ports.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Session, TurnResult } from '#engine/turn/session.ts'
import { turnsOf, type TurnState } from '#engine/turn/turn-state.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts, memoryJournal } from './fake-engine.ts'
import { FAKE_MODEL } from './fake-understanding.ts'
import { commandId } from './workflow-builder.ts'

/** A conversation with a workflow in the real sandbox; only the model is a fake. */
export interface Talk {
  readonly session: Session
  readonly application: Application
  readonly entries: readonly JournalEntry[]
  /** The turn that came last, as its events tell it. */
  readonly last: TurnState
  /** What is answered: the reply, or the question. */
  say(text: string): Promise<string>
  act(command: string, values?: Readonly<Record<string, Json>>): Promise<string>
  /** Labels of the instances one is in, innermost first; the root is `*`. */
  where(): Promise<string[]>
  /** Commands that can be asked for now, by level, innermost first. */
  offered(): Promise<string[][]>
  /** Commands that were run, by id, with their values. */
  ran(): readonly { readonly command: string; readonly values: Readonly<Record<string, Json>> }[]
}

export interface TalkOptions {
  readonly wasm: WebAssembly.Module
  /** A state to go on from, and the journal that belongs to it. */
  readonly saved?: Parameters<typeof Application.open>[0]['saved']
  readonly resume?: readonly JournalEntry[]
  readonly ports?: Partial<EnginePorts>
}

export async function talkTo(
  document: Document,
  { wasm, saved = null, resume = [], ports = {} }: TalkOptions,
): Promise<Talk> {
  const application = await Application.open({ wasm, spec: appSpec(document), saved })
  const { journal: _journal, ...fake } = fakePorts(() => document)
  const journal = memoryJournal()
  let runs = resume.length
  const session = createSession(
    { ...fake, newRunId: () => `run-${++runs}`, application, journal, ...ports },
    { document: () => document, model: () => FAKE_MODEL },
    resume,
  )
  const states = (): TurnState[] =>
    turnsOf([...resume, ...journal.entries]).map(({ state }) => state)
  return {
    session,
    application,
    get entries() {
      return [...resume, ...journal.entries]
    },
    get last() {
      const state = states().at(-1)
      if (!state) throw new Error('Nothing was said yet')
      return state
    },
    say: async (text) => answerOf(await session.say(text)),
    act: async (command, values = {}) =>
      answerOf(await session.act({ command: commandId(command), values })),
    where: async () =>
      (await application.scope()).levels.map(({ context, label }) =>
        context === 'root' ? '*' : label,
      ),
    offered: async () =>
      (await application.scope()).levels.map(({ available }) => [...available].sort()),
    ran: () =>
      [...resume, ...journal.entries].flatMap(({ event }) =>
        event.type === 'command-started' ? [{ command: event.command, values: event.values }] : [],
      ),
  }
}

const answerOf = (result: TurnResult): string =>
  result.status === 'waiting' ? result.question.text : result.reply

/** The document with these files as its application, by path. */
export function withSource(document: Document, files: Readonly<Record<string, string>>): Document {
  const records = Object.entries(files).map(([path, text]) =>
    sourceFileSchema.parse({ kind: 'source-file', id: `file:${path}`, path, text }),
  )
  return { ...document, ...Object.fromEntries(records.map((record) => [record.id, record])) }
}

/** A handler whose body this is, as the file that the editor shows: `input` and `scope` are given. */
export const code = (body: string): { readonly kind: 'code'; readonly source: string } => ({
  kind: 'code',
  source: `export default function (input, scope) {\n  const { self, parent, root, workflow } = scope\n${body}\n}\n`,
})
