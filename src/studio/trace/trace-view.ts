import type { Document } from '#domain/document.ts'
import { titleOf } from '#domain/names.ts'
import type { Decision } from '#engine/decide/decision.ts'
import type { Question, TurnEvent, TurnOutcome } from '#engine/turn/events.ts'
import type { Turn } from '#engine/turn/turn-state.ts'
import type { Json } from '#shared/json.ts'
import { commandTitle, levelTitle } from '../session/command-titles.ts'
import { duration, percent, shortened } from '../ui/format.ts'

/** How a turn stands, as a word and a colour say it. */
export type TurnStanding = TurnOutcome | 'waiting' | 'suspended' | 'unfinished'

/** One event with its place in time, in milliseconds since the turn began. */
export interface TraceEvent {
  readonly key: number
  readonly event: TurnEvent
  readonly title: string
  readonly summary: string
  readonly offsetMs: number
  /** Until the next event; `null` for the last. */
  readonly lastedMs: number | null
  /** The time was the person's, not the machine's. */
  readonly isWaiting: boolean
}

export function standingOf({ state }: Turn): TurnStanding {
  if (state.status === 'ended') return state.outcome
  return state.status === 'waiting' || state.status === 'suspended' ? state.status : 'unfinished'
}

/** What a turn is called in the list: its words, or the command that was run without any. */
export function turnName(document: Document, { state }: Turn): string {
  if (state.text !== '') return shortened(state.text, 120)
  return state.command ? commandTitle(document, state.command.id) : 'Without words'
}

export const STANDING_WORDS: Record<TurnStanding, string> = {
  done: 'done',
  refused: 'refused',
  failed: 'failed',
  cancelled: 'dropped',
  waiting: 'waits for an answer',
  suspended: 'waits for what came between',
  unfinished: 'unfinished',
}

export function traceEvents(document: Document, { entries, at }: Turn): TraceEvent[] {
  return entries.map((entry, index) => {
    const next = entries[index + 1]
    return {
      key: entry.seq,
      event: entry.event,
      ...wordsOf(document, entry.event),
      offsetMs: entry.at - at,
      lastedMs: next ? next.at - entry.at : null,
      isWaiting: entry.event.type === 'person-asked',
    }
  })
}

interface Words {
  readonly title: string
  readonly summary: string
}

function wordsOf(document: Document, event: TurnEvent): Words {
  const title = (id: Parameters<typeof commandTitle>[1]): string => commandTitle(document, id)
  switch (event.type) {
    case 'turn-started': {
      const here = event.scope.levels[0]
      const where = here ? `in ${levelTitle(document, here)}` : ''
      return {
        title: 'Turn started',
        summary: [quoted(event.text), where].filter(Boolean).join(' '),
      }
    }
    case 'message-split':
      return {
        title: 'Message split',
        summary: event.parts.map(({ text }) => quoted(text)).join(', then '),
      }
    case 'decision-made':
      return { title: 'Decision made', summary: decisionSummary(document, event.decision) }
    case 'misunderstanding-told':
      return { title: 'Misunderstanding told', summary: quoted(event.misunderstood.text) }
    case 'command-chosen':
      return { title: 'Command chosen', summary: title(event.command) }
    case 'value-extracted':
      return {
        title: 'Value extracted',
        summary: `${titleOf(event.name)} = ${compact(event.value)} (${event.source})`,
      }
    case 'value-skipped':
      return { title: 'Value skipped', summary: title(event.command) }
    case 'command-rehearsed':
      return { title: 'Command rehearsed', summary: quoted(event.reply) }
    case 'person-asked':
      return { title: 'Person asked', summary: questionSummary(document, event.question) }
    case 'person-answered':
      return { title: 'Person answered', summary: quoted(event.text) }
    case 'turn-suspended':
      return { title: 'Turn suspended', summary: 'something else comes first' }
    case 'turn-resumed':
      return { title: 'Turn resumed', summary: 'its question stands again' }
    case 'command-started':
      return {
        title: 'Command started',
        summary: `${title(event.command)} ${compact(event.values)}`,
      }
    case 'effect-intended':
      return { title: 'Effect intended', summary: compact(event.request) }
    case 'effect-done':
      return { title: 'Effect done', summary: compact(event.result) }
    case 'context-entered': {
      const here = event.scope.levels[0]
      return { title: 'Context entered', summary: here ? levelTitle(document, here) : '' }
    }
    case 'command-ended': {
      const logs = event.logs.length === 0 ? '' : `, ${String(event.logs.length)} logged`
      return {
        title: 'Command ended',
        summary: `${title(event.command)} in ${duration(event.durationMs)}${logs}`,
      }
    }
    case 'command-failed':
      return { title: 'Command failed', summary: `${title(event.command)}: ${event.error.message}` }
    case 'undo-chosen':
      return { title: 'Undo chosen', summary: title(event.undo.command) }
    case 'undo-started':
      return { title: 'Undo started', summary: '' }
    case 'command-undone':
      return {
        title: 'Command undone',
        summary: `${title(event.command)} in ${duration(event.durationMs)}`,
      }
    case 'turn-ended':
      return {
        title: 'Turn ended',
        summary: [STANDING_WORDS[event.outcome], quoted(event.reply)].filter(Boolean).join(' '),
      }
  }
}

function decisionSummary(document: Document, { outcome, rung, candidates }: Decision): string {
  const weighed = candidates
    .slice(0, 3)
    .map(({ command, probability }) => `${commandTitle(document, command)} ${percent(probability)}`)
  return [`${outcome} by ${rung}`, weighed.join(', ')].filter(Boolean).join(': ')
}

function questionSummary(document: Document, question: Question): string {
  switch (question.kind) {
    case 'which-command':
      return `Which of ${question.candidates.map((id) => commandTitle(document, id)).join(', ')}?`
    case 'value':
      return `${shortened(question.text, 120)} (${question.problem.code})`
    case 'which-value':
    case 'confirm':
      return shortened(question.text, 120)
  }
}

const quoted = (text: string): string => (text === '' ? '' : `“${shortened(text, 80)}”`)
const compact = (value: Json): string => shortened(JSON.stringify(value), 80)

/** `+0 ms`, `+12 ms`, `+1.2 s`. */
export const offset = (ms: number): string => (ms === 0 ? '0' : `+${duration(ms)}`)

/** The journal of a turn as it would be sent to someone else to look at. */
export const turnJson = ({ entries }: Turn): string => JSON.stringify(entries, null, 2)
