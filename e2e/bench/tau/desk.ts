import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { SpanRequest, TaggedSpan, Understanding } from '#domain/intent-model.ts'
import type { AskedModel } from '#engine/decide/rung.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { ActionProblem, JournalEntry } from '#engine/turn/events.ts'
import type { EndedTurn, Session } from '#engine/turn/session.ts'
import type { Json } from '#shared/json.ts'
import type { ConversationFile } from '../../../src/host/conversation-file.ts'
import { keptConversation } from '../../../src/host/kept-conversation.ts'
import { sandboxEngine } from '../../../src/host/sandbox-engine.ts'

/** What understands messages; without it only actions are taken. */
export interface Ears {
  readonly model: AskedModel
  readonly understand: (text: string) => Promise<Understanding>
  readonly findSpans: (request: SpanRequest) => Promise<TaggedSpan[] | null>
  readonly embed: (texts: readonly string[]) => Promise<Float32Array[]>
}

/** A conversation with a workflow that has nothing but a journal in memory. */
export interface Desk {
  readonly session: Session
  readonly application: Application
  readonly entries: readonly JournalEntry[]
  /** Calls a tool as a program does, with consent; gives what a program gets to read. */
  call(tool: string, kwargs: Readonly<Record<string, Json>>): Promise<Answer>
  close(): void
}

export interface Answer {
  /** As the tools' own programs word it: data, or `Error: …`. */
  readonly observation: string
  /** Why it was refused before the tool ran; empty where it ran. */
  readonly problems: readonly ActionProblem[]
  /** The handler was called. */
  readonly ran: boolean
}

export interface Desks {
  readonly document: Document
  open(options?: DeskOptions): Promise<Desk>
}

/** A new session, unless it is said what one is gone on with. */
export interface DeskOptions {
  readonly saved?: SavedState | null
  readonly journal?: readonly JournalEntry[]
  readonly ears?: Ears | null
  /** Where it is kept, and gone on with. */
  readonly file?: ConversationFile | null
}

/** Boots the application once; every session begins with a copy of it. */
export async function openDesks(document: Document): Promise<Desks> {
  const wasm = await sandboxEngine()
  const spec = appSpec(document)
  const booted = await Application.open({ wasm, spec, saved: null })
  const [fault] = booted.faults
  if (fault) throw fault
  // What is packed once need not be packed by each copy.
  await booted.snapshot()
  return {
    document,
    async open({ file = null, saved = file?.kept?.saved ?? null, ...options } = {}) {
      const application = saved
        ? await Application.open({ wasm, spec, saved })
        : await booted.fork()
      return deskOf(document, application, { ...options, file })
    },
  }
}

let runs = 0

function deskOf(
  document: Document,
  application: Application,
  { journal = [], ears = null, file = null }: DeskOptions,
): Desk {
  const kept = keptConversation(file, application)
  const past = [...journal, ...kept.entries]
  const session = createSession(
    {
      now: () => 0,
      newRunId: () => `run-${(runs += 1)}`,
      understand: async (text) => ears?.understand(text) ?? null,
      findSpans: async (request) => ears?.findSpans(request) ?? null,
      embed: async (texts) => ears?.embed(texts) ?? [],
      application,
      journal: kept.ports.journal,
      // On this thread the state is lost with the program alone.
      ...(file && { checkpoint: kept.ports.checkpoint }),
    },
    { document: () => document, model: () => ears?.model ?? null },
    past,
    kept.checkpoint,
  )
  const since = (from: number): JournalEntry[] => kept.entries.slice(from)
  return {
    session,
    application,
    get entries() {
      return [...journal, ...kept.entries]
    },
    async call(tool, values) {
      const before = kept.entries.length
      const command = tool as CommandId
      const ended = await session.call({ command, values, confirmed: true })
      const ran = since(before).some(({ event }) => event.type === 'command-started')
      return { observation: observationOf(ended, since(before)), problems: ended.problems, ran }
    },
    close: () => application.dispose(),
  }
}

/**
 * A refusal in the tools' words: what the command's own check says, and `invalid …` for what is none
 * of the choices of a schema; any other breach of a schema is worded by Espalier.
 */
function observationOf(
  { outcome, reply, output, problems }: EndedTurn,
  entries: readonly JournalEntry[],
): string {
  const [problem] = problems
  if (problem?.code === 'choice') return `Error: invalid ${problem.path}`
  if (problem) return `Error: ${problem.text}`
  if (outcome === 'done') return ownObservation(output) ?? reply
  const failed = entries.map(({ event }) => event).find(({ type }) => type === 'command-failed')
  return `Error: ${failed?.type === 'command-failed' ? failed.error.message : reply}`
}

/** A tool whose answer is nothing to say has it apart. */
const ownObservation = (output: Json): string | null =>
  typeof output === 'object' &&
  output !== null &&
  'observation' in output &&
  typeof output.observation === 'string'
    ? output.observation
    : null
