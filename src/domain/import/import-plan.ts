import {
  correctionSchema,
  type CommandRecord,
  type Document,
  type DocumentRecord,
  type Edit,
  type Slot,
  type UtteranceRecord,
} from '../document.ts'
import { newId, ROOT_CONTEXT, type CommandId, type UtteranceId } from '../ids.ts'
import { textKey } from '../problems-of-utterances.ts'
import { correctionsOf, recordsOf } from '../queries.ts'
import type { ImportMapping } from './import-mapping.ts'
import { importTargets, type ImportTargets } from './import-targets.ts'
import type { Imported, ImportedRow } from './imported.ts'

/** What to do with a text that another command has; `move` takes it away from that one. */
export type ConflictChoice = 'leave-out' | 'import' | 'move'

export interface ImportOptions {
  readonly conflicts: ConflictChoice
  /** So many in a hundred of each command's new utterances are held out. */
  readonly heldOutPercent: number
}

/** What becomes of one row. */
export type RowOutcome =
  | { readonly outcome: 'new' }
  /** It is there already, or earlier in the file; `gainsSlots`: what is there has no marks yet. */
  | { readonly outcome: 'duplicate'; readonly gainsSlots: boolean }
  /** Another command, named by `other`, has the text, in the document or earlier in the file. */
  | { readonly outcome: 'conflict'; readonly other: string; readonly isTaken: boolean }
  | { readonly outcome: 'left-out' }

export interface PlannedRow {
  readonly row: ImportedRow
  readonly result: RowOutcome
}

/** What an import would do to a document: counted, listed, and ready to be done. */
export interface ImportPlan {
  readonly document: Document
  readonly imported: Imported
  readonly mapping: ImportMapping
  readonly options: ImportOptions
  readonly rows: readonly PlannedRow[]
  readonly counts: Readonly<Record<RowOutcome['outcome'], number>>
  /** Utterances that are added, without those that move or gain slots. */
  readonly added: number
  readonly gainedSlots: number
  readonly moved: number
  readonly heldOut: number
  /** Texts that nothing here is meant for. */
  readonly outOfScope: readonly string[]
  readonly newCommands: number
  readonly newParameters: number
  /** Commands that are new or have new parameters. */
  readonly commands: readonly CommandRecord[]
  /** Utterances that are new, move or gain slots, as they shall be. */
  readonly utterances: readonly UtteranceRecord[]
  readonly goesTo: ReadonlyMap<string, CommandId>
}

