import type { CommandRecord, ContextRecord, Document, SourceLink } from '../document.ts'
import { ROOT_CONTEXT, type ContextId } from '../ids.ts'
import { contextsOf, recordById, recordsOf, workflowOf } from '../queries.ts'
import type { ClassKey, ClassModel } from './class-model.ts'
import { coveringCommand } from './covering-command.ts'
import { matchCommands, type Matched } from './match-commands.ts'
import { matchContexts } from './match-contexts.ts'
import { offer } from './offer.ts'
import { localMember, type OfferedCommand, type OfferedContext } from './offered.ts'
import {
  changedParts,
  commandParts,
  contextParts,
  offeredCommandParts,
  offeredContextParts,
  type PartChange,
} from './parts.ts'

/**
 * How what is offered stands to the workflow. `new` has never been decided about, `left-out` has;
 * `there` is what a person made without the offer, and what does the same.
 */
export type RowState = 'new' | 'left-out' | 'changed' | 'renamed' | 'removed' | 'same' | 'there'

interface Row {
  /** Unique in the diff. */
  readonly key: string
  readonly state: RowState
  /** What the source says otherwise than when it was taken. */
  readonly changes: readonly PartChange[]
}

export interface CommandRow extends Row {
  /** `null` for what the source has no more. */
  readonly offered: OfferedCommand | null
  /** What was made from it; `null` while it is only offered. */
  readonly record: CommandRecord | null
  /** For `there`: the command that calls it already. */
  readonly by: CommandRecord | null
}

export interface ContextRow extends Row {
  readonly offered: OfferedContext | null
  readonly record: ContextRecord | null
  readonly commands: readonly CommandRow[]
}

/** What the classes of a source would change in a workflow, row by row. */
export interface OfferDiff {
  readonly contexts: readonly ContextRow[]
  readonly functions: readonly CommandRow[]
  readonly model: ClassModel
}

/**
 * Compares a source with a workflow. While a file does not parse nothing counts as changed or
 * removed: what is missing may only not be readable.
 */
export function offerDiff(document: Document, model: ClassModel): OfferDiff {
  const { contexts, functions } = offer(model)
  const linked = recordsOf(document, 'command').filter(({ source }) =>
    source ? isOfReading(source.file, model) : false,
  )
  const known = contextsOf(document).filter(({ source }) =>
    source ? isOfReading(source.file, model) : false,
  )
  const places = matchContexts(document, contexts, known, linked)
  const matched = matchCommands(places, contexts, functions, linked)
  const comparison: Comparison = {
    document,
    matched,
    leftOut: new Set(workflowOf(document).leftOut),
    isSure: model.broken.length === 0,
    keyOf: keysOf(places),
  }
  const rows = contexts.map((context) => contextRow(context, places.get(context.key), comparison))
  return {
    contexts: [...rows, ...removedContexts(places, known, comparison)],
    functions: [
      ...functions.map((each) =>
        commandRow(each, recordById(document, 'context', ROOT_CONTEXT), comparison),
      ),
      ...removedCommands('', comparison),
    ],
    model,
  }
}

interface Comparison {
  readonly document: Document
  readonly matched: Matched
  readonly leftOut: ReadonlySet<string>
  readonly isSure: boolean
  readonly keyOf: (id: ContextId) => ClassKey | undefined
}

/** Of another language, or of another folder that was read once, nothing can be said. */
export function isOfReading(file: string, { language, files }: ClassModel): boolean {
  if (language === 'typescript') return /\.tsx?$/.test(file)
  const folder = file.split('/')[0] ?? ''
  return (
    file.endsWith('.py') && files.some((path) => path === file || path.startsWith(`${folder}/`))
  )
}

const keysOf = (places: ReadonlyMap<ClassKey, ContextRecord>) => {
  const keys = new Map([...places].map(([key, { id }]) => [id, key]))
  return (id: ContextId): ClassKey | undefined => keys.get(id)
}

function contextRow(
  offered: OfferedContext,
  record: ContextRecord | undefined,
  comparison: Comparison,
): ContextRow {
  const changes = record?.source ? contextChanges(offered, record, comparison) : []
  return {
    key: offered.key,
    state: stateOf(offered, record, changes, comparison),
    changes,
    offered,
    record: record ?? null,
    commands: [
      ...offered.commands.map((command) => commandRow(command, record, comparison)),
      ...(record?.source
        ? removedCommands(record.source.member, comparison, record.source.file)
        : []),
    ],
  }
}

