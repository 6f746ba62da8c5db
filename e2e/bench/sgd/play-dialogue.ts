import type { Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { fullScope } from '#engine/decide/full-scope.ts'
import type { ApplicationPort, HandlerResult, ScopeState } from '#engine/ports.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { turnsOf } from '#engine/turn/turn-state.ts'
import type { Json } from '#shared/json.ts'
import type { TaughtWorkflow } from '../taught-workflow.ts'
import type { Dialogue, ServiceCall } from './dialogues.ts'
import { contextOf, intentOf } from './service-workflow.ts'

/** The day on which all of these dialogues take place: Friday, 1 March 2019. */
const TODAY = new Date(2019, 2, 1, 9).getTime()

export interface MadeCall {
  readonly service: string
  readonly method: string
  readonly values: Readonly<Record<string, Json>>
}

/** How it stands after a message. */
export interface Standing {
  /** The command that is being talked about; it stays so after it has run. */
  readonly command: CommandId | null
  /** Its values that were said, by name; defaults are not. */
  readonly values: Readonly<Record<string, Json>>
  readonly status: 'waiting' | 'done' | 'refused' | 'failed' | 'cancelled'
  /** The parameter that is asked about, "which" or "confirm"; '' where nothing is. */
  readonly question: string
}

export interface Played {
  readonly standings: readonly Standing[]
  readonly calls: readonly MadeCall[]
}

/**
 * Says the recorded user turns, one after the other, to a session of ours: what is asked in between
 * is asked by us, and may be something else than what the recorded answer is for.
 */
export async function playDialogue(
  document: Document,
  taught: TaughtWorkflow,
  dialogue: Dialogue,
): Promise<Played> {
  const entries: JournalEntry[] = []
  const calls: MadeCall[] = []
  let runs = 0
  const session = createSession(
    {
      ...taught,
      now: () => TODAY,
      newRunId: () => `run-${++runs}`,
      application: mockedServices(document, dialogue, calls),
      journal: {
        append(entry) {
          entries.push(entry)
          return Promise.resolve()
        },
      },
    },
    { document: () => document, model: () => taught.model },
  )
  const standings: Standing[] = []
  let before: Standing = { command: null, values: {}, status: 'refused', question: '' }
  for (const { text } of dialogue.turns) {
    const since = entries.length
    const result = await session.say(text)
    const status = result.status === 'ended' ? result.outcome : 'waiting'
    const question = session.question ? questionOf(session.question) : ''
    before = { ...before, ...talkedAbout(entries, since), status, question }
    standings.push(before)
  }
  return { standings, calls }
}

const TELLING = new Set(['command-chosen', 'value-extracted', 'value-skipped', 'command-started'])

/** The command that the latest message was about, with its values; nothing where it was about none. */
function talkedAbout(
  entries: readonly JournalEntry[],
  since: number,
): Partial<Pick<Standing, 'command' | 'values'>> {
  const telling = entries.slice(since).findLast(({ event }) => TELLING.has(event.type))
  const turn = turnsOf(entries).find(({ runId }) => runId === telling?.runId)
  const command = turn?.state.command?.id ?? null
  if (!turn || command === null || command.startsWith('core/')) return {}
  const said = turn.state.values.filter(({ source }) => source !== 'default')
  return { command, values: Object.fromEntries(said.map(({ name, value }) => [name, value])) }
}

function questionOf(question: { readonly kind: string; readonly parameter?: string }): string {
  return question.kind === 'value' ? (question.parameter?.split('.')[2] ?? '') : question.kind
}

/**
 * The services of the dialogue, the one in use nearest; a call gives what was recorded for the next
 * call of that method, whatever its values.
 */
function mockedServices(
  document: Document,
  { services, calls: recorded }: Dialogue,
  made: MadeCall[],
): ApplicationPort {
  let order = [...services]
  const left = [...recorded]
  const scope = (): ScopeState => ({
    levels: [
      ...order.flatMap((service) => fullScope(document, contextOf(service)).levels.slice(0, 1)),
      ...fullScope(document, ROOT_CONTEXT).levels,
    ],
  })
  const result = (results: ServiceCall['results']): HandlerResult => ({
    reply: `${results.length} found`,
    output: results[0] ?? null,
    logs: [],
    scope: scope(),
    durationMs: 0,
    undoTicket: null,
  })
  const unsupported = () => Promise.reject(new Error('No service here does that'))
  return {
    scope: () => Promise.resolve(scope()),
    execute({ command, values }) {
      const [service, method] = intentOf(command)
      made.push({ service, method, values })
      order = [service, ...order.filter((other) => other !== service)]
      const next = left.findIndex((call) => call.service === service && call.method === method)
      const [found] = next < 0 ? [] : left.splice(next, 1)
      return Promise.resolve(result(found?.results ?? []))
    },
    rehearse: unsupported,
    isUndoable: () => Promise.resolve(false),
    undo: unsupported,
    validate: () => Promise.resolve([]),
    lookup: () => Promise.resolve([]),
    goUp: () => Promise.resolve(scope()),
    goToTop: () => Promise.resolve(scope()),
  }
}