export function planImport(...wanted: Parameters<typeof planningSteps>): ImportPlan {
  const steps = planningSteps(...wanted)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Rows between two chances to do something else. */
const ROWS_A_STEP = 500

/** The same a step at a time: whoever takes the steps may draw the screen between them. */
export function* planningSteps(
  document: Document,
  imported: Imported,
  mapping: ImportMapping,
  options: ImportOptions,
): Generator<undefined, ImportPlan> {
  const { conflicts, heldOutPercent } = options
  const targets = importTargets(document, imported, mapping)
  const texts = createTexts(document)
  const outOfScope: string[] = []
  const refused = new Set(
    correctionsOf(document).flatMap(({ meant, text }) => (meant === null ? textKey(text) : [])),
  )

  function refuse({ text }: ImportedRow): RowOutcome {
    if (refused.has(textKey(text))) return { outcome: 'duplicate', gainsSlots: false }
    refused.add(textKey(text))
    outOfScope.push(text)
    return { outcome: 'new' }
  }

  const planned = (row: ImportedRow): RowOutcome => {
    if (mapping.intents.get(row.intent)?.kind === 'out-of-scope') return refuse(row)
    const command = targets.goesTo.get(row.intent)
    if (command === undefined) return { outcome: 'left-out' }
    return placed(row, command, targets, texts, conflicts)
  }
  const rows: PlannedRow[] = []
  for (const row of imported.rows) {
    rows.push({ row, result: planned(row) })
    if (rows.length % ROWS_A_STEP === 0) yield
  }

  const added = texts.added()
  const held = heldOutShare(added, heldOutPercent)
  const whole = added.map((each) => (held.has(each.id) ? { ...each, heldOut: true } : each))
  return {
    document,
    imported,
    mapping,
    options,
    rows,
    counts: counted(rows),
    added: added.length,
    gainedSlots: rows.filter(({ result }) => result.outcome === 'duplicate' && result.gainsSlots)
      .length,
    moved: texts.moved(),
    heldOut: whole.filter(({ heldOut }) => heldOut).length,
    outOfScope,
    newCommands: targets.newCommands,
    newParameters: targets.newParameters(),
    commands: targets.changed(),
    utterances: [...whole, ...texts.changed()],
    goesTo: targets.goesTo,
  }
}

/** Does what was planned, as one edit. A plan for an earlier document changes nothing. */
export function applyImport(plan: ImportPlan, at: number): Edit {
  return (document) => {
    if (document !== plan.document) return document
    const records: DocumentRecord[] = [...plan.commands, ...plan.utterances]
    plan.outOfScope.forEach((text, index) =>
      records.push(
        correctionSchema.parse({
          kind: 'correction',
          id: newId(),
          text,
          context: ROOT_CONTEXT,
          meant: null,
          at: at + index,
        }),
      ),
    )
    if (records.length === 0) return document
    const next: Record<string, DocumentRecord> = { ...document }
    for (const record of records) next[record.id] = record
    return next
  }
}

function placed(
  row: ImportedRow,
  command: CommandId,
  targets: ImportTargets,
  texts: Texts,
  conflicts: ConflictChoice,
): RowOutcome {
  const slots = targets.slotsOf(row, command)
  const known = texts.known(row.text)
  const own = known.find((each) => each.command === command)
  if (own) {
    const gainsSlots = own.slots.length === 0 && slots.length > 0 && own.text === row.text
    if (gainsSlots) texts.change({ ...own, slots })
    return { outcome: 'duplicate', gainsSlots }
  }
  const [other] = known
  if (!other) {
    texts.add(row, command, slots)
    return { outcome: 'new' }
  }
  const conflict = { outcome: 'conflict', other: targets.nameOf(other.command) } as const
  if (conflicts === 'leave-out') return { ...conflict, isTaken: false }
  if (conflicts === 'import') texts.add(row, command, slots)
  else texts.change({ ...other, command, slots: other.text === row.text ? slots : [] })
  return { ...conflict, isTaken: true }
}

/** The texts of a document and of an import under way, by what they say. */
interface Texts {
  known(text: string): readonly UtteranceRecord[]
  add(row: ImportedRow, command: CommandId, slots: Slot[]): void
  change(utterance: UtteranceRecord): void
  added(): readonly UtteranceRecord[]
  /** Those of the document that are not as they were. */
  changed(): readonly UtteranceRecord[]
  moved(): number
}

function createTexts(document: Document): Texts {
  const added = new Map<UtteranceId, UtteranceRecord>()
  const changed = new Map<UtteranceId, UtteranceRecord>()
  /** By text, the utterances that have it: seldom more than one. */
  const byKey = new Map<string, UtteranceRecord[]>()
  for (const utterance of recordsOf(document, 'utterance'))
    enter(utterance, textKey(utterance.text))
  // Random once, then counted: twenty thousand random ids take longer than all the rest.
  const ids = newId<string>()

  function enter(utterance: UtteranceRecord, key: string): void {
    const others = byKey.get(key)
    if (!others) byKey.set(key, [utterance])
    else byKey.set(key, [...others.filter(({ id }) => id !== utterance.id), utterance])
  }

  return {
    known: (text) => byKey.get(textKey(text)) ?? NONE,
    add({ text, heldOut }, command, slots) {
      const id = `${ids}${added.size.toString(36)}` as UtteranceId
      const origin = 'imported'
      const utterance = { kind: 'utterance', id, command, text, slots, origin, heldOut } as const
      added.set(id, utterance)
      enter(utterance, textKey(text))
    },
    change(utterance) {
      ;(added.has(utterance.id) ? added : changed).set(utterance.id, utterance)
      enter(utterance, textKey(utterance.text))
    },
    added: () => [...added.values()],
    changed: () => [...changed.values()],
    moved: () =>
      [...changed.values()].filter(({ id, command }) => {
        const before = document[id]
        return before?.kind === 'utterance' && before.command !== command
      }).length,
  }
}

const NONE: readonly UtteranceRecord[] = []

function counted(rows: readonly PlannedRow[]): ImportPlan['counts'] {
  const counts = { new: 0, duplicate: 0, conflict: 0, 'left-out': 0 }
  for (const { result } of rows) counts[result.outcome]++
  return counts
}

/**
 * Which of them to hold out: the same share of each command, chosen by their words, so that the
 * same file gives the same choice.
 */
function heldOutShare(added: readonly UtteranceRecord[], percent: number): Set<UtteranceId> {
  if (percent <= 0) return new Set()
  const byCommand = new Map<CommandId, UtteranceRecord[]>()
  for (const utterance of added) {
    const group = byCommand.get(utterance.command)
    if (group) group.push(utterance)
    else byCommand.set(utterance.command, [utterance])
  }
  return new Set(
    [...byCommand.values()].flatMap((group) =>
      group
        .map(({ id, text }) => ({ id, rank: rankOf(text) }))
        .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
        .slice(0, Math.round((group.length * Math.min(percent, 90)) / 100))
        .map(({ id }) => id),
    ),
  )
}

/** FNV-1a: mixes texts well enough that no kind of them is chosen together. */
function rankOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}