function contextChanges(
  offered: OfferedContext,
  record: ContextRecord,
  { isSure, keyOf }: Comparison,
): readonly PartChange[] {
  if (!isSure || !record.source) return []
  const parts = offeredContextParts(offered)
  return changedParts(record.source.taken, parts, contextParts(record, offered.isRoot, keyOf))
}

const identity = (member: string): string => member

/** What it was called before its class was renamed or its file moved. */
const formerKey = (
  { key, member }: OfferedCommand,
  source: SourceLink | null | undefined,
): string => (source ? `${source.file}#${source.member}.${localMember(member)}` : key)

function stateOf(
  offered: OfferedContext | OfferedCommand,
  record: ContextRecord | CommandRecord | undefined,
  changes: readonly PartChange[],
  { leftOut, isSure }: Comparison,
  formerKey = offered.key,
): RowState {
  if (!record) return leftOut.has(offered.key) || leftOut.has(formerKey) ? 'left-out' : 'new'
  if (!record.source) return 'there'
  // A member of a class that is renamed is called as it was.
  const own = record.kind === 'context' ? identity : localMember
  if (isSure && own(record.source.member) !== own(offered.member)) return 'renamed'
  return changes.length > 0 ? 'changed' : 'same'
}

function commandRow(
  offered: OfferedCommand,
  context: ContextRecord | undefined,
  comparison: Comparison,
): CommandRow {
  const record = comparison.matched.commands.get(offered.key)
  const by = record || !context ? undefined : coveringCommand(comparison.document, context, offered)
  const changes =
    record?.source && comparison.isSure
      ? changedParts(
          record.source.taken,
          offeredCommandParts(offered),
          commandParts(record, record.source.parameters),
        )
      : []
  return {
    key: offered.key,
    state: by
      ? 'there'
      : stateOf(offered, record, changes, comparison, formerKey(offered, context?.source)),
    changes,
    offered,
    record: record ?? null,
    by: by ?? null,
  }
}

/** Commands of a class whose members the source has no more; '' for those of no class that is read. */
function removedCommands(owner: string, { matched, isSure }: Comparison, file = ''): CommandRow[] {
  if (!isSure) return []
  return matched.missing.flatMap((record): CommandRow[] => {
    const { source } = record
    if (!source) return []
    const isOwn =
      owner === ''
        ? matched.ownerless.has(record.id)
        : source.file === file &&
          source.member.startsWith(`${owner}.`) &&
          !matched.ownerless.has(record.id)
    return isOwn ? [removedRow(record, source)] : []
  })
}

const removedRow = (
  record: CommandRecord,
  { file, member }: { file: string; member: string },
): CommandRow => ({
  key: `${file}#${member}`,
  state: 'removed',
  changes: [],
  offered: null,
  record,
  by: null,
})

function removedContexts(
  places: ReadonlyMap<ClassKey, ContextRecord>,
  known: readonly ContextRecord[],
  comparison: Comparison,
): ContextRow[] {
  if (!comparison.isSure) return []
  const found = new Set([...places.values()].map(({ id }) => id))
  return known.flatMap((record): ContextRow[] => {
    const { source } = record
    if (!source || found.has(record.id) || record.id === ROOT_CONTEXT) return []
    return [
      {
        key: `${source.file}#${source.member}`,
        state: 'removed',
        changes: [],
        offered: null,
        record,
        commands: removedCommands(source.member, comparison, source.file),
      },
    ]
  })
}

/** All rows of commands, with those of functions. */
export const commandRows = ({ contexts, functions }: OfferDiff): readonly CommandRow[] => [
  ...contexts.flatMap(({ commands }) => commands),
  ...functions,
]

/** How much the source has changed against what was accepted, and nobody has decided about. */
export function pendingChanges(diff: OfferDiff): number {
  const isPending = ({ state, offered }: CommandRow | ContextRow): boolean =>
    state === 'changed' ||
    state === 'renamed' ||
    state === 'removed' ||
    (state === 'new' && offered?.isSuggested === true)
  const contexts = diff.contexts.filter(isPending)
  // What is in a context that is only offered comes and goes with it.
  const inside = diff.contexts
    .filter(({ record }) => record !== null)
    .flatMap(({ commands }) => commands.filter(isPending))
  return contexts.length + inside.length + diff.functions.filter(isPending).length
}
