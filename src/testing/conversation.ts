import type { Document } from '#domain/document.ts'
import type { Checkpoint, EnginePorts } from '#engine/ports.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry, TurnEvent } from '#engine/turn/events.ts'
import type { EndedTurn, Session, TurnResult } from '#engine/turn/session.ts'
import { fakePorts, type FakeApplicationOptions, type FakePorts } from './fake-engine.ts'
import { FAKE_MODEL } from './fake-understanding.ts'
import { workflow, type WorkflowBuilder } from './workflow-builder.ts'

/** A desk where parcels are sent, changed and recalled: commands of every risk. */
export const parcelDesk = (): WorkflowBuilder =>
  workflow('Parcels')
    .context('Parcel', { containers: ['*'] })
    .command('find_parcel', {
      parameters: { number: { pattern: 'P\\d+', examples: ['P1'] } },
      utterances: ['find parcel [P1](number)', 'look up a parcel'],
    })
    .command('show_list', { utterances: ['show the list', 'list all parcels'] })
    .command('Parcel/weigh', {
      risk: 'write',
      parameters: { grams: { type: 'integer', min: 1 } },
      utterances: ['set the weight to [50](grams) grams', 'change how heavy it is'],
    })
    .command('Parcel/recall', {
      risk: 'destructive',
      parameters: { number: { pattern: 'P\\d+' }, reason: {} },
      utterances: ['recall parcel [P1](number)', 'call the parcel back'],
    })
    .command('Parcel/notify', {
      risk: 'write',
      parameters: { number: { pattern: 'P\\d+' } },
      utterances: ['notify the person of [P1](number)', 'tell the receiver'],
    })

export interface Conversation {
  readonly ports: FakePorts
  readonly session: Session
  readonly say: (text: string) => Promise<string>
  readonly events: () => TurnEvent[]
  /** What every turn came to, in the order in which they began. */
  readonly entries: readonly JournalEntry[]
  /** Goes on after a crash, over the same application, with the entries that had been kept. */
  readonly reopen: (
    entries?: readonly JournalEntry[],
    checkpoint?: Checkpoint | null,
  ) => Conversation
}

/** A conversation over fakes, whose results read as one line each. */
export function converse(
  options: FakeApplicationOptions & Partial<EnginePorts & FakePorts> = {},
  document: Document = parcelDesk().build(),
): Conversation {
  const ports = fakePorts(() => document, { path: ['Parcel'], ...options })
  return over(ports, document)
}

function over(
  ports: FakePorts,
  document: Document,
  past: readonly JournalEntry[] = [],
  checkpoint: Checkpoint | null = null,
): Conversation {
  const source = { document: () => document, model: () => FAKE_MODEL }
  const session = createSession(ports, source, past, checkpoint)
  const entries = (): JournalEntry[] => [...past, ...ports.journal.entries.slice(from)]
  const from = past.length === 0 ? 0 : ports.journal.entries.length
  return {
    ports,
    session,
    say: async (text) => lineOf(await session.say(text)),
    events: () => entries().map(({ event }) => event),
    get entries() {
      return entries()
    },
    reopen: (kept = entries(), noted = null) => over(ports, document, kept, noted),
  }
}

/** `done: …`, `asks: …`; `| again: …` where a question stands again after it. */
export function lineOf(result: TurnResult | EndedTurn): string {
  if (result.status === 'waiting') return `asks: ${result.question.text}`
  const resumed = 'resumed' in result ? result.resumed : null
  const again = resumed ? ` | again: ${resumed.question.text}` : ''
  return `${result.outcome}: ${result.reply}${again}`
}
