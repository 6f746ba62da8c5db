import { isExpired } from '#domain/corrections-in-force.ts'
import type { CorrectionRecord, Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { correctionsOf } from '#domain/queries.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { commandTitle, contextTitle } from '../session/command-titles.ts'

export const KINDS = [
  { value: 'all', label: 'All' },
  { value: 'command', label: 'Means a command' },
  { value: 'out-of-scope', label: 'Out of scope' },
  { value: 'mistaken', label: 'Says what it is not' },
  { value: 'expired', label: 'Expired' },
] as const
export type CorrectionKind = (typeof KINDS)[number]['value']

export const EVERYONE = '*'

export interface CorrectionFilter {
  readonly query: string
  readonly kind: CorrectionKind
  /** A command's id, or '' for all. */
  readonly command: CommandId | ''
  /** A person's name, `EVERYONE`, or '' for all. */
  readonly person: string
}

export const ALL_CORRECTIONS: CorrectionFilter = { query: '', kind: 'all', command: '', person: '' }

/** The corrections that pass, newest first. `now` is Unix ms. */
export function listedCorrections(
  document: Document,
  { query, kind, command, person }: CorrectionFilter,
  now: number,
): CorrectionRecord[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return correctionsOf(document)
    .toReversed()
    .filter((correction) => {
      if (command !== '' && correction.meant !== command && correction.mistaken !== command)
        return false
      if (person !== '' && (correction.person ?? EVERYONE) !== person) return false
      if (!isOfKind(correction, kind, now)) return false
      if (words.length === 0) return true
      const text = textOf(document, correction)
      return words.every((word) => text.includes(word))
    })
}

function isOfKind(correction: CorrectionRecord, kind: CorrectionKind, now: number): boolean {
  switch (kind) {
    case 'all':
      return true
    case 'command':
      return correction.meant !== null
    case 'out-of-scope':
      return correction.meant === null
    case 'mistaken':
      return correction.mistaken !== null
    case 'expired':
      return isExpired(correction, now)
  }
}

const textOf = (document: Document, { text, meant, mistaken, context, person }: CorrectionRecord) =>
  [
    text,
    meant ? commandTitle(document, meant) : 'out of scope',
    mistaken ? commandTitle(document, mistaken) : '',
    contextTitle(document, context),
    person ?? '',
  ]
    .join(' ')
    .toLowerCase()

/** The commands and persons that corrections name, for the filters. */
export function namedIn(document: Document): {
  readonly commands: readonly CommandId[]
  readonly persons: readonly string[]
} {
  const corrections = correctionsOf(document)
  const commands = corrections.flatMap(({ meant, mistaken }) =>
    [meant, mistaken].filter((id) => id !== null),
  )
  const persons = corrections.flatMap(({ person }) => person ?? [])
  return {
    commands: [...new Set(commands)].toSorted((a, b) =>
      commandTitle(document, a).localeCompare(commandTitle(document, b)),
    ),
    persons: [...new Set(persons)].toSorted(),
  }
}

/** How often a correction decided, and when last. */
export interface Use {
  readonly times: number
  /** Unix ms. */
  readonly lastAt: number
  /** The run it decided last. */
  readonly run: string
}

/** Read from the journals: whether a correction was of use is not a fact of the document. */
export function usesOf(
  conversations: readonly { readonly entries: readonly JournalEntry[] }[],
): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>()
  for (const { entries } of conversations)
    for (const { event, at, runId } of entries) {
      if (event.type !== 'decision-made' || event.decision.correction === null) continue
      const before = uses.get(event.decision.correction)
      const isLater = !before || at >= before.lastAt
      uses.set(event.decision.correction, {
        times: (before?.times ?? 0) + 1,
        lastAt: isLater ? at : before.lastAt,
        run: isLater ? runId : before.run,
      })
    }
  return uses
}

/** Those made, and last of use, before a day. */
export function unusedSince(
  corrections: readonly CorrectionRecord[],
  uses: ReadonlyMap<string, Use>,
  before: number,
): CorrectionRecord[] {
  return corrections.filter(({ id, at }) => Math.max(at, uses.get(id)?.lastAt ?? 0) < before)
}

export const DAY_MS = 86_400_000

/** A day as a date field has it, `2026-11-20`, by the person's own calendar. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The beginning of that day, Unix ms; `null` for no date. */
export function startOf(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  return year === undefined
    ? null
    : new Date(Number(year), Number(month) - 1, Number(date)).getTime()
}
