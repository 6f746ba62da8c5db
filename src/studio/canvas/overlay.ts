import type { CommandId, ContextId } from '#domain/ids.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'

/** What the canvas shows of a conversation: where one is, what was weighed, where the message went. */
export interface Overlay {
  /** The instance path: how far out each context is (0 is where one is), and how it is called. */
  readonly levels: ReadonlyMap<ContextId, { readonly level: number; readonly label: string }>
  /** The turn shown, or `null` before the first message. */
  readonly turn: TurnOverlay | null
}

export interface TurnOverlay {
  readonly runId: string
  readonly text: string
  readonly outcome: 'route' | 'ask' | 'refuse'
  /** Probability 0–1 of each candidate that weighs as much as can be read off. */
  readonly heat: ReadonlyMap<CommandId, number>
  /** The command it was routed to, or chosen by the person. */
  readonly routed: CommandId | null
  /** The contexts it climbed through, step by step, narrow to wide. */
  readonly climb: readonly (readonly [ContextId, ContextId])[]
}

/** What would round to 0 % is left out. */
const SHOWN = 0.005

/** A fold over the journal: the shown turn's last decision, else the latest turn that has one. */
export function overlayOf(
  scope: ScopeState | null,
  entries: readonly JournalEntry[],
  shownRun: string | null,
): Overlay {
  const levels = new Map<ContextId, { level: number; label: string }>()
  scope?.levels.forEach(({ context, label }, level) => {
    if (!levels.has(context)) levels.set(context, { level, label })
  })
  const runId =
    shownRun ?? entries.findLast(({ event }) => event.type === 'decision-made')?.runId ?? null
  return {
    levels,
    turn: runId === null ? null : turnOverlay(entries.filter((entry) => entry.runId === runId)),
  }
}

function turnOverlay(entries: readonly JournalEntry[]): TurnOverlay | null {
  let text = ''
  let scope: ScopeState | null = null
  let turn: TurnOverlay | null = null
  for (const { event, runId } of entries) {
    if (event.type === 'turn-started') ({ text, scope } = event)
    if (event.type === 'decision-made') {
      const { outcome, candidates } = event.decision
      const heat = new Map(
        candidates
          .filter(({ probability }) => probability >= SHOWN)
          .map(({ command, probability }) => [command, probability]),
      )
      const routed = outcome === 'route' ? (candidates[0]?.command ?? null) : null
      const climb = outcome === 'route' ? climbTo(scope, candidates[0]?.level ?? 0) : []
      turn = { runId, text, outcome, heat, routed, climb }
    }
    if (event.type === 'command-chosen' && turn)
      turn = { ...turn, routed: event.command, climb: climbTo(scope, event.level) }
  }
  return turn
}

function climbTo(scope: ScopeState | null, level: number): (readonly [ContextId, ContextId])[] {
  const path = (scope?.levels ?? []).slice(0, level + 1).map(({ context }) => context)
  return path.slice(1).flatMap((to, index) => {
    const from = path[index]
    return from === undefined || from === to ? [] : [[from, to] as const]
  })
}
