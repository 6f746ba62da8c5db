import { groupBy } from '#shared/group-by.ts'
import type {
  CommandRecord,
  ContextRecord,
  CorrectionRecord,
  Document,
  RecordKind,
  RecordOf,
  SourceFileRecord,
  UtteranceRecord,
  WorkflowRecord,
} from './document.ts'
import type { CommandId, ContextId, WorkflowId } from './ids.ts'

/**
 * One pass over a document, remembered per document value: a document is immutable, so what is
 * derived from it can be kept as long as it lives.
 */
interface DocumentIndex {
  readonly byKind: { readonly [Kind in RecordKind]: RecordOf<Kind>[] }
  readonly commandsOf: ReadonlyMap<ContextId, readonly CommandRecord[]>
  readonly utterancesOf: ReadonlyMap<CommandId, readonly UtteranceRecord[]>
}

const indexes = new WeakMap<Document, DocumentIndex>()

/**
 * Of the document looked at last. Most edits leave the utterances alone: their list is then the very
 * same value, and what was derived from it holds.
 */
const latest: { index: DocumentIndex | null; workflow: WorkflowId | null } = {
  index: null,
  workflow: null,
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at])

function indexOf(document: Document): DocumentIndex {
  const known = indexes.get(document)
  if (known) return known
  const byKind: { [Kind in RecordKind]: RecordOf<Kind>[] } = {
    workflow: [],
    context: [],
    command: [],
    utterance: [],
    correction: [],
    'source-file': [],
    note: [],
  }
  for (const id in document) {
    const record = document[id]
    if (record) (byKind[record.kind] as unknown[]).push(record)
  }
  const before = latest.index
  const same = before && sameItems(before.byKind.utterance, byKind.utterance) ? before : null
  if (same) byKind.utterance = same.byKind.utterance
  byKind.command.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  byKind.correction.sort((a, b) => a.at - b.at)
  byKind['source-file'].sort((a, b) => (a.path < b.path ? -1 : 1))
  const index = {
    byKind,
    commandsOf: groupBy(byKind.command, ({ context }) => context),
    utterancesOf: same?.utterancesOf ?? groupBy(byKind.utterance, ({ command }) => command),
  }
  indexes.set(document, index)
  latest.index = index
  return index
}

/** The utterances of each command, also of one that is not there (any more). */
export const utterancesByCommand = (
  document: Document,
): ReadonlyMap<CommandId, readonly UtteranceRecord[]> => indexOf(document).utterancesOf

/** All records of one kind; commands in their order, corrections oldest first, files by path. */
export function recordsOf<Kind extends RecordKind>(
  document: Document,
  kind: Kind,
): readonly RecordOf<Kind>[] {
  return indexOf(document).byKind[kind]
}

/** The record with this id if it is of this kind. */
export function recordById<Kind extends RecordKind>(
  document: Document,
  kind: Kind,
  id: string | null,
): RecordOf<Kind> | undefined {
  const record = id === null ? undefined : document[id]
  return record?.kind === kind ? (record as RecordOf<Kind>) : undefined
}

export function workflowOf(document: Document): WorkflowRecord {
  // One workflow is asked about many times in a row: not worth a pass over all of its records.
  const known = recordById(document, 'workflow', latest.workflow)
  if (known) return known
  const [workflow] = recordsOf(document, 'workflow')
  if (workflow) {
    latest.workflow = workflow.id
    return workflow
  }
  throw new Error('A document without a workflow record')
}

export const contextsOf = (document: Document): readonly ContextRecord[] =>
  recordsOf(document, 'context')

export const sourceFilesOf = (document: Document): readonly SourceFileRecord[] =>
  recordsOf(document, 'source-file')

export const correctionsOf = (document: Document): readonly CorrectionRecord[] =>
  recordsOf(document, 'correction')

/** The commands a context has of its own, in their order. */
export function ownCommands(document: Document, context: ContextId): readonly CommandRecord[] {
  return indexOf(document).commandsOf.get(context) ?? []
}

export function utterancesOf(document: Document, command: CommandId): readonly UtteranceRecord[] {
  return indexOf(document).utterancesOf.get(command) ?? []
}

/** `Order/cancel_order`; a command of the root is called by its name alone. */
export function qualifiedName(document: Document, command: CommandRecord): string {
  const context = recordById(document, 'context', command.context)
  return !context || context.name === '*' ? command.name : `${context.name}/${command.name}`
}
