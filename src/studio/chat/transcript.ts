import { NOT_WHAT_I_MEANT } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { turnsOf, type Turn, type TurnFacts } from '#engine/turn/turn-state.ts'
import { turnItems, type PlacedItem, type SaidTurn, type TranscriptItem } from './turn-items.ts'

/**
 * A conversation as it is read: messages and answers in the order in which they came, those of a
 * turn that came between in the middle of the other. A fold over the journal. `isBusy` says whether
 * the turn of the last entry is still under way; an unfinished one otherwise is lost.
 */
export function transcriptOf(entries: readonly JournalEntry[], isBusy: boolean): TranscriptItem[] {
  const places = new Map(entries.map((entry, at) => [entry, at]))
  const latest = entries.at(-1)
  let before: SaidTurn | null = null
  const placed: PlacedItem[] = []
  for (const turn of turnsOf(entries)) {
    const isLast = turn.entries.at(-1) === latest
    const own = rememberedItems(turn, { isLast, isUnderWay: isLast && isBusy })
    placed.push(...withMisunderstood(own, turn, before))
    before = answerTurn(own) ?? before
  }
  const placeOfItem = ({ entry }: PlacedItem): number => places.get(entry) ?? 0
  return placed.sort((a, b) => placeOfItem(a) - placeOfItem(b)).map(({ item }) => item)
}

function answerTurn(items: readonly PlacedItem[]): SaidTurn | null {
  const last = items.findLast(({ item }) => item.kind === 'answer')?.item
  return last?.kind === 'answer' ? last.turn : null
}

function withMisunderstood(
  items: readonly PlacedItem[],
  { state }: Turn,
  misunderstood: SaidTurn | null,
): readonly PlacedItem[] {
  if (state.command?.id !== NOT_WHAT_I_MEANT.id) return items
  return items.map(({ entry, item }) => ({
    entry,
    item: item.kind === 'answer' ? { ...item, misunderstood } : item,
  }))
}

interface TurnPlace {
  /** Nothing happened after it: its question is the open one. */
  readonly isLast: boolean
  readonly isUnderWay: boolean
}

/**
 * The items of a turn, by its last event: turns that are over keep theirs, so that a long
 * conversation is not drawn anew at each event.
 */
const remembered = new WeakMap<JournalEntry, TurnPlace & { items: readonly PlacedItem[] }>()

function rememberedItems(turn: Turn, place: TurnPlace): readonly PlacedItem[] {
  const last = turn.entries.at(-1)
  if (!last) return []
  const known = remembered.get(last)
  const { isLast, isUnderWay } = place
  if (known?.isLast === isLast && known.isUnderWay === isUnderWay) return known.items
  const items = turnItems(turn, place)
  remembered.set(last, { ...place, items })
  return items
}

const takenBack = new WeakMap<readonly JournalEntry[], ReadonlySet<string>>()

/** The runs whose commands were taken back since. */
export function undoneRuns(entries: readonly JournalEntry[]): ReadonlySet<string> {
  const known = takenBack.get(entries)
  if (known) return known
  const runs = new Set(
    entries.flatMap(({ event }) => (event.type === 'command-undone' ? [event.run] : [])),
  )
  takenBack.set(entries, runs)
  return runs
}

const placeOf = ({ levels }: ScopeState): string =>
  JSON.stringify(levels.map(({ context, label }) => [context, label]))

/** Where the turn led, if elsewhere: what is available may also change where one is. */
export const movedTo = ({ scope, entered }: TurnFacts): ScopeState | null =>
  entered && placeOf(entered) !== placeOf(scope) ? entered : null

/** Where the turn under way is, in words; for the line that stands in place of an answer. */
export function workingOn(
  entries: readonly JournalEntry[],
  title: (command: CommandId) => string,
): string {
  const event = entries.at(-1)?.event
  switch (event?.type) {
    case 'command-started':
      return `Running ${title(event.command)}…`
    case 'effect-intended':
    case 'effect-done':
      return 'Waiting for what it asked for…'
    case 'undo-started':
      return 'Taking it back…'
    case 'decision-made':
    case 'command-chosen':
    case 'value-extracted':
      return 'Reading the values…'
    default:
      return 'Working out what you mean…'
  }
}
